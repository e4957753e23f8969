"""A file that became whole is told in the feed, so that whoever asked for it too early asks again."""

from typing import Final

from sqlalchemy import Connection, Select, bindparam, func, select, update

from greenfield.sync.hub import tables

_c, _u, _o = tables.change.c, tables.blob_use.c, tables.organisation.c
_USING: Final = select(_u.record).where(_u.org == bindparam("org"), _u.sha256 == bindparam("sha256"))


def _naming(using: Select[tuple[str]]) -> Select[tuple[int]]:
    return (
        select(_c.rev)
        .where(
            _c.org == bindparam("org"),
            _c.record.in_(using),
            _c.body.is_not(None),
            func.instr(_c.body, bindparam("named")) > 0,
        )
        .order_by(_c.pos)
    )


_NAMING: Final = _naming(_USING)
_NAMING_OF_ONE: Final = _naming(_USING.where(_u.member == bindparam("member")))
_COUNT: Final = (
    update(tables.organisation)
    .where(_o.org == bindparam("in_org"))
    .values(head=_o.head + bindparam("more"))
    .returning(_o.head)
)
_MOVE: Final = (
    update(tables.change)
    .where(_c.org == bindparam("in_org"), _c.rev == bindparam("in_rev"))
    .values(pos=bindparam("to"))
)


def announce_file(connection: Connection, org: int, sha256: str) -> None:
    """Move the changes that name a file to the end of the feed: a device that gets one again fetches what it lacks.

    Records go before photos, so most readers have a record before its photo is whole here, and were refused it.
    """
    _move(connection, org, _NAMING, {"sha256": sha256, "named": sha256.encode()})


def announce_file_of(connection: Connection, org: int, sha256: str, member: str) -> None:
    """Move the changes of the records in which a member names a file: it can be read through these from now on."""
    _move(connection, org, _NAMING_OF_ONE, {"sha256": sha256, "named": sha256.encode(), "member": member})


def _move(
    connection: Connection, org: int, naming: Select[tuple[int]], asked: dict[str, str | bytes]
) -> None:
    revs = connection.execute(naming, {"org": org, **asked}).scalars().all()
    if revs:
        head = int(connection.execute(_COUNT, {"in_org": org, "more": len(revs)}).scalar_one())
        places = enumerate(revs, head - len(revs) + 1)
        connection.execute(_MOVE, [{"in_org": org, "in_rev": rev, "to": place} for place, rev in places])
