"""What a visit says, as lines that are good to read."""

from collections.abc import Iterator

from greenfield.assess.values import Indicators, Ranked
from greenfield.base.formats import unit_sign
from greenfield.base.texts import Texts
from greenfield.cli.command import Context
from greenfield.forms.formula import Unknown
from greenfield.services.assessment import Assessment
from greenfield.services.flow_names import flow_names
from greenfield.toolkit.toolkit import Toolkit, said

_WIDTH = 58
_MOST_MEASURES = 30


def assessment_lines(assessment: Assessment, toolkit: Toolkit, context: Context) -> Iterator[str]:
    """Yield use and cost of resources, then the measures that the answers recommend, best first."""
    texts, formats = context.texts, context.formats
    currency = assessment.inventory.currency
    for name, value, unit in _uses(assessment.indicators, texts):
        if value is not None:
            yield f"  {name:<24}{formats.significant(value, 4):>12} {unit_sign(unit)}"
    if assessment.total_cost is not None and currency:
        cost = formats.money(assessment.total_cost, currency)
        missing = _without_cost(assessment, toolkit, context)
        if missing:
            yield "  " + texts(
                "Resources cost {cost}, without those whose cost is not known: {flows}.",
                cost=cost,
                flows=formats.enumeration(missing),
            )
        else:
            yield "  " + texts("All resources together cost {cost}.", cost=cost)
    ranked = assessment.recommendations.ranked
    if ranked:
        yield ""
        yield texts.plural("{count} measure fits:", "{count} measures fit:", len(ranked))
        for place, one in enumerate(ranked[:_MOST_MEASURES], start=1):
            yield f"  {place:>2}. {_measure(one, toolkit, context, currency)}"
        if len(ranked) > _MOST_MEASURES:
            more = len(ranked) - _MOST_MEASURES
            yield "      " + texts.plural("and {count} more", "and {count} more", more)
    undecided = assessment.recommendations.undecided
    if undecided:
        count = len(undecided)
        yield texts.plural(
            "One more answer decides about {count} measure.",
            "One more answer each decides about {count} measures.",
            count,
        )


def _without_cost(assessment: Assessment, toolkit: Toolkit, context: Context) -> list[str]:
    names = flow_names(toolkit, assessment)
    return [
        said(names[name], context.texts.language)
        for name, found in assessment.inventory.found.items()
        if isinstance(found.cost, Unknown) and not found.is_absent and name in names
    ]


def _measure(one: Ranked, toolkit: Toolkit, context: Context, currency: str) -> str:
    texts, formats = context.texts, context.formats
    row = toolkit.measure(one.name)
    title = said(row.title, texts.language) if row else one.name
    title = title if len(title) <= _WIDTH else title[: _WIDTH - 1] + "…"
    if one.figures is None or one.figures.annual_saving is None or not currency:
        return f"{title:<{_WIDTH}} {one.name}"
    saving = formats.rough_money(one.figures.annual_saving, currency)
    yearly = texts("{saving} a year", saving=saving)
    return f"{title:<{_WIDTH}} {yearly:>24}  {one.name}"


def _uses(indicators: Indicators, texts: Texts) -> list[tuple[str, float | None, str]]:
    values = indicators.absolute
    return [
        (texts("Energy"), values["energy_gj"], "GJ"),
        (texts("Materials"), values["materials_t"], "t"),
        (texts("Water"), values["water_m3"], "m3"),
        (texts("Greenhouse gas"), values["co2e_t"], "t CO2e"),
        (texts("Waste-water"), values["wastewater_m3"], "m3"),
        (texts("Waste"), values["waste_t"], "t"),
    ]
