"""Which visits and companies a sync touched, for whoever shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from greenfield.store.reading.belonging import belonging_of
from greenfield.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Touched:
    """The visits that changed, and whether anything else did: companies, sites, people, the list of visits itself."""

    visits: frozenset[str] = frozenset()
    others: bool = False


def touched_by(workspace: Workspace, records: Iterable[str]) -> Touched:
    """Return where records belong that changed here."""
    visits, others = set(), False
    with workspace.read() as connection:
        for record in records:
            found = belonging_of(connection, record)
            if found.visit:
                visits.add(found.visit)
            others = others or not found.visit or found.kind == "visit"
    return Touched(frozenset(visits), others)
