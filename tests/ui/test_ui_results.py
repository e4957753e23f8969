"""Results say what was found, and each figure says how it came about."""

import pytest
from package_sample import NEWER
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton
from ui_bakery import bakery_visit, click, settled, show_step, words_of
from ui_program import SECRET

from greenfield.assess.values import Area, Technique
from greenfield.base.formats import Formats
from greenfield.base.texts import texts_for
from greenfield.report.benchmark_finding import subject_of
from greenfield.services.own_measures import NewMeasure, add_own_measure
from greenfield.ui.charts.painter import SCALE
from greenfield.ui.settings import Settings
from greenfield.ui.visit.attention import Weight, matters
from greenfield.ui.visit.live_results import LiveResults
from greenfield.ui.visit.results.figure_button import FigureButton
from greenfield.ui.visit.results.finding_chart import FindingChart
from greenfield.ui.visit.results.indicator_table import IndicatorTable
from greenfield.ui.window import Arguments


def figure(step, key):
    return next(one for one in step.findChildren(FigureButton, f"figure_{key}") if one.isVisible())


def chart(step, place):
    return [one for one in step.findChildren(FindingChart) if one.isVisible()][place].chart


def click_on_bar(widget, subject):
    shape = next(shape for shape in widget.chart.shapes if shape.subject == subject)
    middle = QPoint(round((shape.x + shape.width / 2) * SCALE), round((shape.y + shape.height / 2) * SCALE))
    click(widget, middle)


@pytest.fixture
def results(shell):
    return show_step(shell, bakery_visit(shell), "results")


def test_the_page_says_the_findings(results):
    text = words_of(results)
    for words in (
        "Your resources cost about F CFA 270,000,000 a year: 77% of it is materials.",
        "Raw materials: 74% of what resources cost",
        "Fuel for heat (diesel): 68% of the energy cost",
        "Fuel for heat (diesel): 66% of the greenhouse gas",
        "Sum of figures of different kinds",
    ):
        assert words.replace(" ", "") in text.replace("\u202f", "").replace("\u00a0", "").replace(" ", "")


def test_a_click_on_an_indicator_explains_it_with_formula_inputs_factor_and_source(results):
    assert not results.panel.isVisible()
    click(figure(results, "co2e_t"))
    text = words_of(results.panel)
    assert results.panel.isVisible()
    assert "Electricity + Fuel for heat (diesel) + Other fuel (diesel)" in text
    assert "117,600\u00a0kWh × 0.0005354\u00a0t CO₂e/kWh" in text
    assert "Amount: from invoices" in text
    assert "Ember (2026)" in text
    assert "2023" in text


def test_a_productivity_is_explained_by_what_is_divided(results):
    figure(results, "energy_productivity").setFocus()
    figure(results, "energy_productivity").click()
    text = words_of(results.panel)
    assert "= Output ÷ Energy" in text
    assert "680\u00a0t" in text
    assert "52,800\u00a0L × 0.03612\u00a0GJ/L" in text
    assert "IPCC 2006" in text


@pytest.mark.parametrize(
    ("place", "subject", "words"),
    [
        (0, "raw", ("Cost as stated", "Price", "F CFA 316,368 per t")),
        (2, "electricity", ("Electricity from the grid (life-cycle)", "63\u00a0t CO₂e")),
        (
            3,
            "waste",
            ("Much to gain", "Look into the waste bins. What do you see?", "Everything together", "0%"),
        ),
    ],
)
def test_a_click_on_a_bar_explains_it(results, place, subject, words):
    click_on_bar(chart(results, place), subject)
    text = words_of(results.panel)
    for one in words:
        assert one.replace("\u00a0", " ") in text.replace("\u00a0", " ").replace("\u202f", " ")


def test_escape_and_the_button_close_the_explanation(qtbot, results):
    click(figure(results, "energy_gj"))
    qtbot.keyClick(results.panel, Qt.Key.Key_Escape)
    assert not results.panel.isVisible()
    click(figure(results, "energy_gj"))
    click(results.panel.findChild(object, "close_explanation"))
    assert not results.panel.isVisible()


def test_an_explanation_leads_to_the_answer_that_it_rests_on(qtbot, shell, results):
    click(figure(results, "water_m3"))
    qtbot.wait(20)
    click(results.panel.findChild(object, "to_question"))
    assert shell.page.step == "questionnaire"


def test_without_an_amount_the_page_teaches_what_to_do(shell):
    step = show_step(shell, bakery_visit(shell, answers=("country", "currency"), chosen=False), "results")
    assert "Results appear here" in words_of(step)
    click(step.findChild(object, "to_questions"))
    assert shell.page.step == "questionnaire"


def test_a_total_that_misses_a_part_says_so(shell):
    visit = bakery_visit(shell, answers=("country", "currency", "elec_amount", "elec_unit"), chosen=False)
    step = show_step(shell, visit, "results")
    click(figure(step, "energy_productivity"))
    assert "not known" in words_of(step.panel)
    assert "A sum without it would mislead." in words_of(step.panel)


def test_an_odd_figure_is_asked_about_with_the_way_to_its_question(shell):
    step = show_step(shell, bakery_visit(shell), "results")
    desk = shell.page.desk
    desk.answer(desk.opened.answers.ref("wastewater_amount"), "99000")
    desk.assess_now()
    assert [problem.code for problem in desk.assessment.problems] == ["plausible.wastewater"]
    click(next(one for one in step.findChildren(QPushButton, "look_wastewater_amount") if one.isVisible()))
    assert shell.page.step == "questionnaire"


def test_a_thousand_times_too_much_is_among_the_answers_to_look_at(shell):
    show_step(shell, bakery_visit(shell), "results")
    desk = shell.page.desk
    amount = desk.opened.answers.lookup("elec_amount")
    desk.answer(desk.opened.answers.ref("elec_amount"), str(int(amount * 1000)))
    desk.assess_now()
    (odd,) = (
        one for one in matters(desk, texts_for("en"), Formats("en")) if "thousand times too much" in one.text
    )
    assert odd.ref == desk.opened.answers.ref("elec_amount")
    assert odd.title == desk.node(odd.ref).label
    assert odd.weight is Weight.ODD
    assert odd.text.startswith("Electricity:")


def test_the_factory_stands_beside_the_plants_of_its_sector(shell):
    step = show_step(shell, bakery_visit(shell), "results")
    assert "Electricity per employee and year" in words_of(step)
    assert "natural gas, which this factory does not burn" in words_of(step)
    (shown,) = (one for one in step._shown.result.benchmarks if one.reason is None)
    step.explain(f"benchmark:{subject_of(shown)}")
    said = words_of(step.panel)
    assert "Half of the plants use less than" in said
    assert "Industrial Assessment Centers" in said


def test_results_follow_answers_and_keep_the_explanation_open(results, shell):
    click(figure(results, "water_m3"))
    desk = shell.page.desk
    desk.answer(desk.opened.answers.ref("water_amount"), "4080")
    desk.assess_now()
    assert figure(results, "water_m3").text() == "4,080\u00a0m³"
    assert "4,080" in words_of(results.panel)


def test_a_finished_visit_shows_the_result_as_it_was_written(shell):
    step = show_step(shell, bakery_visit(shell, finished=True), "results")
    assert "as they were written on March 10, 2026" in words_of(step)
    click(figure(step, "energy_gj"))
    assert "2,461\u00a0GJ" in words_of(step.panel)


def test_a_finished_visit_shows_the_warnings_that_its_plan_has_too(shell):
    visit = bakery_visit(shell)
    step = show_step(shell, visit, "results")
    desk = shell.page.desk
    desk.answer(desk.opened.answers.ref("wastewater_amount"), "99000")
    add_own_measure(
        desk.workspace, desk.opened, NewMeasure("Shade the roof", Area.ENERGY, Technique.GOOD_HOUSEKEEPING)
    )
    desk.assess_now()
    desk.finish()
    (result,) = (step._shown.result,)
    (wastewater, shade) = step._shown.plan.warnings
    assert "“Shade the roof” says neither" in shade, "by its title, not by its record"
    text = words_of(step)
    for warning in (wastewater, shade):
        assert warning.replace("\u00a0", " ") in text.replace("\u00a0", " ")
    assert [one.code for one in result.warnings] == ["plausible.wastewater", "measure.no_saving"]
    click(next(one for one in step.findChildren(QPushButton, "look_wastewater_amount") if one.isVisible()))
    assert shell.page.step == "questionnaire"


def test_live_results_follow_each_answer(qtbot, shell):
    visit = bakery_visit(shell, answers=("country", "currency"), chosen=False)
    show_step(shell, visit, "questionnaire")
    desk = shell.page.desk
    live = shell.page.panel.findChild(LiveResults)
    assert live.isVisible()
    energy = live.findChild(FigureButton, "live_energy_gj")
    assert energy.text() == "not known"
    for name, value in (("elec_amount", "117600"), ("heat_carrier", "none"), ("other_carrier", "none")):
        assert energy.text() in {"not known", "at least 423\u00a0GJ"}
        desk.answer(desk.opened.answers.ref(name), value)
        desk.assess_now()
    assert energy.text() == "423\u00a0GJ"
    with qtbot.waitSignal(live.wanted) as asked:
        click(energy)
    assert asked.args == ["results", "indicator:energy_gj"]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1024, 600), (1366, 768)])
def test_every_step_shows_in_each_language_theme_and_size(  # noqa: PLR0917
    qtbot, program, folder, settings_file, language, theme, size
):
    settings_file.write(Settings(language=language, locale=language, theme=theme))
    made = program()
    made.context.door.enter(made.context.door.open(folder, SECRET))
    shell = made.window
    shell.resize(*size)
    visit = bakery_visit(shell)
    for name in ("results", "measures", "plan", "report"):
        step = show_step(shell, visit, name)
        settled(qtbot, shell)
        qtbot.waitUntil(lambda step=step: step.width() > 300)
        assert step.width() <= size[0]
        assert not step.grab().isNull()
        for label in step.findChildren(FigureButton):
            assert label.width() >= label.sizeHint().width()


def test_the_tables_of_figures_have_their_heads_in_the_language_of_the_window(program, folder):
    made = program(arguments=Arguments(language="fr"))
    made.context.door.enter(made.context.door.open(folder, SECRET))
    step = show_step(made.window, bakery_visit(made.window), "results")
    heads = [label.text() for label in step.findChild(IndicatorTable).findChildren(QLabel)][:3]
    assert heads == ["Indicateur", "Sur la période", "Rapporté à la production"]


def test_a_shared_table_that_does_not_open_here_is_named_beside_the_figures(shell):
    visit = bakery_visit(shell)
    with shell.context.workspace.unit() as unit:
        sha256 = unit.put_blob(NEWER)
        values = {"identifier": "of-2031", "version": "9.0.0", "title": "Tables of 2031", "type": "factors"}
        unit.create("package", {**values, "blob": sha256})
    assert (
        "The factors “Tables of 2031”, version 9.0.0, cannot be read by this Greenfield, so the figures were worked out"
        " without them. Update Greenfield."
    ) in words_of(show_step(shell, visit, "results"))
