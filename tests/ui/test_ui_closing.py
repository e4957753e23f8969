"""The window closed in the middle of typing, wherever something is typed: it is kept, and there is no question."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_bakery import bakery_visit, click, show_step
from ui_program import SECRET
from ui_visits import enter, field_of, kept, motor_visit, show, type_into

from greenfield.services.agreements import agreement_of
from greenfield.services.chosen_measures import chosen_measures


@pytest.fixture
def closed_and_opened_again(program, folder, shell):
    """Closes the window as a person does, and opens the workspace in another one."""

    def go():
        shell.ask = lambda *_: pytest.fail("the window asked before it closed")
        assert shell.close()
        again = program()
        again.context.door.enter(again.context.door.open(folder, SECRET))
        return again.window

    return go


def type_on(line, text):
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def chosen(window, visit, name):
    return next(one for one in chosen_measures(window.context.workspace, visit) if one.name == name)


@pytest.mark.parametrize(
    ("step", "question", "typed", "stored"),
    [
        ("profile", "product", "Croissants", "Croissants"),
        ("profile", "employees", "50", "50"),
        ("profile", "period_end", "11/30/2025", "2025-11-30"),
        ("questionnaire", "elec_amount", "117,601", "117601"),
        ("questionnaire", "elec_amount", "many", "117600"),
    ],
)
def test_an_answer(shell, closed_and_opened_again, step, question, typed, stored):  # noqa: PLR0917
    visit = bakery_visit(shell)
    page = show(shell, visit, step)
    type_into(field_of(page, question), typed, leave=False)
    assert kept(closed_and_opened_again(), visit)[question] == stored


def test_a_cell_of_a_table(shell, closed_and_opened_again, tmp_path):
    visit = motor_visit(shell.context.workspace, tmp_path)
    page = show(shell, visit, "questionnaire")
    table = next(iter(page.steps["questionnaire"].sheet.tables.values()))
    page.desk.answer("/data/motor[1]/name", "Fan")
    table.view.setCurrentIndex(table.model.index(0, 0))
    table.view.edit(table.model.index(0, 0))
    editor = QApplication.focusWidget()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "Mill")
    assert kept(closed_and_opened_again(), visit)["motor[1]/name"] == "Mill"


def test_the_agreement(shell, closed_and_opened_again):
    visit = bakery_visit(shell)
    page = show(shell, visit, "agreement")
    type_on(enter(page.steps["agreement"].fields["met"]), "Awa Ndiaye")
    assert agreement_of(closed_and_opened_again().context.workspace, visit).met == "Awa Ndiaye"


def test_person_and_date_in_the_plan(shell, closed_and_opened_again):
    visit = bakery_visit(shell)
    row = show_step(shell, visit, "plan").table.rows["air_leaks"]
    type_on(row.due.line, "5/31/2026")
    assert chosen(closed_and_opened_again(), visit, "air_leaks").due == date(2026, 5, 31)


def test_a_figure_of_a_measure(shell, closed_and_opened_again):
    visit = bakery_visit(shell)
    card = show_step(shell, visit, "measures").cards["led_lamps"]
    click(card.edit)
    type_on(card.editor.fields["investment"].line, "325,000")
    assert chosen(closed_and_opened_again(), visit, "led_lamps").corrections.investment == 325_000
