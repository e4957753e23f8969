"""Building everything that follows from the log again: entries, records, tables, search index."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import delete

from greenfield.records.accept import accept
from greenfield.records.change import AnyChange, ErasedChange, decode_body
from greenfield.store.book import StoredBook
from greenfield.store.statements import as_text
from greenfield.store.tables import blob_use, change_id, entry, hanging, record
from greenfield.store.workspace import Workspace

_LOG = "SELECT seq, cid, hash, device, dseq, kind, record, op, body FROM change ORDER BY seq"


def rebuild(workspace: Workspace) -> int:
    """Drop all that follows from the log and build it again, in one transaction; return how many changes."""
    with workspace.unit() as unit:
        unit.note()
        unit.forget()
        return rebuild_rows(workspace.writing_connection)


def rebuild_rows(connection: Any) -> int:
    """Do what `rebuild` does inside a transaction of the caller, on the driver's connection."""
    for table in (change_id, entry, record, hanging, blob_use):
        connection.execute(as_text(delete(table)))
    book = StoredBook(connection, logging=False)
    book.projection.clear()
    count = 0
    for sequence, change in read_log(connection):
        book.sequence = sequence
        accept(book, change, trusted=True)
        book.cache.trim()
        count += 1
    book.notes.write()
    book.projection.index.write()
    return count


def read_log(connection: Any) -> Iterator[tuple[int, AnyChange]]:
    """Return all changes in the order of their arrival; an erased one is an ErasedChange."""
    for sequence, *header, body in connection.execute(_LOG):
        left = ErasedChange(*header)
        yield sequence, left if body is None else decode_body(left, body)
