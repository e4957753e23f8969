"""Handing over a document: its bytes are written to a file and kept, bound to the result that they show."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from greenfield.base.formats import Formats
from greenfield.base.problem import Problem, fail
from greenfield.base.texts import pick_document_language, texts_for
from greenfield.report.fonts.fontset import FontSet
from greenfield.report.pdf.document import render_action_plan
from greenfield.services.files import staged
from greenfield.services.finishing import shown_result
from greenfield.services.open_visit import OpenVisit
from greenfield.services.plan_document import VisitedBy, action_plan
from greenfield.services.visit_result import VisitResult
from greenfield.store.reading.companies import find_company, sites_of
from greenfield.store.reading.plan import find_record
from greenfield.store.workspace import Workspace

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was made: its bytes, what it could not show, and its record if it was kept."""

    content: bytes
    problems: tuple[Problem, ...]
    record: str | None = None


def make_plan(workspace: Workspace, opened: OpenVisit, language: str, now: datetime) -> Document:
    """Return the action plan of a visit as PDF; of a visit that is not finished, as it stands now."""
    result, record = shown_result(workspace, opened, now)
    return _rendered(workspace, opened, result, Rendering(language, now, draft=record is None))


def hand_over_plan(
    workspace: Workspace, opened: OpenVisit, language: str, now: datetime, path: Path
) -> Document:
    """Write the action plan to a file and keep exactly these bytes as a document of the visit's result.

    Raises ProblemError `visit.not_finished`, `file.unwritable`; a failure leaves neither file nor record.
    """
    result, record = shown_result(workspace, opened, now)
    if record is None:
        raise fail("visit.not_finished", opened.visit.id[:8])
    made = _rendered(workspace, opened, result, Rendering(language, now))
    with staged(path, made.content) as file, workspace.unit() as unit:
        blob = unit.put_blob(made.content)
        kept = unit.create(
            "document",
            {
                "visit": opened.visit.id,
                "result": record,
                "name": path.name,
                "type": "plan",
                "media_type": PDF,
                "language": language,
                "handed_over_at": now.isoformat(timespec="seconds"),
                "size": len(made.content),
                "blob": blob,
            },
            blobs=[blob],
        )
        file.place()
    return Document(made.content, made.problems, kept)


@dataclass(frozen=True, slots=True)
class Rendering:
    """In which language a plan is written, when, and whether it is a draft."""

    language: str
    now: datetime
    draft: bool = False


def _rendered(workspace: Workspace, opened: OpenVisit, result: VisitResult, how: Rendering) -> Document:
    texts = texts_for(pick_document_language(how.language), "document")
    plan = action_plan(result, _visited(workspace, opened), texts_for(how.language), draft=how.draft)
    fonts = FontSet.load()
    formats = Formats(texts.language)
    content = render_action_plan(plan, texts=texts, formats=formats, fonts=fonts, now=how.now)
    return Document(content, tuple(fonts.problems()))


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
        visited_on=date.fromisoformat(visit.date),
        visitors=visitors,
    )
