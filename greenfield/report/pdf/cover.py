"""The cover: what this is, for whom, where, when and by whom."""

from greenfield.charts.shapes import Role
from greenfield.report.pdf.blocks import Beside, Block, Rule, Space, Stack
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.flow import Flow
from greenfield.report.pdf.sheet import TEXT_WIDTH, column_start, span
from greenfield.report.pdf.styles import BODY, COVER_NAME, COVER_TITLE, FIGURE, LEAD, QUIET, SECTION
from greenfield.report.plan import ActionPlan
from greenfield.report.plan_totals import totals

_TITLE_FROM_TOP = 170.0


def add_cover(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    """Put the cover on a page of its own."""
    flow.new_page()
    flow.mark_section(desk.texts("Cover"))
    visited = plan.visited
    if visited.organisation:
        flow.add(desk.text(visited.organisation, SECTION.in_role(Role.QUIET)))
    top = _TITLE_FROM_TOP - (flow.height_used if visited.organisation else 0.0)
    flow.add(Space(max(40.0, top)))
    flow.add(
        Rule(48, 4, 4, Role.MAIN),
        Space(18),
        *_what(plan, desk),
        *_draft(plan, desk),
        Space(40),
        desk.as_written(visited.company, COVER_NAME),
        Space(3),
        *_where(plan, desk),
    )
    details = Stack((*_key_line(plan, desk), Rule(TEXT_WIDTH, 1), Space(14), _details(plan, desk)))
    flow.add(Space(max(20.0, flow.room - details.height)))
    flow.add(details)


def _what(plan: ActionPlan, desk: Desk) -> list[Block]:
    """Return what the document is: an action plan, or the report of a visit that only asked."""
    quiet = LEAD.in_role(Role.QUIET)
    if plan.has_figures:
        of_what = desk.texts("for using less energy, water and material, and spending less on them")
        return [
            desk.text(desk.texts("Action plan"), COVER_TITLE),
            Space(4),
            desk.text(of_what, quiet, span(9)),
        ]
    title = desk.texts("Action plan") if plan.measures else desk.texts("Report of the visit")
    return [desk.text(title, COVER_TITLE), Space(4), desk.as_written(plan.toolkit, quiet, span(9))]


def _draft(plan: ActionPlan, desk: Desk) -> list[Block]:
    if not plan.draft:
        return []
    note = desk.texts("Draft: the visit is not finished yet.")
    return [Space(12), desk.text(note, LEAD.in_role(Role.STATUS_1), span(9))]


def _where(plan: ActionPlan, desk: Desk) -> list[Block]:
    visited = plan.visited
    country = desk.formats.country_name(visited.country) if visited.country else ""
    lines = (visited.site, ", ".join(desk.figures.name(part) for part in (visited.place, country) if part))
    return [desk.text(line, LEAD) for line in lines if line]


def _key_line(plan: ActionPlan, desk: Desk) -> list[Block]:
    saving = totals(plan).saving.value
    if not saving or saving <= 0:
        return []
    return [
        desk.text(desk.texts("Possible saving a year"), QUIET),
        desk.text(desk.figures.estimated_money(saving), FIGURE.scaled_to(20.0).in_role(Role.MAIN)),
        Space(20),
    ]


def _details(plan: ActionPlan, desk: Desk) -> Block:
    visited, texts = plan.visited, desk.texts
    entries = [
        (texts("Visited on"), desk.formats.date(visited.visited_on) if visited.visited_on else ""),
        (
            texts("Visited by"),
            desk.formats.enumeration([desk.figures.name(one) for one in visited.visitors])
            if visited.visitors
            else "",
        ),
        (texts("Sector"), visited.sector),
        (
            texts("People"),
            "" if plan.period.employees is None else desk.figures.number(plan.period.employees),
        ),
    ]
    shown = [(label, value) for label, value in entries if value]
    rows = [shown[at : at + 2] for at in range(0, len(shown), 2)]
    blocks: list[Block] = []
    for row in rows:
        cells = tuple(
            (
                column_start(6 * at),
                Stack((desk.text(label, QUIET, span(6)), desk.text(value, BODY, span(6)), Space(8))),
            )
            for at, (label, value) in enumerate(row)
        )
        blocks.append(Beside(cells))
    return Stack(tuple(blocks))
