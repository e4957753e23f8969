"""Handing over a document: its bytes are written to a file and kept, bound to the result that they show."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from greenfield.base.formats import Formats
from greenfield.base.problem import Problem, fail
from greenfield.base.texts import pick_document_language, texts_for
from greenfield.report.answer_sections import answer_sections
from greenfield.report.fonts.fontset import FontSet
from greenfield.report.given_answers import GivenAnswers
from greenfield.report.pdf.document import render_action_plan
from greenfield.report.plan import ReadMore
from greenfield.services.files import staged
from greenfield.services.further_reading import FurtherReading
from greenfield.services.given_answers import given_answers
from greenfield.services.library import library_from
from greenfield.services.library_shelf import Pack, packs
from greenfield.services.open_visit import OpenVisit
from greenfield.services.plan_document import VisitedBy, action_plan
from greenfield.services.shown_result import shown_result
from greenfield.services.stored_values import stored_day
from greenfield.services.visit_result import VisitResult
from greenfield.services.visit_states import VisitState
from greenfield.store.reading.companies import find_company, sites_of
from greenfield.store.reading.plan import documents_of, find_record
from greenfield.store.unit import Unit
from greenfield.store.workspace import Workspace
from greenfield.toolkit.toolkit import Toolkit

PDF = "application/pdf"
_MOST_RESOURCES = 2


@dataclass(frozen=True, slots=True)
class PlanToMake:
    """What a plan is made of: plain values, so that any thread may make it. `record` is that of the result.

    `toolkit` and `packs` name the resources that may stand under its measures.
    `answers` are there where the toolkit knows no flows and no measures, so that they are what the document says.
    """

    visit: str
    result: VisitResult
    by: VisitedBy
    record: str | None
    toolkit: Toolkit | None = None
    packs: tuple[Pack, ...] = ()
    answers: GivenAnswers | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was made: its bytes, what it could not show, and its record if it was kept."""

    content: bytes
    problems: tuple[Problem, ...]
    record: str | None = None


def only_asks(toolkit: Toolkit) -> bool:
    """Tell whether a toolkit asks and works nothing out: its document is a report of the answers, not a plan."""
    return not (toolkit.flows or toolkit.measures or toolkit.practices)


def plan_to_make(workspace: Workspace, opened: OpenVisit, now: datetime) -> PlanToMake:
    """Return what the plan of a visit says: its newest result, or of an open one what finishing would write."""
    result, record = shown_result(workspace, opened, now)
    answers = given_answers(workspace, opened) if only_asks(opened.toolkit) else None
    visited = _visited(workspace, opened)
    return PlanToMake(opened.visit.id, result, visited, record, opened.toolkit, packs(workspace), answers)


def render_plan(plan: PlanToMake, language: str, now: datetime) -> Document:
    """Return the plan as PDF in a language. Reads no workspace and no visit."""
    texts = texts_for(pick_document_language(language), "document")
    fonts, formats = FontSet.load(), Formats(texts.language)
    answers = None if plan.answers is None else answer_sections(plan.answers, texts, formats)
    content = render_action_plan(
        action_plan(
            plan.result,
            plan.by,
            texts_for(language),
            draft=plan.record is None,
            reading=_reading(plan, texts.language, now.date()),
            answers=answers,
        ),
        texts=texts,
        formats=formats,
        fonts=fonts,
        now=now,
    )
    return Document(content, tuple(fonts.problems()))


def _reading(plan: PlanToMake, language: str, today: date) -> dict[str, tuple[ReadMore, ...]]:
    """Return what stands under each measure of the plan; what only fits by the rule stands there once."""
    if plan.toolkit is None:
        return {}
    result, found, offered = plan.result, {}, set[str]()
    reading = FurtherReading(
        library_from(plan.packs, language),
        plan.toolkit,
        sector=result.sector,
        country=result.country,
        today=today,
    )
    for measure in result.measures:
        row = plan.toolkit.measure(measure.name)
        fitting = reading.of(row, most=_MOST_RESOURCES, without=offered) if row else []
        rows = ([one for one in fitting if one.language == language] or fitting)[:_MOST_RESOURCES]
        offered |= {one.name for one in rows}
        found[measure.name] = tuple(ReadMore(one.title, one.publisher, one.year, one.web) for one in rows)
    return found


def hand_over(
    workspace: Workspace, plan: PlanToMake, made: Document, path: Path, *, language: str, now: datetime
) -> Document:
    """Write a plan that was made to a file, and keep exactly these bytes as a document of the visit's result.

    Raises ProblemError `visit.not_finished`, `file.unwritable`, `file.in_use`; a failure leaves neither file
    nor record.
    """
    if plan.record is None:
        raise fail("visit.not_finished", plan.visit[:8])
    with staged(path, made.content) as file, workspace.unit() as unit:
        kept = _keep(unit, plan, made, path.name, language=language, now=now)
        file.place()
    return Document(made.content, made.problems, kept)


def keep_printed(
    workspace: Workspace, plan: PlanToMake, made: Document, name: str, *, language: str, now: datetime
) -> Document:
    """Keep the bytes of a plan that was printed as a document of the visit's result, under a name.

    Where these very bytes were handed over before, that document is the one. Raises ProblemError
    `visit.not_finished`.
    """
    if plan.record is None:
        raise fail("visit.not_finished", plan.visit[:8])
    blob = sha256(made.content).hexdigest()
    with workspace.unit() as unit:
        before = [one for one in documents_of(unit.connection, plan.visit) if one.text("blob") == blob]
        kept = before[0].id if before else _keep(unit, plan, made, name, language=language, now=now)
    return Document(made.content, made.problems, kept)


def _keep(unit: Unit, plan: PlanToMake, made: Document, name: str, *, language: str, now: datetime) -> str:
    """Keep the bytes of a plan as a document of its result, and return its record."""
    blob = unit.put_blob(made.content)
    return unit.create(
        "document",
        {
            "visit": plan.visit,
            "result": plan.record,
            "name": name,
            "type": "plan",
            "media_type": PDF,
            "language": language,
            "handed_over_at": now.isoformat(timespec="seconds"),
            "size": len(made.content),
            "blob": blob,
        },
        blobs=[blob],
    )


def make_plan(workspace: Workspace, opened: OpenVisit, language: str, now: datetime) -> Document:
    """Return the action plan of a visit as PDF; of a visit that is not finished, as it stands now."""
    return render_plan(plan_to_make(workspace, opened, now), language, now)


def hand_over_plan(
    workspace: Workspace, opened: OpenVisit, language: str, now: datetime, path: Path
) -> Document:
    """Make the action plan of a finished visit and hand it over; raises as `hand_over` does."""
    if opened.visit.state != VisitState.FINISHED:
        raise fail("visit.not_finished", opened.visit.id[:8])
    plan = plan_to_make(workspace, opened, now)
    return hand_over(workspace, plan, render_plan(plan, language, now), path, language=language, now=now)


def _visited(workspace: Workspace, opened: OpenVisit) -> VisitedBy:
    visit = opened.visit
    with workspace.read() as connection:
        company = find_company(connection, visit.company)
        site = next((one for one in sites_of(connection, company.id) if one.id == visit.site), None)
        person = find_record(connection, "person", visit.visitor) if visit.visitor else None
    visitors = (person.text("name"),) if person else ()
    return VisitedBy(
        company=company.name,
        site=site.name if site and site.name not in {site.city, company.name} else "",
        city=site.city if site else company.city,
        visited_on=stored_day(visit.date),
        visitors=visitors,
    )
