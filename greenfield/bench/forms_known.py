"""How long it takes to open a visit of a form that the workspace knows, until its first page can be shown."""

import statistics
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from greenfield.bench.forms_made import MadeForm
from greenfield.bench.measure import Measured
from greenfield.services import workspaces
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.open_visit import open_visit
from greenfield.services.toolkits import keep_toolkit
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.store.workspace import Workspace
from greenfield.toolkit.package import FORM, FORMAT, SHEETS, Manifest, pack
from greenfield.toolkit.stored import encode_sheets
from greenfield.toolkit.toolkit import open_toolkit
from greenfield.vault.passphrase import Passphrase

ROUNDS = 7
NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
_PASSPHRASE = "bench"  # noqa: S105  opens a workspace that lives for a minute
_PATIENCE_S = 60


def known_form(folder: Path, form: MadeForm) -> Iterable[Measured]:
    """Open a visit of a form of 1,000 questions, each time in a process that has just started.

    From the id of the visit to the nodes of all questions in the language of the visitor; the first row is
    the very first opening, before which the workspace did not know the form.
    """
    workspace = folder / "known.greenfield"
    workspaces.create_workspace(workspace, [Passphrase(_PASSPHRASE)])
    with workspaces.opened(workspace, Passphrase(_PASSPHRASE), writing=True, clock=lambda: NOW) as opened:
        visit = _visit(opened, form)
        _forget(opened)
    times = [_opening(workspace, visit) for _ in range(ROUNDS + 1)]
    yield Measured("unknown_form_first_page", times[0], "ms")
    yield Measured("known_form_first_page", statistics.median(times[1:]), "ms", goal=150.0)


def _visit(workspace: Workspace, form: MadeForm) -> str:
    manifest = Manifest(
        format=FORMAT,
        kind="toolkit",
        id=form.name,
        version="1",
        publisher="Bench",
        licence="CC0-1.0",
        title={"en": form.name},
        languages=["en"],
    )
    content = pack(manifest, {FORM: form.xml, SHEETS: encode_sheets(form.sheets)})
    with workspace.unit() as unit:
        keep_toolkit(unit, content, open_toolkit(content, form.name))
    company, _ = new_company(workspace, NewCompany("Bench", "SEN", "XOF"))
    prepared, _ = prepare_visit(workspace, NewVisit(company, form.name, date(2026, 3, 10)), NOW)
    return prepared.visit.id


def _forget(workspace: Workspace) -> None:
    with workspace.unit():
        workspace.writing_connection.execute("DELETE FROM form_cache")


def _opening(workspace: Path, visit: str) -> float:
    words = [sys.executable, "-m", __name__, str(workspace), visit]
    done = subprocess.run(  # noqa: S603  our own module
        words, capture_output=True, encoding="utf-8", timeout=_PATIENCE_S, check=True
    )
    return float(done.stdout)


def _open_and_tell(workspace: Path, visit: str) -> None:
    secret = Passphrase(_PASSPHRASE)
    with workspaces.opened(workspace, secret, writing=True, clock=lambda: NOW) as opened:
        begun = perf_counter()
        open_visit(opened, visit, "en", NOW).session.nodes()
        print((perf_counter() - begun) * 1e3)


if __name__ == "__main__":
    _open_and_tell(Path(sys.argv[1]), sys.argv[2])
