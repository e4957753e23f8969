"""SQLAlchemy over the keyed connections that the vault hands out."""

from collections.abc import Callable
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool


class WriteGate:
    """Whether tables may be written just now: the triggers of all synced tables ask `applying()`.

    A connection that lacks the function, another program's say, can write none of them at all.
    """

    def __init__(self) -> None:
        """Begin shut."""
        self.open_for: int | None = None

    def shut(self) -> None:
        """Refuse all writes."""
        self.open_for = None

    def open(self, driver_connection: Any) -> None:
        """Let one connection write."""
        self.open_for = id(driver_connection)

    def guard(self, driver_connection: Any) -> None:
        """Give a new connection the function that its triggers ask."""
        own = id(driver_connection)
        driver_connection.create_function("applying", 0, lambda: self.open_for == own)


def driver_of(connection: Connection) -> Any:
    """Return the driver's connection below SQLAlchemy's."""
    return connection.connection.driver_connection


def make_engine(connect: Callable[[], Any], gate: WriteGate, *, read_only: bool) -> Engine:
    """Return an engine whose transactions begin when SQLAlchemy says so, not at the first write."""
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=connect,
        module=sqlcipher3.dbapi2,
        poolclass=QueuePool,
        pool_reset_on_return="rollback",
    )

    @event.listens_for(engine, "connect")
    def prepare(driver_connection: Any, _record: Any) -> None:
        driver_connection.isolation_level = None
        if not read_only:
            gate.guard(driver_connection)
            # the triggers call our own function; page authentication keeps strangers out of the schema
            driver_connection.execute("PRAGMA trusted_schema = ON")
            # what an erase removes is overwritten, not only marked as free
            driver_connection.execute("PRAGMA secure_delete = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # the writing connection has begun its own transaction before SQLAlchemy reads through it
        if not driver_of(connection).in_transaction:
            connection.exec_driver_sql("BEGIN")

    return engine
