"""The lines of the RECP indicators, for paper and window alike: totals of the period, and per output."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from greenfield.assess.values import Indicators
from greenfield.base.texts import Texts
from greenfield.report.figures import Figures, per_unit_name
from greenfield.report.plan import CoveredPeriod, OwnIndicator
from greenfield.report.thresholds import set_heading, value_words, verdict_words


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator: what was used or let go in the period, and for the output; `unit` is that of the total.

    `total_key` and `relative_key` name both figures for `assess.explain`; the output has no relative figure, and that of an
    indicator of a framework is whether it is met, which has no key.
    """

    name: str
    total: str
    relative: str
    total_key: str
    relative_key: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """Indicators that are read the same way, below a sentence that says which way is better."""

    heading: str
    lines: tuple[IndicatorLine, ...]


def column_heads(period: CoveredPeriod, texts: Texts) -> tuple[str, str, str]:
    """Return what stands above the columns: the figures are those of the period, or of a year where they were scaled to one."""
    amount = texts("In the period") if period.per_year == 1.0 else texts("In a year")
    return texts("Indicator"), amount, texts("For the output")


def indicator_groups(values: Indicators, period: CoveredPeriod, figures: Figures) -> list[IndicatorGroup]:
    """Return the indicators of use, then those of pollution."""
    texts = figures.texts
    made = period.output_unit
    output = per_unit_name(made, texts) or texts("output")
    use = (
        (texts("Energy"), "energy_gj", "GJ", "energy"),
        (texts("Materials"), "materials_t", "t", "materials"),
        (texts("Water"), "water_m3", "m³", "water"),
    )
    pollution = (
        (texts("Greenhouse gas"), "co2e_t", "t CO₂e", "co2e"),
        (texts("Waste-water"), "wastewater_m3", "m³", "wastewater"),
        (texts("Waste"), "waste_t", "t", "waste"),
    )
    used = tuple(
        IndicatorLine(
            name,
            figures.amount(values.absolute.get(total), unit),
            _relative(values.productivity, key, made, unit, figures),
            total,
            f"{key}_productivity",
            unit,
        )
        for name, total, unit, key in use
    )
    left = tuple(
        IndicatorLine(
            name,
            figures.amount(values.absolute.get(total), unit),
            _relative(values.intensity, key, unit, output, figures),
            total,
            f"{key}_intensity",
            unit,
        )
        for name, total, unit, key in pollution
    )
    return [
        IndicatorGroup(texts("What is used: more output for each unit is better"), used),
        IndicatorGroup(texts("What leaves unused: less for each unit of output is better"), left),
    ]


OWN = "own:"
"""What the keys of indicators begin with that a questionnaire defines."""


def own_indicator_groups(indicators: Sequence[OwnIndicator], figures: Figures) -> list[IndicatorGroup]:
    """Return the indicators that the questionnaire defines; nothing where it has none.

    First those without a threshold, by which way is better; then those of a framework, by topic and kind, with the
    threshold and whether it is met in place of the figure for the output.
    """
    texts = figures.texts
    headings = {
        "up": texts("From this questionnaire: more is better"),
        "down": texts("From this questionnaire: less is better"),
        "": texts("From this questionnaire"),
    }
    found = []
    for better, heading in headings.items():
        lines = tuple(
            _own_line(one, figures) for one in indicators if one.better == better and not _is_of_set(one)
        )
        if lines:
            found.append(IndicatorGroup(heading, lines))
    sets: dict[tuple[str, str], list[OwnIndicator]] = {}
    for one in filter(_is_of_set, indicators):
        sets.setdefault((one.topic, one.kind), []).append(one)
    return found + [
        IndicatorGroup(set_heading(rows, figures), tuple(_own_line(one, figures) for one in rows))
        for rows in sets.values()
    ]


def _is_of_set(indicator: OwnIndicator) -> bool:
    return indicator.threshold is not None or bool(indicator.topic)


def _own_line(indicator: OwnIndicator, figures: Figures) -> IndicatorLine:
    return IndicatorLine(
        name=figures.name(indicator.name),
        total=value_words(indicator.value, indicator.unit, figures),
        relative=verdict_words(indicator, figures),
        total_key=OWN + indicator.key,
        relative_key="",
        unit=indicator.unit,
    )


def output_line(values: Indicators, period: CoveredPeriod, figures: Figures) -> IndicatorLine:
    """Return what the factory made."""
    texts = figures.texts
    name = (
        texts("Output: {product}", product=figures.name(period.output_name))
        if period.output_name
        else texts("Output")
    )
    made = values.absolute.get("output", period.output_amount) or None  # 0 is kept where nobody has said it
    return IndicatorLine(name, figures.amount(made, period.output_unit), "", "output", "")


def _relative(values: Mapping[str, float | None], key: str, above: str, below: str, figures: Figures) -> str:
    value = values.get(key)
    if value is None:
        return figures.number(None)
    return figures.texts("{amount} per {unit}", amount=figures.amount(value, above), unit=below)
