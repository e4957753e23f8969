"""Packages of a centre's own tables: benchmark sets, and national factor tables (fuels, grid, refrigerants).

The source is a CSV file with one table or a workbook with several; the columns say which table it is. Each row names the
package (`set`), its `version` (1 unless stated) and `publisher`; a row of factors names its `country`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from greenfield.assess.benchmarks import Benchmark
from greenfield.assess.factors import FuelFactor, GridFactor, NationalTables, RefrigerantFactor
from greenfield.assess.price_bands import PriceBand
from greenfield.base.places import alpha2_of
from greenfield.base.problem import fail
from greenfield.toolkit.benchmarks import BENCHMARK_COLUMNS, DENOMINATOR_COLUMNS, read_benchmarks
from greenfield.toolkit.factors import (
    FUEL_COLUMNS,
    GRID_COLUMNS,
    REFRIGERANT_COLUMNS,
    fuels_of,
    grids_of,
    refrigerants_of,
)
from greenfield.toolkit.package import BENCHMARKS, FACTORS, FORMAT, SUFFIX, Manifest, Package, pack
from greenfield.toolkit.price_bands import BAND_COLUMNS, read_bands
from greenfield.toolkit.tables import WORKBOOKS, Table, TableRow, read_tables

TABLES = "tables.json"
TABLE_ENDINGS = (".csv", *WORKBOOKS)
_BENCHMARKS, _FUELS, _GRID, _REFRIGERANTS = "benchmarks", "fuels", "grid", "refrigerants"
_PRICES = "prices"
_COMPARED = frozenset({_BENCHMARKS, _PRICES})
_SIGNS = (
    (_BENCHMARKS, frozenset({"metric", "median"})),
    (_PRICES, frozenset({"currency", "unit", "low", "high"})),
    (_FUELS, frozenset({"carrier", "co2_kg_per_tj"})),
    (_GRID, frozenset({"country", "g_co2e_per_kwh"})),
    (_REFRIGERANTS, frozenset({"carrier", "AR5"})),
)
_COLUMNS = {
    _BENCHMARKS: (*BENCHMARK_COLUMNS, *DENOMINATOR_COLUMNS, "version", "publisher"),
    _PRICES: (*BAND_COLUMNS, "version", "publisher"),
    _FUELS: (*FUEL_COLUMNS, "set", "country", "version", "publisher"),
    _GRID: (*GRID_COLUMNS, "set", "version", "publisher"),
    _REFRIGERANTS: (*REFRIGERANT_COLUMNS, "set", "country", "version", "publisher"),
}


@dataclass(frozen=True, slots=True)
class OwnTables:
    """What a package of tables holds: benchmarks and bands of prices, or factors by country."""

    benchmarks: tuple[Benchmark, ...] = ()
    bands: tuple[PriceBand, ...] = ()
    national: Mapping[str, NationalTables] = field(default_factory=dict)


def kind_of(table: Table) -> str:
    """Return which table it is by its columns, empty for none of ours."""
    columns = frozenset(table.columns)
    return next((kind for kind, signs in _SIGNS if signs <= columns), "")


def tables_in(content: bytes, name: str) -> tuple[Table, ...]:
    """Return the tables of ours in a file, none if there are none; raises as `read_tables` does."""
    return tuple(table for table in read_tables(content, name) if kind_of(table))


def build_tables(tables: tuple[Table, ...], name: str) -> tuple[Manifest, bytes]:
    """Return manifest and bytes of the package of a file's tables, all of them read and found right.

    ProblemError `table.mixed` (benchmarks and factors in one file, or two packages), `table.twice`, `factor.country`, and
    as `read_benchmarks` and `read_fuels`. The same rows give the same bytes.
    """
    kinds = [kind_of(table) for table in tables]
    if len(set(kinds)) < len(kinds):
        raise fail("table.twice", name)
    if not _COMPARED.isdisjoint(kinds) and not _COMPARED.issuperset(kinds):
        raise fail("table.mixed", name)
    kept = {kind: [_kept(row, kind) for row in table.rows] for kind, table in zip(kinds, tables, strict=True)}
    rows = [row for table in tables for row in table.rows]
    if not rows:
        raise fail("benchmark.no_rows", name)
    for row in rows:
        row.text("set")
    own = _read(dict(zip(kinds, tables, strict=True)))
    identities = {
        (row.text("set"), row.optional("version") or "1", row.optional("publisher") or row.text("source"))
        for row in rows
    }
    names = {(one, version) for one, version, _ in identities}
    if len(names) > 1:
        raise fail("table.mixed", name)
    ((identifier, version),) = names
    manifest = Manifest(
        format=FORMAT,
        kind=BENCHMARKS if own.benchmarks or own.bands else FACTORS,
        id=identifier,
        version=version,
        publisher=min(publisher for _, _, publisher in identities),
        licence=min(row.text("licence") for row in rows),
        title={"en": _title(own) or identifier},
        languages=["en"],
    )
    return manifest, pack(manifest, {TABLES: msgspec.json.format(msgspec.json.encode(kept), indent=1)})


def _title(own: OwnTables) -> str:
    titles = [one.title for one in own.benchmarks] + [one.title for one in own.bands]
    return titles[0] if titles else ""


def file_name(manifest: Manifest) -> str:
    """Return the name of a package's file."""
    return f"{manifest.id}-{manifest.version}{SUFFIX}"


def _kept(row: TableRow, kind: str) -> dict[str, str]:
    return {column: text for column in _COLUMNS[kind] if (text := row.optional(column))}


def tables_of(package: Package, name: str) -> OwnTables:
    """Return what a package of tables holds; ProblemError `package.damaged`, and as `build_tables`."""
    try:
        stored = msgspec.json.decode(package.members.get(TABLES, b""), type=dict[str, list[dict[str, str]]])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise fail("package.damaged", name) from error
    if not stored or not set(stored) <= set(_COLUMNS):
        raise fail("package.damaged", name)
    return _read(
        {
            kind: Table(
                name, _COLUMNS[kind], tuple(TableRow(cells, name, at + 2) for at, cells in enumerate(rows))
            )
            for kind, rows in stored.items()
        }
    )


def _read(tables: Mapping[str, Table]) -> OwnTables:
    if not _COMPARED.isdisjoint(tables):
        return OwnTables(
            benchmarks=read_benchmarks(tables[_BENCHMARKS]) if _BENCHMARKS in tables else (),
            bands=read_bands(tables[_PRICES]) if _PRICES in tables else (),
        )
    fuels: dict[str, dict[str, FuelFactor]] = {}
    refrigerants: dict[str, dict[str, RefrigerantFactor]] = {}
    grid: dict[str, GridFactor] = {}
    if _FUELS in tables:
        fuels = {country: fuels_of(part) for country, part in _by_country(tables[_FUELS]).items()}
    if _REFRIGERANTS in tables:
        parts = _by_country(tables[_REFRIGERANTS])
        refrigerants = {country: refrigerants_of(part) for country, part in parts.items()}
    if _GRID in tables:
        _by_country(tables[_GRID])
        grid = grids_of(tables[_GRID])
    return OwnTables(
        national={
            country: NationalTables(
                fuels.get(country, {}),
                {country: grid[country]} if country in grid else {},
                refrigerants.get(country, {}),
            )
            for country in sorted({*fuels, *refrigerants, *grid})
        }
    )


def _by_country(table: Table) -> dict[str, Table]:
    parts: dict[str, list[TableRow]] = {}
    for row in table.rows:
        country = row.text("country")
        if not alpha2_of(country):
            raise fail("factor.country", row.place("country"), country=country)
        parts.setdefault(country, []).append(row)
    return {country: Table(table.name, table.columns, tuple(rows)) for country, rows in parts.items()}
