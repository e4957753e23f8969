"""Factor tables as values: fuels by component, grids by country, warming potentials by set.

They are read from files elsewhere and handed in; nothing here knows a number.
"""

from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT_GWP = "AR5"


@dataclass(frozen=True, slots=True)
class FuelFactor:
    """One fuel, on net calorific values; None is "not known", never zero.

    `ncv_gj_per_t` makes energy of a mass, `density_kg_per_m3` a mass of a volume. `co2_kg_per_tj` None
    means that no figure was verified. A biogenic fuel's CO2 is reported apart. `year` and `source` belong
    to the emission factors.
    """

    carrier: str
    biogenic: bool
    ncv_gj_per_t: float | None
    density_kg_per_m3: float | None
    co2_kg_per_tj: float | None
    ch4_kg_per_tj: float | None
    n2o_kg_per_tj: float | None
    year: int | None
    source: str
    licence: str = ""


@dataclass(frozen=True, slots=True)
class GridFactor:
    """Life-cycle greenhouse gas of a country's generated electricity (ISO 3166 alpha-3), no grid loss."""

    country: str
    g_co2e_per_kwh: float
    year: int
    source: str
    licence: str = ""


@dataclass(frozen=True, slots=True)
class WarmingPotentials:
    """One GWP set over 100 years: how many t CO2 one t of the gas stands for."""

    name: str
    ch4: float
    n2o: float
    year: int
    source: str


@dataclass(frozen=True, slots=True)
class FactorTables:
    """Every table, by carrier, by country, by name of the set."""

    fuels: Mapping[str, FuelFactor]
    grid: Mapping[str, GridFactor]
    potentials: Mapping[str, WarmingPotentials]


@dataclass(frozen=True, slots=True)
class Method:
    """What a visit's figures are made with: the tables, the country of its grid, and the GWP set."""

    tables: FactorTables
    country: str
    potentials: WarmingPotentials


def method_for(tables: FactorTables, country: str, gwp: str = DEFAULT_GWP) -> Method:
    """Return the method for a country (ISO 3166 alpha-3) and a GWP set; KeyError for an unknown set."""
    return Method(tables, country, tables.potentials[gwp])
