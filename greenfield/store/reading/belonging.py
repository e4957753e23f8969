"""Where a record belongs: its company and its visit, in the words that people know it by."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from greenfield.store.projected_tables import PROJECTED
from greenfield.store.reading.recorded import is_erased

_ABOVE = text(
    """
    WITH RECURSIVE above (id, far) AS (
        SELECT :record, 0
        UNION SELECT owner, far + 1 FROM hanging JOIN above ON hanging.record = above.id WHERE far < 16 )
    SELECT above.id, record.kind FROM above JOIN record ON record.id = above.id ORDER BY far
    """
)
_BELOW = text(
    """
    WITH RECURSIVE below (id) AS (
        SELECT :record
        UNION SELECT record FROM hanging JOIN below ON hanging.owner = below.id )
    SELECT id FROM below
    """
)
_NAMES = ("name", "title", "repeat", "text", "date", "identifier")


@dataclass(frozen=True, slots=True)
class Belonging:
    """A record with the company and the visit that it belongs to; what is not known is empty."""

    record: str
    kind: str
    name: str
    company: str
    company_name: str
    visit: str
    visit_date: str
    is_erased: bool = False


def belonging_of(connection: Connection, record: str) -> Belonging:
    """Return where a record belongs; of an unknown or erased one, what is still known."""
    kinds = dict(above(connection, record))
    company = next((each for each, kind in kinds.items() if kind == "company"), "")
    visit = next((each for each, kind in kinds.items() if kind == "visit"), "")
    kind = kinds.get(record, "")
    return Belonging(
        record=record,
        kind=kind,
        name=_first(connection, kind, record, _NAMES),
        company=company,
        company_name=_first(connection, "company", company, ("name",)),
        visit=visit,
        visit_date=_first(connection, "visit", visit, ("date",)),
        is_erased=is_erased(connection, record),
    )


def above(connection: Connection, record: str) -> list[tuple[str, str]]:
    """Return a record and all that it hangs on, also of a deleted one, each with its kind; the nearest first."""
    return [(str(row.id), str(row.kind)) for row in connection.execute(_ABOVE, {"record": record})]


def all_below(connection: Connection, record: str) -> set[str]:
    """Return a record and all that hangs on it."""
    return {str(row.id) for row in connection.execute(_BELOW, {"record": record})}


def _first(connection: Connection, kind: str, record: str, fields: tuple[str, ...]) -> str:
    table = PROJECTED.get(kind)
    if table is None or not record:
        return ""
    row = connection.execute(table.select().where(table.c.id == record)).mappings().first()
    found = (row[name] for name in fields if name in row) if row is not None else ()
    return next((str(value) for value in found if value), "")
