"""A sample factory as visits of the open workspace: company, answers and chosen measures, and the follow-up."""

from collections.abc import Callable, Sequence
from datetime import datetime

from greenfield.base.problem import Problem
from greenfield.records.scopes import PhotoPermission
from greenfield.services.chosen_measures import choose_measure
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.finishing import finish_visit
from greenfield.services.follow_ups import FollowUp, prepare_follow_up
from greenfield.services.last_plan import Noted, note_status
from greenfield.services.open_visit import OpenVisit
from greenfield.services.sample_factory import SampleChoice, SampleFactory
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.store.workspace import Workspace


def put_sample_visit(
    workspace: Workspace, sample: SampleFactory, language: str, clock: Callable[[], datetime]
) -> tuple[OpenVisit, list[Problem]]:
    """Note the sample's company, visit it on the sample's day, answer and choose as it says.

    Returns the visit, which is open, and what of the prefilled answers did not fit. Each answer is kept as a
    person's would be. Raises what the services raise that it goes through.
    """
    company, _ = new_company(
        workspace,
        NewCompany(
            name=sample.company.name,
            country=sample.site.country,
            currency=sample.site.currency,
            sector=sample.company.sector,
            city=sample.site.city,
            site=sample.site.name,
            employees=sample.company.employees,
            photos=PhotoPermission.REPORT if sample.visit.photos_allowed else PhotoPermission.NONE,
        ),
    )
    new = NewVisit(company, sample.toolkit, sample.visit.date, language=language)
    prepared, problems = prepare_visit(workspace, new, clock())
    for name, value in sample.answers.items():
        prepared.answer(prepared.answers.ref(name) or name, value)
    _choose(workspace, prepared, sample.chosen)
    return prepared, problems


def put_sample_follow_up(
    workspace: Workspace,
    sample: SampleFactory,
    first: OpenVisit,
    language: str,
    clock: Callable[[], datetime],
) -> tuple[OpenVisit, list[Problem]]:
    """Come back to a sample whose first visit is finished: answer anew, note what became of the plan, and choose.

    Returns the follow-up visit, which is open, and what of the last answers did not fit. `clock` tells a time at which
    the period is over. Raises what the services raise that it goes through.
    """
    later = sample.follow_up
    follow = FollowUp(first.visit.id, later.visit.date, language=language)
    opened, problems = prepare_follow_up(workspace, follow, clock())
    for name, value in later.answers.items():
        opened.answer(opened.answers.ref(name) or name, value)
    for one in later.statuses:
        noted = Noted(one.status, one.reason, one.verified_saving, one.on)
        note_status(workspace, opened, one.name, noted)
    _choose(workspace, opened, later.chosen)
    return opened, problems


def put_sample(
    workspace: Workspace, sample: SampleFactory, language: str, clock: Callable[[], datetime]
) -> OpenVisit:
    """Put a sample into the workspace, and return the visit to look at, which is open.

    A sample whose follow-up lies in the past gets both visits, the first one finished; another one the first alone.
    """
    first, _ = put_sample_visit(workspace, sample, language, clock)
    if sample.follow_up.visit.date > clock().date():
        return first
    finish_visit(workspace, first, clock())
    return put_sample_follow_up(workspace, sample, first, language, clock)[0]


def _choose(workspace: Workspace, opened: OpenVisit, chosen: Sequence[SampleChoice]) -> None:
    for choice in chosen:
        choose_measure(
            workspace,
            opened,
            choice.name,
            corrections={"investment": choice.investment} if choice.investment else None,
            person=choice.responsible,
            due=choice.due,
        )
