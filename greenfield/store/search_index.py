"""The search index: names of companies and sites, notes, texts that people wrote; no numbers, no choices.

It is an FTS5 table without content of its own, so a text stands in the entries alone.
"""

from typing import Any, Final

from sqlalchemy import Connection, text

from greenfield.records.kinds import KINDS, is_answer
from greenfield.store.segmentation import is_text, query_of, words_of


def is_searched(kind: str, field: str, value: object) -> bool:
    """Tell whether a value of a field can be found by search."""
    if is_answer(kind, field):
        return is_text(value)
    known = KINDS.get(kind)
    return known is not None and field in known.searched and isinstance(value, str) and bool(value.strip())


_MOST_WAITING: Final = 10_000


class SearchIndex:
    """Writes the index inside a transaction of its caller; `connection` is the driver's own.

    New texts wait until `write`: FTS5 writes what it holds before each statement that may have to be undone, as those
    on guarded tables are, so texts that go in between them would each become a part of the index of its own.
    """

    def __init__(self, connection: Any) -> None:
        """Write through the driver's connection."""
        self._connection = connection
        self._waiting: dict[str, list[tuple[str, str]]] = {}
        self._count = 0

    def put(self, record: str, field: str, value: str, *, new: bool = False) -> None:
        """Index a text, in place of the one that the field had; that of a `new` record's field has none."""
        row = None if new else self._row(record, field)
        if row is None:
            self._waiting.setdefault(record, []).append((field, words_of(value)))
            self._count += 1
            if self._count >= _MOST_WAITING:
                self.write()
            return
        self._connection.execute(
            "INSERT OR REPLACE INTO search (rowid, words) VALUES (?, ?)", (row, words_of(value))
        )

    def put_new(self, record: str, texts: list[tuple[str, str]]) -> None:
        """Index texts, by field, of a record that has none yet."""
        self._waiting.setdefault(record, []).extend([(field, words_of(value)) for field, value in texts])
        self._count += len(texts)
        if self._count >= _MOST_WAITING:
            self.write()

    def write(self) -> None:
        """Write what waits; before the transaction ends, and before anybody searches in it."""
        if not self._waiting:
            return
        last = self._connection.execute("SELECT coalesce(max(id), 0) FROM search_entry").fetchone()[0]
        entries, texts = [], []
        for record in sorted(self._waiting):  # neighbours in the tree that finds them
            for field, words in self._waiting[record]:
                last += 1
                entries.append((last, record, field))
                texts.append((last, words))
        self._connection.executemany("INSERT INTO search_entry (id, record, field) VALUES (?, ?, ?)", entries)
        self._connection.executemany("INSERT INTO search (rowid, words) VALUES (?, ?)", texts)
        self.forget()

    def forget(self) -> None:
        """Drop what waits, because its transaction was undone."""
        self._waiting.clear()
        self._count = 0

    def remove(self, record: str, field: str) -> None:
        """Forget the text of a field, if there is one."""
        row = self._row(record, field)
        if row is not None:
            self._connection.execute("DELETE FROM search WHERE rowid = ?", (row,))
            self._connection.execute("DELETE FROM search_entry WHERE id = ?", (row,))

    def remove_record(self, record: str) -> None:
        """Forget all texts of a record."""
        self._count -= len(self._waiting.pop(record, ()))
        rows = self._connection.execute("SELECT id FROM search_entry WHERE record = ?", (record,)).fetchall()
        self._connection.executemany("DELETE FROM search WHERE rowid = ?", rows)
        self._connection.execute("DELETE FROM search_entry WHERE record = ?", (record,))

    def forget_removed(self) -> None:
        """Write the index anew without the words that were removed, which it would keep for a while."""
        self.write()
        self._connection.execute("INSERT INTO search (search) VALUES ('optimize')")

    def clear(self) -> None:
        """Empty the index."""
        self.forget()
        self._connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        self._connection.execute("DELETE FROM search_entry")

    def _row(self, record: str, field: str) -> int | None:
        if record in self._waiting:
            self.write()
        found = self._connection.execute(
            "SELECT id FROM search_entry WHERE record = ? AND field = ?", (record, field)
        ).fetchone()
        return None if found is None else int(found[0])


_FIND = text(
    "SELECT search_entry.record, search_entry.field FROM search JOIN search_entry"
    " ON search_entry.id = search.rowid WHERE search.words MATCH :query ORDER BY search.rank LIMIT :most"
)


def find(connection: Connection, words: str, most: int = 50) -> list[tuple[str, str]]:
    """Return record and field of the texts that hold all `words`, the best first."""
    query = query_of(words)
    if not query:
        return []
    rows = connection.execute(_FIND, {"query": query, "most": most})
    return [(row.record, row.field) for row in rows]
