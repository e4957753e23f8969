"""Which units fit which resource. Only what is surely wrong is a problem."""

from greenfield.assess.factors import FactorTables
from greenfield.assess.units import Dimension, scale
from greenfield.assess.values import Resource
from greenfield.base.problem import ProblemError

_FITTING = {
    Resource.ENERGY: frozenset({Dimension.ENERGY, Dimension.MASS, Dimension.VOLUME}),
    Resource.WATER: frozenset({Dimension.VOLUME, Dimension.MASS}),
    Resource.WASTEWATER: frozenset({Dimension.VOLUME, Dimension.MASS}),
    Resource.MATERIAL: frozenset({Dimension.MASS, Dimension.VOLUME, Dimension.PIECES}),
    Resource.WASTE: frozenset({Dimension.MASS, Dimension.VOLUME, Dimension.PIECES}),
    Resource.EMISSION: frozenset({Dimension.MASS}),
}
_EXAMPLES = {
    Resource.ENERGY: "kWh, MWh, GJ",
    Resource.WATER: "m3, L",
    Resource.WASTEWATER: "m3, L",
    Resource.MATERIAL: "t, kg",
    Resource.WASTE: "t, kg",
    Resource.EMISSION: "t, kg",
}


def unit_fault(unit: str, resource: Resource, carrier: str, tables: FactorTables) -> str:
    """Return the code of the problem that a unit is for a flow, empty if it is none.

    `carrier` empty: not known before the visit, so that any fuel is possible.
    """
    try:
        measured = scale(unit)
    except ProblemError:
        return "flows.unit_unknown"
    if measured is None or measured[0] not in _FITTING[resource]:
        return "flows.unit_mismatch"
    if resource is not Resource.ENERGY or measured[0] is Dimension.ENERGY or not carrier:
        return ""
    fuel = tables.fuels.get(carrier)
    if fuel is None:
        return "flows.unit_mismatch"
    if fuel.ncv_gj_per_t is None or (measured[0] is Dimension.VOLUME and fuel.density_kg_per_m3 is None):
        return "flows.no_density"
    return ""


def example_units(resource: Resource) -> str:
    """Return units that fit a resource, for a sentence."""
    return _EXAMPLES[resource]
