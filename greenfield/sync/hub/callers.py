"""Who asks: the device of a token, its member and role. The same query for a wrong organisation, a forged token and none."""

from typing import Final, NamedTuple

from sqlalchemy import Connection, bindparam, func, or_, select, update

from greenfield.sync.hub import tables
from greenfield.sync.hub.database import Database
from greenfield.sync.hub.refusal import Refused
from greenfield.sync.hub.surroundings import Surroundings, hashed

ADMINISTRATOR: Final = "administrator"
VISITOR: Final = "visitor"
ROLES: Final = (ADMINISTRATOR, VISITOR)
_SEEN_EVERY: Final = 3600


class Organisation(NamedTuple):
    """An organisation of the hub as it stands at this moment."""

    org: int
    id: str
    name: str
    epoch: str
    head: int
    durable_upto: int
    seal_key: bytes
    recipient: str
    names: int


class Caller(NamedTuple):
    """A device that may ask; `leaves` as in `greenfield.sync.hub.tables`."""

    org: int
    device: str
    member: str
    member_name: str
    role: str
    joined: int
    token: str
    previous: str
    leaves: str = ""

    @property
    def is_administrator(self) -> bool:
        """Tell whether the member may erase."""
        return self.role == ADMINISTRATOR


_d, _m, _o = tables.device.c, tables.member.c, tables.organisation.c
_FIND: Final = (
    select(
        _d.org, _d.id, _d.member, _m.name, _m.role, _m.joined, _d.token, _d.previous, _d.leaves,
        _d.previous_until, _d.expires, _d.revoked, _d.seen,
    )
    .join(tables.organisation, _o.org == _d.org)
    .join(tables.member, (_m.org == _d.org) & (_m.id == _d.member))
    .where(_o.id == bindparam("organisation"), or_(_d.token == bindparam("token"), _d.previous == bindparam("token")))
)  # fmt: skip
_SEEN: Final = (
    update(tables.device)
    .where(_d.org == bindparam("in_org"), _d.id == bindparam("in_id"))
    .values(seen=bindparam("now"))
)
_TAKEN_OVER: Final = (
    update(tables.device)
    .where(_d.org == bindparam("in_org"), _d.id == bindparam("in_id"), _d.token == bindparam("told"))
    .values(previous="")
)
_FIND_ORGANISATION: Final = select(
    _o.org, _o.id, _o.name, _o.epoch, _o.head, _o.durable_upto, _o.seal_key, _o.recipient, _o.names
).where(_o.org == bindparam("org"))


def organisation_of(connection: Connection, org: int) -> Organisation:
    """Return an organisation as it stands in this transaction."""
    return Organisation(*connection.execute(_FIND_ORGANISATION, {"org": org}).one())


def explain_copies(connection: Connection, org: int, device: str) -> None:
    """Let a device know that up to now changes of it may be of a copy that is a device of its own."""
    head = select(_o.head).where(_o.org == org).scalar_subquery()
    connection.execute(
        update(tables.device).where(_d.org == org, _d.id == device).values(left_at=func.max(_d.left_at, head))
    )


def identify(database: Database, surroundings: Surroundings, organisation: str, token: str) -> Caller:
    """Return who asks with a token.

    Refuses with 401 `device.unknown`; where the secret was right with 403 `device.revoked` or 401 `token.expired`.
    """
    told, now = hashed(token), surroundings.now()
    with database.reading() as connection:
        row = connection.execute(_FIND, {"organisation": organisation, "token": told}).first()
    if row is None:
        raise Refused(401, "device.unknown")
    *fields, previous_until, expires, revoked, seen = row
    caller = Caller(*fields)
    if revoked:
        raise Refused(403, "device.revoked")
    is_new = caller.token == told
    if now >= (expires if is_new else previous_until):
        raise Refused(401, "token.expired")
    took_over = is_new and caller.previous != ""
    if took_over or now - seen >= _SEEN_EVERY:
        with database.writing() as connection:
            device = {"in_org": caller.org, "in_id": caller.device}
            connection.execute(_SEEN, {**device, "now": now})
            if took_over:  # unless the token was replaced meanwhile
                connection.execute(_TAKEN_OVER, {**device, "told": told})
    return caller
