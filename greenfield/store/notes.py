"""What follows from the log and is written only now and then: the index of change ids, the sums of records.

Each of them would cost a page more in every commit. What was not written yet is kept in memory, and found
again from the end of the log when a workspace is opened after a crash: `docs/decisions/answer-path.md`.
"""

from typing import Any, Final

import msgspec

from greenfield.store.record_row import RecordRow
from greenfield.store.statements import truth_statements

EMPTY: Final = frozenset({None, "null", '""', "[]"})
"""Values of an answer that was not given."""
_MOST_CHANGES: Final = 32


class Notes:
    """Remembers what is not written yet, inside and between transactions of its caller."""

    def __init__(self, connection: Any, noted: int) -> None:
        """Use the driver's connection; changes up to the number `noted` are in the index."""
        self.noted = noted
        self.recent: dict[str, str] = {}
        self.late: dict[str, RecordRow] = {}
        self._connection = connection

    @property
    def are_due(self) -> bool:
        """Tell whether enough has come together to be written."""
        return len(self.recent) >= _MOST_CHANGES

    def write(self) -> int:
        """Write everything, and return up to which change that is."""
        put_record = truth_statements().put_record
        for row in self.late.values():
            self._connection.execute(put_record, row._asdict())
        self._connection.execute(
            "INSERT INTO change_id (cid, seq) SELECT cid, seq FROM change WHERE seq > ?", (self.noted,)
        )
        found = self._connection.execute("SELECT max(seq) FROM change").fetchone()
        self.noted = found[0] or 0
        self.recent.clear()
        self.late.clear()
        return self.noted

    def catch_up(self, noted: int) -> None:
        """Find again what is not written yet, after opening or after a transaction was undone."""
        self.noted = noted
        self.recent.clear()
        self.late.clear()
        query = "SELECT seq, cid, hash, record, body FROM change WHERE seq > ? ORDER BY seq"
        for seq, cid, digest, record, body in self._connection.execute(query, (noted,)).fetchall():
            self.recent[cid] = digest
            found = self._connection.execute(truth_statements().find_record, {"id": record}).fetchone()
            row = self.late.get(record) or (RecordRow(*found) if found else None)
            if row is not None and not row.erased and body is not None:
                at_device = msgspec.json.decode(body).get("at_device", "")
                self.late[record] = row._replace(last=seq, updated=at_device)
        for record, row in self.late.items():
            self.late[record] = row._replace(answered=self._count_answers(record))

    def _count_answers(self, record: str) -> int:
        query = "SELECT value FROM answer WHERE record = ?"
        return sum(value not in EMPTY for (value,) in self._connection.execute(query, (record,)).fetchall())
