"""Changes out of folded tables, byte by byte as they were before `greenfield.sync.folding`."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, repeat
from typing import Final
from zlib import crc32

from greenfield.base.ids import ID_LENGTH
from greenfield.base.problem import fail
from greenfield.records.own_ids import SALT_BYTES, filled
from greenfield.sync.folding import NUMBER, SIGNS
from greenfield.sync.messages import Folded, Push
from greenfield.sync.tabling import CUT, END, MOST_IN_ROW, MOST_PARTS, encoded, malformed, untabled

_STEP: Final = re.compile(rb"-?(0|[1-9][0-9]{0,15})")
_NAME: Final = re.compile(rb"([cr])(0|[1-9][0-9]{0,6})")
_SALT: Final = re.compile(rf"[0-9a-f]{{{2 * SALT_BYTES}}}")
_LONGEST_NUMBER: Final = 20
_END: Final = END.decode()
_IDS: Final = 2 * ID_LENGTH


def changes_of(push: Push, limit: int) -> list[bytes]:
    """Return the changes of a push as its device wrote them, with all of their ids, whichever way they travelled.

    `sync.too_large` for tables of more than `limit` bytes, counted before any change is made; `sync.malformed` for what is no table, and
    where what was found out is not what was sent. The caller has looked at how many changes tables say they have.
    """
    tabled: list[bytes] = []
    if push.folded:
        tabled = _unfolded(push, limit)
    elif push.tables or push.order:
        tabled = untabled(push.tables, push.order, limit)
    return [*map(bytes, push.changes), *tabled]


def _unfolded(push: Push, limit: int) -> list[bytes]:
    if push.tables:
        raise malformed("tables")
    salts = [_salt(each) for each in push.salts]
    tables = [_Unfolding(each) for each in push.folded]
    if sum(each.size for each in tables) > limit:
        raise fail("sync.too_large", limit=limit)
    if sum(each.parts for each in tables) > MOST_PARTS:  # all tables are cut up at once
        raise malformed("columns")
    order = push.order
    if not order and len(tables) == 1:
        order = [0] * tables[0].many
    elif sorted(order) != [place for place, each in enumerate(tables) for _ in range(each.many)]:
        raise malformed("order")
    waiting = [each.rows() for each in tables]
    ids = _Ids()
    check, found = 0, []
    for place in order:
        body = ids.whole(next(waiting[place]), tables[place].names, salts)
        check = crc32(body, check)
        found.append(body)
    if check != push.check:
        raise malformed("check")
    return found


class _Ids:
    """The ids that were found out so far, of each change of the push."""

    def __init__(self) -> None:
        self._cids: list[bytes] = []
        self._records: list[bytes] = []

    def whole(self, parts: list[bytes], names: Sequence[int], salts: Sequence[bytes]) -> bytes:
        """Return the next change with all of its ids."""
        if names:
            parts = parts.copy()
            for place in names:
                if len(parts[place]) not in {0, ID_LENGTH}:
                    parts[place] = self._named(parts[place])
        body = CUT.join(parts)
        try:
            made = filled(body, salts)
        except (ValueError, IndexError) as error:
            raise malformed("ids") from error
        self._cids.append(made.cid.encode() if made else b"")
        self._records.append(made.record.encode() if made else b"")
        return made.body if made else body

    def _named(self, part: bytes) -> bytes:
        said = _NAME.fullmatch(part)
        if said is None:
            raise malformed("names")
        number, here = int(said[2]), len(self._cids)
        at, known = (number, self._records) if said[1] == b"r" else (here - number, self._cids)
        if not 0 <= at < here or not known[at]:
            raise malformed("names")
        return known[at]


class _Unfolding:
    """A folded table that was looked at; `size` is how many bytes its changes have at most, `parts` how many differ."""

    def __init__(self, table: Folded) -> None:
        first = bytes(table.first)
        if first.count(CUT) >= MOST_IN_ROW:
            raise malformed("parts")
        self.many, self.names = table.many, table.names
        self._parts = first.split(CUT)
        self._others = table.many - 1
        self._table = table
        places = (*table.columns, *table.few)
        self.parts = self._others * len(places)
        if self.parts > MOST_PARTS or len(places) != len(set(places)):
            raise malformed("columns")
        if not all(0 <= place < len(self._parts) for place in (*places, *table.names)):
            raise malformed("columns")
        if self.many * len(table.names) > MOST_PARTS:
            raise malformed("names")
        if not set(table.steps) <= set(places) or len(table.steps) > len(places):
            raise malformed("steps")
        if len(table.few) != len(table.words) or any(each.count(_END) >= len(SIGNS) for each in table.words):
            raise malformed("words")
        self._values = encoded(table.values)
        self._words = [encoded(each).split(END) for each in table.words]
        self.size = self._counted(len(first))

    def _counted(self, first: int) -> int:
        """Check that everything is there, and count how many bytes it becomes."""
        table, others = self._table, self._others
        expected = others * len(table.columns)
        if self._values.count(END) != max(expected - 1, 0) or (self._values and not expected):
            raise malformed("values")
        if len(table.picks) != others * len(table.few):
            raise malformed("picks")
        picked = 0
        for number, words in enumerate(self._words):
            picks = table.picks[number * others : (number + 1) * others]
            many = [picks.count(sign) for sign in SIGNS[: len(words)]]
            if sum(many) != others:
                raise malformed("picks")
            picked += sum(each * len(word) for each, word in zip(many, words, strict=True))
        made_up = _IDS + ID_LENGTH * len(table.names) + _LONGEST_NUMBER * len(table.steps)
        return table.many * (first + made_up) + len(self._values) + picked

    def rows(self) -> Iterator[list[bytes]]:
        """Yield the parts of each change, in a list that is another change's afterwards."""
        table, others, parts = self._table, self._others, self._parts
        columns: list[Sequence[bytes]] = []
        found = self._values.split(END) if table.columns and others else []
        columns += [found[at * others : (at + 1) * others] for at in range(len(table.columns))]
        for number, words in enumerate(self._words):
            by_sign = dict(zip(SIGNS, words, strict=False))
            picks = table.picks[number * others : (number + 1) * others]
            columns.append([by_sign[sign] for sign in picks])
        places = [*table.columns, *table.few]
        steps = set(table.steps)
        for at, place in enumerate(places):
            if place in steps:
                columns[at] = _summed(parts[place], columns[at])
        yield parts
        for row in zip(*columns, strict=True) if columns else repeat((), others):
            for place, value in zip(places, row, strict=True):
                parts[place] = value
            yield parts


def _summed(first: bytes, steps: Sequence[bytes]) -> list[bytes]:
    """Return the numbers of a column of which the first and all steps are said."""
    begin = NUMBER.fullmatch(first)
    if begin is None or not all(map(_STEP.fullmatch, steps)):
        raise malformed("steps")
    numbers = accumulate(chain((int(begin[1]),), map(int, steps)))
    found = [b":%d," % each for each in numbers][1:]
    if max(map(len, found), default=0) > _LONGEST_NUMBER:
        raise malformed("steps")
    return found


def _salt(said: str) -> bytes:
    if not _SALT.fullmatch(said):
        raise malformed("salts")
    return bytes.fromhex(said)
