"""What a reader gets of the feed: changes of records that he may read now, and records that he may not read any more."""

import heapq
from collections.abc import Collection, Iterator
from typing import Any, Final, NamedTuple

from msgspec import Raw
from sqlalchemy import Connection, bindparam, case, func, or_, select

from greenfield.records.change import ERASE, ErasedChange, encode, without_hash
from greenfield.sync.digest import digest
from greenfield.sync.hub import tables
from greenfield.sync.hub.callers import Caller, Organisation, organisation_of
from greenfield.sync.hub.database import Database
from greenfield.sync.hub.rights import EVERYBODY
from greenfield.sync.hub.seals import seal_of
from greenfield.sync.hub.shelf import portions
from greenfield.sync.messages import Item

_NO_END: Final = 2**62
_ITEM_BYTES: Final = 60
"""What a line of the feed costs beside its change."""

_c, _r, _h = tables.change.c, tables.record.c, tables.hidden.c
_READABLE: Final = _r.audience.in_((EVERYBODY, bindparam("member")))
_JOINED: Final = tables.change.join(tables.record, (_r.org == _c.org) & (_r.id == _c.record))
_CHANGES: Final = (
    select(
        _c.pos, _c.rev, _c.cid, _c.hash, _c.device, _c.dseq, _c.kind, _c.record, _c.op,
        _c.body.is_(None).label("erased"),
        case((_c.pushed_by == bindparam("device"), None), else_=_c.body).label("body"),
        _r.erased.label("record_erased"),
    )
    .select_from(_JOINED)
    .where(_c.org == bindparam("org"), _c.pos > bindparam("since"), _c.pos < bindparam("until"), _READABLE)
    .order_by(_c.pos)
)  # fmt: skip
_OWN: Final = (
    select(func.count())
    .select_from(tables.change)
    .where(
        _c.org == bindparam("org"),
        _c.rev.in_(bindparam("revs", expanding=True)),
        _c.pushed_by == bindparam("device"),
    )
)
_HIDDEN: Final = (
    select(_h.pos, _h.record)
    .join(tables.record, (_r.org == _h.org) & (_r.id == _h.record))
    .where(
        _h.org == bindparam("org"),
        _h.pos > bindparam("since"),
        _h.pos < bindparam("until"),
        _h.pos > bindparam("joined"),
        _h.before.in_((EVERYBODY, bindparam("member"))),
        ~_READABLE,
    )
    .order_by(_h.pos)
)
_FOUND: Final = (
    select(_c.cid, _r.blind)
    .select_from(_JOINED)
    .where(_c.org == bindparam("org"), _c.cid.in_(bindparam("ids", expanding=True)), _READABLE)
)
_SUMMED: Final = (
    select(_c.cid, _c.hash, _c.body.is_(None))
    .select_from(_JOINED)
    .where(_c.org == bindparam("org"), _c.rev <= bindparam("upto"), _READABLE)
)

_LEFT: Final = select(tables.device.c.left_at).where(
    tables.device.c.org == bindparam("org"), tables.device.c.id == bindparam("asking")
)
_TAKEN_AWAY: Final = (
    select(_h.pos).where(_h.org == bindparam("org"), _h.pos > bindparam("since")).limit(1),
    select(_c.pos)
    .where(_c.org == bindparam("org"), _c.pos > bindparam("since"), or_(_c.op == ERASE, _c.body.is_(None)))
    .limit(1),
)


class Section(NamedTuple):
    """A part of the feed, and the organisation as it stood at that moment; `left` as in `greenfield.sync.messages.Page`."""

    organisation: Organisation
    items: list[Item]
    next: int
    more: bool
    left: int


def read_page(
    database: Database,
    caller: Caller,
    since: int,
    max_bytes: int,
    *,
    own_in_full: bool,
    short: bool = False,
    noted: Collection[range] = (),
) -> Section:
    """Return the feed beyond `since`, at most about `max_bytes`, one item at least if there is any.

    A `short` one leaves the hashes out that follow from the changes. Own changes with a number that the device has `noted` are
    passed over.
    """
    asked = {
        "org": caller.org,
        "since": since,
        "member": caller.member,
        "device": "" if own_in_full else caller.device,
        "joined": caller.joined,
    }
    with database.reading() as connection:
        organisation = organisation_of(connection, caller.org)
        feed = _Feed(connection, organisation, asked, noted, max_bytes)
        items, more = feed.beside() or feed.whole()
        # of the same moment: a copy may bring changes while this is asked
        left = connection.execute(_LEFT, {"org": caller.org, "asking": caller.device}).scalar_one()
    if short:
        for item in items:
            if item.change:
                item.change = Raw(without_hash(bytes(item.change)))
    return Section(organisation, items, items[-1].pos if more else max(organisation.head, since), more, left)


class _Feed:
    """The feed beyond a place, as one reader gets it."""

    def __init__(
        self,
        connection: Connection,
        organisation: Organisation,
        asked: dict[str, Any],
        noted: Collection[range],
        max_bytes: int,
    ) -> None:
        self._connection = connection
        self._organisation = organisation
        self._asked = asked
        self._noted = noted
        self._max_bytes = max_bytes

    def whole(self) -> tuple[list[Item], bool]:
        """Return what fits into a page, and whether there is more."""
        items: list[Item] = []
        size = 0
        for item, cost in self._lines(self._asked["since"], _NO_END):
            if items and size + cost > self._max_bytes:
                return items, True
            items.append(item)
            size += cost
        return items, False

    def beside(self) -> tuple[list[Item], bool] | None:
        """Return all of it without looking at the changes that are noted; None where they have to be looked at.

        Nothing else ever stands at their positions, and the answers to erases are no noted ones. So unless something beside them was
        erased, nothing is to be said of them, and thousands of own changes cost no more than one. Where the hub was set back and
        filled these numbers otherwise, their ends show it.
        """
        noted = sorted(filter(None, self._noted), key=lambda run: run.start)
        if not noted or not self._are_own(noted):
            return None
        items: list[Item] = []
        size, begin = 0, self._asked["since"]
        for each in [*noted, range(_NO_END, _NO_END)]:
            for item, cost in self._lines(begin, each.start):
                size += cost
                if item.seal or size > self._max_bytes:
                    return None
                items.append(item)
            begin = max(begin, each.stop - 1)
        return items, False

    def _are_own(self, noted: list[range]) -> bool:
        """Tell whether the first and last change of each run came from the asking device."""
        ends = {end for each in noted for end in (each.start, each.stop - 1)}
        asked = {"org": self._asked["org"], "device": self._asked["device"], "revs": sorted(ends)}
        return self._connection.execute(_OWN, asked).scalar_one() == len(ends)

    def _lines(self, since: int, until: int) -> Iterator[tuple[Item, int]]:
        for item, cost in _feed(
            self._connection, self._organisation, {**self._asked, "since": since, "until": until}
        ):
            if not item.mine or item.seal or not any(item.rev in each for each in self._noted):
                yield item, cost


def _feed(
    connection: Connection, organisation: Organisation, asked: dict[str, Any]
) -> Iterator[tuple[Item, int]]:
    changes = (_line(organisation, row) for row in connection.execute(_CHANGES, asked))
    hides = ((Item(pos=pos, hide=record), _ITEM_BYTES) for pos, record in connection.execute(_HIDDEN, asked))
    return heapq.merge(changes, hides, key=lambda line: line[0].pos)


def _line(organisation: Organisation, row: Any) -> tuple[Item, int]:
    pos, rev, cid, content, device, dseq, kind, record, op, erased, body, record_erased = row
    seal = seal_of(organisation.seal_key, organisation.id, record) if record_erased else ""
    if body is None and not erased:
        return Item(pos=pos, rev=rev, mine=cid, seal=seal), _ITEM_BYTES
    if body is None:
        body = encode(ErasedChange(cid, content, device, dseq, kind, record, op))
    return Item(pos=pos, rev=rev, change=Raw(body), seal=seal), len(body) + _ITEM_BYTES


def took_away(database: Database, caller: Caller, since: int) -> bool:
    """Tell whether anything was erased, or hidden from anybody, in the feed beyond a place."""
    with database.reading() as connection:
        asked = {"org": caller.org, "since": since}
        return any(connection.execute(query, asked).first() for query in _TAKEN_AWAY)


def find_missing(database: Database, caller: Caller, cids: list[str]) -> tuple[Organisation, list[str]]:
    """Return which of these changes are not there, or not to be read by the caller, or not trusted until he sends them."""
    with database.reading() as connection:
        organisation = organisation_of(connection, caller.org)
        found = {
            str(row[0])
            for some in portions(cids)
            for row in connection.execute(_FOUND, {"org": caller.org, "member": caller.member, "ids": some})
            if row[0] not in row[1]
        }
    return organisation, [cid for cid in cids if cid not in found]


def sum_up(database: Database, caller: Caller, upto: int) -> tuple[Organisation, dict[str, str]]:
    """Return the checksums over all changes up to a number that the caller may read."""
    with database.reading() as connection:
        organisation = organisation_of(connection, caller.org)
        rows = connection.execute(_SUMMED, {"org": caller.org, "member": caller.member, "upto": upto})
        return organisation, digest((str(cid), str(content), bool(gone)) for cid, content, gone in rows)
