"""Coming back: a follow-up visit begins with what the last one knew."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from greenfield.base.problem import Problem, fail
from greenfield.services.last_answers import LastAnswers, last_answers
from greenfield.services.open_visit import OpenVisit, open_visit
from greenfield.services.stored_values import stored_day
from greenfield.services.toolkits import toolkit_of
from greenfield.services.visit_states import VisitState
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.store.reading.visits import find_visit
from greenfield.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is decided before a follow-up visit; without a toolkit (by its id) it is the last one's, as it is now.

    `gwp` is the set of warming potentials, empty for that of the last visit.
    """

    last: str
    on: date
    toolkit: str = ""
    language: str = "en"
    purpose: str = ""
    gwp: str = ""


def prepare_follow_up(
    workspace: Workspace, follow: FollowUp, now: datetime
) -> tuple[OpenVisit, list[Problem]]:
    """Make a visit that follows up a finished one, prefilled with its answers by the name of the question.

    Amounts of the old period are not taken over (`last_time` shows them); the period moves on by its own length where
    it is over by the day of the visit, else it stays empty. Returns the visit, and a problem for each
    answer that did not fit. Raises ProblemError `visit.unknown`, `visit.ambiguous`, `visit.not_finished`,
    `company.no_site`, `toolkit.unknown`.
    """
    with workspace.read() as connection:
        last = find_visit(connection, follow.last)
    if last.state != VisitState.FINISHED:
        raise fail("visit.not_finished", last.id[:8])
    new = NewVisit(
        company=last.company,
        toolkit=follow.toolkit or toolkit_of(workspace, last.toolkit).manifest.id,
        on=follow.on,
        site=last.site,
        language=follow.language,
        purpose=follow.purpose,
        follow_up_of=last.id,
        gwp=follow.gwp or last.gwp,
        period=next_period(last.period_start, last.period_end, follow.on),
    )
    return prepare_visit(workspace, new, now)


def last_time(workspace: Workspace, opened: OpenVisit, now: datetime) -> LastAnswers:
    """Return the answers of the visit that this one follows up, at their places in this form; none of a first visit.

    Raises as `open_visit` does.
    """
    if not opened.visit.follow_up_of:
        return LastAnswers((), ())
    language = opened.session.language or "en"
    return last_answers(opened, open_visit(workspace, opened.visit.follow_up_of, language, now))


def next_period(start: str, end: str, by: date) -> tuple[str, str] | None:
    """Return the period of the same length that follows one, as ISO days; None where it is not over on the day `by`.

    A period of whole months gives whole months, whatever their days.
    """
    first, last = stored_day(start), stored_day(end)
    if first is None or last is None:
        return None
    begin = last + timedelta(days=1)
    if first.day == 1 and begin.day == 1:
        months = (begin.year - first.year) * 12 + begin.month - first.month
        at = begin.year * 12 + begin.month - 1 + months
        until = date(at // 12, at % 12 + 1, 1) - timedelta(days=1)
    else:
        until = begin + (last - first)
    return (begin.isoformat(), until.isoformat()) if until <= by else None
