"""What the first page shows, read in the background: visits, companies, how much each toolkit asks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from greenfield.services.visit_progress import Progress, most_questions, progress_of_visits
from greenfield.store.reading.companies import Company, list_companies
from greenfield.store.reading.visits import VisitRow, latest_visits, list_visits
from greenfield.store.workspace import Workspace
from greenfield.ui.lists.record_list_model import Arranged, Reading, arrange

FIRST_SIGHT = 12


@dataclass(frozen=True, slots=True)
class Contents:
    """All visits and companies, ready to be shown, how many visits each company had, what toolkits ask at most."""

    visits: Arranged[VisitRow]
    companies: Arranged[Company]
    visits_by_company: Mapping[str, int]
    toolkits: frozenset[str]
    most: Mapping[str, int]


def read_first(workspace: Workspace) -> list[VisitRow]:
    """Return the visits that were last worked on; takes as long for thousands of visits as for a few."""
    with workspace.read() as connection:
        return latest_visits(connection, FIRST_SIGHT)


def count_visits(
    workspace: Workspace, rows: Sequence[VisitRow], now: datetime
) -> dict[str, tuple[int, Progress]]:
    """Return the progress of visits as their own pages count it, with the place in the log; for the background."""
    found = progress_of_visits(workspace, [row.id for row in rows], now)
    return {row.id: (row.order, found[row.id]) for row in rows if row.id in found}


def read_all(workspace: Workspace, visits: Reading[VisitRow], companies: Reading[Company]) -> Contents:
    """Return everything; for the background."""
    with workspace.read() as connection:
        rows, known = list_visits(connection), list_companies(connection)
    toolkits = frozenset(row.toolkit for row in rows)
    return Contents(
        arrange(visits, rows),
        arrange(companies, known),
        Counter(row.company for row in rows),
        toolkits,
        most_questions(workspace, toolkits),
    )
