"""Greenhouse gas by origin: combustion and life-cycle figures apart, their sum labelled as what it is."""

from greenfield.charts.shapes import Role
from greenfield.report.findings import GasSum, gas_sums
from greenfield.report.pdf.blocks import Block, Rule, Space
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.sheet import TEXT_WIDTH, column_start, span
from greenfield.report.pdf.styles import QUIET, SMALL, SMALL_STRONG, Style
from greenfield.report.pdf.table import Row, Swatch
from greenfield.report.plan import ActionPlan

_NAME, _AMOUNT_AT, _AMOUNT = span(8), column_start(8), span(4)


def gas_rows(plan: ActionPlan, desk: Desk) -> list[Block]:
    """Return the sums by origin, their sum with what it mixes, and CO₂ of biomass apart."""
    rows: list[Block] = [Space(10)]
    for line in gas_sums(plan.emissions, desk.figures, is_whole=plan.knows_all_gas):
        if line.role is not None:
            row = ((0.0, Swatch(line.role)), *_row(desk, line, SMALL))
            rows.append(Row(row, TEXT_WIDTH, padding=3.5))
        elif line.is_sum:
            row = _row(desk, line, SMALL_STRONG)
            rows += [Rule(TEXT_WIDTH, 1, 1, Role.INK), Row(row, TEXT_WIDTH, padding=3.5, line=None)]
        else:
            rows.append(Row(_row(desk, line, QUIET), TEXT_WIDTH, padding=3.5, line=None))
    return rows


def _row(desk: Desk, line: GasSum, style: Style) -> tuple[tuple[float, Block], ...]:
    return (
        (16.0, desk.text(line.label, style, _NAME - 16.0)),
        (_AMOUNT_AT, desk.text(line.amount, style, _AMOUNT, "end")),
    )
