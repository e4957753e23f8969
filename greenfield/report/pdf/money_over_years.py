"""Larger measures over their whole life: present value, rate of return, and payback at other prices."""

from collections.abc import Sequence
from decimal import Decimal

from greenfield.assess.outlook import PRICE_STEPS
from greenfield.charts.shapes import Role
from greenfield.report.outlook_words import (
    larger_sentence,
    over_the_years,
    price_word,
    prices_and_paybacks,
    rate_of_return,
)
from greenfield.report.pdf.blocks import Block
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.flow import Flow
from greenfield.report.pdf.sheet import TEXT_WIDTH
from greenfield.report.pdf.styles import SMALL, SMALL_STRONG
from greenfield.report.pdf.table import Row
from greenfield.report.plan import ActionPlan, PlannedMeasure
from greenfield.report.plan_totals import larger_measures

_GAP = 8.0
_NAME = 150.0


def add_money_over_years(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    """Put two tables of the larger measures; nothing where the plan has none."""
    found = larger_measures(plan)
    if not found:
        return
    texts, figures = desk.texts, desk.figures
    note = " ".join((larger_sentence(figures), over_the_years(plan.discount_rate, figures)))
    heading = desk.section(texts("Larger measures: money over the years"), note)
    columns = (
        texts("Present value of all years"),
        texts("Rate of return"),
        texts("Payback, counted at present value"),
    )
    rows = [_row(desk, one.title, _over_years(one, desk)) for one in found]
    flow.add_rows((heading,), _row(desk, texts("Measure"), columns, is_header=True), rows, before=16.0)
    prices = [price_word(change, figures) for change in PRICE_STEPS]
    lead = desk.section(
        texts("Larger measures: payback at other prices"),
        texts("If the price of what is saved is higher or lower than today."),
    )
    rows = [_row(desk, one.title, _at_prices(one, desk)) for one in found]
    flow.add_rows((lead,), _row(desk, texts("Measure"), prices, is_header=True), rows, before=16.0)


def _over_years(measure: PlannedMeasure, desk: Desk) -> tuple[str, str, str]:
    figures = desk.figures
    npv = figures.estimated_money(measure.npv)
    rate = rate_of_return(measure.irr, measure.irr_reason, figures)
    years = measure.discounted_payback_years
    payback = desk.texts("not within its life") if years is None else figures.years(years, measure.first_cost)
    return npv, rate, payback


def _at_prices(measure: PlannedMeasure, desk: Desk) -> list[str]:
    saving, cost = measure.annual_saving or Decimal(0), measure.first_cost or Decimal(0)
    return [payback for _, payback in prices_and_paybacks(cost, saving, measure.annual_cost, desk.figures)]


def _row(desk: Desk, name: str, figures: Sequence[str], *, is_header: bool = False) -> Block:
    style = SMALL_STRONG if is_header else SMALL
    width = (TEXT_WIDTH - _NAME) / len(figures) - _GAP
    title = desk.text(name, style, _NAME) if is_header else desk.as_written(name, style, _NAME)
    cells: list[tuple[float, Block]] = [(0.0, title)]
    cells += [
        (_NAME + _GAP + at * (width + _GAP), desk.text(figure, style, width, "end"))
        for at, figure in enumerate(figures)
    ]
    return Row(tuple(cells), TEXT_WIDTH, line=Role.INK if is_header else Role.LINE)
