"""Tables of a push in which nothing is said that the hub can find out: ids made with a salt that it is told, numbers that count on.

A folded table is a table (`greenfield.sync.tabling`) whose ids, numbers and choices are written shorter before it is compressed. Whatever
does not follow is said in full, so an id that came from elsewhere travels as it is. `greenfield.sync.unfolding` is the way back.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple
from zlib import crc32

from msgspec import Raw

from greenfield.base.ids import ID_LENGTH
from greenfield.records.change import without_hash
from greenfield.records.own_ids import blank
from greenfield.sync import tabling
from greenfield.sync.messages import Folded
from greenfield.sync.tabling import CUT, END, MOST_PARTS, has_many_parts

SIGNS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""By one of these a part is picked out of few."""
NUMBER: Final = re.compile(rb":(0|[1-9][0-9]{0,15}),")
OFTEN: Final = 4
"""So often a part of few stands there on average, and so many changes a salt pays for."""


class Fold(NamedTuple):
    """What `greenfield.sync.messages.Push` says of the same names."""

    folded: list[Folded]
    order: list[int]
    salts: list[str]
    check: int


class _Rows(NamedTuple):
    """Changes of one shape, cut at their quotes, and the place of each in the push."""

    places: list[int]
    parts: list[list[bytes]]


class _Column(NamedTuple):
    place: int
    parts: Sequence[bytes]


class _Ids:
    """The ids that are left out, each with the place of the change in which it is."""

    def __init__(self) -> None:
        self.cids: dict[bytes, int] = {}
        self.records: dict[bytes, int] = {}

    def said(self, parts: Sequence[bytes], places: Sequence[int]) -> list[bytes] | None:
        """Return a column of ids with those that are left out elsewhere named; None where there are none, or other things."""
        found, names_any = [], False
        for part, here in zip(parts, places, strict=True):
            if (at := self.cids.get(part, here)) < here:
                found.append(b"c%d" % (here - at))
                names_any = True
            elif (at := self.records.get(part, here)) < here:
                found.append(b"r%d" % at)
                names_any = True
            elif part and len(part) != ID_LENGTH:
                return None
            else:
                found.append(part)
        return found if names_any else None


def folded(changes: Sequence[bytes], salts: Sequence[bytes]) -> Fold | None:
    """Return encoded changes as folded tables; `salts` are those with which their ids may be made, empty for none.

    None where that is no shorter: few changes, hardly two of one shape, one with a sign that nobody writes or far too many parts.
    """
    if len(changes) < tabling.LEAST or any(END in each or has_many_parts(each) for each in changes):
        return None
    marks = _marks(salts)
    ids = _Ids()
    check = 0
    alike: dict[int, _Rows] = {}
    shapes = []
    for at, (each, salt) in enumerate(zip(changes, salts, strict=True)):
        found = blank(each, salt, marks[salt]) if salt in marks else None
        if found is None:
            body = whole = without_hash(each)
        else:
            body, whole = found.body, found.whole
            ids.cids[found.cid] = at
            if found.record:
                ids.records[found.record] = at
        check = crc32(whole, check)
        parts = body.split(CUT)
        rows = alike.setdefault(len(parts), _Rows([], []))
        rows.places.append(at)
        rows.parts.append(parts)
        shapes.append(len(parts))
    if len(alike) > len(changes) // tabling.ALIKE:
        return None
    tables = [_table(rows, ids) for rows in alike.values()]
    if sum((each.many - 1) * (len(each.columns) + len(each.few)) for each in tables) > MOST_PARTS:
        return None
    if any(each.many * len(each.names) > MOST_PARTS for each in tables):
        return None
    places = {shape: place for place, shape in enumerate(alike)}
    order = [places[each] for each in shapes] if len(tables) > 1 else []
    return Fold(tables, order, [each.hex() for each in marks], check)


def _marks(salts: Sequence[bytes]) -> Mapping[bytes, bytes]:
    """Return the salts that are worth their bytes, with what stands for each in place of a cid."""
    worth = [salt for salt, many in Counter(salts).items() if salt and many >= OFTEN]
    return {salt: b"%d" % number for number, salt in enumerate(worth)}


def _table(rows: _Rows, ids: _Ids) -> Folded:
    first, many = list(rows.parts[0]), len(rows.parts)
    steps: list[int] = []
    names: list[int] = []
    few: list[_Column] = []
    others: list[_Column] = []
    for place, column in enumerate(zip(*rows.parts, strict=True)):
        parts: Sequence[bytes] = column
        if ID_LENGTH in (len(parts[0]), len(parts[-1])) and (said := ids.said(parts, rows.places)):
            parts, first[place] = said, said[0]
            names.append(place)
        if parts.count(first[place]) == many:
            continue
        if parts[0][:1] == b":" and (counted := _counted(parts)):
            parts = counted
            steps.append(place)
        else:
            parts = parts[1:]
        (few if _are_few(parts) else others).append(_Column(place, parts))
    # what is alike stands together, where compression finds it
    others.sort(key=lambda column: sum(map(len, column.parts)))
    words = [list(dict.fromkeys(column.parts)) for column in few]
    return Folded(
        first=Raw(CUT.join(first)),
        many=many,
        columns=[column.place for column in others],
        values=END.join(part for column in others for part in column.parts).decode(),
        few=[column.place for column in few],
        words=[END.join(each).decode() for each in words],
        picks="".join(_picked(column.parts, known) for column, known in zip(few, words, strict=True)),
        steps=steps,
        names=names,
    )


def _are_few(parts: Sequence[bytes]) -> bool:
    most = min(len(SIGNS), len(parts) // OFTEN)
    return len(set(parts)) <= most


def _picked(parts: Sequence[bytes], words: Sequence[bytes]) -> str:
    signs = dict(zip(words, SIGNS, strict=False))
    return "".join([signs[each] for each in parts])


def _counted(parts: Sequence[bytes]) -> list[bytes] | None:
    """Return by how much each number of a column is more than the one before; None where one is no number."""
    found = [NUMBER.fullmatch(each) for each in parts]
    numbers = [int(each[1]) for each in found if each is not None]
    if len(numbers) != len(parts):
        return None
    return [b"%d" % (after - before) for before, after in pairwise(numbers)]
