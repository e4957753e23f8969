"""Method and sources: what the figures cover, how they came about, which factors, and what is still open."""

from greenfield.base.formats import unit_sign
from greenfield.charts.shapes import Role
from greenfield.report.pdf.blocks import Block, Space
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.flow import Flow
from greenfield.report.pdf.money_over_years import add_money_over_years
from greenfield.report.pdf.sheet import TEXT_WIDTH
from greenfield.report.pdf.styles import SMALL, SMALL_STRONG
from greenfield.report.pdf.table import Row
from greenfield.report.plan import ActionPlan, UsedFactor
from greenfield.report.words import origin_word

_NAME = 108.0
_VALUE_AT, _VALUE = 116.0, 132.0
_YEAR_AT, _YEAR = 254.0, 40.0
_SOURCE_AT = 310.0


def add_method(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    """Put method and sources on a new page; lists that are empty are left out."""
    flow.new_page()
    texts = desk.texts
    title = texts("Method and sources")
    flow.mark_section(title)
    flow.add(desk.title(title))
    _add_list(flow, desk, texts("What the figures cover"), _coverage(plan, desk), first=True)
    _add_list(flow, desk, texts("How they were computed"), _computation(plan, desk))
    _add_factors(flow, plan, desk)
    add_money_over_years(flow, plan, desk)
    if plan.gaps:
        heading = texts.plural(
            "One question is still open", "{count} questions are still open", len(plan.gaps)
        )
        _add_list(flow, desk, heading, plan.gaps)
    if plan.warnings:
        _add_list(flow, desk, texts("Please check"), plan.warnings)
    if plan.notes:
        _add_list(flow, desk, texts("Notes"), plan.notes)


def _add_list(
    flow: Flow, desk: Desk, heading: str, sentences: tuple[str, ...], *, first: bool = False
) -> None:
    points = desk.points(sentences)
    flow.add(desk.section(heading), points[0], before=0.0 if first else 14.0)
    for point in points[1:]:
        flow.add(point, before=2.5)


def _coverage(plan: ActionPlan, desk: Desk) -> tuple[str, ...]:
    texts, period = desk.texts, plan.period
    covered = texts("Period: not stated. Amounts are taken as those of one year.")
    if period.is_stated:
        covered = texts(
            "Period: {start} to {end}, as on the bills and in the company's records. Amounts are those of this "
            "period and are not scaled to a year.",
            start=desk.formats.date(period.start),
            end=desk.formats.date(period.end),
        )
    if period.is_stated and period.per_year != 1.0:
        covered = texts(
            "Period: {start} to {end}, as on the bills and in the company's records. To make a year of these {days} days, "
            "amounts, costs and output were multiplied by {factor}.",
            start=desk.formats.date(period.start),
            end=desk.formats.date(period.end),
            days=period.days,
            factor=desk.formats.significant(period.per_year, 4),
        )
    sentences = [
        covered,
        texts(
            "Boundary: the site that was visited. Energy is final energy bought or taken on site. Electricity from an "
            "own generator is not counted again, because its fuel is counted."
        ),
    ]
    if plan.toolkit:
        sentences.append(texts("Questionnaire: {toolkit}.", toolkit=desk.figures.name(plan.toolkit)))
    if not plan.gaps:
        sentences.append(texts("Every question that applies was answered."))
    return tuple(sentences)


def _computation(plan: ActionPlan, desk: Desk) -> tuple[str, ...]:
    texts = desk.texts
    gwp = (
        texts(
            "Greenhouse gases are weighted by the warming potentials of {set} over 100 years. Figures for grid electricity "
            "come as CO₂e and do not follow this choice.",
            set=plan.gwp,
        )
        if plan.gwp
        else ""
    )
    sentences = (
        texts(
            "Indicators: the enterprise-level indicators of resource efficient and cleaner production by UNIDO and "
            "UNEP (2010). Productivity is output over use, intensity is emission over output."
        ),
        texts(
            "Figures for fuels are those of combustion on site. Figures for grid electricity are life-cycle figures "
            "and so hold more than the burning. They are shown apart; where they are added up, the sum says so."
        ),
        gwp,
        texts(
            "Payback is the first cost over the saving of one year, less what the measure costs each year. Savings "
            "are rounded to three digits."
        ),
        texts(
            "What is saved is valued at the part of a bill that falls with use, or at the average price where that part is "
            "not known: then the real saving is smaller where a fixed or demand charge is large. First costs that nobody "
            "has offered yet are rules of thumb."
        ),
        texts(
            "Each measure saves from the whole use. All measures together never save more than is used, or than is lost of a "
            "material: what is too much is taken off. Where several save at the same machine, the second one finds less than "
            "is said here."
        ),
        *_ranges(plan, desk),
        *_losses(plan, desk),
    )
    return tuple(sentence for sentence in sentences if sentence)


def _ranges(plan: ActionPlan, desk: Desk) -> tuple[str, ...]:
    if not any(measure.range for measure in plan.measures):
        return ()
    return (
        desk.texts(
            "Below a saving stands between what it may lie, as experience with such measures shows, and below a payback "
            "what follows from that."
        ),
    )


def _losses(plan: ActionPlan, desk: Desk) -> tuple[str, ...]:
    if not plan.losses:
        return ()
    return (
        desk.texts(
            "What losses really cost: the material in them at the price at which it was bought, a part of the energy by "
            "the value of that material, treatment, and the work on it, less what is paid for it (material flow cost "
            "accounting, ISO 14051)."
        ),
    )


def _add_factors(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    texts = desk.texts
    heading = desk.section(texts("Factors of greenhouse gas"))
    if not plan.factors:
        flow.add(heading, desk.text(texts("No factor was needed."), SMALL), before=16.0)
        return
    header = _row(
        desk, (texts("Used for"), texts("Value"), texts("Year"), texts("Kind and source")), is_header=True
    )
    rows = [_factor(factor, desk) for factor in plan.factors]
    flow.add_rows((heading,), header, rows, before=16.0)
    flow.add(Space(2))


def _factor(factor: UsedFactor, desk: Desk) -> Block:
    amount = desk.figures.name(f"{desk.formats.significant(factor.value * 1000, 4)}\u00a0kg CO₂e")
    value = desk.texts("{amount} per {unit}", amount=amount, unit=unit_sign(factor.unit))
    year = "" if factor.year is None else str(factor.year)
    kind = desk.texts(
        "{kind}. {source}",
        kind=origin_word(factor.origin, desk.texts),
        source=desk.figures.name(factor.source),
    )
    gases = [
        desk.figures.name(f"{desk.formats.significant(tonnes * 1000, 4)}\u00a0kg {gas}")
        for tonnes, gas in (
            (factor.co2, "CO₂"),
            (factor.ch4, "CH₄"),
            (factor.n2o, "N₂O"),
        )
        if tonnes
    ]
    if gases:
        made_of = desk.texts("Made of {gases}.", gases=desk.formats.enumeration(gases))
        kind = f"{kind.rstrip('.')}. {made_of}"
    if factor.biogenic:
        amount = desk.figures.name(f"{desk.formats.significant(factor.biogenic * 1000, 4)}\u00a0kg CO₂")
        biomass = desk.texts("Not counted: {amount} of biomass.", amount=amount)
        kind = f"{kind.rstrip('.')}. {biomass}"
    return _row(desk, (factor.name, value, year, kind))


def _row(desk: Desk, cells: tuple[str, str, str, str], *, is_header: bool = False) -> Row:
    style = SMALL_STRONG if is_header else SMALL
    name, value, year, source = cells
    return Row(
        (
            (0.0, desk.text(name, style, _NAME)),
            (_VALUE_AT, desk.text(value, style, _VALUE, "end")),
            (_YEAR_AT, desk.text(year, style, _YEAR, "end")),
            (_SOURCE_AT, desk.text(source, style, TEXT_WIDTH - _SOURCE_AT)),
        ),
        TEXT_WIDTH,
        line=Role.INK if is_header else Role.LINE,
    )
