"""The result that a visit shows: what finishing wrote, or of an open visit what finishing would write now."""

from datetime import datetime

from greenfield.services.assessment import Assessment
from greenfield.services.chosen_measures import ChosenMeasure
from greenfield.services.finishing import draft_result, result_of
from greenfield.services.open_visit import OpenVisit
from greenfield.services.visit_result import VisitResult, read_content
from greenfield.services.visit_states import VisitState
from greenfield.store.reading.visits import results_of
from greenfield.store.workspace import Workspace


def shown_result(workspace: Workspace, opened: OpenVisit, now: datetime) -> tuple[VisitResult, str | None]:
    """Return the newest result of a finished visit with its record, or what an open one says, with None."""
    if opened.visit.state == VisitState.FINISHED:
        with workspace.read() as connection:
            results = results_of(connection, opened.visit.id)
        if results:
            return read_content(results[0].content, results[0].id), results[0].id
    return draft_result(workspace, opened, now), None


def live_result(
    workspace: Workspace,
    opened: OpenVisit,
    assessment: Assessment,
    chosen: list[ChosenMeasure],
    now: datetime,
) -> VisitResult:
    """Return an assessment that was made already as a result, without the questions that are left open."""
    return result_of(workspace, opened, assessment, chosen, gaps=(), now=now, in_all=False)
