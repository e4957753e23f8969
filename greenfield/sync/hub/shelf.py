"""What the hub has of records of one organisation, read for many at a time; see `greenfield.sync.hub.book`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, bindparam, exists, select

from greenfield.records.change import Change, decode
from greenfield.records.merge import RecordState, merge
from greenfield.sync.hub import tables
from greenfield.sync.hub.packing import unpack_state
from greenfield.sync.hub.rights import NO_RIGHTS, NOTHING_SAID, Guard, Rights

_AT_ONCE: Final = 500


@dataclass(slots=True)
class RecordRow:
    """A row of `record`; `owner` is empty until the first `create`.

    `blind` are changes of who may read it that are not surely the owner's, each with the member they come from: see `PushBook.weigh`.
    """

    id: str
    kind: str
    owner: str = ""
    guard: Guard = NOTHING_SAID
    rights: Rights = NO_RIGHTS
    erased: bool = False
    shared_once: bool = False
    changes: int = 0
    blind: dict[str, str] = field(default_factory=dict)

    @property
    def needs_state(self) -> bool:
        """Tell whether a state is kept: that of one `create` alone follows from its body."""
        return not self.erased and (self.changes > 1 or not self.owner)


class KnownChange(NamedTuple):
    """What is asked of a change in the log."""

    hash: str
    rev: int


_r, _c, _s = tables.record.c, tables.change.c, tables.record_state.c
_ROWS: Final = select(
    _r.id, _r.kind, _r.owner, _r.sharing, _r.said_photos, _r.above, _r.audience, _r.photos, _r.erased,
    _r.shared_once, _r.changes, _r.blind,
)  # fmt: skip
_BY_ID: Final = _ROWS.where(_r.org == bindparam("org"), _r.id.in_(bindparam("ids", expanding=True)))
_BELOW: Final = _ROWS.where(
    _r.org == bindparam("org"),
    _r.id.in_(
        select(tables.hanging.c.record).where(
            tables.hanging.c.org == bindparam("org"),
            tables.hanging.c.owner.in_(bindparam("ids", expanding=True)),
        )
    ),
)
_KNOWN: Final = select(_c.cid, _c.hash, _c.rev).where(
    _c.org == bindparam("org"), _c.cid.in_(bindparam("ids", expanding=True))
)
_STATES: Final = select(_s.record, _s.packed).where(
    _s.org == bindparam("org"), _s.record.in_(bindparam("ids", expanding=True))
)
_FIRST_BODIES: Final = select(_c.record, _c.body).where(
    _c.org == bindparam("org"),
    _c.record.in_(bindparam("ids", expanding=True)),
    _c.body.is_not(None),
    ~exists().where(_s.org == _c.org, _s.record == _c.record),
)
_HANGING: Final = select(tables.hanging.c.record).where(
    tables.hanging.c.org == bindparam("org"), tables.hanging.c.owner == bindparam("id")
)
_REVS: Final = (
    select(_c.rev)
    .where(_c.org == bindparam("org"), _c.record.in_(bindparam("ids", expanding=True)))
    .order_by(_c.pos)
)


class Shelf:
    """Reads of one organisation inside a transaction of the caller."""

    def __init__(self, connection: Connection, org: int) -> None:
        """Read on this connection."""
        self.connection = connection
        self.org = org

    def known(self, cids: Iterable[str]) -> dict[str, KnownChange]:
        """Return those of the changes that are in the log."""
        return {cid: KnownChange(content, rev) for cid, content, rev in self._many(_KNOWN, cids)}

    def rows(self, records: Iterable[str]) -> dict[str, RecordRow]:
        """Return the rows of records that are there."""
        return {row[0]: _row(row) for row in self._many(_BY_ID, records)}

    def below(self, records: Iterable[str]) -> list[RecordRow]:
        """Return the rows of all that ever said that it hangs on one of these."""
        return [_row(row) for row in self._many(_BELOW, records)]

    def hanging_on(self, record: str) -> list[str]:
        """Return the records that ever said that they hang on this one."""
        rows = self.connection.execute(_HANGING, {"org": self.org, "id": record})
        return [str(row[0]) for row in rows]

    def states(self, rows: dict[str, RecordRow], records: Sequence[str]) -> dict[str, RecordState]:
        """Return the states of records, out of `rows`; the queries are the same for records that are not there."""
        found = {
            record: unpack_state(record, rows[record].kind, packed)
            for record, packed in self._many(_STATES, records)
        }
        for record, body in self._many(_FIRST_BODIES, records):
            change = decode(body)
            if isinstance(change, Change):
                before = found.get(record) or RecordState(record, rows[record].kind)
                found[record] = merge(before, change)[0]
        return found

    def revs(self, records: Iterable[str]) -> list[int]:
        """Return the numbers of all changes of some records, in the order of the feed."""
        return [int(row[0]) for row in self._many(_REVS, records)]

    def _many(self, query: Select[Any], ids: Iterable[str]) -> Iterator[Any]:
        for some in portions(ids):
            yield from self.connection.execute(query, {"org": self.org, "ids": some})


def portions(ids: Iterable[str]) -> Iterator[list[str]]:
    """Give ids without repetition, as many as a query takes at once."""
    waiting = iter(dict.fromkeys(ids))
    while some := list(islice(waiting, _AT_ONCE)):
        yield some


def _row(row: Sequence[Any]) -> RecordRow:
    identity, kind, owner, sharing, said, above, audience, photos, erased, shared_once, changes, blind = row
    return RecordRow(
        str(identity),
        str(kind),
        str(owner),
        Guard(str(sharing), str(said), tuple(str(above).split())),
        Rights(str(audience), bool(photos)),
        bool(erased),
        bool(shared_once),
        int(changes),
        dict(each.split(":") for each in str(blind).split()),
    )
