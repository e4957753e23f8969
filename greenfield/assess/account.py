"""A period's flows brought to common units: totals, greenhouse gas by flow, and what stood in the way.

A total that misses a flow is not known: it is None, never the sum of the rest, and a problem names the flow.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import fsum

from greenfield.assess import carriers
from greenfield.assess.emissions import emission_of, grid_warnings, unknown_emission
from greenfield.assess.energy import gj_per_unit, is_counted, place
from greenfield.assess.factors import Method
from greenfield.assess.units import Dimension, scale, scale_to
from greenfield.assess.values import Flow, FlowEmission, Period, Resource
from greenfield.base.problem import Problem, ProblemError, Severity

TOTALS = {
    "energy_gj": Resource.ENERGY,
    "materials_t": Resource.MATERIAL,
    "water_m3": Resource.WATER,
    "wastewater_m3": Resource.WASTEWATER,
    "waste_t": Resource.WASTE,
}


@dataclass(frozen=True, slots=True)
class Account:
    """A period in common units. `totals` None: nothing was stated, or a flow of it is not known.

    `amounts` are the flows in GJ, t or m3; a flow that is not part of its total is not in them.
    """

    period: Period
    name: str
    totals: Mapping[str, float | None]
    amounts: Mapping[str, float]
    emissions: tuple[FlowEmission, ...]
    problems: tuple[Problem, ...]

    def co2e_by_scope(self) -> dict[str, float | None]:
        """Return t CO2e by scope: combustion and grid figures differ in kind and are shown apart."""
        scopes = dict.fromkeys(row.scope for row in self.emissions)
        return {scope: _sum([row.t for row in self.emissions if row.scope == scope]) for scope in scopes}


def account(
    period: Period, method: Method, name: str = "baseline", unreadable: Collection[Resource] = ()
) -> Account:
    """Bring a period's flows to common units; the order of flows does not matter to any total.

    `unreadable` names resources of which a flow was left out before: their totals are not known either.
    """
    problems: list[Problem] = []
    amounts: list[tuple[Flow, float | None]] = []
    emissions: list[FlowEmission] = []
    for flow in period.flows:
        amounts += _amount(flow, method, problems)
        row = _emission(flow, name, method, problems)
        emissions += [row] if row else []
        problems += grid_warnings(flow, period.end, method)
    totals = {
        key: None if resource in unreadable else _sum([a for flow, a in amounts if flow.resource is resource])
        for key, resource in TOTALS.items()
    }
    gas_unreadable = Resource.ENERGY in unreadable or Resource.EMISSION in unreadable
    totals["co2e_t"] = None if gas_unreadable else _sum([row.t for row in emissions])
    known = {flow.id: amount for flow, amount in amounts if amount is not None}
    return Account(period, name, totals, known, tuple(emissions), tuple(_once(problems)))


def _amount(flow: Flow, method: Method, problems: list[Problem]) -> list[tuple[Flow, float | None]]:
    """Return the flow with its amount as part of its total, or with None; nothing if it is no part of it."""
    try:
        match flow.resource:
            case Resource.ENERGY:
                if flow.carrier in carriers.HEAT and is_counted(flow):
                    values = {"carrier": flow.carrier}
                    problems.append(
                        Problem("factor.no_heat", place(flow, "carrier"), values, Severity.WARNING)
                    )
                per_unit = gj_per_unit(flow, method.tables)
                return [(flow, flow.amount * per_unit)] if is_counted(flow) else []
            case Resource.WATER | Resource.WASTEWATER:
                return [(flow, flow.amount * _m3_of_water(flow.unit))]
            case Resource.MATERIAL | Resource.WASTE:
                return _tonnes(flow, problems)
            case Resource.EMISSION:
                return []
    except ProblemError as error:
        problems += [_at(problem, flow) for problem in error.problems]
        return [(flow, None)]


def _m3_of_water(unit: str) -> float:
    measured = scale(unit)
    if measured is not None and measured[0] is Dimension.MASS:
        return measured[1]
    return scale_to(unit, Dimension.VOLUME)


def _tonnes(flow: Flow, problems: list[Problem]) -> list[tuple[Flow, float | None]]:
    measured = scale(flow.unit)
    if measured is not None and measured[0] in {Dimension.PIECES, Dimension.VOLUME}:
        problems.append(
            Problem("flow.not_summed", place(flow, "unit"), {"unit": flow.unit}, Severity.WARNING)
        )
        return []
    return [(flow, flow.amount * scale_to(flow.unit, Dimension.MASS))]


def _emission(flow: Flow, period: str, method: Method, problems: list[Problem]) -> FlowEmission | None:
    try:
        return emission_of(flow, period, method)
    except ProblemError as error:
        problems += [_at(problem, flow) for problem in error.problems]
        return unknown_emission(flow, period)


def _at(problem: Problem, flow: Flow) -> Problem:
    """Place a problem of a bare unit at the flow that has it."""
    if problem.code.startswith("unit."):
        return Problem(problem.code, place(flow, "unit"), problem.values, problem.severity)
    return problem


def _sum(amounts: Collection[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    # fsum, so that the last digit does not depend on the order in which flows are listed.
    return fsum(known) if amounts and len(known) == len(amounts) else None


def _once(problems: list[Problem]) -> list[Problem]:
    seen: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        seen.setdefault((problem.code, str(problem.place)), problem)
    return list(seen.values())
