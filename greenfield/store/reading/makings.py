"""When records were made, so that lists of them have the same order on all devices.

A clock may be wrong; but what it said stands in the change and is the same for everybody. Of one moment and one device the device's own
count decides, so that photos that were attached together keep their order.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec
from sqlalchemy import Connection, text

from greenfield.records.change import CREATE


class Making(NamedTuple):
    """When a record was made by the clock of its device (ISO 8601), on which device, and as its how manieth change."""

    at_device: str
    device: str
    dseq: int


UNKNOWN: Final = Making("", "", 0)
_MADE: Final = text(
    "SELECT place.record, change.device, change.dseq, change.body FROM place JOIN change ON change.seq = place.seq"
    " WHERE place.record IN (SELECT value FROM json_each(:records)) AND change.op = :op"
)


class _Body(msgspec.Struct):
    at_device: str = ""


def makings(connection: Connection, records: Sequence[str]) -> dict[str, Making]:
    """Return when each of some records was made; those are left out whose making is not in the log."""
    asked = {"records": msgspec.json.encode(records).decode(), "op": CREATE}
    return {
        row.record: Making(msgspec.json.decode(row.body or b"{}", type=_Body).at_device, row.device, row.dseq)
        for row in connection.execute(_MADE, asked)
    }
