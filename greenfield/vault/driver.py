"""The one place that loads sqlcipher3, with the types that it lacks."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol, cast
from urllib.parse import quote

import sqlcipher3.dbapi2 as _sqlcipher

from greenfield.vault.datakey import DataKey

DatabaseError: type[Exception] = _sqlcipher.DatabaseError

PAGE_SIZE = 4096
BUSY_TIMEOUT_MS = 5_000

FULL = 13
BUSY = 5
READ_ONLY = 8
IO_ERROR = 10
CORRUPT = 11
CANNOT_OPEN = 14
NOT_A_DATABASE = 26

_SENTENCES = {
    "database is locked": BUSY,
    "attempt to write a readonly database": READ_ONLY,
    "disk I/O error": IO_ERROR,
    "database disk image is malformed": CORRUPT,
    "database or disk is full": FULL,
    "unable to open database file": CANNOT_OPEN,
    "file is not a database": NOT_A_DATABASE,
}

Mode = Literal["rw", "rwc", "ro", "immutable"]


class Cursor(Protocol):
    """What is used of a DB-API cursor."""

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return all rows that are left."""


class Connection(Protocol):
    """What is used of a DB-API connection of sqlcipher3."""

    isolation_level: str | None

    def execute(self, sql: str, parameters: Sequence[object] = ..., /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Sequence[Sequence[object]], /) -> Cursor:
        """Run one statement for each row."""

    def backup(
        self,
        target: "Connection",
        *,
        pages: int = ...,
        progress: Callable[[int, int, int], None] | None = ...,
    ) -> None:
        """Copy the database page by page."""

    def commit(self) -> None:
        """End the transaction and keep it."""

    def rollback(self) -> None:
        """End the transaction and drop it."""

    def close(self) -> None:
        """Close the connection."""


def open_file(path: Path, key: DataKey, mode: Mode, salt: str = "") -> Connection:
    """Return a connection that was given its key and has read nothing yet.

    `immutable` reads without locks, without the `-wal` file and without making any; `salt` (32 hexadecimal
    digits) is the one of a new database. Connections may be used from any thread, one at a time.
    """
    query = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    address = path.absolute().as_posix()
    uri = f"file://{'' if address.startswith('/') else '/'}{quote(address)}?{query}"
    connection = cast(
        "Connection",
        _sqlcipher.connect(uri, uri=True, check_same_thread=False, timeout=BUSY_TIMEOUT_MS / 1000),
    )
    connection.execute("PRAGMA cipher_log_level = NONE")  # else it writes to stderr, beside our own words
    connection.execute(f"PRAGMA key = \"x'{key.secret.hex()}{salt}'\"")
    connection.execute("PRAGMA cipher_compatibility = 4")
    return connection


def error_code(error: Exception) -> int:
    """Return SQLite's primary result code of an error of this driver, 0 if it has none.

    An error of `backup` carries no code, only SQLite's sentence for it.
    """
    code = getattr(error, "sqlite_errorcode", None)
    return int(code) & 0xFF if code else _SENTENCES.get(str(error), 0)
