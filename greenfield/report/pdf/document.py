"""The whole document: sections laid out on pages, then painted, with outline and metadata."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from greenfield.base.formats import Formats
from greenfield.base.texts import Texts
from greenfield.report.fonts.fontset import FontSet
from greenfield.report.pdf.answers_page import add_answers
from greenfield.report.pdf.cover import add_cover
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.flow import Flow, Page
from greenfield.report.pdf.follow_up_page import add_follow_up
from greenfield.report.pdf.footer import footer
from greenfield.report.pdf.measure_cards import add_measures
from greenfield.report.pdf.method_page import add_method
from greenfield.report.pdf.owner_page import add_owner_page
from greenfield.report.pdf.pen import Pen
from greenfield.report.pdf.results_page import add_results
from greenfield.report.pdf.sheet import PAGE_HEIGHT, PAGE_WIDTH
from greenfield.report.pdf.steps_page import add_steps
from greenfield.report.pdf.typesetter import Typesetter
from greenfield.report.plan import ActionPlan
from greenfield.report.text.paper import PaperCanvas

_PLAN = (add_cover, add_owner_page, add_results, add_follow_up, add_measures, add_steps, add_method)
_ANSWERS = (add_cover, add_answers)
_ANSWERS_AND_STEPS = (add_cover, add_measures, add_steps, add_answers)


def render_action_plan(
    plan: ActionPlan, *, texts: Texts, formats: Formats, fonts: FontSet, now: datetime
) -> bytes:
    """Return the action plan as a PDF in the language of `texts`, which decides the direction of reading too.

    Equal plan, texts, formats, fonts and `now` give equal bytes. `texts` are those of the domain `document`.
    """
    desk = Desk(texts, formats, Typesetter(fonts, texts.language), plan.currency)
    pages = lay_out(plan, desk)
    target = BytesIO()
    canvas = PaperCanvas(target, texts.language, (PAGE_WIDTH, PAGE_HEIGHT))
    _describe(canvas, plan, texts, now)
    _paint(canvas, pages, plan, desk)
    canvas.save()
    return target.getvalue()


def lay_out(plan: ActionPlan, desk: Desk) -> list[Page]:
    """Return the pages of the document, each block at its place, before anything is painted."""
    flow = Flow()
    pages = _PLAN if plan.has_figures else (_ANSWERS_AND_STEPS if plan.measures else _ANSWERS)
    for add in pages:
        add(flow, plan, desk)
    return flow.pages


def _paint(canvas: PaperCanvas, pages: Sequence[Page], plan: ActionPlan, desk: Desk) -> None:
    pen = Pen(canvas, right_to_left=desk.typesetter.right_to_left)
    for number, page in enumerate(pages, start=1):
        for placed in page.placed:
            placed.block.paint(pen, 0.0, placed.y)
        foot, y = footer(number, len(pages), plan, desk)
        foot.paint(pen, 0.0, y)
        for at, (title, top) in enumerate(page.sections):
            key = f"section-{number}-{at}"
            canvas.bookmarkPage(key, fit="XYZ", left=0, top=PAGE_HEIGHT - top, zoom=0)
            canvas.addOutlineEntry(title, key, level=0)
        canvas.showPage()


def _describe(canvas: PaperCanvas, plan: ActionPlan, texts: Texts, now: datetime) -> None:
    """Set what readers and archives show of the file; ReportLab's own clock is left out."""
    visited = plan.visited
    author = ", ".join(visited.visitors) or visited.organisation or "Greenfield"
    is_plan = plan.has_figures or bool(plan.measures)
    canvas.setTitle(
        texts("Action plan for {company}", company=visited.company)
        if is_plan
        else texts("Report of the visit to {company}", company=visited.company)
    )
    canvas.setAuthor(author)
    canvas.setSubject(
        texts("Resource efficient and cleaner production") if plan.has_figures else plan.toolkit
    )
    canvas.setCreator("Greenfield")
    canvas.setProducer("Greenfield")
    stamp = _stamp(now)
    canvas.setDateFormatter(lambda *_: stamp)
    canvas.showOutline()


def _stamp(now: datetime) -> str:
    """Return a moment as PDF writes it, in universal time: `D:20250514170000Z`."""
    moment = now.astimezone(UTC) if now.tzinfo else now
    return moment.strftime("D:%Y%m%d%H%M%S") + "Z"
