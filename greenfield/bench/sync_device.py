"""A device of the benchmark: a real workspace, encrypted and durable as every other one, that joins and syncs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Final, NamedTuple

from greenfield.base.problem import ProblemError
from greenfield.bench.sync_documents import Document
from greenfield.bench.sync_hub import HubProcess
from greenfield.bench.sync_line import Counted
from greenfield.services import workspaces
from greenfield.services.sync.connecting import Invitation, connect
from greenfield.services.sync.syncing import sync_now
from greenfield.store.workspace import Workspace
from greenfield.sync.device.conduct import Conduct
from greenfield.sync.device.engine import Report
from greenfield.vault.passphrase import Passphrase

_SECRET: Final = Passphrase("bench of a device")
_MANY: Final = 100_000


class Step(NamedTuple):
    """What one sync took, and what went over the line."""

    seconds: float
    line: Counted
    report: Report


@contextmanager
def device(folder: Path, hub: HubProcess, member: str) -> Iterator[Workspace]:
    """Make a workspace, let it join in the name of a member, and keep it open."""
    workspaces.create_workspace(folder, [_SECRET])
    with workspaces.opened(folder, _SECRET, writing=True) as workspace:
        connect(workspace, Invitation(hub.url, hub.code(member)), name=folder.stem)
        yield workspace


def keep_documents(workspace: Workspace, make: Callable[[str], list[Document]]) -> list[str]:
    """Make a shared company and its visits, each with one change; return the visits."""
    with workspace.unit() as unit:
        company = unit.create("company", {"name": "Bakery", "sharing": "organisation", "photos": "internal"})
        return [unit.create("visit", dict(each)) for each in make(company)]


def change_some(workspace: Workspace, visits: list[str], name: str) -> None:
    """Change one field of each of these visits."""
    with workspace.unit() as unit:
        for each in visits:
            unit.set(each, {name: "changed"})


def synced(
    workspace: Workspace, hub: HubProcess, *, cut_every: int = 0, conduct: Conduct | None = None
) -> Step:
    """Sync once and measure it; a line that breaks is tried again at once, however often. Raises what ended it early."""
    hub.begin(cut_every)
    at_once = conduct or Conduct(attempts=_MANY, pause=lambda _seconds: None, ahead=True)
    begun = perf_counter()
    report = sync_now(workspace, at_once)
    seconds = perf_counter() - begun
    if report.problem is not None:
        raise ProblemError(report.problem)
    return Step(seconds, hub.counted(), report)
