"""A sync by hand, and files on request."""

from collections.abc import Collection

from greenfield.base.problem import ProblemError, fail
from greenfield.services.sync.connecting import LineTo
from greenfield.services.sync.workspace_store import WorkspaceStore
from greenfield.services.workspaces import Clock, now
from greenfield.store.connecting import driver_of
from greenfield.store.reading.belonging import all_below
from greenfield.store.syncing import files
from greenfield.store.workspace import Workspace
from greenfield.sync.device.conduct import CancelledError, Conduct
from greenfield.sync.device.engine import Report, sync
from greenfield.sync.device.fetching_files import FetchingFiles
from greenfield.sync.device.http_line import HttpLine
from greenfield.sync.device.hub_line import HubLine
from greenfield.sync.device.link import Link
from greenfield.sync.device.store import FileTask


def sync_now(
    workspace: Workspace, conduct: Conduct | None = None, *, line_to: LineTo = HttpLine, clock: Clock = now
) -> Report:
    """Sync once with the hub of a workspace and say what came of it; `Report.problem` says why it ended early.

    Without `conduct`, files wait where the workspace is said to be on a metered line. Raises `sync.not_connected`.
    """
    store = WorkspaceStore(workspace)
    link = _linked(store)
    line = line_to(link.url, link.certificate)
    try:
        report = sync(
            store,
            line,
            conduct or Conduct(metered=link.metered, ahead=True),
            clock().isoformat(timespec="seconds"),
        )
    finally:
        line.close()
    if report.problem is None and not report.cancelled:
        store.end_looking_for_twin()
    return report


def fetch_files_of(
    workspace: Workspace, record: str, conduct: Conduct | None = None, *, line_to: LineTo = HttpLine
) -> Report:
    """Fetch the photos and documents of a record and of all that hangs on it, also on a metered line.

    Raises `sync.not_connected`.
    """
    store = WorkspaceStore(workspace)
    link = _linked(store)
    with workspace.read() as connection:
        wanted = files.missing_of(driver_of(connection), all_below(connection, record))
    return _fetch(store, link, wanted, conduct or Conduct(), line_to)


def _fetch(
    store: WorkspaceStore, link: Link, wanted: Collection[files.Task], conduct: Conduct, line_to: LineTo
) -> Report:
    report = Report()
    line = line_to(link.url, link.certificate)
    hub = HubLine(line, link.token, link.organisation, conduct)
    fetching = FetchingFiles(store, hub)
    try:
        for task in wanted:
            fetching.fetch(FileTask(*task))
    except CancelledError:
        report.cancelled = True
    except ProblemError as error:
        report.problem = error.problems[0]
    finally:
        line.close()
    report.files_fetched = fetching.fetched
    report.requests, report.bytes_received = hub.requests, hub.bytes_received
    return report


def _linked(store: WorkspaceStore) -> Link:
    link = store.link()
    if link is None:
        raise fail("sync.not_connected")
    return link
