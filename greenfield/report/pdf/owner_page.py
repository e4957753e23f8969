"""The owner's page: three figures, the first measures in plain sentences, and what happens next."""

from greenfield.charts.shapes import Role
from greenfield.report.pdf.blocks import Beside, Block, Rule, Space, Stack
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.figure_row import KeyFigure, figure_row
from greenfield.report.pdf.flow import Flow
from greenfield.report.pdf.sheet import TEXT_HEIGHT, TEXT_WIDTH
from greenfield.report.pdf.styles import ALOUD, ALOUD_STRONG, KEY_FIGURE, QUIET
from greenfield.report.plan import ActionPlan, PlannedMeasure
from greenfield.report.plan_totals import by_first_cost, delay_a_month, totals
from greenfield.report.spending import spent_sentence

_MOST_MEASURES = 5
_FEWEST_MEASURES = 3
_LETTERS_READ_IN_A_MINUTE = 620
_SMALLEST_FIGURE = 14.0
_FIGURE_COLUMNS = ((0.0, 166.0), (184.0, 166.0), (368.0, TEXT_WIDTH - 368.0))
_INDENT = 24.0


def add_owner_page(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    """Put the owner's page; as many first measures as can be read aloud in a minute and fit the page."""
    flow.new_page()
    title = desk.texts("In short")
    flow.mark_section(title)
    before = Stack((desk.title(title), *_opening(plan, desk), Space(20)))
    after = Stack((Space(16), *_next(plan, desk)))
    flow.add(before)
    measures = _as_many_as_fit(plan, desk, TEXT_HEIGHT - before.height - after.height)
    if measures:
        flow.add(desk.section(desk.texts("Where to begin")), *measures)
    flow.add(after)


def _opening(plan: ActionPlan, desk: Desk) -> list[Block]:
    texts = desk.texts
    company, day = desk.figures.name(plan.visited.company), plan.visited.visited_on
    greeting = (
        texts("We walked through {company} together on {date}.", date=desk.formats.date(day), company=company)
        if day
        else texts("We walked through {company} together.", company=company)
    )
    blocks: list[Block] = [desk.text(greeting, ALOUD)]
    spent = spent_sentence(plan, desk.figures)
    if spent:
        blocks += [Space(6), desk.text(spent, ALOUD)]
    if plan.measures:
        blocks += [Space(20), _key_figures(plan, desk)]
    return blocks


def _key_figures(plan: ActionPlan, desk: Desk) -> Block:
    texts, sums = desk.texts, totals(plan)
    figures = (
        KeyFigure(
            texts("Possible saving a year"), desk.figures.estimated_money(sums.saving.value), Role.MAIN
        ),
        KeyFigure(texts("What it costs to begin"), desk.figures.first_cost(sums.first_cost.value), Role.MAIN),
        KeyFigure(texts("The money is back after"), desk.figures.payback_of_all(sums), Role.MAIN),
    )
    row = figure_row(figures, _FIGURE_COLUMNS, KEY_FIGURE, _SMALLEST_FIGURE, desk)
    blocks: list[Block] = [Rule(TEXT_WIDTH), Space(11), row, Space(11), Rule(TEXT_WIDTH)]
    left_out = desk.figures.left_out(sums)
    if left_out:
        blocks += [Space(4), desk.text(left_out, QUIET)]
    waiting = _waiting(plan, desk)
    if waiting:
        blocks += [Space(9), desk.text(waiting, ALOUD)]
    return Stack(tuple(blocks))


def _waiting(plan: ActionPlan, desk: Desk) -> str:
    delay = delay_a_month(plan)
    if delay is None:
        return ""
    money = desk.figures.estimated_money(delay)
    return desk.texts("Waiting costs about {money} a month.", money=money)


def _as_many_as_fit(plan: ActionPlan, desk: Desk, height: float) -> list[Block]:
    """Return the first measures as blocks: up to five while a minute lasts, three if the page holds them."""
    chosen: list[Block] = []
    letters = len(_waiting(plan, desk))
    left = height - desk.section("X").height
    ordered = by_first_cost(plan.measures)
    # A measure that brings no money may be worth doing, but it does not convince anybody on page one.
    worth = [one for one in ordered if one.net_saving is not None and one.net_saving > 0] or ordered
    for number, measure in enumerate(worth[:_MOST_MEASURES], start=1):
        money = _money_sentence(measure, desk)
        letters += len(measure.title) + len(money) + len(measure.first_step)
        block = _first_measure(number, measure, money, desk)
        too_long = number > _FEWEST_MEASURES and letters > _LETTERS_READ_IN_A_MINUTE
        if block.height > left or too_long:
            break
        chosen.append(block)
        left -= block.height
    return chosen


def _money_sentence(measure: PlannedMeasure, desk: Desk) -> str:
    texts, figures = desk.texts, desk.figures
    saving, cost = measure.net_saving, measure.first_cost
    if saving is None:
        return ""
    shown = figures.estimated_money(saving)
    if cost is None:
        return texts("Saves about {saving} a year.", saving=shown)
    if not cost:
        return texts("Saves about {saving} a year and costs nothing.", saving=shown)
    costs = figures.money(cost)
    if measure.first_cost_estimate:
        return texts("Saves about {saving} a year and costs about {cost} once.", saving=shown, cost=costs)
    return texts("Saves about {saving} a year and costs {cost} once.", saving=shown, cost=costs)


def _first_measure(number: int, measure: PlannedMeasure, money: str, desk: Desk) -> Block:
    width = TEXT_WIDTH - _INDENT
    words = [desk.as_written(measure.title, ALOUD_STRONG, width)]
    if money:
        words.append(desk.text(money, ALOUD, width))
    if measure.first_step:
        words.append(desk.text(desk.first_step(measure.first_step), ALOUD, width))
    figure = desk.text(desk.formats.number(number), ALOUD_STRONG.in_role(Role.MAIN), _INDENT)
    return Stack((Space(4), Beside(((0.0, figure), (_INDENT, Stack(tuple(words))))), Space(5)))


def _next(plan: ActionPlan, desk: Desk) -> list[Block]:
    texts = desk.texts
    if plan.measures:
        sentence = texts(
            "Agree in “The plan” who does what by when, and sign. In six to twelve months we look at what was saved."
        )
    else:
        sentence = texts(
            "No measure has been chosen yet. Look at the results together, choose two or three steps, and write "
            "them in the table “The plan”."
        )
    return [desk.section(texts("What happens next")), desk.text(sentence, ALOUD)]
