"""The table of the RECP indicators: what is used and let go in the period, and what it gives per output."""

from collections.abc import Sequence

from greenfield.charts.shapes import Role
from greenfield.report.indicator_lines import (
    column_heads,
    indicator_groups,
    output_line,
    own_indicator_groups,
)
from greenfield.report.pdf.blocks import Block, Stack
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.sheet import TEXT_WIDTH, column_start, span
from greenfield.report.pdf.styles import QUIET, SMALL, SMALL_STRONG
from greenfield.report.pdf.table import Row
from greenfield.report.plan import ActionPlan

_NAME, _TOTAL, _RELATIVE = span(5), span(3), span(4)
_TOTAL_AT, _RELATIVE_AT = column_start(5), column_start(8)


def indicator_header(plan: ActionPlan, desk: Desk) -> Block:
    """Return the row that names the columns."""
    return _row(desk, column_heads(plan.period, desk.texts), is_header=True)


def indicator_rows(plan: ActionPlan, desk: Desk) -> list[Block]:
    """Return a row for each indicator, those of use first, then those of pollution, the output, those of the questionnaire."""
    rows: list[Block] = []
    for group in indicator_groups(plan.indicators, plan.period, desk.figures):
        lines = [_row(desk, (line.name, line.total, line.relative)) for line in group.lines]
        rows += _headed(desk, group.heading, lines)
    made = output_line(plan.indicators, plan.period, desk.figures)
    own = own_indicator_groups(plan.own_indicators, desk.figures)
    rows.append(_row(desk, (made.name, made.total, made.relative), is_last=not own))
    for group in own:
        lines = [
            _row(desk, (line.name, line.total, line.relative), is_last=line is own[-1].lines[-1])
            for line in group.lines
        ]
        rows += _headed(desk, group.heading, lines)
    sources = dict.fromkeys(one.source for one in plan.own_indicators if one.source)
    if sources:
        rows.append(_group(desk, desk.texts("Thresholds from: {sources}", sources="; ".join(sources))))
    return rows


def _headed(desk: Desk, heading: str, lines: Sequence[Block]) -> list[Block]:
    """Return rows below a heading, which stays with the first of them: it never stands alone at the foot of a page."""
    return [Stack((_group(desk, heading), lines[0])), *lines[1:]]


def _group(desk: Desk, text: str) -> Block:
    return Row(((0.0, desk.text(text, QUIET, TEXT_WIDTH)),), TEXT_WIDTH, padding=5.0)


def _row(desk: Desk, cells: tuple[str, str, str], *, is_header: bool = False, is_last: bool = False) -> Block:
    name, total, relative = cells
    style = SMALL_STRONG if is_header else SMALL
    return Row(
        (
            (0.0, desk.text(name, style if is_header else SMALL, _NAME)),
            (_TOTAL_AT, desk.text(total, style if is_header else SMALL_STRONG, _TOTAL, "end")),
            (_RELATIVE_AT, desk.text(relative, style, _RELATIVE, "end")),
        ),
        TEXT_WIDTH,
        line=Role.INK if is_header or is_last else Role.LINE,
    )
