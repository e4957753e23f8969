"""Answering on the screen: typed, left, and kept; what is wrong is said beside the field."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_program import SECRET
from ui_visits import (
    enter,
    field_of,
    kept,
    motor_visit,
    new_visit,
    press,
    question_with_focus,
    show,
    type_into,
)

from greenfield.base.problem import ProblemError, fail
from greenfield.services.visits import reopen_visit
from greenfield.ui.settings import Settings


@pytest.fixture
def visit(shell):
    return new_visit(shell.context.workspace)


@pytest.fixture
def questions(shell, visit):
    """The questionnaire of a new visit."""
    return show(shell, visit, "questionnaire")


def test_what_is_typed_is_kept_when_the_field_is_left(shell, visit, questions):
    field = field_of(questions, "elec_amount")
    type_into(field, "117,600.5", leave=False)
    assert "elec_amount" not in kept(shell, visit)
    press(Qt.Key.Key_Tab)
    assert kept(shell, visit)["elec_amount"] == "117600.5"
    assert field.editor.line.text() == "117,600.5"


def test_enter_keeps_the_answer_too_and_stays_in_the_field(shell, visit, questions):
    type_into(field_of(questions, "elec_cost"), "15999600", leave=False)
    press(Qt.Key.Key_Return)
    assert kept(shell, visit)["elec_cost"] == "15999600"
    assert question_with_focus() == "elec_cost"
    assert field_of(questions, "elec_cost").editor.line.text() == "15,999,600"


def test_a_word_in_a_number_field_is_said_beside_it_and_the_last_answer_stands(shell, visit, questions):
    field = field_of(questions, "elec_amount")
    type_into(field, "1200")
    type_into(field, "a lot")
    assert kept(shell, visit)["elec_amount"] == "1200"
    assert "“a lot” is not a number" in field.complaint
    assert "1,200" in field.complaint
    assert field.editor.line.text() == "a lot"
    type_into(field, "1300")
    assert field.complaint == ""
    assert kept(shell, visit)["elec_amount"] == "1300"


def test_escape_brings_the_last_answer_back(questions):
    field = field_of(questions, "elec_amount")
    type_into(field, "1200")
    type_into(field, "a lot")
    enter(field)
    press(Qt.Key.Key_Escape)
    assert field.editor.line.text() == "1,200"
    assert field.complaint == ""


def test_a_french_visitor_writes_commas(program, folder, settings_file):
    settings_file.write(Settings(language="fr", locale="fr_SN"))
    made = program()
    made.context.door.enter(made.context.door.open(folder, SECRET))
    visit = new_visit(made.context.workspace, language="fr")
    page = show(made.window, visit, "questionnaire")
    field = field_of(page, "air_bar")
    type_into(field_of(page, "air_kw"), "4,5")
    type_into(field, "8,5")
    assert field.editor.line.text() == "8,5"
    found = kept(made.window, visit)
    assert (found["air_kw"], found["air_bar"]) == ("4.5", "8.5")


def test_what_the_form_does_not_allow_is_kept_and_said(shell, visit, questions):
    field = field_of(questions, "elec_cost")
    type_into(field, "-5")
    assert field.complaint == "This cannot be below zero. Please look again."
    assert kept(shell, visit)["elec_cost"] == "-5"
    page = shell.page
    assert [one.ref for one in page.panel.problems.matters if one.weight == 0] == [field.ref]


def test_a_conditional_question_appears_and_gets_the_keyboard_next(questions):
    hidden = field_of(questions, "air_bar")
    assert not hidden.isVisible()
    type_into(field_of(questions, "air_kw"), "4")
    assert hidden.isVisible()
    assert question_with_focus() == "air_bar"
    type_into(field_of(questions, "air_kw"), "0")
    assert not hidden.isVisible()
    assert question_with_focus() == "old_lamps"


def test_what_one_looks_at_stays_in_place_while_questions_appear_above(shell, visit, questions):
    sheet = questions.steps["questionnaire"].sheet
    below = field_of(questions, "old_lamps")
    sheet.lead_to(below.ref)
    QApplication.processEvents()
    before = below.mapToGlobal(QPoint(0, 0))
    height = sheet.column.height()
    shell.page.desk.answer(shell.page.desk.opened.answers.ref("air_kw"), "4")
    assert below.mapToGlobal(QPoint(0, 0)) == before
    QApplication.processEvents()
    assert below.mapToGlobal(QPoint(0, 0)) == before
    assert sheet.column.height() > height


def test_only_what_an_answer_changed_is_painted_anew(shell, visit, questions):
    shown = []
    for field in questions.steps["questionnaire"].sheet.fields.values():
        field.editor.show_node = lambda _node, name=field.name: shown.append(name)
    shell.page.desk.answer(shell.page.desk.opened.answers.ref("water_amount"), "12")
    assert set(shown) == {"water_amount"}


def test_one_of_a_few_is_chosen_by_mouse_and_by_arrows(qtbot, shell, visit, questions):
    field = field_of(questions, "switch_off")
    questions.steps["questionnaire"].sheet.lead_to(field.ref)
    buttons = list(field.editor._buttons.values())
    qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton, pos=QPoint(40, 10))
    assert kept(shell, visit)["switch_off"] == "some"
    press(Qt.Key.Key_Down)
    assert kept(shell, visit)["switch_off"] == "much"
    press(Qt.Key.Key_Delete)
    assert "switch_off" not in kept(shell, visit)
    assert not any(button.isChecked() for button in buttons)


def test_tab_stops_once_at_a_group_of_choices(questions):
    field = field_of(questions, "air_leaks")
    type_into(field_of(questions, "air_kw"), "4")
    type_into(field_of(questions, "air_bar"), "8")
    assert question_with_focus() == "air_leaks"
    press(Qt.Key.Key_Tab)
    assert question_with_focus() == "old_lamps"
    assert field.isVisible()


def test_one_of_many_is_found_by_typing(shell, visit, questions):
    field = field_of(questions, "heat_carrier")
    widget = enter(field)
    QTest.keyClicks(widget, "dies")
    press(Qt.Key.Key_Tab)
    assert kept(shell, visit)["heat_carrier"] == "diesel"
    assert field_of(questions, "heat_amount").isVisible()


def test_the_unit_stands_in_the_frame_of_its_number_and_is_answered_there(shell, visit, questions):
    field = field_of(questions, "elec_amount")
    box = field.editor.unit.box
    assert field.editor.frame.isAncestorOf(box)
    assert [box.itemText(at) for at in range(box.count())] == ["kWh", "MWh", "GJ", "MJ"]
    enter(field)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is box
    press(Qt.Key.Key_Down)
    assert kept(shell, visit)["elec_unit"] == "MWh"


def test_a_wheel_over_a_field_scrolls_and_changes_no_answer(qtbot, shell, visit, questions):
    from PySide6.QtCore import QPointF  # noqa: PLC0415
    from PySide6.QtGui import QWheelEvent  # noqa: PLC0415

    box = field_of(questions, "elec_amount").editor.unit.box
    at = QPointF(box.rect().center())
    event = QWheelEvent(
        at, box.mapToGlobal(at), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, event)
    assert not event.isAccepted()
    assert kept(shell, visit)["elec_unit"] == "kWh"


def test_costs_carry_the_currency_of_the_visit(qtbot, shell, questions):
    field = field_of(questions, "water_cost")
    qtbot.waitUntil(lambda: field.editor.sign.text() == "XOF")


def test_the_profile_offers_countries_by_name_and_keeps_the_code(shell, visit):
    page = show(shell, visit, "profile")
    field = field_of(page, "country")
    assert field.editor.box.currentText() == "Senegal"
    widget = enter(field)
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(widget, "tunis")
    press(Qt.Key.Key_Tab)
    assert kept(shell, visit)["country"] == "TUN"


def test_a_needed_answer_is_marked_and_asked_for_only_after_the_field_was_left(shell, visit):
    page = show(shell, visit, "profile")
    field = field_of(page, "output_amount")
    assert field.needed.isVisible()
    assert field.complaint == ""
    type_into(field, "5")
    assert not field.needed.isVisible()
    type_into(field, "")
    assert field.needed.isVisible()
    assert field.complaint == "Every figure is compared with the output. A good estimate is better than none."


def test_the_window_closed_in_the_middle_of_typing_keeps_what_was_typed(program, folder):
    made = program()
    made.context.door.enter(made.context.door.open(folder, SECRET))
    visit = new_visit(made.context.workspace)
    page = show(made.window, visit, "questionnaire")
    type_into(field_of(page, "elec_amount"), "99", leave=False)
    made.window.close()
    again = program()
    again.context.door.enter(again.context.door.open(folder, SECRET))
    assert kept(again.window, visit)["elec_amount"] == "99"


def test_another_page_keeps_what_was_typed_and_a_word_does_not_stop_it(shell, visit, questions):
    type_into(field_of(questions, "elec_amount"), "99", leave=False)
    shell.context.router.show("home")
    assert kept(shell, visit)["elec_amount"] == "99"
    page = show(shell, visit, "questionnaire")
    type_into(field_of(page, "elec_amount"), "many", leave=False)
    shell.context.router.show("home")
    assert kept(shell, visit)["elec_amount"] == "99"
    assert shell.context.router.current.page == "home"


def test_an_answer_that_cannot_be_written_stays_in_the_field_and_holds_the_page(
    shell, visit, questions, monkeypatch
):
    field = field_of(questions, "elec_amount")
    type_into(field, "10")

    def full(*_arguments):
        raise fail("workspace.disk_full", "visits.greenfield")

    monkeypatch.setattr(shell.page.desk.opened, "_write", full)
    type_into(field, "11", leave=False)
    with pytest.raises(ProblemError, match="disk_full"):
        shell.page.leave()
    monkeypatch.undo()
    assert field.editor.line.text() == "11"


def test_answers_of_other_kinds(qtbot, shell, tmp_path):
    visit = motor_visit(shell.context.workspace, tmp_path)
    page = show(shell, visit, "questionnaire")
    type_into(field_of(page, "hall"), "North")
    type_into(field_of(page, "many"), "3,0")
    assert "not a whole number" in field_of(page, "many").complaint
    type_into(field_of(page, "many"), "4.0")
    assert question_with_focus() == "why"
    type_into(field_of(page, "why"), "History")
    type_into(field_of(page, "since"), "Mar 5, 1999")
    type_into(field_of(page, "story"), "A long one")
    days = list(field_of(page, "days").editor._buttons.values())
    for button in reversed(days):
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
    field_of(page, "seen").editor.button.setFocus()
    QTest.keyClick(field_of(page, "seen").editor.button, Qt.Key.Key_Space)
    found = kept(shell, visit)
    wanted = {
        "hall": "North",
        "many": "4",
        "why": "History",
        "since": "1999-03-05",
        "story": "A long one",
        "days": "always seldom",
        "seen": "OK",
    }
    assert {name: found.get(name) for name in wanted} == wanted
    assert field_of(page, "hello").label.text() == "Now the motors."


def test_a_date_is_taken_from_the_calendar(qtbot, shell, visit):
    page = show(shell, visit, "profile")
    field = field_of(page, "period_start")
    enter(field)
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = QApplication.activePopupWidget().calendar
    assert calendar.selectedDate().toString(Qt.DateFormat.ISODate) == "2025-01-01"
    calendar.setFocus()
    QTest.keyClick(calendar.focusProxy() or calendar, Qt.Key.Key_Right)
    QTest.keyClick(calendar.focusProxy() or calendar, Qt.Key.Key_Return)
    assert kept(shell, visit)["period_start"] == "2025-01-02"
    assert QApplication.activePopupWidget() is None


def test_a_finished_visit_is_read_only_until_it_is_reopened(qtbot, demo_shell):
    from greenfield.store.reading.visits import list_visits  # noqa: PLC0415

    with demo_shell.context.workspace.read() as connection:
        visit = list_visits(connection)[0].id
    page = show(demo_shell, visit, "questionnaire")
    field = field_of(page, "elec_amount")
    assert page._band.isVisible()
    assert not field.editor.line.isEnabled()
    reopen = page._band.findChild(type(page.panel.fold_button).__bases__[0], "reopen")
    qtbot.mouseClick(reopen, Qt.MouseButton.LeftButton)
    page = show(demo_shell, visit, "questionnaire")
    assert not page._band.isVisible()
    type_into(field_of(page, "elec_amount"), "120000")
    assert kept(demo_shell, visit)["elec_amount"] == "120000"
    with pytest.raises(ProblemError, match="not_finished"):
        reopen_visit(demo_shell.context.workspace, visit)


def test_an_entry_of_the_list_leads_to_its_question_on_whichever_step(qtbot, shell, visit, questions):
    problems = shell.page.panel.problems
    qtbot.waitUntil(lambda: any(one.ref.endswith("output_amount") for one in problems.matters))
    view = problems.view
    row = next(at for at, one in enumerate(problems.matters) if one.ref.endswith("output_amount"))
    index = view.lines.index(row)
    view.scrollTo(index)
    QApplication.processEvents()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    QApplication.processEvents()
    assert shell.page.step == "profile"
    assert question_with_focus() == "output_amount"
