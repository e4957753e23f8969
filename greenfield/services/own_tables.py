"""A centre's own tables in a workspace: benchmark sets and national factors, of each package the highest version that opens here."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache

from greenfield.assess.factors import FactorTables, NationalTables
from greenfield.base.problem import ProblemError
from greenfield.services.toolkits import keep_package
from greenfield.store.reading.plan import all_of
from greenfield.store.workspace import Workspace
from greenfield.toolkit.benchmarks import BenchmarkSets, shipped_benchmarks
from greenfield.toolkit.factors import load_factors
from greenfield.toolkit.package import BENCHMARKS, FACTORS, Package, unpack
from greenfield.toolkit.table_pack import OwnTables, build_tables, file_name, tables_in, tables_of
from greenfield.toolkit.versions import version_key

TABLE_KINDS = frozenset({BENCHMARKS, FACTORS})
_KEPT = 32


def table_package(content: bytes, name: str) -> tuple[bytes, Package] | None:
    """Return the package of a file of tables, None for a file without any of ours; raises as `build_tables`."""
    tables = tables_in(content, name)
    if not tables:
        return None
    manifest, made = build_tables(tables, name)
    return made, unpack(made, file_name(manifest))


def keep_tables(workspace: Workspace, content: bytes, package: Package, name: str) -> None:
    """Keep a package of tables that can be read; raises as `tables_of` and `keep_package` do."""
    tables_of(package, name)
    with workspace.unit() as unit:
        keep_package(unit, content, package.manifest, package.sha256)


def kept_benchmarks(workspace: Workspace) -> BenchmarkSets:
    """Return all rows to compare with: the program's, and those of the sets that the workspace keeps, with bands of prices."""
    shipped = shipped_benchmarks()
    kept = list(_kept(workspace, BENCHMARKS))
    rows = [row for tables in kept for row in tables.benchmarks]
    bands = [band for tables in kept for band in tables.bands]
    return BenchmarkSets((*shipped.rows, *rows), shipped.naics, (*shipped.bands, *bands)) if kept else shipped


def kept_factors(workspace: Workspace) -> FactorTables:
    """Return the program's factor tables with the national ones that the workspace keeps."""
    national: dict[str, NationalTables] = {}
    for tables in _kept(workspace, FACTORS):
        for country, own in tables.national.items():
            national[country] = _joined(national.get(country, NationalTables()), own)
    return replace(_shipped(), national=national) if national else _shipped()


@lru_cache(maxsize=1)
def _shipped() -> FactorTables:
    return load_factors()


def _joined(before: NationalTables, own: NationalTables) -> NationalTables:
    """Put one package's rows behind another's; what both state, the one that was installed last states, by the clock of whoever did."""
    return NationalTables(
        {**before.fuels, **own.fuels},
        {**before.grid, **own.grid},
        {**before.refrigerants, **own.refrigerants},
    )


def _kept(workspace: Workspace, kind: str) -> Iterator[OwnTables]:
    with workspace.read() as connection:
        found = [one for one in all_of(connection, "package") if one.text("type") == kind]
    opened: dict[str, OwnTables | None] = {one.text("identifier"): None for one in found}
    for one in sorted(found, key=lambda one: version_key(one.text("version")))[::-1]:
        name = one.text("identifier")
        if opened[name] is None:
            with suppress(
                ProblemError
            ):  # newer than this program, or not fetched yet: the version before it counts
                opened[name] = _opened(workspace.blob(one.text("blob")), name)
    yield from (tables for tables in opened.values() if tables is not None)


@lru_cache(maxsize=_KEPT)
def _opened(content: bytes, name: str) -> OwnTables:
    return tables_of(unpack(content, name), name)
