"""A factory beside the plants of benchmark sets, for paper and window alike: a strip for each row, or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass

from greenfield.assess.benchmarks import UNITS, Benchmark, Comparison, Metric, NoStrip, Per
from greenfield.base.formats import unit_sign
from greenfield.base.texts import Texts, mark
from greenfield.charts.strips import Strip
from greenfield.report.figures import Figures
from greenfield.report.source_words import set_title

_NAMES = {
    Metric.ELECTRICITY: mark("Electricity per employee and year"),
    Metric.NATURAL_GAS: mark("Natural gas per employee and year"),
    Metric.FUEL: mark("Fuels per employee and year"),
    Metric.ENERGY: mark("Energy per employee and year"),
    Metric.WATER: mark("Water per employee and year"),
    Metric.WASTE: mark("Waste per employee and year"),
}
_BY_MONEY = {
    Metric.ELECTRICITY: mark("Electricity for each 1,000 {currency} of value added"),
    Metric.NATURAL_GAS: mark("Natural gas for each 1,000 {currency} of value added"),
    Metric.FUEL: mark("Fuels for each 1,000 {currency} of value added"),
    Metric.ENERGY: mark("Energy for each 1,000 {currency} of value added"),
    Metric.WATER: mark("Water for each 1,000 {currency} of value added"),
    Metric.WASTE: mark("Waste for each 1,000 {currency} of value added"),
}
_BY_PRODUCT = {
    Metric.ELECTRICITY: mark("Electricity for each {unit} of {product}"),
    Metric.NATURAL_GAS: mark("Natural gas for each {unit} of {product}"),
    Metric.FUEL: mark("Fuels for each {unit} of {product}"),
    Metric.ENERGY: mark("Energy for each {unit} of {product}"),
    Metric.WATER: mark("Water for each {unit} of {product}"),
    Metric.WASTE: mark("Waste for each {unit} of {product}"),
}
_REASONS = {
    NoStrip.NO_EMPLOYEES: mark("{set}: not compared, because it is not known how many people work here."),
    NoStrip.NOT_KNOWN: mark("{set}: not compared, because the amount is not known."),
    NoStrip.OTHER_FUELS: mark(
        "{set}: not compared, because the set counts natural gas alone and this factory burns other fuels as well."
    ),
    NoStrip.NO_GAS: mark(
        "{set}: not compared, because the set counts natural gas, which this factory does not burn."
    ),
    NoStrip.NO_VALUE_ADDED: mark(
        "{set}: not compared, because the set is by value added, which is not known here."
    ),
    NoStrip.OTHER_CURRENCY: mark(
        "{set}: not compared, because the set counts value added in {currency}, and this visit in another currency."
    ),
    NoStrip.OTHER_YEAR: mark(
        "{set}: not compared, because the set counts value added at the prices of {year}, which is not a year of this visit."
    ),
    NoStrip.NO_PRODUCT: mark(
        "{set}: not compared, because the set is by {product}, and what this factory makes, or how much, is not stated."
    ),
    NoStrip.OTHER_PRODUCT: mark(
        "{set}: not compared, because the set is by {product}, and this factory makes something else."
    ),
    NoStrip.OTHER_UNIT: mark(
        "{set}: not compared, because the set counts {product} in {unit}, and this visit measures the output in another way."
    ),
    NoStrip.GROSS: mark(
        "{set}: not compared, because the set counts fuels by their gross calorific value and this document by the net one."
    ),
}
_RANGE = mark(
    "The bar holds the middle half of the plants, the line in it the median. Another country's plants are no norm."
)
_GROSS = mark(
    "The figure here is turned into gross calorific value, as the set has it: net divided by {ratio}."
)


@dataclass(frozen=True, slots=True)
class StripFinding:
    """What strips show: a title with the finding, a note, the strips, and sentences on rows without one."""

    title: str
    note: str
    strips: tuple[Strip, ...]
    without: tuple[str, ...] = ()


def benchmark_findings(comparisons: Sequence[Comparison], figures: Figures) -> list[StripFinding]:
    """Return a finding for each metric and denominator that a set of the sector has; sets side by side, never mixed.

    The key of a strip is `subject_of` its row.
    """
    groups: dict[tuple[str, ...], list[Comparison]] = {}
    for one in comparisons:
        row = one.benchmark
        groups.setdefault((row.metric, *row.denominator), []).append(one)
    order = list(Metric)
    listed = sorted(groups.values(), key=lambda group: order.index(group[0].benchmark.metric))
    return [_finding(group, figures) for group in listed]


def subject_of(comparison: Comparison) -> str:
    """Return what names a row in a chart: metric, set and sector, and what it divides by."""
    row = comparison.benchmark
    by = "" if row.per is Per.EMPLOYEE else "/" + "/".join(row.denominator)
    return f"{row.metric}/{row.set}/{row.system}/{row.sector}{by}"


def metric_name(row: Benchmark, figures: Figures) -> str:
    """Return the name of what a row compares, as it is read."""
    texts = figures.texts
    if row.per is Per.VALUE_ADDED:
        return texts(_BY_MONEY[row.metric], currency=row.currency)
    if row.per is Per.PRODUCT:
        return texts(
            _BY_PRODUCT[row.metric], unit=unit_sign(row.product_unit), product=figures.name(_product(row))
        )
    return texts(_NAMES[row.metric])


def _product(row: Benchmark) -> str:
    return row.product.split(";")[0].strip()


def set_name(comparison: Comparison, figures: Figures) -> str:
    """Return the name of a row: its set, whose plants, how many."""
    row = comparison.benchmark
    plants = figures.texts.plural("{count} plant", "{count} plants", row.n)
    return figures.texts(
        "{title} ({system} {sector}, {plants})",
        title=set_title(row.title, figures.texts),
        system=row.system,
        sector=row.sector,
        plants=plants,
    )


def why_not(comparison: Comparison, figures: Figures) -> str:
    """Return why a row has no strip, empty if it has one; single cases are written out."""
    texts, reason = figures.texts, comparison.reason
    if reason is None:
        return ""
    name = set_name(comparison, figures)
    if reason is NoStrip.FEW:
        unit = UNITS[comparison.benchmark.metric]
        cases = [figures.amount(case, unit) for case in comparison.benchmark.cases]
        return texts(
            "{set}: too few plants for a range. The single cases: {cases}.",
            set=name,
            cases=figures.formats.enumeration(cases),
        )
    row = comparison.benchmark
    return texts(
        _REASONS[reason],
        set=name,
        currency=row.currency,
        year="" if row.money_year is None else str(row.money_year),
        product=figures.name(_product(row)),
        unit=unit_sign(row.product_unit),
    )


def _finding(listed: Sequence[Comparison], figures: Figures) -> StripFinding:
    texts = figures.texts
    drawn = [one for one in listed if one.reason is None]
    without = tuple(why_not(one, figures) for one in listed if one.reason is not None)
    name = metric_name(listed[0].benchmark, figures)
    if not drawn:
        return StripFinding(name, "", (), without)
    notes = [texts(_RANGE)]
    if any(one.own.of_basis != 1.0 for one in drawn):
        ratio = figures.formats.significant(1.0 / max(one.own.of_basis for one in drawn))
        notes.append(texts(_GROSS, ratio=ratio))
    strips = tuple(_strip(one, figures) for one in drawn)
    return StripFinding(_title(name, drawn, texts), " ".join(notes), strips, without)


def _title(name: str, drawn: Sequence[Comparison], texts: Texts) -> str:
    if len(drawn) > 1:
        return name
    row, value = drawn[0].benchmark, drawn[0].own.value or 0.0
    if value > (row.p75 or 0.0):
        return texts("{name}: more than three quarters of comparable plants", name=name)
    if value < (row.p25 or 0.0):
        return texts("{name}: less than three quarters of comparable plants", name=name)
    return texts("{name}: in the middle half of comparable plants", name=name)


def _strip(one: Comparison, figures: Figures) -> Strip:
    row, unit = one.benchmark, UNITS[one.benchmark.metric]
    p25, median, p75 = row.p25 or 0.0, row.median or 0.0, row.p75 or 0.0
    value = one.own.value or 0.0
    return Strip(
        label=set_name(one, figures),
        p25=p25,
        median=median,
        p75=p75,
        value=value,
        value_text=figures.amount(value, unit),
        p25_text=figures.number(p25),
        median_text=figures.number(median),
        p75_text=figures.number(p75),
        key=subject_of(one),
    )
