"""A file that became whole is told in the feed, so that whoever asked for it too early asks again."""

from typing import Final

from sqlalchemy import Connection, bindparam, func, select, update

from greenfield.sync.hub import tables

_c, _u, _o = tables.change.c, tables.blob_use.c, tables.organisation.c
_NAMING: Final = (
    select(_c.rev)
    .where(
        _c.org == bindparam("org"),
        _c.record.in_(select(_u.record).where(_u.org == bindparam("org"), _u.sha256 == bindparam("sha256"))),
        _c.body.is_not(None),
        func.instr(_c.body, bindparam("named")) > 0,
    )
    .order_by(_c.pos)
)
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
    asked = {"org": org, "sha256": sha256, "named": sha256.encode()}
    revs = connection.execute(_NAMING, asked).scalars().all()
    if revs:
        head = int(connection.execute(_COUNT, {"in_org": org, "more": len(revs)}).scalar_one())
        places = enumerate(revs, head - len(revs) + 1)
        connection.execute(_MOVE, [{"in_org": org, "in_rev": rev, "to": place} for place, rev in places])
