"""Takes what was erased out of the write-ahead log as well."""

from contextlib import suppress
from typing import Any

from greenfield.vault import driver


class LogTruncation:
    """Empties the write-ahead log once that is `due`; while somebody reads, it stays due."""

    def __init__(self, connection: Any) -> None:
        """Use the driver's connection that writes."""
        self.due = False
        self._connection = connection

    def try_now(self) -> None:
        """Empty the log if that is due and nobody needs it; never waits, and never fails.

        For after a commit: what was committed is safe whatever becomes of this.
        """
        if self.due:
            with suppress(driver.DatabaseError):  # a statement that still reads, a full disk: later, then
                self.due = not self._truncate()

    def _truncate(self) -> bool:
        connection = self._connection
        ((patience,),) = connection.execute("PRAGMA busy_timeout").fetchall()
        connection.execute("PRAGMA busy_timeout = 0").fetchall()
        try:
            ((busy, _, _),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.execute(f"PRAGMA busy_timeout = {patience}").fetchall()
        return bool(busy == 0)
