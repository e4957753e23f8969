"""The foot of each page: company and date at the start, the page's number at the end."""

from greenfield.report.pdf.blocks import Beside, Block, Rule, Space, Stack
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.sheet import FOOTER_HEIGHT, MARGIN, PAGE_HEIGHT, TEXT_WIDTH, column_start, span
from greenfield.report.pdf.styles import QUIET
from greenfield.report.plan import ActionPlan

_FOOT_TEXT = QUIET.scaled_to(8.0)
_TEXT_WIDTH = span(10)


def footer(number: int, count: int, plan: ActionPlan, desk: Desk) -> tuple[Block, float]:
    """Return the foot of a page and the y at which it stands."""
    name = desk.typesetter.shortened(plan.visited.company, _FOOT_TEXT, _TEXT_WIDTH - 120)
    where, day = desk.figures.name(name), plan.visited.visited_on
    if day:
        where = desk.texts("{company} · {date}", company=where, date=desk.formats.date(day))
    if plan.draft:
        where = desk.texts("Draft · {where}", where=where)
    page = desk.texts("{page} / {pages}", page=desk.formats.number(number), pages=desk.formats.number(count))
    line = Beside(
        (
            (0.0, desk.text(where, _FOOT_TEXT, _TEXT_WIDTH)),
            (column_start(10), desk.text(page, _FOOT_TEXT, span(2), "end")),
        )
    )
    block = Stack((Rule(TEXT_WIDTH, 1), Space(5), line))
    return block, PAGE_HEIGHT - MARGIN - min(FOOTER_HEIGHT, block.height)
