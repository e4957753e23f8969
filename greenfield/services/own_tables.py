"""A centre's own tables in a workspace: benchmark sets and national factors, of each package the highest version that opens here."""

from dataclasses import replace
from functools import lru_cache

from greenfield.assess.factors import FactorTables, NationalTables
from greenfield.base.problem import Place, Problem, ProblemError, Severity
from greenfield.services.toolkits import keep_package
from greenfield.store.reading.plan import all_of
from greenfield.store.workspace import Workspace
from greenfield.toolkit.benchmarks import BenchmarkSets, shipped_benchmarks
from greenfield.toolkit.factors import load_factors
from greenfield.toolkit.package import BENCHMARKS, DAMAGES, FACTORS, Package, unpack
from greenfield.toolkit.table_pack import OwnTables, build_tables, file_name, tables_in, tables_of
from greenfield.toolkit.versions import version_key

TABLE_KINDS = frozenset({BENCHMARKS, FACTORS})
_KEPT = 32
_NOT_FETCHED = {BENCHMARKS: "benchmarks.not_here", FACTORS: "factors.not_here"}
_NOT_READ = {BENCHMARKS: "benchmarks.newer", FACTORS: "factors.newer"}
_DAMAGED = {BENCHMARKS: "benchmarks.damaged", FACTORS: "factors.damaged"}


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


def kept_benchmarks(workspace: Workspace) -> tuple[BenchmarkSets, tuple[Problem, ...]]:
    """Return all rows to compare with: the program's, and those of the sets that the workspace keeps, with bands of prices.

    With a warning for each package of which a higher version is known than opens here.
    """
    shipped = shipped_benchmarks()
    kept, missing = _kept(workspace, BENCHMARKS)
    rows = [row for tables in kept for row in tables.benchmarks]
    bands = [band for tables in kept for band in tables.bands]
    sets = BenchmarkSets((*shipped.rows, *rows), shipped.naics, (*shipped.bands, *bands)) if kept else shipped
    return sets, missing


def kept_factors(workspace: Workspace) -> tuple[FactorTables, tuple[Problem, ...]]:
    """Return the program's factor tables with the national ones that the workspace keeps.

    With a warning for each package of which a higher version is known than opens here.
    """
    national: dict[str, NationalTables] = {}
    kept, missing = _kept(workspace, FACTORS)
    for tables in kept:
        for country, own in tables.national.items():
            national[country] = _joined(national.get(country, NationalTables()), own)
    return (replace(_shipped(), national=national) if national else _shipped()), missing


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


def _kept(workspace: Workspace, kind: str) -> tuple[list[OwnTables], tuple[Problem, ...]]:
    """Return of each package the highest version that opens here, and what is told of the others.

    One that is newer than this program or damaged, or whose file has not come yet, keeps nobody from working; but figures that
    were worked out without it never differ silently.
    """
    with workspace.read() as connection:
        found = [one for one in all_of(connection, "package") if one.text("type") == kind]
    opened: dict[str, OwnTables | None] = {one.text("identifier"): None for one in found}
    missing: dict[str, Problem] = {}
    for one in sorted(found, key=lambda one: version_key(one.text("version")))[::-1]:
        name = one.text("identifier")
        if opened[name] is None:
            try:
                opened[name] = _opened(workspace.blob(one.text("blob")), name)
            except ProblemError as error:
                codes = _told_of(error)
                values = {"table": one.text("title") or name, "version": one.text("version")}
                told = Problem(codes[kind], Place(name), values, Severity.WARNING)
                missing.setdefault(name, told)
    return [tables for tables in opened.values() if tables is not None], tuple(missing.values())


def _told_of(error: ProblemError) -> dict[str, str]:
    """Return the codes, by kind of package, that say why one does not open."""
    if error.code == "blob.unknown":
        return _NOT_FETCHED
    return _DAMAGED if error.code in DAMAGES else _NOT_READ


@lru_cache(maxsize=_KEPT)
def _opened(content: bytes, name: str) -> OwnTables:
    return tables_of(unpack(content, name), name)
