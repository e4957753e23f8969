"""Units of flows: which dimension a unit measures, and how much of GJ, t or m3 one of it is.

The units that people use stand in a table here, so that the path of an answer needs no look-up library;
anything else goes through `greenfield.base.units`. All energy is net calorific.
"""

import re
from enum import StrEnum
from functools import lru_cache

from greenfield.base import units
from greenfield.base.problem import ProblemError, fail


class Dimension(StrEnum):
    """What a unit measures; the value is the unit that sums are made in."""

    ENERGY = "GJ"
    MASS = "t"
    VOLUME = "m3"
    PIECES = "pieces"


# A calorie is the international one (1 toe = 10 Gcal = 41.868 GJ), a barrel is 42 US gallons, gal is US.
_TABLES: dict[Dimension, dict[str, float]] = {
    Dimension.ENERGY: {
        "J": 1e-9,
        "kJ": 1e-6,
        "mJ": 1e-12,
        "MJ": 1e-3,
        "GJ": 1.0,
        "TJ": 1e3,
        "Wh": 3.6e-6,
        "kWh": 3.6e-3,
        "MWh": 3.6,
        "GWh": 3.6e3,
        "Btu": 1.055056e-6,
        "MMBtu": 1.055056,
        "therm": 0.1055056,
        "kcal": 4.1868e-6,
        "Mcal": 4.1868e-3,
        "Gcal": 4.1868,
        "toe": 41.868,
        "ktoe": 41868.0,
    },
    Dimension.MASS: {
        "mg": 1e-9,
        "g": 1e-6,
        "kg": 1e-3,
        "quintal": 0.1,
        "t": 1.0,
        "Mg": 1.0,
        "kt": 1e3,
        "lb": 0.45359237e-3,
        "short_ton": 0.90718474,
        "long_ton": 1.0160469088,
    },
    Dimension.VOLUME: {
        "mL": 1e-6,
        "ml": 1e-6,
        "cL": 1e-5,
        "L": 1e-3,
        "l": 1e-3,
        "dm3": 1e-3,
        "hL": 0.1,
        "kL": 1.0,
        "m3": 1.0,
        "m³": 1.0,
        "Nm3": 1.0,
        "Nm³": 1.0,
        "Sm3": 1.0,
        "ML": 1e3,
        "ft3": 0.028316846592,
        "gal": 3.785411784e-3,
        "imperial_gallon": 4.54609e-3,
        "bbl": 0.158987294928,
    },
    Dimension.PIECES: {"pieces": 1.0, "piece": 1.0, "pcs": 1.0, "units": 1.0, "dozen": 12.0},
}
# Written in any case these mean one thing only; `Mg` and `mg`, `ML` and `mL` do not.
_ANY_CASE = ("kWh", "MWh", "GWh", "GJ", "TJ", "MMBtu", "toe", "kg", "t", "L", "hL", "m3", "Nm3", "pieces")
_PLAIN = re.compile(r"[A-Za-zµ_]{1,40}[23]?")


@lru_cache(maxsize=512)
def scale(unit: str) -> tuple[Dimension, float] | None:
    """Return what a unit measures and how much GJ, t, m3 or pieces one of it is.

    None for a unit that measures something else (a power, say); ProblemError `unit.unknown` for one that
    nobody knows.
    """
    for written in (unit, _usual_spelling(unit)):
        for dimension, table in _TABLES.items():
            if written in table:
                return dimension, table[written]
    if not _PLAIN.fullmatch(unit):
        raise fail("unit.unknown", unit, unit=unit)
    for dimension in (Dimension.ENERGY, Dimension.MASS, Dimension.VOLUME):
        try:
            return dimension, units.factor(unit, str(dimension))
        except ProblemError as error:
            if error.code != "unit.mismatch":
                raise
    return None


def scale_to(unit: str, wanted: Dimension) -> float:
    """Return how much of the dimension's own unit one `unit` is (`scale_to("kWh", ENERGY) == 0.0036`).

    ProblemError `unit.unknown`, or `unit.mismatch` for a unit of another dimension.
    """
    found = scale(unit)
    if found is None or found[0] is not wanted:
        raise fail("unit.mismatch", unit, unit=unit, wanted=str(wanted))
    return found[1]


def _usual_spelling(unit: str) -> str:
    folded = unit.casefold()
    return next((usual for usual in _ANY_CASE if usual.casefold() == folded), unit)
