"""Greenhouse gas of a flow, by component, with the factor as it was used.

Combustion (direct) and grid (life-cycle) figures are of two kinds and carry their scope. CO2 of biomass is
apart; its CH4 and N2O belong to CO2e.
"""

from datetime import date

from greenfield.assess import carriers
from greenfield.assess.energy import fuel_of, gj_per_unit, is_counted, place
from greenfield.assess.factors import FuelFactor, GridFactor, Method, RefrigerantFactor, WarmingPotentials
from greenfield.assess.units import Dimension, scale_to
from greenfield.assess.values import Flow, FlowEmission, Resource
from greenfield.base.problem import Problem, Severity, fail

T_PER_TJ_IN_GJ = 1e-6
GRID_YEARS = 5
NOT_COUNTED = "not counted: passed on, or counted with its fuel"
"""The source of what is marked `onsite`: made here from a fuel that is counted, or sold and passed on."""


def emission_of(flow: Flow, period: str, method: Method) -> FlowEmission | None:
    """Return the greenhouse gas of a flow, None where by rule it gives none.

    None: water, materials, waste; `unspecified`, bought heat, own sun, wind and water. A ProblemError says
    why a figure that should be there cannot be given: as `gj_per_unit`, or `factor.not_verified`,
    `factor.no_grid`, `emission.unknown_gas`.
    """
    if flow.resource is Resource.EMISSION:
        return _stated(flow, period, method)
    if flow.resource is not Resource.ENERGY:
        return None
    if not is_counted(flow):
        return _counted_elsewhere(flow, period)
    if flow.carrier == carriers.ELECTRICITY:
        return _grid(flow, period, grid_of(flow, method))
    if flow.carrier in carriers.NO_FUEL:
        return None
    return _combustion(flow, period, method)


def unknown_emission(flow: Flow, period: str) -> FlowEmission:
    """Return the row of a flow whose greenhouse gas cannot be given; its problem says why."""
    scope = "grid" if flow.carrier == carriers.ELECTRICITY else "combustion"
    scope = "stated" if flow.resource is Resource.EMISSION else scope
    return FlowEmission(flow.id, period, None, None, 0.0, None, flow.unit, None, "", scope)


def grid_of(flow: Flow, method: Method) -> GridFactor:
    """Return the grid factor of the method's country; ProblemError `factor.no_grid`."""
    grid = method.tables.grid.get(method.country)
    if grid is None:
        raise fail("factor.no_grid", place(flow, "carrier"), country=method.country)
    return grid


def grid_warnings(flow: Flow, end: date, method: Method) -> list[Problem]:
    """Return warnings about a grid figure that is zero, or older than five years at the period's end."""
    grid = method.tables.grid.get(method.country)
    if flow.carrier != carriers.ELECTRICITY or grid is None or not is_counted(flow):
        return []
    values = {"country": grid.country, "year": grid.year}
    found = []
    if grid.g_co2e_per_kwh == 0:
        found.append(Problem("factor.grid_zero", place(flow, "carrier"), values, Severity.WARNING))
    if end.year - grid.year > GRID_YEARS:
        found.append(Problem("factor.grid_old", place(flow, "carrier"), values, Severity.WARNING))
    return found


def _combustion(flow: Flow, period: str, method: Method) -> FlowEmission:
    fuel = fuel_of(flow, method.tables)
    if fuel.co2_kg_per_tj is None:
        raise fail("factor.not_verified", place(flow, "carrier"), carrier=flow.carrier)
    per_unit = gj_per_unit(flow, method.tables) * T_PER_TJ_IN_GJ
    co2 = per_unit * fuel.co2_kg_per_tj
    fossil, biogenic = (0.0, co2) if fuel.biogenic else (co2, 0.0)
    ch4, n2o = per_unit * (fuel.ch4_kg_per_tj or 0.0), per_unit * (fuel.n2o_kg_per_tj or 0.0)
    potentials = method.potentials
    factor = fossil + ch4 * potentials.ch4 + n2o * potentials.n2o
    amount = flow.amount
    return FlowEmission(
        flow=flow.id,
        period=period,
        t=amount * factor,
        co2_t=amount * fossil,
        biogenic_t=amount * biogenic,
        factor=factor,
        unit=flow.unit,
        year=fuel.year,
        source=_source(fuel),
        scope="combustion",
        ch4_t=None if fuel.ch4_kg_per_tj is None else amount * ch4,
        n2o_t=None if fuel.n2o_kg_per_tj is None else amount * n2o,
        gwp=potentials.name,
    )


def _source(fuel: FuelFactor) -> str:
    complete = fuel.ch4_kg_per_tj is not None and fuel.n2o_kg_per_tj is not None
    return fuel.source if complete else f"{fuel.source} (CO2)"


def _grid(flow: Flow, period: str, grid: GridFactor) -> FlowEmission:
    kwh = scale_to(flow.unit, Dimension.ENERGY) / scale_to("kWh", Dimension.ENERGY)
    factor = kwh * grid.g_co2e_per_kwh * 1e-6
    return FlowEmission(
        flow.id, period, flow.amount * factor, None, 0.0, factor, flow.unit, grid.year, grid.source, "grid"
    )


def _counted_elsewhere(flow: Flow, period: str) -> FlowEmission | None:
    if flow.carrier == carriers.UNSPECIFIED:
        return None
    return FlowEmission(flow.id, period, 0.0, 0.0, 0.0, None, flow.unit, None, NOT_COUNTED, "combustion")


def _stated(flow: Flow, period: str, method: Method) -> FlowEmission | None:
    potentials = method.potentials
    if flow.carrier == carriers.UNSPECIFIED:
        return None
    refrigerant = method.tables.refrigerants.get(carriers.refrigerant_name(flow.carrier))
    if refrigerant is not None:
        return _lost(flow, period, refrigerant, potentials)
    if flow.carrier not in carriers.STATED_GASES:
        raise fail("emission.unknown_gas", place(flow, "carrier"), carrier=flow.carrier)
    tonnes = scale_to(flow.unit, Dimension.MASS)
    factor = tonnes * {"ch4": potentials.ch4, "n2o": potentials.n2o}.get(flow.carrier, 1.0)
    t = flow.amount * factor
    derived = flow.carrier in {"ch4", "n2o"}
    return FlowEmission(
        flow=flow.id,
        period=period,
        t=t,
        co2_t=None if flow.carrier == "co2e" else (0.0 if derived else t),
        biogenic_t=0.0,
        factor=factor,
        unit=flow.unit,
        year=potentials.year if derived else None,
        source=potentials.source if derived else "stated",
        scope="stated",
        ch4_t=flow.amount * tonnes if flow.carrier == "ch4" else None,
        n2o_t=flow.amount * tonnes if flow.carrier == "n2o" else None,
        gwp=potentials.name if derived else "",
    )


def _lost(
    flow: Flow, period: str, refrigerant: RefrigerantFactor, potentials: WarmingPotentials
) -> FlowEmission:
    """Return the greenhouse gas of a refrigerant that leaked: its mass times its warming potential."""
    potential = refrigerant.gwp.get(potentials.name)
    if potential is None:
        raise fail("factor.not_verified", place(flow, "carrier"), carrier=flow.carrier)
    factor = scale_to(flow.unit, Dimension.MASS) * potential
    return FlowEmission(
        flow=flow.id,
        period=period,
        t=flow.amount * factor,
        co2_t=0.0,
        biogenic_t=0.0,
        factor=factor,
        unit=flow.unit,
        year=potentials.year,
        source=refrigerant.source,
        scope="stated",
        gwp=potentials.name,
    )
