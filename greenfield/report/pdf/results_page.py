"""The results: indicators, what resources cost, greenhouse gas by origin, practice by area."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from greenfield.assess.values import Resource
from greenfield.charts.bands import Band, lay_out_bands
from greenfield.charts.bars import Bar, lay_out_bars
from greenfield.charts.shapes import Role
from greenfield.report.pdf.blocks import Block
from greenfield.report.pdf.chart_painter import ChartBlock
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.flow import Flow
from greenfield.report.pdf.gas_table import ORIGIN_ROLES, gas_rows
from greenfield.report.pdf.indicator_table import indicator_header, indicator_rows
from greenfield.report.pdf.sheet import TEXT_WIDTH
from greenfield.report.plan import ActionPlan, ResourceCost
from greenfield.report.words import area_word, status_word

_MOST_BARS = 8
_Part = TypeVar("_Part")


def add_results(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    """Put the results, beginning on a new page."""
    flow.new_page()
    title = desk.texts("Results")
    flow.mark_section(title)
    period = desk.texts(
        "What the factory used and let go from {start} to {end}.",
        start=desk.formats.date(plan.period.start),
        end=desk.formats.date(plan.period.end),
    )
    flow.add_rows(
        (desk.title(title), desk.section(desk.texts("Resources and pollution"), period)),
        indicator_header(desk),
        indicator_rows(plan, desk),
        before=0.0,
    )
    _add_costs(flow, plan, desk)
    _add_gas(flow, plan, desk)
    _add_areas(flow, plan, desk)


def _add_costs(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    """Put the cost of resources: of energy alone where there are two kinds of it, then of everything."""
    texts = desk.texts
    known = [flow_cost for flow_cost in plan.costs if flow_cost.cost is not None and flow_cost.cost > 0]
    if not known:
        heading = desk.section(texts("What resources cost"))
        flow.add(heading, desk.text(texts("No cost of a resource is known yet.")), before=22)
        return
    energy = [one for one in known if one.resource is Resource.ENERGY]
    largest = max(known, key=lambda one: one.cost or Decimal(0))
    if len(known) < sum(one.cost is None or one.cost > 0 for one in plan.costs):
        _add_cost_chart(flow, texts("What resources cost, as far as it is known"), known, desk)
        return
    title = texts(
        "{name}: {share} of what resources cost",
        name=desk.figures.name(largest.name),
        share=_share(largest, known, desk),
    )
    _add_cost_chart(flow, title, known, desk)
    if 2 <= len(energy) < len(known):
        largest = max(energy, key=lambda one: one.cost or Decimal(0))
        title = texts(
            "{name}: {share} of the energy cost",
            name=desk.figures.name(largest.name),
            share=_share(largest, energy, desk),
        )
        _add_cost_chart(flow, title, energy, desk)


def _shown_and_rest(parts: Sequence[_Part]) -> tuple[Sequence[_Part], Sequence[_Part]]:
    """Take a long list apart; a rest of one would need as much room as the part itself."""
    cut = _MOST_BARS if len(parts) > _MOST_BARS + 1 else len(parts)
    return parts[:cut], parts[cut:]


def _share(part: ResourceCost, whole: Sequence[ResourceCost], desk: Desk) -> str:
    total = sum((one.cost or Decimal(0) for one in whole), Decimal(0))
    return desk.formats.percent((part.cost or Decimal(0)) / total)


def _add_cost_chart(flow: Flow, title: str, costs: Sequence[ResourceCost], desk: Desk) -> None:
    ordered = sorted(costs, key=lambda one: -(one.cost or Decimal(0)))
    shown, rest = _shown_and_rest(ordered)
    bars = [_cost_bar(one.name, one.cost or Decimal(0), desk) for one in shown]
    if rest:
        name = desk.texts.plural("{count} more", "{count} more", len(rest))
        bars.append(_cost_bar(name, sum((one.cost or Decimal(0) for one in rest), Decimal(0)), desk))
    note = desk.texts(
        "Cost in the period, in {currency}.", currency=desk.formats.currency_name(desk.currency)
    )
    flow.add(desk.section(title, note), _bars(bars, desk), before=22)


def _cost_bar(name: str, cost: Decimal, desk: Desk) -> Bar:
    return Bar(name, float(cost), desk.figures.money(cost))


def _bars(bars: Sequence[Bar], desk: Desk) -> Block:
    typesetter = desk.typesetter
    chart = lay_out_bars(bars, TEXT_WIDTH, typesetter.measure, right_to_left=typesetter.right_to_left)
    return ChartBlock(chart, typesetter)


def _add_gas(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    """Put greenhouse gas by flow, coloured by origin, and the sums of the origins apart."""
    texts = desk.texts
    known = [one for one in plan.emissions if one.t is not None and one.t > 0]
    if not known:
        heading = desk.section(texts("Greenhouse gas"))
        flow.add(heading, desk.text(texts("No greenhouse gas could be computed yet.")), before=22)
        return
    known.sort(key=lambda one: -(one.t or 0.0))
    total = sum(one.t or 0.0 for one in known)
    title = texts(
        "{name}: {share} of the greenhouse gas",
        name=desk.figures.name(known[0].name),
        share=desk.formats.percent((known[0].t or 0.0) / total),
    )
    if plan.indicators.absolute.get("co2e_t") is None:
        title = texts("Greenhouse gas, as far as it is known")
    shown, rest = _shown_and_rest(known)
    bars = [Bar(one.name, one.t or 0.0, desk.figures.gas(one.t), ORIGIN_ROLES[one.origin]) for one in shown]
    if rest:
        amount = sum(one.t or 0.0 for one in rest)
        name = texts.plural("{count} more", "{count} more", len(rest))
        bars.append(Bar(name, amount, desk.figures.gas(amount), Role.QUIET))
    note = texts("Tonnes of CO₂ equivalent in the period.")
    flow.add(desk.section(title, note), _bars(bars, desk), *gas_rows(plan, desk), before=22)


def _add_areas(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    """Put practice by area; the title names the area with most to gain where there is one."""
    texts = desk.texts
    answered = [status for status in plan.areas if status.band is not None]
    if not answered:
        heading = desk.section(texts("Practice by area"))
        flow.add(heading, desk.text(texts("No question on practice was answered yet.")), before=22)
        return
    scores = sorted(answered, key=lambda status: status.score or 0.0)
    if len(scores) > 1 and (scores[0].score or 0.0) < (scores[1].score or 0.0):
        title = texts("{area}: here is most to gain", area=area_word(scores[0].area, texts))
    else:
        title = texts("Practice by area")
    bands = [
        Band(
            area_word(status.area, texts),
            status.band,
            status_word(status.band, texts),
            texts(
                "{answered} of {asked} questions",
                answered=desk.formats.number(status.answered),
                asked=desk.formats.number(status.asked),
            ),
        )
        for status in plan.areas
    ]
    typesetter = desk.typesetter
    chart = lay_out_bands(bands, TEXT_WIDTH, typesetter.measure, right_to_left=typesetter.right_to_left)
    note = texts("How good practice is today, from one step (much to gain) to five (best practice).")
    flow.add(desk.section(title, note), ChartBlock(chart, typesetter), before=22)
