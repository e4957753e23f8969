"""Factor tables as values: fuels by component, grids by country, warming potentials by set.

They are read from files elsewhere and handed in; nothing here knows a number.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

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
class RefrigerantFactor:
    """The warming potential of a refrigerant over 100 years, by name of the GWP set; a blend by its composition."""

    carrier: str
    gwp: Mapping[str, float]
    year: int
    source: str
    licence: str = ""


@dataclass(frozen=True, slots=True)
class NationalTables:
    """What a country's own tables state; it stands before the shipped rows, and leaves the others as they are."""

    fuels: Mapping[str, FuelFactor] = field(default_factory=dict)
    grid: Mapping[str, GridFactor] = field(default_factory=dict)
    refrigerants: Mapping[str, RefrigerantFactor] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FactorTables:
    """Every table, by carrier, by country, by name of the set; `national` by country (ISO 3166 alpha-3)."""

    fuels: Mapping[str, FuelFactor]
    grid: Mapping[str, GridFactor]
    potentials: Mapping[str, WarmingPotentials]
    refrigerants: Mapping[str, RefrigerantFactor] = field(default_factory=dict)
    national: Mapping[str, NationalTables] = field(default_factory=dict)

    def for_country(self, country: str) -> "FactorTables":
        """Return the tables that hold in a country: its own rows first."""
        own = self.national.get(country)
        if own is None:
            return self
        return replace(
            self,
            fuels={**self.fuels, **own.fuels},
            grid={**self.grid, **own.grid},
            refrigerants={**self.refrigerants, **own.refrigerants},
            national={},
        )


@dataclass(frozen=True, slots=True)
class Method:
    """What a visit's figures are made with: the tables, the country of its grid, and the GWP set."""

    tables: FactorTables
    country: str
    potentials: WarmingPotentials


def method_for(tables: FactorTables, country: str, gwp: str = DEFAULT_GWP) -> Method:
    """Return the method for a country (ISO 3166 alpha-3) and a GWP set; KeyError for an unknown set."""
    return Method(tables.for_country(country), country, tables.potentials[gwp])
