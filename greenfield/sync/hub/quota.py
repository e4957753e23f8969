"""How much a member may store at a hub: the bytes of changes and files that his devices sent, counted with each of them.

Beyond the limit a change is refused for `quota` and a file for `hub.quota`: both stay on the device. What somebody deleted or restored,
and who may see something, has a reserve beyond it (`RESERVE`); an erase, which frees room, is always taken.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from sqlalchemy import Connection, Integer, bindparam, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from greenfield.records.change import CREATE, DELETE, ERASE, RESTORE, AnyChange, ErasedChange
from greenfield.records.scopes import NARROWEST_FIRST
from greenfield.sync.hub import tables

DEFAULT: Final = 20 * 10**9
"""Bytes: as many photos as a person takes in many years."""
RESERVE: Final = 64 * 10**6
"""Bytes beyond the limit for small changes that delete, restore or say who may see something: over 100,000 of them."""
REASON: Final = "quota"
_NAME: Final = "member_bytes"
_SMALL: Final = 4096
_RESERVED: Final = frozenset({DELETE, RESTORE})
_m, _u, _o = tables.meta.c, tables.member_use.c, tables.organisation.c
_USED: Final = select(_u.bytes).where(_u.org == bindparam("org"), _u.member == bindparam("member"))
_MORE: Final = bindparam("more", type_=Integer)
_ADD: Final = (
    insert_or(tables.member_use)
    .values(org=bindparam("org"), member=bindparam("member"), bytes=func.max(0, _MORE))
    .on_conflict_do_update(index_elements=["org", "member"], set_={"bytes": func.max(0, _u.bytes + _MORE)})
)


class MemberUse(NamedTuple):
    """How many bytes of a member a hub holds."""

    member: str
    name: str
    bytes: int


def limit_of(connection: Connection) -> int:
    """Return how many bytes each member may store."""
    found = connection.execute(select(_m.value).where(_m.name == _NAME)).scalar()
    return int(bytes(found)) if found else DEFAULT


def set_limit(connection: Connection, size: int) -> None:
    """Set how many bytes each member may store; what is there already stays."""
    connection.execute(delete(tables.meta).where(_m.name == _NAME))
    connection.execute(insert(tables.meta).values(name=_NAME, value=str(size).encode()))


def free_of(connection: Connection, org: int, member: str) -> int:
    """Return how many bytes a member may store yet, below 0 beyond the limit."""
    used = connection.execute(_USED, {"org": org, "member": member}).scalar() or 0
    return limit_of(connection) - int(used)


def add_use(connection: Connection, org: int, of: Mapping[str, int]) -> None:
    """Count bytes of members that were stored, or, below 0, that went."""
    rows = [{"org": org, "member": member, "more": size} for member, size in of.items() if size and member]
    if rows:
        connection.execute(_ADD, rows)


def has_room(change: AnyChange, size: int, free: int) -> bool:
    """Tell whether a change of so many bytes is taken from a member who may store `free` bytes yet, below 0 beyond the limit."""
    if size <= free:
        return True
    if size > _SMALL:
        return False
    if isinstance(change, ErasedChange) or change.op == ERASE:
        return True
    says_who = change.op != CREATE and not NARROWEST_FIRST.keys().isdisjoint(change.fields)
    return (says_who or change.op in _RESERVED) and size <= free + RESERVE


def list_use(connection: Connection, organisation: str) -> list[MemberUse]:
    """Return how much each member of an organisation stores, by name."""
    member = tables.member.c
    rows = connection.execute(
        select(member.id, member.name, func.coalesce(_u.bytes, 0))
        .join(tables.organisation, _o.org == member.org)
        .outerjoin(tables.member_use, (_u.org == member.org) & (_u.member == member.id))
        .where(_o.id == organisation)
        .order_by(member.name)
    )
    return [MemberUse(*row) for row in rows]


def count_anew(connection: Connection) -> None:
    """Count all that is stored, as for a hub that did not count before."""
    change, aside, upload, device = tables.change.c, tables.aside.c, tables.upload.c, tables.device.c
    sums = (
        select(change.org, device.member, func.sum(func.length(change.body)))
        .join(tables.device, (device.org == change.org) & (device.id == change.pushed_by))
        .group_by(change.org, device.member),
        select(aside.org, aside.pushed_by, func.sum(func.length(aside.body))).group_by(
            aside.org, aside.pushed_by
        ),
        select(upload.org, upload.member, func.sum(upload.done)).group_by(upload.org, upload.member),
    )
    connection.execute(delete(tables.member_use))
    for query in sums:
        for org, member, size in connection.execute(query).all():
            add_use(connection, org, {member: size or 0})
