"""A sample factory as visits of the open workspace: company, answers and chosen measures, and the follow-up."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from greenfield.base.problem import Place, Problem
from greenfield.records.scopes import PhotoPermission
from greenfield.services.chosen_measures import choose_measure
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.finishing import finish_visit
from greenfield.services.follow_ups import FollowUp, prepare_follow_up
from greenfield.services.last_plan import Noted, note_status
from greenfield.services.open_visit import OpenVisit
from greenfield.services.sample_factory import Rows, SampleChoice, SampleFactory
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.store.reading.companies import list_companies
from greenfield.store.workspace import Workspace


def put_sample_visit(
    workspace: Workspace, sample: SampleFactory, language: str, clock: Callable[[], datetime]
) -> tuple[OpenVisit, list[Problem]]:
    """Note the sample's company, visit it on the sample's day, answer and choose as it says.

    A company of that name which is there already is visited again: the samples of one factory share it. Returns
    the visit, which is open, and what of the answers did not fit the form. Each answer is kept as a person's would
    be, each list in one go. Raises what the services raise that it goes through.
    """
    new = NewVisit(_company(workspace, sample), sample.toolkit, sample.visit.date, language=language)
    prepared, problems = prepare_visit(workspace, new, clock())
    problems += _answer(prepared, sample, sample.answers, sample.rows, language)
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
    problems += _answer(opened, sample, later.answers, later.rows, language)
    for one in later.statuses:
        noted = Noted(one.status, sample.said(one.reason, language), one.verified_saving, one.on)
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


def _company(workspace: Workspace, sample: SampleFactory) -> str:
    """Return the sample's company: the one of its name and country, else a new one."""
    with workspace.read() as connection:
        known = list_companies(connection)
    for one in known:
        if (one.name, one.country) == (sample.company.name, sample.site.country):
            return one.id
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
    return company


def _answer(
    opened: OpenVisit, sample: SampleFactory, answers: Mapping[str, str], rows: Rows, language: str
) -> list[Problem]:
    """Answer what a sample says, and return what the form has no place for; a list gets as many rows as it says."""
    problems = []
    for name, value in answers.items():
        problems += opened.answer_all({name: sample.said(value, language)})
    lists = {one.name: one.path for one in opened.session.form.questionnaire.definitions if one.is_repeat}
    for name, entries in rows.items():
        if name not in lists:
            problems.append(Problem("answer.unknown_question", Place(name)))
            continue
        repeat = lists[name]
        present = int(opened.session.answers().get(repeat, "0"))
        if present < len(entries):
            opened.add_instance(repeat, count=len(entries) - present)
        for index in range(present - 1, len(entries) - 1, -1):
            opened.remove_instance(repeat, index)
        within = {
            one.name: one.path.removeprefix(repeat)
            for one in opened.session.form.questionnaire.definitions
            if one.path.startswith(f"{repeat}/")
        }
        problems += opened.answer_all(
            {
                f"{repeat}[{number}]{within.get(question, f'/{question}')}": sample.said(value, language)
                for number, entry in enumerate(entries, 1)
                for question, value in entry.items()
            }
        )
    return problems


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
