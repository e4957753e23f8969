"""What unfolds below a measure, what losses cost, and indicators of the questionnaire, in the real window."""

from datetime import date

import pytest
from figures_sample import CO_BENEFITS, LOSS_ANSWERS, RISKS, keep_figures_toolkit
from PySide6.QtCore import QPoint
from ui_bakery import click, show_step, words_of

from greenfield.services.chosen_measures import choose_measure
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.finishing import finish_visit
from greenfield.services.sample_factory import sample_factory
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.ui.charts.painter import SCALE
from greenfield.ui.visit.results.figure_button import FigureButton
from greenfield.ui.visit.results.finding_chart import FindingChart


def figures_visit(shell, folder, *, finished=False):
    context = shell.context
    toolkit = keep_figures_toolkit(context.workspace, folder)
    company, _ = new_company(
        context.workspace, NewCompany("Fournil", country="SEN", currency="XOF", sector="C10")
    )
    opened, _ = prepare_visit(
        context.workspace, NewVisit(company, toolkit, date(2026, 3, 10)), context.clock()
    )
    assert opened.answer_all({**sample_factory("bakery").answers, **LOSS_ANSWERS}) == []
    choose_measure(context.workspace, opened, "led_lamps")
    if finished:
        finish_visit(context.workspace, opened, context.clock())
    return opened.visit.id


@pytest.fixture
def visit(shell, tmp_path):
    return figures_visit(shell, tmp_path)


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def chart(step, name):
    return next(one for one in step.findChildren(FindingChart, name) if not one.isHidden()).chart


def explain_bar(step, name, subject):
    widget = chart(step, name)
    shape = next(shape for shape in widget.chart.shapes if shape.subject == subject)
    middle = QPoint(round((shape.x + shape.width / 2) * SCALE), round((shape.y + shape.height / 2) * SCALE))
    click(widget, middle)
    return plain(words_of(step.panel))


def test_saving_and_payback_show_between_what_they_lie(shell, visit):
    card = show_step(shell, visit, "measures").cards["led_lamps"]
    _, saving, payback, *_ = card.figures.notes()
    assert " to " in saving
    assert "months to" in payback
    other = shell.page.steps["measures"].cards["air_leaks"]
    assert set(other.figures.notes()) == {""}


def test_how_it_is_done_unfolds_with_benefits_risks_evidence_and_prices(shell, visit):
    card = show_step(shell, visit, "measures").cards["led_lamps"]
    assert card.how.text() == "How it is done"
    assert card.how_to is None
    click(card.how)
    text = plain(words_of(card.how_to))
    for words in ("Take lamp by lamp.", CO_BENEFITS, RISKS, "recommendation 2.7142", "−30%", "Today's price"):
        assert words in text
    click(card.how)
    assert card.how_to.isHidden()


def test_a_small_measure_has_no_present_value_and_a_larger_one_has(shell, visit):
    step = show_step(shell, visit, "measures")
    card = step.cards["led_lamps"]
    click(card.how)
    assert "Present value" not in words_of(card.how_to)
    opened = shell.page.desk.opened
    choose_measure(shell.context.workspace, opened, "led_lamps", corrections={"investment": "40000000"})
    shell.page.desk.assess_now()
    text = plain(words_of(card.how_to))
    for words in (
        "Present value of all years",
        "Rate of return",
        "discounted at 10% a year",
        "more than 2 years",
    ):
        assert words in text


def test_a_measure_without_how_to_offers_what_there_is(shell, tmp_path):
    step = show_step(shell, figures_visit(shell, tmp_path), "measures")
    card = step.cards["air_leaks"]
    assert card.how.text() == "More about this measure"
    click(card.how)
    assert "recommendation 2.4236" in words_of(card.how_to)
    assert "How it is done" not in words_of(card.how_to)


def test_the_plan_says_what_a_month_of_waiting_costs(shell, visit):
    step = show_step(shell, visit, "plan")
    assert "Waiting costs about F CFA" in plain(step.delay.text())
    shell.page.show_step("measures")
    click(shell.page.steps["measures"].cards["led_lamps"].choose)
    shell.page.show_step("plan")
    assert step.delay.isHidden()


@pytest.mark.parametrize("finished", [False, True])
def test_losses_are_explained_by_step_with_formula_and_inputs(shell, tmp_path, finished):
    step = show_step(shell, figures_visit(shell, tmp_path, finished=finished), "results")
    text = plain(words_of(step))
    assert "What the losses really cost" in text
    assert "Not known yet: Baking." in text
    told = explain_bar(step, "chart_loss", "Shaping")
    for words in (
        "material + energy + treatment + work − income",
        "1% of Raw materials",
        "1% × F CFA 198,363,000",
        "÷ cost of materials",
        "Work and machine hours spent on it",
        "F CFA 150,000",
    ):
        assert words in told


@pytest.mark.parametrize("finished", [False, True])
def test_an_indicator_of_the_questionnaire_explains_itself(shell, tmp_path, finished):
    step = show_step(shell, figures_visit(shell, tmp_path, finished=finished), "results")
    assert "From this questionnaire: less is better" in words_of(step)
    button = next(
        one for one in step.findChildren(FigureButton, "figure_own:kwh_a_tonne") if not one.isHidden()
    )
    assert plain(button.text()) == "173 kWh/t"
    click(button)
    told = plain(words_of(step.panel))
    assert "= Amount of energy in kWh ÷ How much" in told or "Amount of Electricity in kWh ÷ How much" in told
    for words in ("117,600 kWh", "680", "Defined by the questionnaire."):
        assert words in told
