"""Changes that the hub does not have yet, keeps to itself, or does not take, for people to look at.

What is left of a change whose record was erased is neither shown nor counted: nobody can do anything with it.
"""

from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import Connection, text

from greenfield.records.change import Json

UNSENT: Final = "unsent"
_COLUMNS = "change.seq, change.cid, change.kind, change.record, change.op, change.body"
_UNSENT = text(
    f"SELECT {_COLUMNS}, '' AS reason FROM change WHERE rev IS NULL"  # noqa: S608  our own text
    " AND seq > (SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM sync_state WHERE name = 'sent_to')"
    " AND cid NOT IN (SELECT cid FROM sync_tray) ORDER BY seq LIMIT :most"
)
_TRAY = text(
    f"SELECT {_COLUMNS}, reason FROM sync_tray JOIN change_id ON change_id.cid = sync_tray.cid"  # noqa: S608  our own text
    " JOIN change ON change.seq = change_id.seq WHERE status = :tray AND body IS NOT NULL"
    " ORDER BY change.seq LIMIT :most"
)
_IN_LOG = (
    "FROM sync_tray JOIN change_id ON change_id.cid = sync_tray.cid JOIN change ON change.seq = change_id.seq"
)
_COUNTS = text(f"SELECT status, count(*) {_IN_LOG} WHERE body IS NOT NULL GROUP BY status")
_HEADERS = text(f"SELECT sync_tray.cid {_IN_LOG} WHERE body IS NULL ORDER BY change.seq")


@dataclass(frozen=True, slots=True)
class TrayChange:
    """A change in a tray: what it sets, and the time that its device's clock said, for people to read."""

    cid: str
    kind: str
    record: str
    op: str
    values: dict[str, Json]
    at_device: str
    reason: str


def tray_changes(connection: Connection, tray: str, most: int) -> list[TrayChange]:
    """Return the changes of a tray (`unsent`, `held`, `refused`), the oldest first."""
    query = _UNSENT if tray == UNSENT else _TRAY
    asked: dict[str, object] = {"most": most} if tray == UNSENT else {"most": most, "tray": tray}
    found = []
    for row in connection.execute(query, asked):
        body = msgspec.json.decode(row.body or b"{}")
        fields = body.get("fields", {})
        values = {name: edit["value"] for name, edit in fields.items() if "value" in edit}
        found.append(
            TrayChange(row.cid, row.kind, row.record, row.op, values, body.get("at_device", ""), row.reason)
        )
    return found


def tray_counts(connection: Connection) -> dict[str, int]:
    """Return how many changes are held and refused."""
    return {str(status): int(count) for status, count in connection.execute(_COUNTS)}


def headers_in_trays(connection: Connection) -> list[str]:
    """Return the changes in trays of which the header alone is left."""
    return [str(cid) for cid in connection.execute(_HEADERS).scalars()]


def makers_of(connection: Connection, records: list[str], op: str) -> dict[str, str]:
    """Return on which device each of some records had a change of this operation."""
    query = text(
        "SELECT change.device FROM place JOIN change ON change.seq = place.seq"
        " WHERE place.record = :record AND change.op = :op LIMIT 1"
    )
    found = ((each, connection.execute(query, {"record": each, "op": op}).scalar()) for each in records)
    return {record: str(device) for record, device in found if device is not None}
