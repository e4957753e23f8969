"""Energy of a flow in GJ, net calorific, whatever it was measured in."""

from greenfield.assess import carriers
from greenfield.assess.factors import FactorTables, FuelFactor
from greenfield.assess.units import Dimension, scale, scale_to
from greenfield.assess.values import Flow
from greenfield.base.problem import Place, fail


def gj_per_unit(flow: Flow, tables: FactorTables) -> float:
    """Return how many GJ one unit of an energy flow is.

    A fuel is measured by energy, by mass (times its net calorific value) or by volume (times its density
    as well); everything else by energy. ProblemError `unit.unknown`, `unit.mismatch`,
    `factor.unknown_carrier`, `factor.no_calorific_value`, `factor.no_density`.
    """
    measured = scale(flow.unit)
    if measured is None:
        raise fail("unit.mismatch", place(flow, "unit"), unit=flow.unit, wanted=str(Dimension.ENERGY))
    dimension, factor = measured
    if dimension is Dimension.ENERGY:
        return factor
    if flow.carrier in carriers.NO_FUEL:
        return scale_to(flow.unit, Dimension.ENERGY)
    if dimension not in {Dimension.MASS, Dimension.VOLUME}:
        return scale_to(flow.unit, Dimension.ENERGY)
    fuel = fuel_of(flow, tables)
    if fuel.ncv_gj_per_t is None:
        raise fail("factor.no_calorific_value", place(flow, "unit"), carrier=flow.carrier, unit=flow.unit)
    if dimension is Dimension.MASS:
        return factor * fuel.ncv_gj_per_t
    if fuel.density_kg_per_m3 is None:
        raise fail("factor.no_density", place(flow, "unit"), carrier=flow.carrier, unit=flow.unit)
    return factor * fuel.density_kg_per_m3 / 1000.0 * fuel.ncv_gj_per_t


def fuel_of(flow: Flow, tables: FactorTables) -> FuelFactor:
    """Return the fuel that a flow's carrier names; ProblemError `factor.unknown_carrier`."""
    fuel = tables.fuels.get(flow.carrier)
    if fuel is None:
        raise fail("factor.unknown_carrier", place(flow, "carrier"), carrier=flow.carrier)
    return fuel


def is_counted(flow: Flow) -> bool:
    """Tell whether an energy flow belongs to the energy use.

    What is made on site from a fuel that is itself counted does not; own sun, wind and water, and a fuel
    taken on site, do.
    """
    return not (flow.onsite and flow.carrier in carriers.MADE_FROM_FUEL)


def place(flow: Flow, field: str) -> Place:
    """Return where a problem of a flow's field is."""
    return Place(name=flow.id, column=field)
