"""Records that are new here, written many at once: nearly all that the first sync of a device brings.

Inside a transaction of the caller, as all of `greenfield.store.book`.
"""

import json
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from msgspec import UNSET

from greenfield.records.change import CREATE, DELETED, AnyChange, Change, canonical, shape_fault
from greenfield.records.kinds import (
    ANSWERED_KINDS,
    ANSWERS,
    KINDS,
    FieldType,
    Kind,
    files_named,
    owners_named,
)
from greenfield.store.book import StoredBook
from greenfield.store.projected_tables import PROJECTED
from greenfield.store.projection import typed_plain
from greenfield.store.segmentation import is_text

_FIND_CHANGES: Final = "SELECT cid FROM change_id WHERE cid IN (SELECT value FROM json_each(?))"
_FIND_RECORDS: Final = "SELECT id, erased FROM record WHERE id IN (SELECT value FROM json_each(?))"
_ADD_CHANGE: Final = (
    "INSERT INTO change (seq, cid, hash, device, dseq, kind, record, op, body, rev)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ADD_RECORD: Final = (
    "INSERT INTO record (id, kind, erased, deletion, deleted, conflicts, answered, last, updated, alone)"
    " VALUES (?, ?, 0, 0, 0, 0, ?, ?, ?, ?)"
)


_AS_TEXT: Final = {
    kind.name: frozenset(
        name
        for name, wanted in kind.fields.items()
        if wanted in {FieldType.TEXT, FieldType.REFERENCE, FieldType.BLOB}
    )
    for kind in KINDS.values()
}
"""The fields of each kind whose column holds a text as it is."""


class _Taken(NamedTuple):
    change: Change
    rev: int
    body: bytes
    answered: int


class _Texts(dict[str, bool]):
    """Whether an answer is written text: numbers and names of choices come again and again within a page."""

    def __missing__(self, answer: str) -> bool:
        found = self[answer] = is_text(answer)
        return found


class NewRecords:
    """Takes changes that can meet nothing here, and leaves what `accept` would leave of each: rows, in the same order.

    It takes a change that makes a record of a kind that this version knows, whose body is known as the log keeps it, that
    sets each of its fields and names no other change, if neither it nor its record was heard of before, and no record on
    which that hangs was erased. Whatever else comes goes through `accept`, after `write`.
    """

    def __init__(self, book: StoredBook, changes: Iterable[AnyChange]) -> None:
        """Look up what is known of these changes, of which `take` may take some; the book's notes are written."""
        self._book = book
        self._owners: dict[str, tuple[str, ...]] = {}
        records: set[str] = set()
        for each in changes:
            # of two that have the same name, the first one may be taken
            if each.op == CREATE and each.cid not in self._owners:
                self._owners[each.cid] = owners_named(each)
                records.add(each.record)
        records.update(*self._owners.values())
        connection = book.connection
        found = connection.execute(_FIND_RECORDS, (json.dumps(list(records)),)).fetchall()
        self._erased = {record for record, erased in found if erased}
        self._known = {record for record, _ in found}
        cids = connection.execute(_FIND_CHANGES, (json.dumps(list(self._owners)),)).fetchall()
        self._known.update(cid for (cid,) in cids)
        self._texts = _Texts()
        self._taken: list[_Taken] = []
        self._rows: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}

    def take(self, change: AnyChange, rev: int, body: bytes) -> bool:
        """Keep a change for `write`; False for one that has to be accepted by itself. Each change of a page is asked."""
        known = self._known
        is_known = change.cid in known or change.record in known
        known.add(change.cid)
        known.add(change.record)
        if is_known or not body or not isinstance(change, Change) or change.op != CREATE:
            return False
        kind, owners = KINDS.get(change.kind), self._owners[change.cid]
        if kind is None or self._book.erased_any or not self._erased.isdisjoint(owners):
            return False
        if shape_fault(change, is_hashed=True) or not _says_all(change):
            return False
        self._take(change, kind, rev, body)
        return True

    def _take(self, change: Change, kind: Kind, rev: int, body: bytes) -> None:
        answered, texts, columns = 0, [], []
        values: list[Any] = [change.record]
        has_answers, is_written, as_text = kind.name in ANSWERED_KINDS, self._texts, _AS_TEXT[kind.name]
        for name, edit in change.fields.items():
            value = edit.value
            if has_answers and name.startswith(ANSWERS):
                if type(value) is not str:
                    answered += value not in _NOT_ANSWERED
                elif value:
                    answered += 1
                    if is_written[value]:
                        texts.append((name, value))
            elif name in kind.fields:
                column = value if name in as_text and type(value) is str else _typed(value, kind.fields[name])
                if column is not None:
                    columns.append(name)
                    values.append(column)
                if name in kind.searched and isinstance(value, str) and value.strip():
                    texts.append((name, value))
        self._rows.setdefault((kind.name, *columns), []).append(tuple(values))
        if texts:
            self._book.projection.index.put_new(change.record, texts)
        self._taken.append(_Taken(change, rev, body, answered))

    def write(self) -> None:
        """Write what was taken; before any other change goes into the book, and at the end."""
        if not self._taken:
            return
        book, connection = self._book, self._book.connection
        last = connection.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0]
        log, records, hanging, used = [], [], [], []
        for place, (change, rev, body, answered) in enumerate(self._taken, last + 1):
            cid, record, kind = change.cid, change.record, change.kind
            log.append(
                (place, cid, change.hash, change.device, change.dseq, kind, record, change.op, body, rev)
            )
            records.append((record, kind, answered, place, change.at_device, place))
            hanging += [(owner, record) for owner in self._owners[cid]]
            used += [(sha256, record) for sha256 in files_named(change)]
            book.notes.recent[cid] = change.hash
        connection.executemany(_ADD_CHANGE, log)
        connection.executemany(_ADD_RECORD, records)
        for (kind, *columns), rows in self._rows.items():
            connection.executemany(_add_row(kind, columns), rows)
        connection.executemany("INSERT OR IGNORE INTO hanging VALUES (?, ?)", hanging)
        connection.executemany("INSERT OR IGNORE INTO blob_use VALUES (?, ?)", used)
        book.cache.drop(each.change.record for each in self._taken)
        self._taken.clear()
        self._rows.clear()


_NOT_ANSWERED: Final[tuple[object, ...]] = (None, "", [])
"""`greenfield.store.notes.EMPTY` as values."""


def _says_all(change: Change) -> bool:
    """Tell whether a change sets each of its fields, and names no other one: `record.alone` may say where it is."""
    if not change.fields or change.extra or DELETED in change.fields:
        return False
    for edit in change.fields.values():
        if edit.value is UNSET or edit.parent is not None or edit.also or edit.extra:
            return False
    return True


def _typed(value: Any, wanted: FieldType) -> str | int | float | None:
    if value is None:
        return None
    return canonical(value) if wanted is FieldType.JSON else typed_plain(value, wanted)


def _add_row(kind: str, columns: list[str]) -> str:
    names = ", ".join(f'"{name}"' for name in ("id", *columns))
    places = ", ".join("?" * (1 + len(columns)))
    return f"INSERT INTO {PROJECTED[kind].name} ({names}) VALUES ({places})"  # noqa: S608  our own names
