"""`greenfield bench core`: what a person feels with every answer, and when a workspace opens."""

import statistics
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from greenfield.bench.answer_commit import answer_commit, fill_visits, opening_time
from greenfield.bench.measure import Measured
from greenfield.services import workspaces
from greenfield.services.assessment import assess
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.open_visit import OpenVisit
from greenfield.services.sample_factory import sample_factory
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.store.workspace import Workspace, open_workspace
from greenfield.vault.opening import Vault, open_vault
from greenfield.vault.passphrase import Passphrase

MANY, FEW = 2_000, 20
NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
_SECRET = Passphrase("bench")


def core() -> Sequence[Measured]:
    """Measure the commit of an answer, the recomputation after it, and opening a workspace."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        return [*_commits(folder), *_recomputation(folder), _opening(folder)]


def _commits(folder: Path) -> list[Measured]:
    """Commit the answers of the sample bakery: numbers, choices and one text in sixty; and texts alone."""
    mixed = list(sample_factory("bakery").answers.items())
    texts = [(name, "Bread and rolls from the old oven, batch ") for name, _ in mixed]
    rows = []
    for name, given, goal in (("answer_commit", mixed, 3.0), ("text_answer_commit", texts, None)):
        scratch = folder / name
        scratch.mkdir()
        with _made(scratch / "commit.greenfield") as vault, _records(vault) as workspace:
            value, bare = answer_commit(workspace, scratch, given)
        rows.append(Measured(name, value, "ms", "bare SQLite insert with commit", bare, goal))
    return rows


def _recomputation(folder: Path) -> list[Measured]:
    """Change every answer of the sample bakery there and back, and bring all figures up to date each time."""
    sample = sample_factory("bakery")
    with _made(folder / "visit.greenfield") as vault, _records(vault) as workspace:
        company, _ = new_company(workspace, NewCompany("Bench", sample.site.country, sample.site.currency))
        opened, _ = prepare_visit(workspace, NewVisit(company, sample.toolkit, date(2026, 3, 10)), NOW)
        opened.answer_all(sample.answers)
        chosen = [choice.name for choice in sample.chosen]
        method = opened.method(sample.site.country)
        refs = [(opened.answers.ref(name) or name, value) for name, value in sample.answers.items()]

        def recompute(ref: str, value: str) -> None:
            opened.session.set(ref, value)
            assess(opened.inventory(), method, NOW.date(), chosen=chosen)

        given = [(ref, each) for ref, value in refs for each in (_other(opened, ref, value), value)]
        recomputed = [_seconds(partial(recompute, ref, each)) for ref, each in given]
        whole = [_seconds(partial(_answered, opened, ref, each)) for ref, each in given]
    return [
        Measured("recomputation_after_answer", statistics.median(recomputed) * 1e3, "ms", goal=15.0),
        Measured("recomputation_worst", max(recomputed) * 1e3, "ms"),
        Measured("answer_kept_and_shown", statistics.median(whole) * 1e3, "ms"),
    ]


def _answered(opened: OpenVisit, ref: str, value: str) -> None:
    """Do all that the window does for an answer: keep it, and read the state of what it touched."""
    opened.answer(ref, value).nodes  # noqa: B018  the nodes are made when they are read


def _other(opened: OpenVisit, ref: str, value: str) -> str:
    """Return another answer that the question takes."""
    node = opened.session.node(ref)
    if node.options is not None:
        return next((option.value for option in node.options if option.value != value), value)
    if node.type in {"int", "decimal"}:
        return f"{float(value) + 1:.15g}"
    return value


def _opening(folder: Path) -> Measured:
    vaults: dict[int, Vault] = {}
    times: dict[int, list[float]] = {MANY: [], FEW: []}
    try:
        for count in times:
            vaults[count] = _made(folder / f"{count}.greenfield")
            with _records(vaults[count]) as workspace:
                fill_visits(workspace, count)
        for _ in range(5):  # in turn, so that both meet the same weather
            for count, found in times.items():
                found.append(opening_time(partial(_records, vaults[count]), 5))
    finally:
        for vault in vaults.values():
            vault.close()
    return Measured(
        "open_workspace_2000_visits",
        statistics.median(times[MANY]),
        "ms",
        "workspace with 20 visits",
        statistics.median(times[FEW]),
        goal=1.5,
    )


def _made(folder: Path) -> Vault:
    workspaces.create_workspace(folder, [_SECRET])
    return open_vault(folder, _SECRET)


def _records(vault: Vault) -> Workspace:
    return open_workspace(vault.connect, vault.folder, lambda: NOW)


def _seconds(work: Callable[[], None]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started
