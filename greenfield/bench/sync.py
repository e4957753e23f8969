"""`greenfield bench sync`: 10,000 answered visits to a hub and to a second device, beside PouchDB and a bare SQLite.

All of it in one run, in turn, over HTTP on this computer: our hub in a process of its own behind a line that counts every byte,
headers included; both sides encrypted, each transaction safe on the disk before it is acknowledged. PouchDB replicates the same
documents in batches of 500. The medians over the rounds count. `docs/decisions/sync-speed.md` says what comes of it.
"""

import sqlite3
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import msgspec

from greenfield.base.ids import new_id
from greenfield.base.problem import Problem, ProblemError
from greenfield.bench.measure import Measured
from greenfield.bench.pouchdb_peer import PeerRun, PeerStep, pouchdb
from greenfield.bench.sync_device import Step, change_some, device, keep_documents, synced
from greenfield.bench.sync_documents import documents
from greenfield.bench.sync_hub import hub_process
from greenfield.bench.sync_photos import first_sync

DOCUMENTS, ROUNDS = 10_000, 3
_CUTS: Final = {"100": (100_000, 1.5), "20": (20_000, 1.8)}
_CHANGED: Final = "answers/energy/burner_state"
_PEER: Final = "PouchDB"


@dataclass
class _Ours:
    """The steps of one round of ours."""

    push: Step
    pull: Step
    changed_push: Step
    changed_pull: Step
    nothing: Step


@dataclass
class _Runs:
    """What all rounds told."""

    ours: list[_Ours] = field(default_factory=list)
    peer: list[PeerRun] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    def median(self, of: Callable[[_Ours], float]) -> float:
        return statistics.median(map(of, self.ours))

    def peer_median(self, of: Callable[[PeerRun], float]) -> float | None:
        return statistics.median(map(of, self.peer)) if self.peer else None


def sync() -> Sequence[Measured]:
    """Measure push, pull, 1 % changed, nothing to do, broken lines, and the first sync of a new device with photos."""
    return measure(DOCUMENTS, ROUNDS)


def measure(count: int, rounds: int, visits: int = 200, photos: int = 10) -> list[Measured]:
    """Measure with so many documents; see `sync`."""
    runs, problem = _Runs(), None
    try:
        peer = pouchdb()
    except ProblemError as error:
        peer, problem = None, error.problems[0]
    for _ in range(rounds):
        with TemporaryDirectory() as name:
            folder = Path(name)
            runs.ours.append(_round(folder / "ours", count))
            runs.bare.append(_bare(folder, count))
            if peer is not None:
                made = documents(count, new_id())
                runs.peer.append(peer.run(made, [new_id() for _ in made], folder))
    rows = [*_speeds(runs, problem, count), *_bytes(runs, problem)]
    with TemporaryDirectory() as name:
        return [*rows, *_broken(Path(name), count, runs), *_first(Path(name), visits, photos)]


def _round(folder: Path, count: int) -> _Ours:
    folder.mkdir()
    with (
        hub_process(folder / "centre.hub") as hub,
        device(folder / "first.greenfield", hub, "Ana") as first,
        device(folder / "second.greenfield", hub, "Ben") as second,
    ):
        for each in (first, second):
            synced(each, hub)
        visits = keep_documents(first, lambda company: documents(count, company))
        push, pull = synced(first, hub), synced(second, hub)
        assert pull.report.received >= count
        change_some(first, visits[:: count // (count // 100)], _CHANGED)
        return _Ours(push, pull, synced(first, hub), synced(second, hub), synced(second, hub))


def _bare(folder: Path, count: int) -> float:
    """Return the seconds that `executemany` of the same documents takes in a plain SQLite file, as safe on the disk."""
    encode = msgspec.json.encode
    rows = [(new_id(), encode(each)) for each in documents(count, new_id())]
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    try:
        for statement in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "CREATE TABLE document (id TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID",
        ):
            bare.execute(statement).fetchall()
        began = perf_counter()
        bare.execute("BEGIN")
        bare.executemany("INSERT INTO document VALUES (?, ?)", rows)
        bare.execute("COMMIT")
        return perf_counter() - began
    finally:
        bare.close()


def _speeds(runs: _Runs, problem: Problem | None, count: int) -> Iterable[Measured]:
    ways: tuple[tuple[str, Callable[[_Ours], Step], Callable[[PeerRun], PeerStep], float], ...] = (
        ("push", lambda run: run.push, lambda run: run.push, 1.0),
        ("pull", lambda run: run.pull, lambda run: run.pull, 1 / 1.2),
    )
    bare = statistics.median(runs.bare)
    for name, ours, peers, goal in ways:
        seconds = runs.median(lambda run, ours=ours: ours(run).seconds)  # type: ignore[misc]  # mypy has no word for it
        theirs = runs.peer_median(lambda run, peers=peers: peers(run).seconds)  # type: ignore[misc]  # as above
        yield Measured(f"{name}_time", seconds, "s", _PEER, theirs, goal, problem)
        yield Measured(f"{name}_time", seconds, "s", "executemany of the documents", bare)
        yield Measured(f"{name}_documents", count / seconds, "documents/s")
    yield Measured("changed_push_time", runs.median(lambda run: run.changed_push.seconds), "s")
    yield Measured("changed_pull_time", runs.median(lambda run: run.changed_pull.seconds), "s")
    yield Measured("nothing_time", runs.median(lambda run: run.nothing.seconds), "s")


def _bytes(runs: _Runs, problem: Problem | None) -> Iterable[Measured]:
    push = runs.median(lambda run: run.push.line.both)
    pull = runs.median(lambda run: run.pull.line.both)
    gzip, plain = f"{_PEER} with gzip both ways", f"{_PEER} with gzip as it is"

    def peer(
        name: str, value: float, of: Callable[[PeerRun], float], what: str, goal: float | None
    ) -> Measured:
        return Measured(name, value, "bytes", what, runs.peer_median(of), goal, problem)

    yield peer("push_bytes", push, lambda run: run.push.both, gzip, 0.30)
    yield peer("push_bytes", push, lambda run: run.push.as_sent, plain, 0.30)
    yield peer("pull_bytes", pull, lambda run: run.pull.both, gzip, 0.75)
    changed_push = runs.median(lambda run: run.changed_push.line.both)
    changed_pull = runs.median(lambda run: run.changed_pull.line.both)
    yield Measured("changed_push_bytes", changed_push, "bytes", "the whole push", push, 0.08)
    yield Measured("changed_pull_bytes", changed_pull, "bytes", "the whole pull", pull, 0.12)
    yield peer("changed_push_bytes", changed_push, lambda run: run.changed_push.both, gzip, None)
    yield peer("changed_pull_bytes", changed_pull, lambda run: run.changed_pull.both, gzip, None)
    yield Measured("nothing_requests", runs.median(lambda run: run.nothing.line.requests), "requests", goal=1)
    yield Measured("nothing_bytes", runs.median(lambda run: run.nothing.line.both), "bytes", goal=1000)
    yield Measured("push_requests", runs.median(lambda run: run.push.line.requests), "requests")
    yield Measured("pull_requests", runs.median(lambda run: run.pull.line.requests), "requests")


def _broken(folder: Path, count: int, runs: _Runs) -> Iterable[Measured]:
    """Push and pull over lines that break after so many bytes, again and again, each in a place of its own."""
    whole = runs.median(lambda run: run.push.line.both + run.pull.line.both)
    for name, (cut_every, goal) in _CUTS.items():
        with (
            hub_process(folder / f"{name}.hub") as hub,
            device(folder / f"first{name}.greenfield", hub, "Ana") as first,
            device(folder / f"second{name}.greenfield", hub, "Ben") as second,
        ):
            for each in (first, second):
                synced(each, hub)
            keep_documents(first, lambda company: documents(count, company))
            steps = [synced(each, hub, cut_every=cut_every) for each in (first, second)]
        spent = sum(step.line.both for step in steps)
        yield Measured(f"bytes_cut_every_{name}_kb", spent, "bytes", "the same without cuts", whole, goal)
        yield Measured(f"cuts_every_{name}_kb", sum(step.line.cuts for step in steps), "cuts")
        yield Measured(f"time_cut_every_{name}_kb", sum(step.seconds for step in steps), "s")


def _first(folder: Path, visits: int, photos: int) -> Iterable[Measured]:
    with hub_process(folder / "photos.hub") as hub:
        found = first_sync(folder, hub, visits, photos)
    yield Measured("first_visit_shown", found.first_visit, "s", goal=5.0)
    yield Measured("first_sync_whole", found.whole, "s")
    yield Measured("first_sync_files", found.files, "files")
