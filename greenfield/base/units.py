"""Quantities and units, by pint, which is loaded at the first conversion."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from greenfield.base.problem import fail

if TYPE_CHECKING:
    from pint import Unit, UnitRegistry

# What people write, and what pint calls it.
_WRITTEN = {
    "t": "metric_ton",
    "m3": "meter**3",
    "m³": "meter**3",
    "Nm3": "meter**3",
    "L": "liter",
    "l": "liter",
    "kL": "kiloliter",
    "hL": "hectoliter",
    "MMBtu": "megaBTU",
    "toe": "tonne_of_oil_equivalent",
    "pieces": "count",
    "piece": "count",
    "gal": "gallon",
}


_NAME = re.compile(r"[^\W\d_]\w*")


@cache
def _registry() -> UnitRegistry[Decimal]:
    from pint import UnitRegistry  # noqa: PLC0415  loaded at first use: 0.3 s

    registry: UnitRegistry[Decimal] = UnitRegistry(non_int_type=Decimal)
    registry.define("megaBTU = 1e6 * Btu")
    return registry


def _unit(name: str) -> Unit:
    import pint  # noqa: PLC0415  loaded at first use

    if name not in _WRITTEN and not _NAME.fullmatch(name):
        raise fail("unit.unknown", name, unit=name)
    try:
        return _registry().parse_units(_WRITTEN.get(name, name))
    except (pint.UndefinedUnitError, pint.DefinitionSyntaxError) as error:
        raise fail("unit.unknown", name, unit=name) from error


@cache
def factor(unit: str, wanted: str) -> float:
    """Return how many `wanted` make one `unit` (`factor("kWh", "MJ") == 3.6`).

    Raises ProblemError `unit.unknown` for a unit that nobody knows, `unit.mismatch` for two units of
    different dimensions (energy and mass, say).
    """
    import pint  # noqa: PLC0415  loaded at first use

    source, target = _unit(unit), _unit(wanted)
    try:
        return float(_registry().convert(Decimal(1), source, target))
    except pint.DimensionalityError as error:
        raise fail("unit.mismatch", unit, unit=unit, wanted=wanted) from error


def convert(amount: float, unit: str, wanted: str) -> float:
    """Return an amount in another unit of the same dimension; raises as `factor` does."""
    return amount if unit == wanted else amount * factor(unit, wanted)
