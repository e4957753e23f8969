"""The measures: each with its reason, first step, figures and where the figures come from."""

from greenfield.charts.shapes import Role
from greenfield.report.outlook_words import payback_between, saving_between
from greenfield.report.pdf.blocks import Beside, Block, Rule, Space, Stack
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.figure_row import KeyFigure, even_columns, figure_row
from greenfield.report.pdf.flow import Flow
from greenfield.report.pdf.sheet import TEXT_WIDTH
from greenfield.report.pdf.styles import BODY, FIGURE, QUIET, SECTION, SMALL
from greenfield.report.plan import ActionPlan, PlannedMeasure
from greenfield.report.plan_totals import by_first_cost, totals
from greenfield.report.source_words import source_words
from greenfield.report.words import area_word, technique_word

_INDENT = 26.0
_WIDTH = TEXT_WIDTH - _INDENT
_SMALLEST_FIGURE = 9.0
_MOST_RESOURCES = 2


def add_measures(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    """Put the measures, low first cost first, then what they give together.

    What a measure is, its first step and its figures stand undivided; how it is done and where the figures come from
    follow, on the next page where they do not fit: with long texts one measure a page would leave half of it empty.
    """
    flow.new_page()
    texts = desk.texts
    title = texts("Measures")
    flow.mark_section(title)
    if not plan.measures:
        none = texts(
            "No measure has been chosen yet. The results show where to look first: choose two or three steps together "
            "and write them in the table below."
        )
        flow.add(desk.title(title), desk.text(none))
        return
    note = texts("What costs little stands first. Savings and amounts are for one year.")
    lead: list[Block] = [desk.title(title), desk.text(note, QUIET), Space(8)]
    for number, measure in enumerate(by_first_cost(plan.measures), start=1):
        flow.add(*lead, _card(number, measure, desk), before=0.0)
        for part in _more(measure, desk):
            flow.add(part)
        lead = []
    if len(plan.measures) > 1:
        flow.add(_together(plan, desk), before=6.0)


def _card(number: int, measure: PlannedMeasure, desk: Desk) -> Block:
    texts = desk.texts
    kind = texts(
        "{area} · {technique}",
        area=area_word(measure.area, texts),
        technique=technique_word(measure.technique, texts),
    )
    words: list[Block] = [
        desk.as_written(measure.title, FIGURE.scaled_to(12.0), _WIDTH),
        desk.text(kind, QUIET, _WIDTH),
        Space(4),
    ]
    if measure.reason:
        words += [desk.as_written(measure.reason, BODY, _WIDTH), Space(3)]
    if measure.first_step:
        words += [desk.text(desk.first_step(measure.first_step), BODY, _WIDTH), Space(3)]
    words += [Space(4), _figures(measure, desk), Space(4)]
    figure = desk.text(desk.formats.number(number), SECTION.in_role(Role.MAIN), _INDENT)
    card = Beside(((0.0, figure), (_INDENT, Stack(tuple(words)))))
    return Stack((Rule(TEXT_WIDTH), Space(9), card))


def _more(measure: PlannedMeasure, desk: Desk) -> list[Block]:
    """Return what stands below a measure, in the parts that stay whole: how it is done, and its footnotes."""
    parts = [_how(measure, desk), _footnotes(measure, desk)]
    found: list[Block] = [Beside(((_INDENT, Stack(tuple(part))),)) for part in parts if part]
    return [*found, Space(11)]


def _how(measure: PlannedMeasure, desk: Desk) -> list[Block]:
    """Return how it is done, what else it brings and what to look out for, in the smaller size."""
    texts = desk.texts
    told = (
        (texts("How it is done:"), measure.how_to),
        (texts("It also brings:"), measure.co_benefits),
        (texts("Look out for:"), measure.risks),
    )
    blocks: list[Block] = []
    for label, text in told:
        if text:
            blocks += [desk.text(desk.labelled(label, text), SMALL, _WIDTH), Space(3)]
    return blocks


def _figures(measure: PlannedMeasure, desk: Desk) -> Block:
    """Return saving, first cost and payback at one size: the first cost as large as the payback."""
    texts, figures = desk.texts, desk.figures
    is_guess = measure.first_cost_estimate and bool(measure.first_cost)
    cost_label = texts("First cost, roughly") if is_guess else texts("First cost")
    entries = [
        KeyFigure(
            texts("Saving a year"),
            figures.estimated_money(measure.annual_saving),
            Role.MAIN,
            note=saving_between(measure.range, figures),
        ),
        KeyFigure(cost_label, figures.first_cost(measure.first_cost)),
        KeyFigure(
            texts("Payback"),
            figures.payback(measure),
            note=payback_between(measure.range, measure.first_cost, figures),
        ),
    ]
    if measure.co2e_t is not None:
        entries.append(KeyFigure(texts("Less greenhouse gas"), figures.gas(measure.co2e_t)))
    return figure_row(entries, even_columns(4, _WIDTH), FIGURE, _SMALLEST_FIGURE, desk)


def _footnotes(measure: PlannedMeasure, desk: Desk) -> list[Block]:
    """Return what is saved, what was taken off, running costs, and where the figures come from."""
    texts, figures = desk.texts, desk.figures
    lines = []
    if measure.missing:
        questions = "; ".join(figures.name(question) for question in measure.missing)
        lines.append(
            texts("The figures are not known until this is answered: {questions}", questions=questions)
        )
    if measure.saved:
        lines.append(texts("Saved in a year: {amounts}.", amounts=figures.amounts(measure.saved)))
    if measure.annual_cost:
        lines.append(texts("Costs {money} a year to run.", money=figures.money(measure.annual_cost)))
    if measure.first_cost_estimate and measure.first_cost:
        lines.append(texts("The first cost is a rule of thumb: ask for an offer."))
    if measure.reduced_by:
        lines.append(
            texts(
                "Not counted, because all measures together would save more than there is to save: {amounts} a year.",
                amounts=figures.amounts(measure.reduced_by),
            )
        )
    estimate = texts("Estimate, to be confirmed on site.") if measure.estimate else ""
    said_by = figures.name(source_words(measure.basis, texts))
    source = texts("Source of the saving: {source}", source=said_by) if measure.basis else ""
    lines.append(" ".join(part for part in (estimate, source) if part))
    if measure.arc_title:
        code = texts("ARC {code}: {title}", code=measure.arc, title=measure.arc_title)
        lines.append(texts("Evidence: {source}", source=figures.name(code)))
    lines += _read_more(measure, desk)
    return [desk.text(line, QUIET, _WIDTH) for line in lines if line]


def _read_more(measure: PlannedMeasure, desk: Desk) -> list[str]:
    """Return a line for each of the first resources about the measure: title, publisher, year, address."""
    lines = []
    for one in measure.read_more[:_MOST_RESOURCES]:
        parts = (one.title, one.publisher, one.year, one.address)
        resource = ", ".join(part for part in parts if part)
        lines.append(desk.texts("Read more: {resource}", resource=desk.figures.name(resource)))
    return lines


def _together(plan: ActionPlan, desk: Desk) -> Block:
    """Return the sums of all measures, with how many are not in them."""
    texts, figures, sums = desk.texts, desk.figures, totals(plan)
    has_costs = any(measure.annual_cost for measure in plan.measures)
    saving_label = texts("Saving, less yearly costs") if has_costs else texts("Saving a year")
    entries = [
        KeyFigure(saving_label, figures.estimated_money(sums.saving.value), Role.MAIN),
        KeyFigure(texts("First cost"), figures.first_cost(sums.first_cost.value)),
        KeyFigure(texts("Payback"), figures.payback_of_all(sums)),
    ]
    if sums.co2e_t is not None:
        entries.append(KeyFigure(texts("Less greenhouse gas"), figures.gas(sums.co2e_t)))
    blocks: list[Block] = [
        desk.text(texts("All measures together"), SECTION),
        Space(6),
        figure_row(entries, even_columns(4, TEXT_WIDTH), FIGURE, _SMALLEST_FIGURE, desk),
        Space(6),
    ]
    left_out = figures.left_out(sums)
    if left_out:
        blocks.append(desk.text(left_out, SMALL))
    return Stack((Rule(TEXT_WIDTH, 1, 1, Role.INK), Space(8), *blocks))
