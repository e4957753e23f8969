"""Benchmarks: quartiles of comparable plants, set beside a factory's own figure where both mean the same.

Sets stand side by side and are never mixed. Nothing here knows a figure; the rows are handed in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import fsum

from greenfield.assess import carriers
from greenfield.assess.account import Account
from greenfield.assess.energy import is_counted
from greenfield.assess.indicators import output_factor
from greenfield.assess.units import Dimension, scale_to
from greenfield.assess.values import Flow, Output, Period, Resource
from greenfield.assess.years import year_factor
from greenfield.base.problem import ProblemError

LEAST_CASES = 10
"""Fewer plants than this give single cases and no percentile."""
NET_OF_GROSS_GAS = 0.9
"""Net by gross calorific value of natural gas; see docs/decisions/benchmarks.md."""


class Metric(StrEnum):
    """What a row measures; the names are those of rows by employee and year, see `Per`."""

    ELECTRICITY = "electricity_kwh_per_employee"
    NATURAL_GAS = "natural_gas_gj_per_employee"
    FUEL = "fuel_gj_per_employee"
    ENERGY = "energy_gj_per_employee"
    WATER = "water_m3_per_employee"
    WASTE = "waste_kg_per_employee"


UNITS: Mapping[Metric, str] = {
    Metric.ELECTRICITY: "kWh",
    Metric.NATURAL_GAS: "GJ",
    Metric.FUEL: "GJ",
    Metric.ENERGY: "GJ",
    Metric.WATER: "m3",
    Metric.WASTE: "kg",
}
"""The unit of each metric, above the denominator."""


class Per(StrEnum):
    """By what a row divides: people, value added, or a product that the set names."""

    EMPLOYEE = "employee"
    VALUE_ADDED = "value added"
    PRODUCT = "product"


MONEY = 1000.0
"""Rows by value added are per so much of their currency."""


class NoStrip(StrEnum):
    """Why a factory's point is not drawn beside a row."""

    NO_EMPLOYEES = "no_employees"
    NOT_KNOWN = "not_known"
    OTHER_FUELS = "other_fuels"
    NO_GAS = "no_gas"
    GROSS = "gross"
    FEW = "few"
    NO_VALUE_ADDED = "no_value_added"
    OTHER_CURRENCY = "other_currency"
    OTHER_YEAR = "other_year"
    NO_PRODUCT = "no_product"
    OTHER_PRODUCT = "other_product"
    OTHER_UNIT = "other_unit"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A row of a set: quartiles of `n` plants, or their single `cases` where `n` is under 10.

    `per` is the denominator. Value added is in `currency` at the prices of `money_year`, per 1,000 of it; a product has the
    names `product` (a set may list several, with semicolons) and the unit `product_unit`.

    `basis` says whether energy is by `net` or `gross` calorific value, empty where that makes no difference.
    `system` (ISIC or NAICS) and `sector` say whose plants these are, `region` whence (ISO 3166 alpha-3, or a name).
    """

    set: str
    title: str
    region: str
    metric: Metric
    basis: str
    system: str
    sector: str
    n: int
    p25: float | None
    median: float | None
    p75: float | None
    cases: tuple[float, ...]
    years: str
    definition: str
    source: str
    licence: str
    per: Per = Per.EMPLOYEE
    currency: str = ""
    money_year: int | None = None
    product: str = ""
    product_unit: str = ""

    @property
    def denominator(self) -> tuple[str, ...]:
        """What the row divides by, as a key: rows of different ones are never put together."""
        year = "" if self.money_year is None else str(self.money_year)
        return (str(self.per), self.currency, year, self.product, self.product_unit)

    @property
    def has_range(self) -> bool:
        """Tell whether there are enough plants to speak of quartiles."""
        return self.n >= LEAST_CASES and None not in (self.p25, self.median, self.p75)


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """A factory's figure for a metric: `amount` of the period over `employees`, turned into a year's.

    `value` None has a `reason`. `flows` are what it is the sum of. `per_year` is the factor that makes a year of the
    period, `of_basis` the one that turns net into gross. `denominator` is what the amount is divided by where that is not
    `employees`: value added in thousands, or output in the unit of the set.
    """

    value: float | None
    reason: NoStrip | None
    flows: tuple[str, ...]
    amount: float | None
    employees: int | None
    per_year: float
    of_basis: float = 1.0
    denominator: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A row with the factory's figure; without a `reason` a strip may be drawn."""

    benchmark: Benchmark
    own: OwnFigure

    @property
    def reason(self) -> NoStrip | None:
        """Why no strip is drawn."""
        return self.own.reason or (None if self.benchmark.has_range else NoStrip.FEW)


def rows_for(rows: Iterable[Benchmark], sector: str, naics: Mapping[str, tuple[str, ...]]) -> list[Benchmark]:
    """Return the rows whose plants are of a factory's sector, an ISIC code such as `C1071`.

    Of ISIC rows the one with the longest code that `sector` begins with; of NAICS rows those that the longest fitting
    code of the concordance `naics` names. A code that the concordance does not know gives none.
    """
    if not sector:
        return []
    found = list(rows)
    subsectors = naics.get(_longest(naics, sector), ())
    of_naics = [one for one in found if one.system == "NAICS" and one.sector in subsectors]
    of_isic = [one for one in found if one.system == "ISIC" and sector.startswith(one.sector)]
    longest: dict[tuple[str, ...], int] = {}
    for one in of_isic:
        key = _alike(one)
        longest[key] = max(longest.get(key, 0), len(one.sector))
    best = [one for one in of_isic if len(one.sector) == longest[_alike(one)]]
    order = list(Metric)
    return sorted(
        [*of_naics, *best], key=lambda one: (one.set, order.index(one.metric), one.denominator, one.sector)
    )


def _alike(one: Benchmark) -> tuple[str, ...]:
    return (one.set, one.metric, *one.denominator)


def _longest(codes: Iterable[str], sector: str) -> str:
    return max((code for code in codes if sector.startswith(code)), key=len, default="")


def compare(rows: Iterable[Benchmark], account: Account) -> tuple[Comparison, ...]:
    """Set each row beside the factory's own figure; the order of the rows is kept."""
    return tuple(Comparison(row, own_of(row, account)) for row in rows)


def own_of(row: Benchmark, account: Account) -> OwnFigure:
    """Return the factory's figure by the denominator of a row; without a value where the two do not mean the same."""
    made = own_figure(row.metric, account, row.basis)
    if row.per is Per.EMPLOYEE:
        return made
    below, reason = (
        _value_added(row, account.period) if row.per is Per.VALUE_ADDED else _made(row, account.period)
    )
    by_people = made.reason is NoStrip.NO_EMPLOYEES
    if made.reason is not None and not by_people:
        reason = made.reason
    value = None
    if reason is None and made.amount is not None and below:
        value = made.amount * made.of_basis / below
    return replace(made, value=value, reason=reason, employees=None, per_year=1.0, denominator=below)


def _value_added(row: Benchmark, period: Period) -> tuple[float | None, NoStrip | None]:
    """Return the value added of the period in thousands, or why it cannot be compared with the row's."""
    if period.value_added is None or period.value_added <= 0:
        return None, NoStrip.NO_VALUE_ADDED
    if period.currency != row.currency:
        return None, NoStrip.OTHER_CURRENCY
    if row.money_year is None or not period.start.year <= row.money_year <= period.end.year:
        return None, NoStrip.OTHER_YEAR
    return float(period.value_added) / period.per_year / MONEY, None


def _made(row: Benchmark, period: Period) -> tuple[float | None, NoStrip | None]:
    """Return the output of the period in the row's unit, or why it cannot be compared with the row's."""
    output = period.output
    if output.amount <= 0 or not period.product.strip():
        return None, NoStrip.NO_PRODUCT
    names = {plain_name(name) for name in row.product.split(";")}
    if plain_name(period.product) not in names:
        return None, NoStrip.OTHER_PRODUCT
    try:
        factor = output_factor(Output(1.0, row.product_unit), output)
    except ProblemError:
        return None, NoStrip.OTHER_UNIT
    return output.amount * factor / period.per_year, None


def plain_name(text: str) -> str:
    """Return a name as it is compared: without differences of case and spaces."""
    return " ".join(text.casefold().split())


def own_figure(metric: Metric, account: Account, basis: str = "") -> OwnFigure:
    """Return the factory's figure for a metric, by the calorific value that `basis` names."""
    period = account.period
    flows, reason = _flows(metric, period)
    total = _total(metric, flows, account) if reason is None else None
    if reason is None and total is None:
        reason = NoStrip.NOT_KNOWN
    of_basis = 1.0
    if basis == "gross" and reason is None:
        if metric is Metric.NATURAL_GAS:
            of_basis = 1.0 / NET_OF_GROSS_GAS
        elif metric in {Metric.FUEL, Metric.ENERGY}:
            reason = NoStrip.GROSS
    if not period.employees and reason is None:
        reason = NoStrip.NO_EMPLOYEES
    scaled = period.per_year
    per_year = scaled if scaled != 1.0 else year_factor(period.start, period.end)
    if total is not None:
        total /= scaled
    value = None
    if reason is None and total is not None and period.employees:
        value = total * of_basis * per_year / period.employees
    names = tuple(flow.id for flow in flows)
    return OwnFigure(value, reason, names, total, period.employees, per_year, of_basis)


def is_fuel(flow: Flow) -> bool:
    """Tell whether a flow is a fuel that is burnt here."""
    return flow.resource is Resource.ENERGY and flow.carrier not in carriers.NO_FUEL


def _flows(metric: Metric, period: Period) -> tuple[list[Flow], NoStrip | None]:
    """Return the flows that a metric counts, and why it cannot be taken from them."""
    energy = [flow for flow in period.flows if flow.resource is Resource.ENERGY and is_counted(flow)]
    fuels = [flow for flow in energy if is_fuel(flow)]
    match metric:
        case Metric.ELECTRICITY:
            return [flow for flow in energy if flow.carrier == carriers.ELECTRICITY], None
        case Metric.NATURAL_GAS:
            gas = [flow for flow in fuels if flow.carrier == "natural_gas"]
            others = len(fuels) > len(gas)
            return gas, NoStrip.NO_GAS if not gas else NoStrip.OTHER_FUELS if others else None
        case Metric.FUEL:
            return fuels, None
        case Metric.ENERGY:
            return energy, None
        case Metric.WATER:
            return [flow for flow in period.flows if flow.resource is Resource.WATER], None
        case Metric.WASTE:
            return [flow for flow in period.flows if flow.resource is Resource.WASTE], None


_TOTALS = {Metric.ENERGY: "energy_gj", Metric.WATER: "water_m3", Metric.WASTE: "waste_t"}


def _total(metric: Metric, flows: list[Flow], account: Account) -> float | None:
    """Return the amount of the period in the unit of the metric; None where a part of it is not known."""
    if metric in _TOTALS:
        total = account.totals[_TOTALS[metric]]
        return total if total is None or metric is not Metric.WASTE else total * 1000.0
    amounts = [account.amounts.get(flow.id) for flow in flows]
    if not amounts or account.totals["energy_gj"] is None:
        return None
    total = fsum(amount for amount in amounts if amount is not None)
    return total / scale_to("kWh", Dimension.ENERGY) if metric is Metric.ELECTRICITY else total


def benchmark_gaps(comparisons: Iterable[Comparison]) -> dict[str, float]:
    """Return by flow how far the factory lies above the plants that it is compared with, from 0 to 1.

    A half at the median, value / (value + median). Of several sets the largest gap of a flow counts.
    """
    gaps: dict[str, float] = {}
    for one in comparisons:
        value, median = one.own.value, one.benchmark.median
        if one.reason is not None or value is None or not median:
            continue
        gap = value / (value + median)
        for flow in one.own.flows:
            gaps[flow] = max(gap, gaps.get(flow, 0.0))
    return gaps
