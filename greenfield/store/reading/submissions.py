"""By which ids of the field apps the visits of a workspace are known."""

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, select

from greenfield.records.kinds import ANSWERS
from greenfield.store.projected_tables import attachment, visit
from greenfield.store.tables import entry, hanging

_OWN = (ANSWERS + "meta/instanceID", ANSWERS + "orx:meta/orx:instanceID")


def ids_by_visit(connection: Connection, media_types: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield ids (one or more, with spaces between) with their visit: of kept submissions, then of the answers."""
    kept = select(attachment.c.caption, attachment.c.subject).join(visit, visit.c.id == attachment.c.subject)
    for row in connection.execute(kept.where(attachment.c.media_type.in_(media_types))):
        yield row.caption or "", row.subject
    own = (
        select(entry.c.value, visit.c.id)
        .join(entry, entry.c.record == visit.c.id)
        .where(entry.c.field.in_(_OWN), entry.c.standing == 1)
    )
    for row in connection.execute(own):
        text = msgspec.json.decode(row.value)
        if isinstance(text, str) and text:
            yield text, row.id


def files_ever(connection: Connection, visit_id: str) -> set[str]:
    """Return the names of the files that a visit has or had: those that were taken away as well."""
    query = (
        select(entry.c.value)
        .join(hanging, hanging.c.record == entry.c.record)
        .where(hanging.c.owner == visit_id, entry.c.field == "name")
    )
    return {msgspec.json.decode(row.value) for row in connection.execute(query) if row.value}
