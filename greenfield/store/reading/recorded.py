"""Records and their fields as the log knows them, for whoever names one by the beginning of its id."""

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from greenfield.store.tables import any_entry, change, record


class Recorded(NamedTuple):
    """A record of the log; of an erased one nothing but this is left."""

    id: str
    kind: str
    is_erased: bool


def records_beginning(connection: Connection, beginning: str, limit: int) -> list[Recorded]:
    """Return records whose id begins so, by id."""
    query = (
        select(record.c.id, record.c.kind, record.c.erased)
        .where(record.c.id >= beginning, record.c.id < beginning + "\uffff")
        .order_by(record.c.id)
        .limit(limit)
    )
    return [Recorded(row.id, row.kind, row.erased == 1) for row in connection.execute(query)]


def is_erased(connection: Connection, identity: str) -> bool:
    """Tell whether a record was removed for good."""
    query = select(record.c.erased).where(record.c.id == identity)
    return connection.execute(query).scalar() == 1


def fields_of(connection: Connection, identity: str) -> dict[str, int]:
    """Return the fields that a record ever had, by name, with how many values each of them had."""
    query = (
        select(any_entry.c.field, func.count())
        .where(any_entry.c.record == identity, any_entry.c.value.is_not(None))
        .group_by(any_entry.c.field)
        .order_by(any_entry.c.field)
    )
    return {str(name): int(count) for name, count in connection.execute(query)}


def count_changes(connection: Connection, identity: str) -> int:
    """Return how many changes of a record are in the log, an erased one's as well."""
    query = select(func.count()).select_from(change).where(change.c.record == identity)
    return int(connection.execute(query).scalar_one())
