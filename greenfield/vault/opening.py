"""Opening a workspace: keyed connections, for one writer or for any number of readers."""

import os
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from greenfield.base.problem import ProblemError, fail
from greenfield.vault import driver
from greenfield.vault.damage import name_database_failure
from greenfield.vault.datakey import DataKey
from greenfield.vault.driver import Connection, open_file
from greenfield.vault.files import DATABASE
from greenfield.vault.keyfile import read_key_file
from greenfield.vault.probing import check_database, unfinished
from greenfield.vault.unlocking import unlock_slots
from greenfield.vault.wrapping import Secret
from greenfield.vault.writer_lock import WriterLock, held_here, hold_writer_lock

_EVERY_CONNECTION = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA cell_size_check = ON",
    "PRAGMA trusted_schema = OFF",
)
_WRITING = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL")
_READING = ("PRAGMA query_only = ON",)
_NOT_WRITABLE = frozenset({"workspace.read_only", "workspace.database_unreadable"})


@dataclass(frozen=True, slots=True)
class Vault:
    """An unlocked workspace that was looked at and can be connected to, as often as wanted.

    Close the connections, then the vault: the last connection that closes leaves `data.db` and `keys.json`
    alone in the folder.
    """

    folder: Path
    key: DataKey
    lock: WriterLock | None
    shared: bool = False

    @property
    def read_only(self) -> bool:
        """Tell whether the vault was opened for reading only."""
        return self.lock is None and not self.shared

    def connect(self) -> Connection:
        """Return a new connection, ready for use; for SQLAlchemy's `creator`.

        Raises what `name_database_failure` names, and `workspace.not_closed` for a workspace in a folder
        that cannot be written whose last writer was killed.
        """
        connect = _connect_reader if self.read_only else _connect_writer
        return connect(self.folder, self.key)

    def close(self) -> None:
        """Let others write; nothing happens the second time."""
        if self.lock:
            self.lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_vault(
    folder: Path,
    secret: Secret | DataKey,
    *,
    read_only: bool = False,
    shared: bool = False,
    program: str = "Greenfield",
) -> Vault:
    """Unlock a workspace, take the right to write unless `read_only`, and look at its database.

    `shared` is for a hub, whose processes write in turn: each of its transactions trusts only what it read itself.

    Whatever does not fit is a ProblemError, and then no file was touched: those of `unlock`,
    `hold_writer_lock` and `check_database`. A process that has a vault open shares it rather than open the
    same workspace again, and never opens `data.db` by itself: see docs/decisions/one-writer.md.
    """
    keys = read_key_file(folder)
    key = secret if isinstance(secret, DataKey) else unlock_slots(keys, secret, folder)
    if key.check_value(keys.workspace) != keys.key_check:
        raise fail("workspace.other_key", str(folder))
    # POSIX takes all locks of a process on a file away as soon as it closes that file once. So a database
    # that is open here is not opened beside SQLite; whoever opened it has looked at it already.
    if not held_here(folder):
        check_database(folder, key, keys.workspace)
    lock = None if read_only or shared else hold_writer_lock(folder, program)
    return Vault(folder, key, lock, shared and not read_only)


def _connect_writer(folder: Path, key: DataKey) -> Connection:
    return _settle(open_file(folder / DATABASE, key, "rw"), folder, _WRITING)


def _connect_reader(folder: Path, key: DataKey) -> Connection:
    """Read as one of many; where nothing can be written, as the only one.

    SQLite's readers need the `-wal` and `-shm` files, and make them if they can: `mode=ro` would leave them
    behind, a connection that could write and is told not to (`query_only`) removes them again.
    """
    path = folder / DATABASE
    if os.access(folder, os.W_OK) and os.access(path, os.W_OK):
        try:
            return _settle(open_file(path, key, "rw"), folder, _READING)
        except ProblemError as error:  # Windows does not tell of a write-protected stick before
            if error.code not in _NOT_WRITABLE:
                raise
    if path.with_name(f"{DATABASE}-wal").exists():
        try:
            return _settle(open_file(path, key, "ro"), folder, _READING)
        except ProblemError as error:
            if error.code in _NOT_WRITABLE and unfinished(folder):
                raise fail("workspace.not_closed", str(folder)) from error
            if error.code not in _NOT_WRITABLE:
                raise
    return _settle(open_file(path, key, "immutable"), folder, _READING)


def _settle(connection: Connection, folder: Path, statements: tuple[str, ...]) -> Connection:
    try:
        for statement in (*_EVERY_CONNECTION, *statements):
            connection.execute(statement).fetchall()
        connection.execute("PRAGMA schema_version").fetchone()  # the first read opens the -wal file
    except driver.DatabaseError as error:
        connection.close()
        raise name_database_failure(error, folder) or error from error
    return connection
