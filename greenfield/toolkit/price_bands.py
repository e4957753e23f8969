"""The reader of price bands: the shipped ones in US dollars, and those of a centre in its own currency."""

from greenfield.assess.price_bands import EVERY, PriceBand
from greenfield.assess.units import scale
from greenfield.assess.values import Resource
from greenfield.base import resources
from greenfield.base.problem import ProblemError, fail
from greenfield.toolkit.tables import Table, TableRow, read_tables

BAND_COLUMNS = (
    *("set", "title", "region", "currency", "resource", "carrier", "unit"),
    *("low", "high", "year", "source", "licence"),
)
_PRICED = tuple(str(one) for one in Resource if one is not Resource.EMISSION)
_CODE = 3


def shipped_bands() -> tuple[PriceBand, ...]:
    """Return the bands that come with the program."""
    path = resources.source("benchmarks", "price-bands.csv")
    (table,) = read_tables(path.read_bytes(), path.name)
    return read_bands(table)


def read_bands(table: Table) -> tuple[PriceBand, ...]:
    """Return the bands of a table.

    ProblemError `factor.table_column`, `factor.table_empty`, `factor.table_value`, `benchmark.word` (a resource, currency or unit
    that is none), `benchmark.band` (the high price is not above the low one), `benchmark.no_rows`.
    """
    table.needs(BAND_COLUMNS)
    if not table.rows:
        raise fail("benchmark.no_rows", table.name)
    return tuple(_band(row) for row in table.rows)


def _band(row: TableRow) -> PriceBand:
    resource = row.text("resource")
    if resource not in _PRICED:
        raise fail("benchmark.word", row.place("resource"), value=resource, known=", ".join(_PRICED))
    low, high = row.number("low"), row.number("high")
    if low >= high:
        raise fail("benchmark.band", row.place("high"))
    return PriceBand(
        set=row.text("set"),
        title=row.text("title"),
        region=row.text("region"),
        currency=currency_of(row),
        resource=Resource(resource),
        carrier=row.optional("carrier") or EVERY,
        unit=_unit(row),
        low=low,
        high=high,
        year=row.whole("year"),
        source=row.text("source"),
        licence=row.text("licence"),
    )


def currency_of(row: TableRow) -> str:
    """Return the currency of a row by its code of three letters; ProblemError `benchmark.word`."""
    code = row.text("currency")
    if not (len(code) == _CODE and code.isascii() and code.isalpha() and code.isupper()):
        raise fail("benchmark.word", row.place("currency"), value=code, known="USD, EUR, KES, …")
    return code


def _unit(row: TableRow) -> str:
    unit = row.text("unit")
    try:
        known = scale(unit)
    except ProblemError:
        known = None
    if known is None:
        raise fail("benchmark.word", row.place("unit"), value=unit, known="kWh, GJ, L, m3, kg, t")
    return unit
