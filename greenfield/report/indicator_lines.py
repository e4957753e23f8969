"""The lines of the RECP indicators, for paper and window alike: totals of the period, and per output."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from greenfield.assess.values import Indicators
from greenfield.report.figures import Figures, per_unit_name
from greenfield.report.plan import CoveredPeriod, OwnIndicator


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator: what was used or let go in the period, and for the output; `unit` is that of the total.

    `total_key` and `relative_key` name both figures for `assess.explain`; the output has no relative figure.
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
        IndicatorGroup(texts("What leaves the factory unused: less for each unit of output is better"), left),
    ]


OWN = "own:"
"""What the keys of indicators begin with that a questionnaire defines."""


def own_indicator_groups(indicators: Sequence[OwnIndicator], figures: Figures) -> list[IndicatorGroup]:
    """Return the indicators that the questionnaire defines, by which way is better; nothing where it has none."""
    texts = figures.texts
    headings = {
        "up": texts("From this questionnaire: more is better"),
        "down": texts("From this questionnaire: less is better"),
        "": texts("From this questionnaire"),
    }
    found = []
    for better, heading in headings.items():
        lines = tuple(
            IndicatorLine(
                figures.name(one.name), figures.amount(one.value, one.unit), "", OWN + one.key, "", one.unit
            )
            for one in indicators
            if one.better == better
        )
        if lines:
            found.append(IndicatorGroup(heading, lines))
    return found


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
