"""The one reader of benchmark sets: rows with source, years, n and definition; and which US subsector an ISIC code is.

The shipped set stands in `resources/benchmarks`; a centre's own set is a file of the same form.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from greenfield.assess.benchmarks import LEAST_CASES, Benchmark, Metric, Per
from greenfield.assess.price_bands import PriceBand
from greenfield.assess.units import scale
from greenfield.base import resources
from greenfield.base.problem import ProblemError, fail
from greenfield.base.sectors import division_of
from greenfield.toolkit.price_bands import currency_of, shipped_bands
from greenfield.toolkit.tables import Table, TableRow, read_tables

BENCHMARK_COLUMNS = (
    "set", "title", "region", "metric", "basis", "system", "sector", "n", "p25", "median", "p75", "cases", "years",
    "definition", "source", "licence",
)  # fmt: skip
DENOMINATOR_COLUMNS = ("per", "currency", "money_year", "product", "product_unit")
"""These may be left out: then the rows are per employee and year."""
_BY_PEOPLE = "_per_employee"
_SYSTEMS = ("ISIC", "NAICS")
_BASES = ("", "net", "gross")
_OF_FUEL = frozenset({Metric.NATURAL_GAS, Metric.FUEL, Metric.ENERGY})


@dataclass(frozen=True, slots=True)
class BenchmarkSets:
    """All rows that may be compared with, the subsectors of NAICS by ISIC code, and bands of prices."""

    rows: tuple[Benchmark, ...]
    naics: Mapping[str, tuple[str, ...]]
    bands: tuple[PriceBand, ...] = ()


@cache
def shipped_benchmarks() -> BenchmarkSets:
    """Return the set that comes with the program; problems of a file as `read_benchmarks`."""
    path = resources.source("benchmarks", "us-iac.csv")
    (table,) = read_tables(path.read_bytes(), path.name)
    return BenchmarkSets(read_benchmarks(table), _concordance(), shipped_bands())


def _concordance() -> dict[str, tuple[str, ...]]:
    path = resources.source("benchmarks", "isic-naics.csv")
    (table,) = read_tables(path.read_bytes(), path.name)
    found: dict[str, tuple[str, ...]] = {}
    for row in table.rows:
        code = row.text("isic")
        found[code] = (*found.get(code, ()), row.text("naics"))
    return found


def read_benchmarks(table: Table) -> tuple[Benchmark, ...]:
    """Return the rows of a set.

    ProblemError `factor.table_column`, `factor.table_empty`, `factor.table_value`, `benchmark.word` (not one of the known
    words), `benchmark.sector` (no ISIC code), `benchmark.order` (quartiles out of order), `benchmark.few` (fewer than 10
    plants, and not their single cases), `benchmark.twice`, `benchmark.no_rows`.
    """
    table.needs(BENCHMARK_COLUMNS)
    rows = tuple(_read(table))
    if not rows:
        raise fail("benchmark.no_rows", table.name)
    return rows


def _read(table: Table) -> Iterator[Benchmark]:
    seen: set[tuple[str, ...]] = set()
    for row in table.rows:
        one = _benchmark(row)
        key = (one.set, one.metric, one.system, one.sector, one.region, *one.denominator)
        if key in seen:
            raise fail("benchmark.twice", row.place("sector"), sector=one.sector, metric=str(one.metric))
        seen.add(key)
        yield one


def _benchmark(row: TableRow) -> Benchmark:
    metric = _metric(row)
    system = _word(row, "system", _SYSTEMS)
    sector = row.text("sector")
    if (system == "ISIC" and not division_of(sector)) or (system == "NAICS" and not sector.isdigit()):
        raise fail("benchmark.sector", row.place("sector"), sector=sector, system=system)
    basis = _word(row, "basis", _BASES[1:] if metric in _OF_FUEL else _BASES[:1])
    per = Per(_word(row, "per", tuple(Per)) if row.optional("per") else Per.EMPLOYEE)
    n = row.whole("n")
    quartiles = tuple(row.number_if_known(column) for column in ("p25", "median", "p75"))
    cases = _cases(row)
    if n < LEAST_CASES:
        if any(value is not None for value in quartiles) or len(cases) != n:
            raise fail("benchmark.few", row.place("n"), n=n, least=LEAST_CASES)
    elif None in quartiles or list(quartiles) != sorted(value or 0.0 for value in quartiles):
        raise fail("benchmark.order", row.place("median"))
    return Benchmark(
        set=row.text("set"),
        title=row.text("title"),
        region=row.text("region"),
        metric=metric,
        basis=basis,
        system=system,
        sector=sector,
        n=n,
        p25=quartiles[0],
        median=quartiles[1],
        p75=quartiles[2],
        cases=cases,
        years=row.text("years"),
        definition=row.text("definition"),
        source=row.text("source"),
        licence=row.text("licence"),
        per=per,
        currency=currency_of(row) if per is Per.VALUE_ADDED else "",
        money_year=row.whole("money_year") if per is Per.VALUE_ADDED else None,
        product=row.text("product") if per is Per.PRODUCT else "",
        product_unit=_unit(row) if per is Per.PRODUCT else "",
    )


def _unit(row: TableRow) -> str:
    """Return the unit of a product, one that the output of a factory may have."""
    unit = row.text("product_unit")
    try:
        known = scale(unit)
    except ProblemError:
        known = None
    if known is None:
        raise fail("benchmark.word", row.place("product_unit"), value=unit, known="t, kg, m3, L, pieces")
    return unit


def _metric(row: TableRow) -> Metric:
    """Return what a row measures; its name may say the usual denominator, or leave it out."""
    known = {str(one).removesuffix(_BY_PEOPLE): one for one in Metric}
    found = known.get(row.optional("metric").removesuffix(_BY_PEOPLE))
    if found is None:
        raise fail(
            "benchmark.word",
            row.place("metric"),
            value=row.optional("metric") or "–",
            known=", ".join(Metric),
        )
    return found


def _word(row: TableRow, column: str, known: tuple[str, ...]) -> str:
    found = row.optional(column)
    if found not in known:
        listed = ", ".join(word or "–" for word in known)
        raise fail("benchmark.word", row.place(column), value=found or "–", known=listed)
    return found


def _cases(row: TableRow) -> tuple[float, ...]:
    found = []
    for text in row.optional("cases").replace(";", " ").split():
        part = TableRow({"cases": text}, row.name, row.line, row.sheet)
        found.append(part.number("cases"))
    return tuple(sorted(found))
