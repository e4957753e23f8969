"""Many changes of one shape as a table: one of them whole, of the others only what differs, part by part instead of change by change.

A change is cut at its quotes, and what stands at the same place in all of them goes next to each other, where compression finds
it alike. Nothing is read: whatever a change holds, putting the parts together again gives its bytes, each of them.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Final

from msgspec import Raw

from greenfield.base.problem import ProblemError, fail
from greenfield.sync.messages import Table

LEAST: Final = 16
"""Of fewer changes a table is no shorter than they are."""
ALIKE: Final = 4
"""So many changes of a shape there should be at least, on average."""
MOST_PARTS: Final = 1_000_000
MOST_IN_ROW: Final = 100_000
"""Putting the parts of a change together takes 80 bytes for each of them."""
CUT: Final = b'"'
END: Final = b"\x7f"
"""Stands between parts, since JSON writes it as it is; a change that holds it is sent as it is."""


def tabled(changes: Sequence[bytes]) -> tuple[list[Table], list[int]] | None:
    """Return changes as tables, and of which of them each change is the next one (nothing for a single table).

    None where tables would be no shorter: few changes, hardly two of one shape, one with a sign that nobody writes or far too many parts.
    """
    if len(changes) < LEAST or any(END in each or has_many_parts(each) for each in changes):
        return None
    alike: dict[int, list[list[bytes]]] = {}
    shapes = []
    for each in changes:
        parts = each.split(CUT)
        alike.setdefault(len(parts), []).append(parts)
        shapes.append(len(parts))
    if len(alike) > len(changes) // ALIKE:
        return None
    tables = [_table(rows) for rows in alike.values()]
    if sum((each.many - 1) * len(each.columns) for each in tables) > MOST_PARTS:
        return None
    places = {shape: place for place, shape in enumerate(alike)}
    return tables, [places[each] for each in shapes] if len(tables) > 1 else []


def untabled(tables: Sequence[Table], order: Sequence[int], limit: int) -> list[bytes]:
    """Return the changes of tables; `sync.too_large` for more than `limit` bytes, counted before any is made, `sync.malformed`.

    The caller has looked at how many they say they are.
    """
    values = [encoded(each.values) for each in tables]
    said = sum(each.many * len(bytes(each.first)) for each in tables) + sum(map(len, values))
    if said > limit:
        raise fail("sync.too_large", limit=limit)
    made = [_rows(each, parts) for each, parts in zip(tables, values, strict=True)]
    if len(tables) < 2 and not order:
        return list(chain.from_iterable(made))
    if sorted(order) != [place for place, rows in enumerate(made) for _ in rows]:
        raise malformed("order")
    waiting = [iter(rows) for rows in made]
    return [next(waiting[place]) for place in order]


def has_many_parts(change: bytes) -> bool:
    """Tell whether cutting a change would take far more memory than it does."""
    return len(change) > MOST_IN_ROW and change.count(CUT) >= MOST_IN_ROW


def _table(rows: Sequence[list[bytes]]) -> Table:
    first, many = rows[0], len(rows)
    columns: list[int] = []
    values: list[bytes] = []
    for place, column in enumerate(zip(*rows, strict=True)):
        if column.count(first[place]) != many:
            columns.append(place)
            values += column[1:]
    return Table(first=Raw(CUT.join(first)), many=many, columns=columns, values=END.join(values).decode())


def _rows(table: Table, values: bytes) -> list[bytes]:
    first = bytes(table.first)
    if first.count(CUT) >= MOST_IN_ROW:
        raise malformed("parts")
    parts, others = first.split(CUT), table.many - 1
    expected = others * len(table.columns)
    if expected > MOST_PARTS or values.count(END) != max(expected - 1, 0) or (values and not expected):
        raise malformed("values")
    if table.columns and not 0 <= min(table.columns) <= max(table.columns) < len(parts):
        raise malformed("columns")
    if not expected:
        return [first] * table.many
    found, rows = values.split(END), [first]
    for number in range(others):
        for place, value in zip(table.columns, found[number::others], strict=True):
            parts[place] = value
        rows.append(CUT.join(parts))
    return rows


def encoded(values: str) -> bytes:
    """Return the values of a table as bytes; `sync.malformed` for half a sign."""
    try:
        return values.encode()
    except UnicodeEncodeError as error:
        raise malformed("values") from error


def malformed(reason: str) -> ProblemError:
    """Return what is raised for a table that no device makes."""
    return fail("sync.malformed", reason=reason)
