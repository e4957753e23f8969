"""Amounts of a carrier in other units: within a dimension, and between energy, mass and volume of a fuel."""

from functools import lru_cache

from greenfield.assess.energy import gj_per_unit
from greenfield.assess.factors import FactorTables
from greenfield.assess.units import Dimension, scale
from greenfield.assess.values import Flow, Resource
from greenfield.base.problem import fail
from greenfield.toolkit.inventory import Convert

_RATES = 1_000


def conversion(tables: FactorTables) -> Convert:
    """Return what converts amounts with these factor tables (net calorific values, densities).

    The conversion raises ProblemError `unit.unknown`, `unit.mismatch`, and for fuels what `gj_per_unit`
    raises.
    """

    @lru_cache(maxsize=_RATES)
    def rate(unit: str, wanted: str, resource: str, carrier: str) -> float:
        source, target = scale(unit), scale(wanted)
        if source and target and source[0] is target[0]:
            return source[1] / target[1]
        if resource != Resource.ENERGY:
            raise fail("unit.mismatch", unit, unit=unit, wanted=wanted)
        gj = gj_per_unit(Flow("", Resource.ENERGY, carrier, 1.0, unit), tables)
        if target and target[0] is Dimension.ENERGY:
            return gj / target[1]
        return gj / gj_per_unit(Flow("", Resource.ENERGY, carrier, 1.0, wanted), tables)

    def convert(amount: float, unit: str, wanted: str, resource: str, carrier: str) -> float:
        return amount if unit == wanted else amount * rate(unit, wanted, resource, carrier)

    return convert
