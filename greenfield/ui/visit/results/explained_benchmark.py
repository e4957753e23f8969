"""How a comparison with a benchmark came about: the factory's figure, and the row of the set with its source."""

from greenfield.assess.benchmarks import UNITS, Comparison, Per
from greenfield.report.benchmark_finding import metric_name, set_name, subject_of, why_not
from greenfield.ui.visit.results.explained import Explained, Input
from greenfield.ui.visit.results.reading import ShownResults


def explain_benchmark(subject: str, shown: ShownResults) -> Explained | None:
    """Explain a row by its subject; None if the result has no such row."""
    found = next((one for one in shown.result.benchmarks if subject_of(one) == subject), None)
    if found is None:
        return None
    row, texts, figures = found.benchmark, shown.texts, shown.figures
    source = texts("{source}. {definition}. Years: {years}. Region: {region}.", source=row.source,
                   definition=row.definition.rstrip("."), years=row.years, region=row.region)  # fmt: skip
    quartiles = (
        (texts("A quarter of the plants use less than"), row.p25),
        (texts("Half of the plants use less than"), row.median),
        (texts("Three quarters of the plants use less than"), row.p75),
    )
    unit = UNITS[row.metric]
    inputs = [
        *_own(found, shown),
        *(Input(name, figures.amount(value, unit)) for name, value in quartiles if value is not None),
        Input(set_name(found, figures), "", source=source),
    ]
    return Explained(
        metric_name(row, figures),
        figures.amount(found.own.value, unit),
        _formula(found, shown) if found.own.value is not None else "",
        tuple(inputs),
        why_not(found, figures),
    )


def _formula(found: Comparison, shown: ShownResults) -> str:
    texts = shown.texts
    match found.benchmark.per:
        case Per.VALUE_ADDED:
            return texts("amount ÷ value added")
        case Per.PRODUCT:
            return texts("amount ÷ output")
        case _:
            return texts("amount × year ÷ employees")


def _denominator(found: Comparison, shown: ShownResults) -> Input:
    """Return what the amount is divided by, with the question that gives it."""
    texts, figures, row, own = shown.texts, shown.figures, found.benchmark, found.own
    profile = shown.desk.opened.toolkit.profile
    if row.per is Per.VALUE_ADDED:
        name, key = (
            texts("Value added in the period, in thousands of {currency}", currency=row.currency),
            "value_added",
        )
        value = figures.number(own.denominator)
    elif row.per is Per.PRODUCT:
        name, key = texts("Output in the period"), "product"
        value = figures.amount(own.denominator, row.product_unit)
    else:
        name, key, value = texts("Employees"), "employees", figures.number(own.employees)
    return Input(name, value, questions=tuple(filter(None, (profile.get(key, ""),))))


def _own(found: Comparison, shown: ShownResults) -> list[Input]:
    texts, figures, own = shown.texts, shown.figures, found.own
    flows = shown.desk.assessment.inventory.found
    questions = tuple(
        name for flow in own.flows if flow in flows for name in flows[flow].amount_questions[:1]
    )
    lines = [
        Input(
            texts("Amount in the period"),
            figures.amount(own.amount, UNITS[found.benchmark.metric]),
            " + ".join(shown.flow_name(flow) for flow in own.flows),
            questions=questions,
        ),
        _denominator(found, shown),
    ]
    if own.per_year != 1.0:
        factor = figures.formats.significant(own.per_year)
        lines.append(Input(texts("To make a year of the period"), texts("times {factor}", factor=factor)))
    if own.of_basis != 1.0:
        factor = figures.formats.significant(own.of_basis)
        lines.append(
            Input(texts("From net to gross calorific value"), texts("times {factor}", factor=factor))
        )
    return lines
