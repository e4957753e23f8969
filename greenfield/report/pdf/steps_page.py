"""The plan itself: who does what by when, and the place for signatures."""

from collections.abc import Sequence

from greenfield.charts.shapes import Role
from greenfield.report.pdf.blocks import Block, Rule, Space, Stack, feet_aligned
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.flow import Flow
from greenfield.report.pdf.sheet import TEXT_WIDTH, span
from greenfield.report.pdf.styles import BODY, QUIET, SECTION, SMALL, SMALL_STRONG
from greenfield.report.pdf.table import Row, TickBox
from greenfield.report.plan import ActionPlan, PlannedMeasure, PlanStep
from greenfield.report.plan_totals import by_first_cost

_EMPTY_ROWS = 6
_AFTER_NO_MEASURES = 36.0
_ROW_HEIGHT = 30.0
_WRITING_HEIGHT = 30.0
_SIGNATURE_WIDTH = span(6) - 8
_NUMBER = 22.0
_TICK_WIDTH = 48.0
_DONE_AT = TEXT_WIDTH - _TICK_WIDTH
_BEGUN_AT = _DONE_AT - _TICK_WIDTH - 6
_DUE_AT, _DUE_WIDTH = _BEGUN_AT - 80, 70.0
_PERSON_AT, _PERSON_WIDTH = _DUE_AT - 118, 110.0
_MEASURE_WIDTH = _PERSON_AT - 10 - _NUMBER


def add_steps(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    """Put the table of steps on a new page; without measures below, with empty rows where nothing was chosen, then signatures."""
    texts = desk.texts
    title = texts("The plan")
    if plan.measures:
        flow.new_page()
    else:
        flow.add(Space(_AFTER_NO_MEASURES))
    flow.mark_section(title)
    note = texts("Who does what, and by when. What is still empty is filled in by hand when it is agreed.")
    steps = {step.measure: step for step in plan.steps}
    rows = [
        _row(number, measure, steps.get(measure.name, PlanStep(measure.name)), desk)
        for number, measure in enumerate(by_first_cost(plan.measures), start=1)
    ]
    if not rows:
        rows = [_empty_row(number, desk) for number in range(1, _EMPTY_ROWS + 1)]
    lead = (desk.title(title), desk.text(note, QUIET), Space(8))
    flow.add_rows(lead, _header(desk), rows, before=0.0, tail=(Space(28), _signatures(plan, desk)))


def _header(desk: Desk) -> Block:
    texts = desk.texts
    return Row(
        (
            (_NUMBER, desk.text(texts("Measure"), SMALL_STRONG, _MEASURE_WIDTH)),
            (_PERSON_AT, desk.text(texts("Who"), SMALL_STRONG, _PERSON_WIDTH)),
            (_DUE_AT, desk.text(texts("By when"), SMALL_STRONG, _DUE_WIDTH)),
            (_BEGUN_AT, desk.text(texts("Begun"), SMALL_STRONG, _TICK_WIDTH)),
            (_DONE_AT, desk.text(texts("Done"), SMALL_STRONG, _TICK_WIDTH)),
        ),
        TEXT_WIDTH,
        line=Role.INK,
    )


def _row(number: int, measure: PlannedMeasure, step: PlanStep, desk: Desk) -> Row:
    due = "" if step.due is None else desk.formats.date(step.due, "medium")
    return Row(
        (
            (0.0, desk.text(desk.formats.number(number), SMALL, _NUMBER)),
            (_NUMBER, desk.as_written(measure.title, SMALL, _MEASURE_WIDTH)),
            (_PERSON_AT, desk.as_written(step.person, SMALL, _PERSON_WIDTH)),
            (_DUE_AT, desk.text(due, SMALL, _DUE_WIDTH)),
            (_BEGUN_AT, TickBox()),
            (_DONE_AT, TickBox()),
        ),
        TEXT_WIDTH,
        padding=7.0,
        shortest=_ROW_HEIGHT,
    )


def _empty_row(number: int, desk: Desk) -> Row:
    return Row(
        (
            (0.0, desk.text(desk.formats.number(number), SMALL, _NUMBER)),
            (_BEGUN_AT, TickBox()),
            (_DONE_AT, TickBox()),
        ),
        TEXT_WIDTH,
        padding=8.0,
        shortest=_ROW_HEIGHT + 4,
    )


def _signatures(plan: ActionPlan, desk: Desk) -> Block:
    texts, visited = desk.texts, plan.visited
    visitors = (
        desk.formats.enumeration([desk.figures.name(one) for one in visited.visitors])
        if visited.visitors
        else ""
    )
    organisation = (
        texts("For {company}", company=desk.figures.name(visited.organisation))
        if visited.organisation
        else ""
    )
    headings = (
        texts("For {company}", company=desk.figures.name(visited.company)),
        organisation or texts("The visitor"),
    )
    agreed = texts("We agree on these steps and look together at what was saved.")
    return Stack(
        (
            desk.text(texts("Signatures"), SECTION),
            desk.text(agreed),
            Space(12),
            feet_aligned(_two([desk.text(heading, SMALL_STRONG, _SIGNATURE_WIDTH) for heading in headings])),
            _line_to_fill(texts("Name"), (visited.owner, visitors), desk),
            _line_to_fill(texts("Place and date"), ("", ""), desk),
            Space(14),
            _line_to_fill(texts("Signature"), ("", ""), desk),
        )
    )


def _two(blocks: Sequence[Block]) -> list[tuple[float, Block]]:
    return [(at * (TEXT_WIDTH - _SIGNATURE_WIDTH), block) for at, block in enumerate(blocks)]


def _line_to_fill(label: str, written: tuple[str, str], desk: Desk) -> Block:
    """Return two lines to write on side by side, with what is known already written on them."""
    blocks: list[Block] = []
    for value in written:
        text: list[Block] = [desk.text(value, BODY, _SIGNATURE_WIDTH), Space(2)] if value else []
        above = max(6.0, _WRITING_HEIGHT - sum(block.height for block in text))
        line = Rule(_SIGNATURE_WIDTH, 1, 0.75, Role.QUIET)
        blocks.append(Stack((Space(above), *text, line, Space(2), desk.text(label, QUIET, _SIGNATURE_WIDTH))))
    return feet_aligned(_two(blocks))
