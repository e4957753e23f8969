"""The sample factory as a visit of the open workspace: company, answers and chosen measures, not yet finished."""

from collections.abc import Callable
from datetime import datetime

from greenfield.base.problem import Problem
from greenfield.records.scopes import PhotoPermission
from greenfield.services.chosen_measures import choose_measure
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.open_visit import OpenVisit
from greenfield.services.sample_factory import SampleFactory
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
    for choice in sample.chosen:
        choose_measure(
            workspace,
            prepared,
            choice.name,
            corrections={"investment": choice.investment} if choice.investment else None,
            person=choice.responsible,
            due=choice.due,
        )
    return prepared, problems
