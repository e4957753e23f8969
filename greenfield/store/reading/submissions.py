"""By which ids of the field apps the visits of a workspace are known."""

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, select

from greenfield.records.kinds import ANSWERS
from greenfield.store.projected_tables import attachment, visit
from greenfield.store.tables import entry, entry_alone, hanging

_OWN = (ANSWERS + "meta/instanceID", ANSWERS + "orx:meta/orx:instanceID")


def ids_by_visit(connection: Connection, media_types: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield ids (one or more, with spaces between) with their visit: of kept submissions, then of the answers."""
    kept = select(attachment.c.caption, attachment.c.subject).join(visit, visit.c.id == attachment.c.subject)
    for row in connection.execute(kept.where(attachment.c.media_type.in_(media_types))):
        yield row.caption or "", row.subject
    for said in (entry, entry_alone):  # in turn: a join with the view over both would read all of either
        own = (
            select(said.c.value, visit.c.id)
            .join(said, said.c.record == visit.c.id)
            .where(said.c.field.in_(_OWN), said.c.standing == 1)
        )
        for row in connection.execute(own):
            text = msgspec.json.decode(row.value)
            if isinstance(text, str) and text:
                yield text, row.id


def files_ever(connection: Connection, visit_id: str) -> set[str]:
    """Return the names of the files that a visit has or had: those that were taken away as well."""
    queries = (
        select(said.c.value)
        .join(hanging, hanging.c.record == said.c.record)
        .where(hanging.c.owner == visit_id, said.c.field == "name")
        for said in (entry, entry_alone)
    )
    rows = (row for query in queries for row in connection.execute(query))
    return {msgspec.json.decode(row.value) for row in rows if row.value}
