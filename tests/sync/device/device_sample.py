"""A hub in this process and workspaces that sync with it, as the tests of the device draw them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from greenfield.services.sync.workspace_store import WorkspaceStore
from greenfield.store.workspace import Workspace
from greenfield.sync import unfolding
from greenfield.sync.device.conduct import Conduct
from greenfield.sync.device.engine import Report, sync
from greenfield.sync.device.enrolling import enrol
from greenfield.sync.hub.administration import add_member, add_organisation, invite
from greenfield.sync.hub.database import Database, copy_of, memory_database
from greenfield.sync.hub.hub import Hub
from greenfield.sync.hub.limits import UNHURRIED
from greenfield.sync.messages import Push
from greenfield.sync.transport import LineError, Reply, Request
from greenfield.sync.wire import UNPACKED_LIMIT, unpack

Fault = Callable[[Request], Reply | None]


def changes_of(request: Request) -> list[bytes]:
    """Return the changes of a push."""
    return unfolding.changes_of(unpack(request.body, Push), UNPACKED_LIMIT)


@dataclass
class Direct:
    """A line to a hub in this process that notes each request; `before` may answer instead, or break the line."""

    hub: Hub
    asked: list[Request] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    before: Fault = lambda _request: None
    after: Callable[[Request, Reply], None] = lambda _request, _reply: None
    is_closed: bool = False

    def send(self, request: Request) -> Reply:
        if self.is_closed:
            raise LineError("closed")
        self.asked.append(request)
        reply = self.before(request) or self.hub.answer(request, "peer")
        self.after(request, reply)
        self.replies.append(reply)
        return reply

    def close(self) -> None:
        self.is_closed = True

    def of(self, what: str) -> list[Request]:
        """Return the requests whose path has this in it."""
        return [each for each in self.asked if what in each.path]


class Centre:
    """An organisation at a hub."""

    def __init__(self, database: Database | None = None) -> None:
        self.hub = Hub(database or memory_database(), limits=UNHURRIED)
        self.organisation = (
            "" if database else add_organisation(self.hub.database, self.hub.surroundings, "Centre")
        )
        self.members: dict[str, str] = {}

    def code(self, member: str = "Awa", role: str = "visitor") -> str:
        """Return a code with which a member brings in a device."""
        around = self.hub.surroundings
        if member not in self.members:
            self.members[member] = add_member(self.hub.database, around, self.organisation, member, role)
        return invite(self.hub.database, around, self.organisation, self.members[member]).code

    def join(self, workspace: Workspace, member: str = "Awa", role: str = "visitor") -> "Device":
        """Connect a workspace."""
        line = Direct(self.hub)
        link = enrol(
            line,
            "https://hub.example",
            self.code(member, role),
            device=workspace.device,
            name="laptop",
            recipient="",
        )
        store = WorkspaceStore(workspace)
        store.save_link(link)
        return Device(workspace, store, self)

    def backup(self) -> Database:
        """Return a copy of the hub as it is now."""
        return copy_of(self.hub.database)


@dataclass
class Device:
    """A workspace that syncs with a centre."""

    workspace: Workspace
    store: WorkspaceStore
    centre: Centre

    def sync(self, line: Direct | None = None, **conduct: object) -> Report:
        """Sync without waiting between attempts."""
        patient = {"pause": lambda _seconds: None, **conduct}
        return sync(
            self.store, line or Direct(self.centre.hub), Conduct(**patient), "2026-03-10T12:00:00+00:00"
        )


def with_company(join: Callable[..., Device]) -> tuple[Device, Device, str]:
    """Return an administrator's and a visitor's device, and a company that both have."""
    first, second = join("first", "Awa", "administrator"), join("second", "Badou")
    with first.workspace.unit() as unit:
        company = unit.create("company", {"name": "Fournil", "sharing": "organisation", "photos": "report"})
    first.sync()
    second.sync()
    return first, second, company


def heads(workspace: Workspace) -> list[tuple[object, ...]]:
    """Return all that stands in a workspace."""
    with workspace.read() as connection:
        return [
            tuple(row)
            for row in connection.exec_driver_sql(
                "SELECT record, field, cid, value FROM head ORDER BY 1, 2, 3"
            )
        ]
