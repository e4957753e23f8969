"""Carries rights down to all that hangs on a record, once a push changed what it says of itself."""

from collections.abc import Iterable
from typing import Final

from greenfield.sync.hub.book import PushBook
from greenfield.sync.hub.rights import EVERYBODY, rights_of
from greenfield.sync.hub.shelf import RecordRow

_ROUNDS: Final = 64
"""Deeper than any chain of records; ends a circle of records that hang on each other."""


def spread_rights(book: PushBook) -> None:
    """Work out who may read the changed records now, and all that hangs on them where that makes a difference."""
    book.refresh_guards()
    waiting = [book.rows[record] for record in book.changed]
    for _ in range(_ROUNDS):
        _fetch_above(book, waiting)
        moved = [row.id for row in waiting if _settle(book, row)]
        if not moved:
            return
        waiting = _below(book, moved)


def _fetch_above(book: PushBook, rows: Iterable[RecordRow]) -> None:
    lacking = [each for row in rows for each in row.guard.above if each not in book.rows]
    if lacking:
        for found in book.shelf.rows(lacking).values():
            book.take(found)


def _settle(book: PushBook, row: RecordRow) -> bool:
    """Give a record the rights that follow; tell whether what hangs on it has to be looked at."""
    if row.erased:
        return False
    above = [book.rows.get(each) for each in row.guard.above]
    found = rights_of(row.kind, row.owner, row.guard, [each.rights if each else None for each in above])
    if found.audience == EVERYBODY:
        row.shared_once = True
    was, row.rights = row.rights, found
    return was != found


def _below(book: PushBook, moved: list[str]) -> list[RecordRow]:
    stored = [book.take(row) for row in book.shelf.below(moved)]
    wanted = set(moved)
    new = [book.rows[record] for record, owners in book.links.items() if owners & wanted]
    rows = {row.id: row for row in (*stored, *new)}
    for record in rows:
        book.changed[record] = None
    return list(rows.values())
