"""What the book has read of records: their rows, and the entries of the fields that were looked at.

It stays between transactions, which is right as long as one process writes, and the vault sees to that.
"""

from collections.abc import Iterable
from typing import Any, Final

from greenfield.records.heads import Entry
from greenfield.store.notes import Notes
from greenfield.store.record_row import RecordRow
from greenfield.store.statements import truth_statements

REPLACED, CURRENT, STANDING = 0, 1, 2
_MOST_RECORDS: Final = 256


class CachedField:
    """The entries of one field and how each stands in the table; without `whole`, the heads alone."""

    __slots__ = ("current", "entries", "in_conflict", "standing", "whole")

    def __init__(self, rows: Iterable[tuple[str, str | None, str, int]], *, whole: bool) -> None:
        """Hold rows of `entry`: cid, value, named, standing."""
        self.entries: dict[str, Entry] = {}
        self.standing: dict[str, int] = {}
        self.current: str | None = None
        self.whole = whole
        for cid, value, named, standing in rows:
            self.entries[cid] = Entry(cid, value, tuple(named.split()))
            self.standing[cid] = standing
            if standing == CURRENT:
                self.current = value
        self.in_conflict = any(
            self.entries[cid].value != self.current for cid, at in self.standing.items() if at
        )


class RecordCache:
    """Reads rows and fields of records once."""

    def __init__(self, connection: Any, notes: Notes) -> None:
        """Read through the driver's connection, and in the notes what is not written yet."""
        self._notes = notes
        self._connection = connection
        self._sql = truth_statements()
        self._rows: dict[str, RecordRow | None] = {}
        self._fields: dict[str, dict[str, CachedField]] = {}
        self._complete: set[str] = set()  # records whose fields are all here, though maybe by their heads

    def forget(self) -> None:
        """Drop all that was read, because it may not stand in the database any more."""
        self._rows.clear()
        self._fields.clear()
        self._complete.clear()

    def trim(self) -> None:
        """Drop all that was read once it has become much."""
        if len(self._rows) > _MOST_RECORDS:
            self.forget()

    def row(self, record: str) -> RecordRow | None:
        """Return what is known of a record, or None."""
        if record not in self._rows:
            late = self._notes.late.get(record)
            if late is None:
                found = self._connection.execute(self._sql.find_record, {"id": record}).fetchone()
                late = None if found is None else RecordRow(*found)
            if late is None:
                self._complete.add(record)
            self._rows[record] = late
        return self._rows[record]

    def put_row(self, before: RecordRow | None, row: RecordRow) -> None:
        """Write a record's row, sums alone a little later."""
        if before is not None and row.differs_in_sums_only(before):
            self._notes.late[row.id] = row
        else:
            self._connection.execute(self._sql.put_record, row._asdict())
            self._notes.late.pop(row.id, None)
        self._rows[row.id] = row

    def put_new(self, row: RecordRow) -> None:
        """Write the row of a record of which one change is known now; what that said is read once somebody asks."""
        self._connection.execute(self._sql.put_record, row._asdict())
        self._rows[row.id] = row
        self._complete.discard(row.id)

    def drop(self, records: Iterable[str]) -> None:
        """Read these records anew once somebody asks: they were written past the cache."""
        for record in records:
            self._rows.pop(record, None)
            self._fields.pop(record, None)
            self._complete.discard(record)

    def heads(self, record: str, name: str) -> CachedField:
        """Return a field with its heads at least."""
        found = self._known(record).get(name)
        return found if found is not None else self._read(record, name, whole=False)

    def field(self, record: str, name: str) -> CachedField:
        """Return a field with all its entries."""
        found = self._known(record).get(name)
        return found if found is not None and found.whole else self._read(record, name, whole=True)

    def fields(self, record: str) -> dict[str, CachedField]:
        """Return all fields of a record with all their entries."""
        known = self._known(record)
        if record in self._complete and all(field.whole for field in known.values()):
            return known
        return self._read_all(record)

    def drop_fields(self, record: str) -> None:
        """Forget the fields of a record, which has none any more."""
        self._fields.pop(record, None)
        self._complete.add(record)

    def _known(self, record: str) -> dict[str, CachedField]:
        """Return the fields of a record that were read."""
        known = self._fields.get(record)
        if known is None:
            known = self._fields[record] = {}
            row = self.row(record)
            if row is not None and row.alone is not None:
                return self._read_all(record)
        return known

    def _read_all(self, record: str) -> dict[str, CachedField]:
        rows: dict[str, list[Any]] = {}
        for name, *row in self._connection.execute(self._sql.find_all_entries, {"record": record}).fetchall():
            rows.setdefault(name, []).append(row)
        found = {name: CachedField(each, whole=True) for name, each in rows.items()}
        self._fields[record] = found
        self._complete.add(record)
        return found

    def _read(self, record: str, name: str, *, whole: bool) -> CachedField:
        if record in self._complete and name not in self._fields[record]:
            found = CachedField((), whole=True)
        else:
            query = self._sql.find_entries if whole else self._sql.find_heads
            rows = self._connection.execute(query, {"record": record, "field": name}).fetchall()
            found = CachedField(rows, whole=whole)
        self._fields[record][name] = found
        return found
