"""Whether a workspace and its hub hold the same, by checksums: nothing is sent again to find out."""

from greenfield.base.problem import fail
from greenfield.services.sync.connecting import LineTo
from greenfield.services.sync.workspace_store import WorkspaceStore
from greenfield.store.workspace import Workspace
from greenfield.sync.device.conduct import Conduct
from greenfield.sync.device.http_line import HttpLine
from greenfield.sync.device.hub_line import HubLine
from greenfield.sync.messages import Digest


def holds_the_same(
    workspace: Workspace, *, line_to: LineTo = HttpLine, conduct: Conduct | None = None
) -> bool:
    """Tell whether all that this device may read up to where it last synced is the same here and at the hub.

    Raises ProblemError `sync.not_connected`, and what asking the hub raises.
    """
    store = WorkspaceStore(workspace)
    link = store.link()
    if link is None:
        raise fail("sync.not_connected")
    line = line_to(link.url, link.certificate)
    try:
        hub = HubLine(line, link.token, link.organisation, conduct or Conduct())
        hub.epoch = link.epoch
        found = hub.read(hub.once("GET", "digest", query={"upto": link.head}), Digest)
    finally:
        line.close()
    return found.buckets == store.digest(link.head)
