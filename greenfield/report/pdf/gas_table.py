"""Greenhouse gas by origin: combustion and life-cycle figures apart, their sum labelled as what it is."""

from typing import Final

from greenfield.charts.shapes import Role
from greenfield.report.pdf.blocks import Block, Rule, Space
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.sheet import TEXT_WIDTH, column_start, span
from greenfield.report.pdf.styles import QUIET, SMALL, SMALL_STRONG, Style
from greenfield.report.pdf.table import Row, Swatch
from greenfield.report.plan import ActionPlan, Origin
from greenfield.report.plan_totals import gas_by_origin
from greenfield.report.words import origin_word

_NAME, _AMOUNT_AT, _AMOUNT = span(8), column_start(8), span(4)
ORIGIN_ROLES: Final = {Origin.COMBUSTION: Role.MAIN, Origin.GRID: Role.SECOND, Origin.STATED: Role.THIRD}


def gas_rows(plan: ActionPlan, desk: Desk) -> list[Block]:
    """Return the sums by origin, their sum with what it mixes, and CO₂ of biomass apart."""
    texts, figures = desk.texts, desk.figures
    sums = gas_by_origin(plan.emissions)
    rows: list[Block] = [Space(10)]
    for origin, amount in sums.items():
        row = _row(desk, origin_word(origin, texts), figures.gas(amount), SMALL)
        rows.append(Row(((0.0, Swatch(ORIGIN_ROLES[origin])), *row), TEXT_WIDTH, padding=3.5))
    if len(sums) > 1:
        label = texts("Sum of figures of different kinds")
        known = plan.indicators.absolute.get("co2e_t") is not None
        total = figures.gas(sum(sums.values()) if known else None)
        row = _row(desk, label, total, SMALL_STRONG)
        rows += [Rule(TEXT_WIDTH, 1, 1, Role.INK), Row(row, TEXT_WIDTH, padding=3.5, line=None)]
    biogenic = sum(one.biogenic_t for one in plan.emissions)
    if biogenic > 0:
        row = _row(
            desk,
            texts("CO₂ of wood and other biomass, not part of the sum"),
            figures.amount(biogenic, "t CO₂"),
            QUIET,
        )
        rows.append(Row(row, TEXT_WIDTH, padding=3.5, line=None))
    return rows


def _row(desk: Desk, name: str, amount: str, style: Style) -> tuple[tuple[float, Block], ...]:
    return (
        (16.0, desk.text(name, style, _NAME - 16.0)),
        (_AMOUNT_AT, desk.text(amount, style, _AMOUNT, "end")),
    )
