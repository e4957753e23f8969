"""The one reader of factor tables: CSV files with year, source and licence in every row.

The shipped tables stand in `resources/factors`; a centre's own national table is a file of the same form.
An empty cell is "not known"; it is never read as zero.
"""

import csv
from collections.abc import Callable, Iterator
from math import isfinite
from pathlib import Path
from typing import TypeVar

from greenfield.assess.factors import FactorTables, FuelFactor, GridFactor, WarmingPotentials
from greenfield.base import resources
from greenfield.base.problem import Place, fail

_FUEL_COLUMNS = (
    "carrier", "kind", "ncv_gj_per_t", "density_kg_per_m3", "co2_kg_per_tj", "ch4_kg_per_tj", "n2o_kg_per_tj",
    "year", "source", "licence",
)  # fmt: skip
_GRID_COLUMNS = ("country", "year", "g_co2e_per_kwh", "source", "licence")
_GWP_COLUMNS = ("set", "ch4", "n2o", "year", "source", "licence")
_T = TypeVar("_T")


def load_factors() -> FactorTables:
    """Return the shipped factor tables; `resource.missing` or a problem of a table as `read_fuels`."""
    return FactorTables(
        fuels=read_fuels(resources.source("factors", "fuels.csv")),
        grid=read_grid(resources.source("factors", "grid.csv")),
        potentials=read_potentials(resources.source("factors", "gwp.csv")),
    )


def read_fuels(path: Path) -> dict[str, FuelFactor]:
    """Return a table of fuels by carrier.

    ProblemError `file.unreadable`, `factor.table_column`, `factor.table_value`, `factor.table_empty`.
    """
    return {fuel.carrier: fuel for fuel in _each(path, _FUEL_COLUMNS, _fuel)}


def read_grid(path: Path) -> dict[str, GridFactor]:
    """Return a table of grids by country (ISO 3166 alpha-3); problems as `read_fuels`."""
    return {grid.country: grid for grid in _each(path, _GRID_COLUMNS, _grid)}


def read_potentials(path: Path) -> dict[str, WarmingPotentials]:
    """Return the GWP sets by name; problems as `read_fuels`."""
    return {gwp.name: gwp for gwp in _each(path, _GWP_COLUMNS, _potentials)}


class _Row:
    """One row of a table, with its place for problems."""

    def __init__(self, cells: dict[str, str], path: Path, line: int) -> None:
        self._cells, self._path, self._line = cells, path, line

    def text(self, column: str) -> str:
        text = (self._cells.get(column) or "").strip()
        if not text:
            raise fail("factor.table_empty", self._place(column), column=column)
        return text

    def number(self, column: str) -> float:
        text = self.text(column)
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not isfinite(value) or value < 0:
            raise fail("factor.table_value", self._place(column), value=text)
        return value

    def number_if_known(self, column: str) -> float | None:
        return self.number(column) if (self._cells.get(column) or "").strip() else None

    def _place(self, column: str) -> Place:
        return Place(name=self._path.name, row=self._line, column=column)


def _each(path: Path, columns: tuple[str, ...], make: Callable[[_Row], _T]) -> Iterator[_T]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise fail("file.unreadable", str(path), reason=str(error)) from error
    reader = csv.DictReader(lines)
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise fail("factor.table_column", path.name, column=missing[0])
    for cells in reader:
        yield make(_Row(cells, path, reader.line_num))


def _fuel(row: _Row) -> FuelFactor:
    co2 = row.number_if_known("co2_kg_per_tj")
    return FuelFactor(
        carrier=row.text("carrier"),
        biogenic=row.text("kind") == "biogenic",
        ncv_gj_per_t=row.number_if_known("ncv_gj_per_t"),
        density_kg_per_m3=row.number_if_known("density_kg_per_m3"),
        co2_kg_per_tj=co2,
        ch4_kg_per_tj=row.number_if_known("ch4_kg_per_tj"),
        n2o_kg_per_tj=row.number_if_known("n2o_kg_per_tj"),
        year=None if co2 is None else int(row.number("year")),
        source=row.text("source"),
        licence=row.text("licence"),
    )


def _grid(row: _Row) -> GridFactor:
    return GridFactor(
        row.text("country"),
        row.number("g_co2e_per_kwh"),
        int(row.number("year")),
        row.text("source"),
        row.text("licence"),
    )


def _potentials(row: _Row) -> WarmingPotentials:
    return WarmingPotentials(
        row.text("set"), row.number("ch4"), row.number("n2o"), int(row.number("year")), row.text("source")
    )
