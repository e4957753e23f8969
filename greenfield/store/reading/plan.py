"""What a visit decided and left: measures, actions, notes, attachments, documents, signatures.

The order in which changes came here is another one on each device, and neither what is printed nor what is counted may differ: so each
list has an order that all devices find, see `greenfield.store.reading.makings`.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Table, select

from greenfield.records.change import Json
from greenfield.records.kinds import KINDS, FieldType
from greenfield.store.projected_tables import PROJECTED
from greenfield.store.reading.makings import UNKNOWN, makings
from greenfield.store.tables import any_entry, hanging, record

_PLACED: Final = frozenset({"measure", "action"})
"""A person puts them into their order; the others follow the time when they were made."""


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
    """Return what was handed over at a visit, the oldest first."""
    return _below(connection, "document", "visit", visit)


def signatures_under(connection: Connection, document: str) -> list[Kept]:
    """Return the signatures under a document, the oldest first."""
    return _below(connection, "signature", "document", document)


def all_of(connection: Connection, kind: str) -> list[Kept]:
    """Return all records of a kind, the oldest first."""
    return _select(connection, kind, None)


def find_record(connection: Connection, kind: str, identity: str) -> Kept | None:
    """Return one record of a kind, None if there is none or it is deleted."""
    found = _select(connection, kind, PROJECTED[kind].c.id == identity)
    return found[0] if found else None


def deleted_below(connection: Connection, kind: str, owner: str) -> list[Kept]:
    """Return the deleted records of a kind that hang on a record, with the texts and flags that they had."""
    query = (
        select(record.c.id)
        .join(hanging, hanging.c.record == record.c.id)
        .where(hanging.c.owner == owner, record.c.kind == kind, record.c.deleted == 1)
        .order_by(record.c.id)
    )
    found = []
    for identity in list(connection.execute(query).scalars()):
        values = select(any_entry.c.field, any_entry.c.value).where(
            any_entry.c.record == identity, any_entry.c.standing == 1
        )
        fields = {row.field: msgspec.json.decode(row.value) for row in connection.execute(values)}
        found.append(Kept(identity, kind, fields))
    return found


def parts_of(connection: Connection, records: Collection[str], table: str) -> dict[str, dict[str, Json]]:
    """Return the parts of a table that is kept a field each (`overrides/investment`), by record and name of the part."""
    query = select(any_entry.c.record, any_entry.c.field, any_entry.c.value).where(
        any_entry.c.record.in_(records),
        any_entry.c.field > f"{table}/",
        any_entry.c.field < f"{table}0",
        any_entry.c.standing == 1,
    )
    found: dict[str, dict[str, Json]] = defaultdict(dict)
    for row in connection.execute(query):
        found[row.record][row.field.partition("/")[2]] = msgspec.json.decode(row.value)
    return found


def _below(connection: Connection, kind: str, column: str, owner: str) -> list[Kept]:
    return _select(connection, kind, PROJECTED[kind].c[column] == owner)


def _select(connection: Connection, kind: str, wanted: Any) -> list[Kept]:
    table: Table[Any] = PROJECTED[kind]
    query = select(table)
    if wanted is not None:
        query = query.where(wanted)
    order = (table.c.order_key,) if "order_key" in table.c else ()
    rows = [dict(row) for row in connection.execute(query.order_by(*order, table.c.id)).mappings()]
    if kind not in _PLACED and len(rows) > 1:
        made = makings(connection, [row["id"] for row in rows])
        rows.sort(key=lambda row: (row.get("order_key") or "", made.get(row["id"], UNKNOWN), row["id"]))
    return [Kept(row["id"], kind, _fields(kind, row)) for row in rows]


def _fields(kind: str, row: dict[str, Any]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for name, wanted in KINDS[kind].fields.items():
        value = row[name]
        if value is not None:
            found[name] = msgspec.json.decode(value) if wanted is FieldType.JSON else value
    return found
