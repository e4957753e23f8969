"""Writes the projected tables: the current values of a record, in a column for each known field."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import msgspec
from sqlalchemy import Table, bindparam, delete
from sqlalchemy.dialects.sqlite import insert

from greenfield.records.kinds import KINDS, FieldType
from greenfield.store.projected_tables import PROJECTED
from greenfield.store.search_index import SearchIndex, is_searched
from greenfield.store.statements import as_text

Moved: TypeAlias = tuple[str | None, str | None]
"""A field's value before and after, as canonical JSON; None where there is none."""


class Projection:
    """Keeps tables and search index in step with the entries, inside a transaction of its caller."""

    def __init__(self, connection: Any) -> None:
        """Write through the driver's connection."""
        self._connection = connection
        self._texts: dict[tuple[str, ...], str] = {}
        self.index = SearchIndex(connection)

    def show(self, kind: str, record: str, values: Mapping[str, Moved], *, new: bool) -> None:
        """Write what moved: for each field its former and its new value; unknown fields are passed over.

        `new` makes sure that there is a row even if no field is known.
        """
        known = KINDS.get(kind)
        if known is not None:
            columns = {
                name: typed(now, known.fields[name])
                for name, (_, now) in values.items()
                if name in known.fields
            }
            if columns or new:
                self._connection.execute(self._put(kind, tuple(columns)), {"id": record, **columns})
        for name, (was, now) in values.items():
            if text := _searched_text(kind, name, now):
                self.index.put(record, name, text, new=new and was is None)
            elif was is not None and _searched_text(kind, name, was):
                self.index.remove(record, name)

    def add(self, kind: str, record: str, values: Mapping[str, str]) -> None:
        """Write the values of a record that has neither row nor texts yet, as `show` does."""
        known = KINDS.get(kind)
        if known is not None:
            columns = {
                name: typed(values[name], wanted) for name, wanted in known.fields.items() if name in values
            }
            self._connection.execute(self._put(kind, tuple(columns)), {"id": record, **columns})
        for name, value in values.items():
            if text := _searched_text(kind, name, value):
                self.index.put(record, name, text, new=True)

    def hide(self, kind: str, record: str) -> None:
        """Take a record out of its table and out of the index."""
        if kind in PROJECTED:
            self._connection.execute(self._remove(kind), {"id": record})
        self.index.remove_record(record)

    def clear(self) -> None:
        """Empty all projected tables and the index."""
        for table in PROJECTED.values():
            self._connection.execute(as_text(delete(table)))
        self.index.clear()

    def _put(self, kind: str, columns: tuple[str, ...]) -> str:
        found = self._texts.get((kind, *columns))
        if found is None:
            table: Table[Any] = PROJECTED[kind]
            statement = insert(table).values({name: bindparam(name) for name in ("id", *columns)})
            if columns:
                changes = {name: statement.excluded[name] for name in columns}
                found = as_text(statement.on_conflict_do_update(index_elements=["id"], set_=changes))
            else:
                found = as_text(statement.on_conflict_do_nothing())
            self._texts[kind, *columns] = found
        return found

    def _remove(self, kind: str) -> str:
        table: Table[Any] = PROJECTED[kind]
        return as_text(delete(table).where(table.c.id == bindparam("id")))


def _searched_text(kind: str, name: str, value: str | None) -> str:
    """Return the text in a canonical JSON text if it can be found by search, else an empty one."""
    if value is None or value[0] != '"':
        return ""
    text = value[1:-1] if "\\" not in value else msgspec.json.decode(value, type=str)
    return text if is_searched(kind, name, text) else ""


def typed(value: str | None, wanted: FieldType) -> str | int | float | None:
    """Return canonical JSON as its column holds it; None for what does not fit the column."""
    if value is None or value == "null":
        return None
    return value if wanted is FieldType.JSON else typed_plain(msgspec.json.decode(value), wanted)


def typed_plain(plain: object, wanted: FieldType) -> str | int | float | None:
    """Return a value as its column holds it, unless that holds JSON; None for what does not fit the column."""
    if wanted is FieldType.FLAG:
        return int(plain) if isinstance(plain, bool) else None
    if isinstance(plain, bool):
        return None
    if wanted is FieldType.WHOLE:
        return plain if isinstance(plain, int) and abs(plain) < 1 << 63 else None
    if wanted is FieldType.NUMBER:
        return float(plain) if isinstance(plain, int | float) else None
    return plain if isinstance(plain, str) else None
