"""The hub's database: transactions that read, and transactions that write one after the other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any, Final

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from greenfield.base.problem import fail
from greenfield.sync.hub import tables
from greenfield.sync.hub.quota import count_anew

SCHEMA: Final = 3
_WITH_USE: Final = 2
"""From this version on a hub counts what each member stores."""
_WITH_NAMES: Final = 3
"""From this version on a hub tells the names of devices, and which device a copied workspace left."""
_ADD_NAMES: Final = (
    "ALTER TABLE organisation ADD COLUMN names INTEGER NOT NULL DEFAULT '0'",
    "ALTER TABLE device ADD COLUMN named INTEGER NOT NULL DEFAULT '0'",
    "ALTER TABLE device ADD COLUMN leaves TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE device ADD COLUMN left_at INTEGER NOT NULL DEFAULT '0'",
    "UPDATE organisation SET names = 1",
    "UPDATE device SET named = 1",
)
_POOL: Final = 8
_FOR_MANY_WRITES: Final = ("PRAGMA cache_size = -16384", "PRAGMA wal_autocheckpoint = 4000")
"""KiB that a connection may keep, and pages of the log before they go into the database: a push writes each page once."""


class Database:
    """Gives out transactions. Writers of one process wait for each other here, those of others at `BEGIN IMMEDIATE`."""

    def __init__(self, engine: Engine, *, single: bool) -> None:
        """Use an engine; `single` if there is one connection only, which readers and writers share."""
        self.engine = engine
        self._writer = RLock()
        self._single = single
        self._truncation_due = False

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Begin a transaction that may write; committed at the end, undone as a whole by any error."""
        with self._writer:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.exec_driver_sql("COMMIT")
                except BaseException:
                    _undo(connection)
                    raise
            if self._truncation_due:
                self._truncate()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Begin a transaction that sees everything as it is at this moment."""
        if self._single:
            with self._writer, self._read() as connection:
                yield connection
        else:
            with self._read() as connection:
                yield connection
            if self._truncation_due and self._writer.acquire(blocking=False):
                try:
                    self._truncate()
                finally:
                    self._writer.release()

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                _undo(connection)

    def forget_removed(self) -> None:
        """Empty the write-ahead log after this transaction, because something was erased."""
        self._truncation_due = True

    def _truncate(self) -> None:
        """Empty the write-ahead log; while somebody reads it stays due, and is tried again."""
        with self.engine.connect() as connection:
            patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
            connection.exec_driver_sql("PRAGMA busy_timeout = 0")
            try:
                found = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
                self._truncation_due = bool(found[0])
            finally:
                connection.exec_driver_sql(f"PRAGMA busy_timeout = {patience}")

    def close(self) -> None:
        """End all connections."""
        self.engine.dispose()


def _undo(connection: Connection) -> None:
    """Undo what is open, also a transaction that could not be committed; SQLite has undone some by itself, on a full disk say.

    A connection that cannot even do that is not used again: nobody could begin anything on it.
    """
    driver = connection.connection.driver_connection
    try:
        if driver is not None and driver.in_transaction:
            connection.exec_driver_sql("ROLLBACK")
    except BaseException:
        connection.invalidate()
        raise


def open_database(connect: Callable[[], Any]) -> Database:
    """Open a hub's database over keyed connections that may write, and make its tables if it has none.

    Raises ProblemError `hub.newer` for one of a newer Greenfield, `hub.none_there` for a workspace.
    """
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=connect,
        module=sqlcipher3.dbapi2,
        poolclass=QueuePool,
        pool_size=_POOL,
        pool_reset_on_return=None,
    )
    return _ready(Database(_prepared(engine), single=False))


def memory_database() -> Database:
    """Return a hub's database in memory, not encrypted: for tests, histories and measurements."""
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: sqlcipher3.dbapi2.connect(":memory:", check_same_thread=False),
        module=sqlcipher3.dbapi2,
        poolclass=StaticPool,
        pool_reset_on_return=None,
    )
    return _ready(Database(_prepared(engine), single=True))


def _prepared(engine: Engine) -> Engine:
    @event.listens_for(engine, "connect")
    def prepare(driver_connection: Any, _record: Any) -> None:
        driver_connection.isolation_level = None
        for statement in _FOR_MANY_WRITES:
            driver_connection.execute(statement).fetchall()
        driver_connection.execute("PRAGMA secure_delete = ON")  # what an erase removes is overwritten

    @event.listens_for(engine, "begin")
    def begin(_connection: Connection) -> None:
        """Transactions are begun by `writing` and `reading` alone."""

    return engine


def _ready(database: Database) -> Database:
    try:
        with database.writing() as connection:
            _make_tables(connection)
    except BaseException:
        database.close()
        raise
    return database


def _make_tables(connection: Connection) -> None:
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    names = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
    if version > SCHEMA:
        raise fail("hub.newer")
    if version == 0 and names:
        raise fail("hub.none_there")
    if version == 0:
        tables.METADATA.create_all(connection)
    elif version < _WITH_USE:
        tables.member_use.create(connection)
        count_anew(connection)
    if 0 < version < _WITH_NAMES:
        for statement in _ADD_NAMES:
            connection.exec_driver_sql(statement)
    if version < SCHEMA:
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")


def copy_of(database: Database) -> Database:
    """Return a copy of a database in memory, as it is at this moment: what a backup of it would be."""
    copy = memory_database()
    with database.reading() as source, copy.engine.connect() as target:
        source.connection.driver_connection.backup(target.connection.driver_connection)  # type: ignore[union-attr]  # it is connected
    return copy
