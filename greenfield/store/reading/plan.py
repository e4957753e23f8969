"""What a visit decided and left: measures, actions, notes, attachments, documents, signatures."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select

from greenfield.records.change import Json
from greenfield.records.kinds import KINDS, FieldType
from greenfield.store.projected_tables import PROJECTED
from greenfield.store.tables import record


class Kept(msgspec.Struct, frozen=True):
    """A record of a simple kind: its id and its known fields that have a value."""

    id: str
    kind: str
    fields: Mapping[str, Json]

    def text(self, name: str) -> str:
        """Return a text field, empty if it has none."""
        found = self.fields.get(name)
        return found if isinstance(found, str) else ""


def measures_of(connection: Connection, visit: str) -> list[Kept]:
    """Return the measures of a visit in their order, chosen or not."""
    return _below(connection, "measure", "visit", visit)


def actions_of(connection: Connection, visit: str) -> list[Kept]:
    """Return the actions of a visit in their order."""
    return _below(connection, "action", "visit", visit)


def attachments_of(connection: Connection, subject: str) -> list[Kept]:
    """Return the photos and files of a record in their order."""
    return _below(connection, "attachment", "subject", subject)


def notes_of(connection: Connection, subject: str) -> list[Kept]:
    """Return the notes that belong to a record in their order."""
    return _below(connection, "note", "subject", subject)


def documents_of(connection: Connection, visit: str) -> list[Kept]:
    """Return what was handed over at a visit, in the order in which it came here."""
    return _below(connection, "document", "visit", visit)


def signatures_under(connection: Connection, document: str) -> list[Kept]:
    """Return the signatures under a document, in the order in which they came here."""
    return _below(connection, "signature", "document", document)


def all_of(connection: Connection, kind: str) -> list[Kept]:
    """Return all records of a kind, in the order in which they came here."""
    return _select(connection, kind, None)


def find_record(connection: Connection, kind: str, identity: str) -> Kept | None:
    """Return one record of a kind, None if there is none or it is deleted."""
    found = _select(connection, kind, PROJECTED[kind].c.id == identity)
    return found[0] if found else None


def _below(connection: Connection, kind: str, column: str, owner: str) -> list[Kept]:
    return _select(connection, kind, PROJECTED[kind].c[column] == owner)


def _select(connection: Connection, kind: str, wanted: Any) -> list[Kept]:
    table: Table[Any] = PROJECTED[kind]
    query = select(table, record.c.last.label("_last")).join(record, record.c.id == table.c.id)
    if wanted is not None:
        query = query.where(wanted)
    order = (table.c.order_key,) if "order_key" in table.c else ()
    rows = connection.execute(query.order_by(*order, record.c.last, table.c.id)).mappings()
    return [Kept(row["id"], kind, _fields(kind, dict(row))) for row in rows]


def _fields(kind: str, row: dict[str, Any]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for name, wanted in KINDS[kind].fields.items():
        value = row[name]
        if value is not None:
            found[name] = msgspec.json.decode(value) if wanted is FieldType.JSON else value
    return found
