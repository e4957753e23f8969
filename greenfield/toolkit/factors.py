"""The one reader of factor tables: rows with year, source and licence each.

The shipped tables stand in `resources/factors`; a centre's own national table is a file of the same form, with the
country in every row. An empty cell is "not known"; it is never read as zero.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from greenfield.assess.carriers import refrigerant_name
from greenfield.assess.factors import (
    FactorTables,
    FuelFactor,
    GridFactor,
    RefrigerantFactor,
    WarmingPotentials,
)
from greenfield.base import resources
from greenfield.base.problem import fail
from greenfield.toolkit.tables import Table, TableRow, read_tables

FUEL_COLUMNS = (
    "carrier", "kind", "ncv_gj_per_t", "density_kg_per_m3", "co2_kg_per_tj", "ch4_kg_per_tj", "n2o_kg_per_tj",
    "year", "source", "licence",
)  # fmt: skip
GRID_COLUMNS = ("country", "year", "g_co2e_per_kwh", "source", "licence")
GWP_SETS = ("AR4", "AR5", "AR6")
REFRIGERANT_COLUMNS = ("carrier", *GWP_SETS, "year", "source", "licence")
_GWP_COLUMNS = ("set", "ch4", "n2o", "year", "source", "licence")
_KINDS = ("fossil", "biogenic")
_T = TypeVar("_T")


def load_factors() -> FactorTables:
    """Return the shipped factor tables; `resource.missing` or a problem of a table as `read_fuels`."""
    return FactorTables(
        fuels=read_fuels(resources.source("factors", "fuels.csv")),
        grid=read_grid(resources.source("factors", "grid.csv")),
        potentials=read_potentials(resources.source("factors", "gwp.csv")),
        refrigerants=refrigerants_of(_table(resources.source("factors", "refrigerants.csv"))),
    )


def read_fuels(path: Path) -> dict[str, FuelFactor]:
    """Return a table of fuels by carrier.

    ProblemError `file.unreadable`, `factor.table_column`, `factor.table_value`, `factor.table_empty`.
    """
    return fuels_of(_table(path))


def read_grid(path: Path) -> dict[str, GridFactor]:
    """Return a table of grids by country (ISO 3166 alpha-3); problems as `read_fuels`."""
    return grids_of(_table(path))


def read_potentials(path: Path) -> dict[str, WarmingPotentials]:
    """Return the GWP sets by name; problems as `read_fuels`."""
    return {gwp.name: gwp for gwp in _each(_table(path), _GWP_COLUMNS, _potentials)}


def fuels_of(table: Table) -> dict[str, FuelFactor]:
    """Return the fuels of a table by carrier; problems as `read_fuels`."""
    return {fuel.carrier: fuel for fuel in _each(table, FUEL_COLUMNS, _fuel)}


def grids_of(table: Table) -> dict[str, GridFactor]:
    """Return the grids of a table by country; of several years the last one counts. Problems as `read_fuels`."""
    found: dict[str, GridFactor] = {}
    for grid in _each(table, GRID_COLUMNS, _grid):
        before = found.get(grid.country)
        if before is None or grid.year >= before.year:
            found[grid.country] = grid
    return found


def refrigerants_of(table: Table) -> dict[str, RefrigerantFactor]:
    """Return the refrigerants of a table by carrier; problems as `read_fuels`."""
    return {refrigerant_name(one.carrier): one for one in _each(table, REFRIGERANT_COLUMNS, _refrigerant)}


def _table(path: Path) -> Table:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise fail("file.unreadable", str(path), reason=str(error)) from error
    return read_tables(content, path.name)[0]


def _each(table: Table, columns: tuple[str, ...], make: Callable[[TableRow], _T]) -> Iterator[_T]:
    table.needs(columns)
    for row in table.rows:
        yield make(row)


def _fuel(row: TableRow) -> FuelFactor:
    co2 = row.number_if_known("co2_kg_per_tj")
    kind = row.text("kind")
    if kind not in _KINDS:
        raise fail("benchmark.word", row.place("kind"), value=kind, known=", ".join(_KINDS))
    return FuelFactor(
        carrier=row.text("carrier"),
        biogenic=kind == "biogenic",
        ncv_gj_per_t=row.number_if_known("ncv_gj_per_t"),
        density_kg_per_m3=row.number_if_known("density_kg_per_m3"),
        co2_kg_per_tj=co2,
        ch4_kg_per_tj=row.number_if_known("ch4_kg_per_tj"),
        n2o_kg_per_tj=row.number_if_known("n2o_kg_per_tj"),
        year=None if co2 is None else row.whole("year"),
        source=row.text("source"),
        licence=row.text("licence"),
    )


def _grid(row: TableRow) -> GridFactor:
    return GridFactor(
        row.text("country"),
        row.number("g_co2e_per_kwh"),
        row.whole("year"),
        row.text("source"),
        row.text("licence"),
    )


def _potentials(row: TableRow) -> WarmingPotentials:
    return WarmingPotentials(
        row.text("set"), row.number("ch4"), row.number("n2o"), row.whole("year"), row.text("source")
    )


def _refrigerant(row: TableRow) -> RefrigerantFactor:
    known = {name: row.number_if_known(name) for name in GWP_SETS}
    return RefrigerantFactor(
        carrier=row.text("carrier"),
        gwp={name: value for name, value in known.items() if value is not None},
        year=row.whole("year"),
        source=row.text("source"),
        licence=row.text("licence"),
    )
