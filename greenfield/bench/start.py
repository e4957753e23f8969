"""`greenfield bench start`: from the start of the process to the first paint of the window, beside bare Qt."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from greenfield.bench.measure import Measured

VISITS, ROUNDS = 2_000, 10
NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
_PASSPHRASE = "bench"  # noqa: S105  opens a workspace that lives for a minute
_PATIENCE_S = 60
_BARE, _WINDOW = "greenfield.bench.start_bare", "greenfield.bench.start_window"


def start() -> Sequence[Measured]:
    """Start bare Qt and the window in turn, each in a process of its own, and compare their medians."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        workspace = folder / "start.greenfield"
        _fill(workspace)
        secret = folder / "secret.txt"
        secret.write_text(_PASSPHRASE, encoding="utf-8")
        words = [str(workspace), str(secret), str(folder / "settings.json")]
        bare, first, shown = [], [], []
        for _ in range(ROUNDS + 1):
            bare.append(_run(_BARE, [])["painted"])
            told = _run(_WINDOW, words)
            first.append(told["painted"])
            shown.append(told["visits"])
    # the first round reads everything from the disk, for both
    baseline = statistics.median(bare[1:])
    what = "QApplication, QMainWindow and QLabel"
    return [
        Measured("start_first_paint", statistics.median(first[1:]), "ms", what, baseline, goal=2.5),
        Measured("start_visits_shown", statistics.median(shown[1:]), "ms", what, baseline),
    ]


def _fill(folder: Path) -> None:
    from greenfield.bench.answer_commit import fill_visits  # noqa: PLC0415  loads the store
    from greenfield.services import workspaces  # noqa: PLC0415  loads the store
    from greenfield.vault.passphrase import Passphrase  # noqa: PLC0415  with the rest

    secret = Passphrase(_PASSPHRASE)
    workspaces.create_workspace(folder, [secret])
    with workspaces.opened(folder, secret, writing=True, clock=lambda: NOW) as workspace:
        fill_visits(workspace, VISITS)


def _run(module: str, words: Sequence[str]) -> Mapping[str, float]:
    """Run a module and return after how many milliseconds it did what it tells."""
    environment = dict(os.environ)
    if sys.platform == "linux" and not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    begun = time.time_ns()
    done = subprocess.run(  # noqa: S603  our own modules
        [sys.executable, "-m", module, *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=True,
    )
    lines = (line.split() for line in done.stdout.splitlines())
    return {name: (int(moment) - begun) / 1e6 for name, moment in lines}
