"""Measures are offered with reasons, chosen, corrected; own ones are added."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PIL import Image
from PySide6.QtWidgets import QPushButton
from ui_bakery import bakery_visit, click, settled, show_step, type_into, when_shown, words_of

from greenfield.services.chosen_measures import chosen_measures
from greenfield.services.offered_measures import Order, offered_measures
from greenfield.ui.visit.measures.own_dialog import OwnMeasureDialog
from greenfield.ui.visit.measures.reading import MeasureReading
from greenfield.ui.visit.results.reading import read_results


@pytest.fixture
def visit(shell):
    return bakery_visit(shell, chosen=False)


@pytest.fixture
def measures(shell, visit):
    return show_step(shell, visit, "measures")


def chosen(shell, visit):
    return {one.name: one for one in chosen_measures(shell.context.workspace, visit)}


def order_on_screen(step):
    place = step._cards_place
    return [place.itemAt(at).widget().name for at in range(place.count())]


def test_low_first_cost_stands_first_and_each_measure_has_its_reason(measures):
    names = order_on_screen(measures)
    assert names[:2] == ["switch_off", "loss_board"]
    assert names[-1] == "energy_targets"
    card = measures.cards["air_leaks"]
    assert "The compressor of 4" in card.reason.text()
    assert card.first_step.text().startswith("First step: After the last shift")
    assert card.figures.figures()[0].replace("\u202f", " ").startswith("F")
    assert measures.cards["loss_board"].figures.figures()[0] == "nothing"


def test_the_order_can_be_changed_to_the_best_first(measures):
    click(measures.order_switch.buttons[Order.RANK])
    assert order_on_screen(measures)[:4] == ["loss_board", "weigh_recipes", "switch_off", "dry_first"]
    click(measures.order_switch.buttons[Order.FIRST_COST])
    assert order_on_screen(measures)[2] == "less_packaging"


def test_choosing_puts_a_measure_into_the_plan_and_choosing_again_takes_it_out(shell, visit, measures):
    card = measures.cards["led_lamps"]
    assert card.choose.text() == "Choose"
    click(card.choose)
    assert set(chosen(shell, visit)) == {"led_lamps"}
    assert card.choose.text() == "In the plan"
    assert "One measure is in the plan" in words_of(measures)
    click(card.choose)
    assert chosen(shell, visit) == {}
    assert not measures.totals.isVisible()


def test_a_figure_is_corrected_in_place_and_taken_back_by_clearing_it(shell, visit, measures):
    card = measures.cards["led_lamps"]
    click(card.choose)
    click(card.edit)
    field = card.editor.fields["investment"]
    assert field.line.placeholderText() == "711,000"
    type_into(field.line, "322,000")
    assert chosen(shell, visit)["led_lamps"].corrections.investment == Decimal(322000)
    shell.page.desk.assess_now()
    assert "322,000" in card.figures.figures()[0]
    assert "Before: 711,000" in words_of(card.editor)
    type_into(field.line, "")
    if field.line.text():
        field.line.clear()
        field.commit()
    assert chosen(shell, visit)["led_lamps"].corrections.investment is None


def test_a_word_is_no_figure_and_what_stood_there_stays(shell, visit, measures):
    card = measures.cards["led_lamps"]
    click(card.choose)
    click(card.edit)
    field = card.editor.fields["investment"]
    type_into(field.line, "322000")
    type_into(field.line, "a lot")
    assert "Please write a number" in words_of(field)
    assert chosen(shell, visit)["led_lamps"].corrections.investment == Decimal(322000)


def test_what_is_being_typed_is_kept_when_the_step_is_left(shell, visit, measures):
    card = measures.cards["led_lamps"]
    click(card.choose)
    click(card.edit)
    card.editor.fields["investment"].line.setText("250000")
    shell.page.show_step("plan")
    assert chosen(shell, visit)["led_lamps"].corrections.investment == Decimal(250000)


def test_what_another_measure_saves_already_is_shown(shell, measures):
    desk, card = shell.page.desk, measures.cards["led_lamps"]
    listed = offered_measures(desk.workspace, desk.opened, desk.assessment, desk.chosen, language="en")
    offered = next(one for one in listed if one.name == "led_lamps")
    cut = replace(offered, figures=replace(offered.figures, overlap={"electricity": 1200.0}))
    reading = MeasureReading(shell.context, desk, read_results(shell.context, desk))
    card.show_measure(cut, reading.shown.figures, readonly=False, reading=reading)
    assert card.warning.isVisible()
    assert (
        "all measures together would save more than there is to save: Electricity 1,200\u00a0kWh"
        in card.warning.text()
    )


def test_a_chosen_measure_that_the_answers_no_longer_support_says_so(shell, visit, measures):
    click(measures.cards["led_lamps"].choose)
    desk = shell.page.desk
    desk.answer(desk.opened.answers.ref("old_lamps"), "0")
    desk.assess_now()
    assert "counts nowhere" in measures.cards["led_lamps"].warning.text()
    click(measures.cards["led_lamps"].choose)
    assert "led_lamps" not in measures.cards


def test_a_question_that_decides_leads_to_its_place(shell):
    visit = bakery_visit(shell, answers=("country", "currency", "elec_amount", "elec_unit"), chosen=False)
    step = show_step(shell, visit, "measures")
    assert "One more answer decides" in words_of(step)
    link = next(one for one in step.findChildren(object, "decide_air_kw"))
    assert link.text() == "How strong is the air compressor, in kW?"
    click(link)
    assert shell.page.step == "questionnaire"


def fill_own_dialog(dialog, seen, title):
    type_into(dialog.title, title)
    type_into(dialog.figures["investment"].line, "85,000")
    type_into(dialog.figures["annual_saving"].line, "40000")
    click(dialog.findChild(QPushButton, "keep"))
    seen.append(words_of(dialog))


def test_an_own_measure_goes_into_the_plan(shell, visit, measures):
    seen = []
    when_shown(
        OwnMeasureDialog, lambda dialog: fill_own_dialog(dialog, seen, "Shade the roof of the flour store")
    )
    click(measures._own)
    (own,) = chosen(shell, visit)
    card = measures.cards[own]
    assert card.title.text() == "Shade the roof of the flour store"
    assert "85,000" in card.figures.figures()[0]
    assert "Own measure of this visit." in card.notes.text()
    assert card.choose.isChecked()


def test_an_own_measure_needs_a_name(shell, visit, measures):
    seen = []
    when_shown(OwnMeasureDialog, lambda dialog: fill_own_dialog(dialog, seen, ""))
    click(measures._own)
    assert "A measure needs a name" in seen[0]
    assert chosen(shell, visit) == {}


def test_a_photo_is_kept_with_a_chosen_measure(qtbot, shell, visit, measures, tmp_path):
    card = measures.cards["led_lamps"]
    assert not card.photo.isVisible()
    click(card.choose)
    Image.new("RGB", (40, 30), "green").save(tmp_path / "lamp.jpg")
    card.photos.add_files([tmp_path / "lamp.jpg"])
    settled(qtbot, shell)
    assert [one.photo.name for one in card.photos.thumbnails] == ["lamp.jpg"]
    assert card.photos.isVisible()
    settled(qtbot, shell)


def test_a_photo_that_is_none_is_a_named_message(qtbot, shell, visit, measures, tmp_path):
    card = measures.cards["led_lamps"]
    click(card.choose)
    (tmp_path / "lamp.jpg").write_text("no photo")
    card.photos.add_files([tmp_path / "lamp.jpg"])
    settled(qtbot, shell)
    assert shell.context.messages.shown[-1].codes == ("photo.unreadable",)
    assert card.photos.thumbnails == []


def test_a_finished_visit_can_only_be_looked_at(shell):
    step = show_step(shell, bakery_visit(shell, finished=True), "measures")
    card = step.cards["led_lamps"]
    assert card.choose.isChecked()
    assert not card.choose.isEnabled()
    assert not card.edit.isVisible()
    assert not step._own.isEnabled()


def test_an_own_measure_without_figures_is_not_known_and_called_by_its_title(shell, visit, measures):
    def fill(dialog):
        dialog.title.setText("Shade the roof")
        dialog.keep()

    when_shown(OwnMeasureDialog, fill)
    click(measures._own)
    (own,) = chosen(shell, visit)
    pairs = measures.cards[own].figures.figures()
    assert pairs[0] == pairs[1] == "not known"
    problems = shell.page.desk.assess_now().problems
    assert [one.values["measure"] for one in problems if one.code == "measure.no_saving"] == [
        "Shade the roof"
    ]
