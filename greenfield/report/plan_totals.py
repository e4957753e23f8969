"""Sums over an action plan, each with what it leaves out: a figure that is not known is never a zero."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from greenfield.assess.outlook import cost_of_delay, is_larger
from greenfield.assess.values import Resource
from greenfield.report.plan import ActionPlan, Emission, Origin, PlannedMeasure


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money: None if no part is known; `unknown` counts the parts that are not in it."""

    value: Decimal | None
    unknown: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The three key figures of the chosen measures together, and their greenhouse gas in t CO2e a year.

    `saving` is what is left after what the measures cost each year.

    `payback_years` is the first cost over the net saving of those measures that have both; None where the
    money does not come back, or where nothing is known.
    """

    saving: Sum
    first_cost: Sum
    payback_years: float | None
    co2e_t: float | None


def totals(plan: ActionPlan) -> Totals:
    """Return the key figures of the plan's measures."""
    measures = plan.measures
    known = [m for m in measures if m.annual_saving is not None and m.first_cost is not None]
    cost = sum((m.first_cost or Decimal(0) for m in known), Decimal(0))
    net = sum(((m.annual_saving or Decimal(0)) - m.annual_cost for m in known), Decimal(0))
    gases = [m.co2e_t for m in measures if m.co2e_t is not None]
    return Totals(
        saving=_sum(None if m.annual_saving is None else m.annual_saving - m.annual_cost for m in measures),
        first_cost=_sum(m.first_cost for m in measures),
        payback_years=float(cost / net) if net > 0 else None,
        co2e_t=sum(gases) if gases else None,
    )


def delay_a_month(plan: ActionPlan) -> Decimal | None:
    """Return what each month of waiting costs: the known net saving of a month; None where there is none."""
    saving = totals(plan).saving.value
    return cost_of_delay(saving, 1) if saving is not None and saving > 0 else None


def larger_measures(plan: ActionPlan) -> list[PlannedMeasure]:
    """Return the measures that are large enough for money over the years, of those whose money is known."""
    costs = cost_by_resource(plan)
    total = sum(costs.values(), Decimal(0)) if costs else None
    return [
        one
        for one in by_first_cost(plan.measures)
        if one.annual_saving is not None
        and one.first_cost is not None
        and is_larger(one.first_cost, one.payback_years, total)
    ]


def by_first_cost(measures: Sequence[PlannedMeasure]) -> list[PlannedMeasure]:
    """Return the measures with the lowest first cost first; among equals the larger net saving.

    What costs more each year than it saves comes after them, and last what is not known.
    """
    return sorted(
        measures,
        key=lambda m: (
            m.first_cost is None,
            m.costs_more_than_it_saves,
            m.first_cost or Decimal(0),
            -(m.net_saving or Decimal(0)),
        ),
    )


def cost_by_resource(plan: ActionPlan) -> dict[Resource, Decimal]:
    """Return the known cost of each resource in the period, the largest first."""
    found: dict[Resource, Decimal] = {}
    for flow in plan.costs:
        if flow.cost is not None:
            found[flow.resource] = found.get(flow.resource, Decimal(0)) + flow.cost
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def gas_by_origin(emissions: Sequence[Emission]) -> dict[Origin, float]:
    """Return t CO2e by origin, for the origins of which at least one figure is known."""
    found: dict[Origin, float] = {}
    for emission in emissions:
        if emission.t is not None:
            found[emission.origin] = found.get(emission.origin, 0.0) + emission.t
    return {origin: found[origin] for origin in Origin if origin in found}


def _sum(values: Iterable[Decimal | None]) -> Sum:
    every = list(values)
    known = [value for value in every if value is not None]
    return Sum(sum(known, Decimal(0)) if known else None, len(every) - len(known))
