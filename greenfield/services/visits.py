"""The life of a visit: prepared, open, finished, and open again."""

from dataclasses import dataclass
from datetime import date, datetime

from greenfield.base.ids import new_id
from greenfield.base.problem import Problem, fail
from greenfield.services.last_answers import take_over
from greenfield.services.not_taken_over import note_not_taken_over
from greenfield.services.open_visit import Opening, OpenVisit, open_visit
from greenfield.services.own_tables import kept_factors
from greenfield.services.toolkits import find_toolkit, keep_toolkit
from greenfield.services.visit_states import VisitState
from greenfield.services.warming_potentials import must_be_known
from greenfield.store.reading.companies import find_company, sites_of
from greenfield.store.reading.visits import Visit, find_visit
from greenfield.store.workspace import Workspace

_KEPT = (
    *("company", "site", "toolkit", "state", "date"),
    *("language", "currency", "sharing", "purpose", "visitor", "follow_up_of", "gwp"),
)


@dataclass(frozen=True, slots=True)
class NewVisit:
    """What is decided before a visit; `toolkit` is the id of a toolkit.

    `follow_up_of` is the visit whose answers it begins with, `period` the days (ISO) that it will cover, `gwp` the set of
    warming potentials, empty for that of the visit it follows, else the usual one.
    """

    company: str
    toolkit: str
    on: date
    site: str = ""
    language: str = "en"
    purpose: str = ""
    visitor: str = ""
    follow_up_of: str = ""
    period: tuple[str, str] | None = None
    gwp: str = ""


def prepare_visit(workspace: Workspace, new: NewVisit, now: datetime) -> tuple[OpenVisit, list[Problem]]:
    """Make a visit at a company's site, prefilled with what is known of both, and open its form.

    The visit pins the toolkit as it is now. Returns the visit and what of the prefilled answers did not fit.
    Raises ProblemError `record.unknown`, `company.no_site`, `toolkit.unknown`, `visit.gwp`.
    """
    content, toolkit = find_toolkit(workspace, new.toolkit)
    with workspace.read() as connection:
        company = find_company(connection, new.company)
        sites = sites_of(connection, company.id)
    site = next((one for one in sites if not new.site or one.id == new.site), None)
    if site is None:
        raise fail("company.no_site", company.name)
    visit = Visit(
        id=new_id(),
        company=company.id,
        site=site.id,
        toolkit=toolkit.sha256,
        state=VisitState.PREPARED,
        date=new.on.isoformat(),
        period_start="",
        period_end="",
        language=new.language,
        currency=company.currency,
        sharing="own",
        purpose=new.purpose,
        visitor=new.visitor or workspace.author,
        follow_up_of=new.follow_up_of,
        gwp=new.gwp,
    )
    if new.gwp:
        must_be_known(new.gwp, kept_factors(workspace)[0].potentials)
    prepared = OpenVisit(workspace, visit, toolkit, None, Opening(now, new.language))
    known = {
        "company": company.name,
        "site": site.name,
        "city": site.city or company.city,
        "country": site.country or company.country,
        "currency": company.currency,
        "sector": site.sector or company.sector,
        "employees": "" if company.employees is None else str(company.employees),
    }
    if new.period is not None:
        known |= {"period_start": new.period[0], "period_end": new.period[1]}
    problems = prepared.prefill(known)
    left_over: list[Problem] = []
    if new.follow_up_of:
        left_over = take_over(prepared, open_visit(workspace, new.follow_up_of, new.language, now))
    with workspace.unit() as unit:
        keep_toolkit(unit, content, toolkit)
        values = {name: getattr(visit, name) for name in _KEPT if getattr(visit, name)}
        unit.create("visit", values, record=visit.id, toolkit=toolkit.sha256)
        prepared.keep_all(unit)
        note_not_taken_over(unit, visit.id, left_over, new.language)
    return prepared, [*problems, *left_over]


def reopen_visit(workspace: Workspace, beginning: str) -> Visit:
    """Set a finished visit back to open; its results stay. Raises `visit.unknown`, `visit.not_finished`."""
    with workspace.read() as connection:
        visit = find_visit(connection, beginning)
    if visit.state != VisitState.FINISHED:
        raise fail("visit.not_finished", visit.id[:8])
    with workspace.unit() as unit:
        unit.set(visit.id, {"state": VisitState.OPEN})
    with workspace.read() as connection:
        return find_visit(connection, visit.id)
