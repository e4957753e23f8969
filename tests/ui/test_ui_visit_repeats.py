"""Repeats as tables: rows added, answered and removed by keyboard and mouse."""

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from ui_visits import kept, motor_visit, new_visit, press, show

from greenfield.base.problem import ProblemError

pytestmark = pytest.mark.usefixtures("tested")


@pytest.fixture
def visit(shell, tmp_path):
    return motor_visit(shell.context.workspace, tmp_path)


@pytest.fixture
def table(shell, visit):
    page = show(shell, visit, "questionnaire")
    sheet = page.steps["questionnaire"].sheet
    found = sheet.tables["/data/motor"]
    sheet.lead_to("/data/motor[1]/name")
    QApplication.processEvents()
    return found


@pytest.fixture
def tested(table):
    """The table's model, watched by Qt's model tester, which fails on the first lie."""
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    return QAbstractItemModelTester(table.model, mode, table.model)


def go(table, row, column):
    table.view.setCurrentIndex(table.model.index(row, column))
    table.view.setFocus()
    QApplication.processEvents()


def type_cell(text, key=Qt.Key.Key_Tab):
    """Type over the current cell, and leave it by a key."""
    widget = QApplication.focusWidget()
    QTest.keyClick(widget, text[0])
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, key)
    QApplication.processEvents()


def shown(table):
    model: QAbstractItemModel = table.model
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]


def test_a_repeat_is_a_table_of_its_simple_questions(table):
    heads = [table.model.headerData(c, Qt.Orientation.Horizontal) for c in range(table.model.columnCount())]
    assert heads == ["Name", "Power in kW", "How often does it run?", "Bought on"]
    assert shown(table) == [["", "", "Always", ""]]
    assert table.title.text() == "Motors"


def test_cells_are_typed_one_after_the_other(shell, visit, table):
    go(table, 0, 0)
    type_cell("Mill")
    type_cell("11.5", Qt.Key.Key_Return)
    found = kept(shell, visit)
    assert (found["motor[1]/name"], found["motor[1]/kw"]) == ("Mill", "11.5")


def test_a_word_in_a_number_cell_is_said_and_the_last_answer_stands(shell, visit, table):
    go(table, 0, 1)
    type_cell("11", Qt.Key.Key_Return)
    type_cell("much", Qt.Key.Key_Return)
    assert kept(shell, visit)["motor[1]/kw"] == "11"
    assert "“much” is not a number" in table.message.text()
    assert table.message.isVisible()
    type_cell("12", Qt.Key.Key_Return)
    assert not table.message.isVisible()


def test_what_the_form_does_not_allow_is_said_below_the_table(shell, visit, table):
    go(table, 0, 1)
    type_cell("-1", Qt.Key.Key_Return)
    assert kept(shell, visit)["motor[1]/kw"] == "-1"
    go(table, 0, 0)
    assert not table.message.isVisible()
    go(table, 0, 1)
    assert table.message.text() == "More than nothing."


def test_rows_are_added_and_removed_by_keys(qtbot, shell, visit, table):
    go(table, 0, 0)
    type_cell("Mill", Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert table.view.currentIndex().row() == 1
    type_cell("Fan", Qt.Key.Key_Return)
    go(table, 0, 0)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    type_cell("Pump", Qt.Key.Key_Return)
    assert [row[0] for row in shown(table)] == ["Mill", "Pump", "Fan"]
    go(table, 0, 0)
    press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert shell.context.messages.shown[-1].text == "Row 1 of “Motors” was removed."
    assert [row[0] for row in shown(table)] == ["Pump", "Fan"]
    found = kept(shell, visit)
    assert (found["motor[1]/name"], found["motor[2]/name"]) == ("Pump", "Fan")


def undo_button(shell):
    (found,) = [one for one in shell.findChildren(QPushButton, "undo") if one.isVisible()]
    return found


def test_a_removed_row_comes_back_by_undo(qtbot, shell, visit, table):
    go(table, 0, 0)
    type_cell("Mill")
    type_cell("11.5", Qt.Key.Key_Return)
    qtbot.mouseClick(table.detail.inner[0].add_button, Qt.MouseButton.LeftButton)
    type_cell("ball", Qt.Key.Key_Return)
    go(table, 0, 0)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    type_cell("Fan", Qt.Key.Key_Return)
    before = kept(shell, visit)
    go(table, 0, 0)
    press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert "motor[1]/bearing[1]/kind" not in kept(shell, visit)
    qtbot.mouseClick(undo_button(shell), Qt.MouseButton.LeftButton)
    assert kept(shell, visit) == before
    sheet = shell.page.steps["questionnaire"].sheet
    sheet.build_whole()
    assert [row[:2] for row in shown(sheet.tables["/data/motor"])] == [["Mill", "11.5"], ["Fan", ""]]


def test_a_removed_row_comes_back_though_another_visit_is_shown(qtbot, shell, visit, table):
    go(table, 0, 0)
    type_cell("Mill", Qt.Key.Key_Return)
    before = kept(shell, visit)
    press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    show(shell, new_visit(shell.context.workspace), "questionnaire")
    qtbot.mouseClick(undo_button(shell), Qt.MouseButton.LeftButton)
    assert kept(shell, visit) == before


def test_a_row_that_cannot_come_back_is_a_named_message(qtbot, shell, visit, table):
    go(table, 0, 0)
    type_cell("Mill", Qt.Key.Key_Return)
    press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    shell.page.desk.finish()
    qtbot.mouseClick(undo_button(shell), Qt.MouseButton.LeftButton)
    assert shell.context.messages.shown[-1].codes == ("visit.finished",)
    assert "motor[1]/name" not in kept(shell, visit)


def test_the_last_row_may_go_and_the_button_brings_a_new_one(qtbot, shell, visit, table):
    go(table, 0, 0)
    qtbot.mouseClick(table.remove_button, Qt.MouseButton.LeftButton)
    assert table.model.rowCount() == 0
    assert not table.view.isVisible()
    qtbot.mouseClick(table.add_button, Qt.MouseButton.LeftButton)
    assert table.view.isVisible()
    type_cell("Mill", Qt.Key.Key_Return)
    assert kept(shell, visit)["motor[1]/name"] == "Mill"


def test_a_cell_that_does_not_apply_cannot_be_edited(shell, visit, table):
    index = table.model.index(0, 3)
    assert index.flags() & Qt.ItemFlag.ItemIsEditable
    shell.page.desk.answer("/data/motor[1]/duty", "seldom")
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    assert index.data() == ""


def test_one_of_several_is_chosen_in_a_cell(shell, visit, table):
    go(table, 0, 2)
    press(Qt.Key.Key_F2)
    box = QApplication.focusWidget()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert kept(shell, visit)["motor[1]/duty"] == "seldom"


def test_delete_clears_a_cell(shell, visit, table):
    go(table, 0, 0)
    type_cell("Mill", Qt.Key.Key_Return)
    press(Qt.Key.Key_Delete)
    assert "motor[1]/name" not in kept(shell, visit)


def test_tab_leaves_the_table_behind_its_last_cell(table):
    go(table, 0, table.model.columnCount() - 1)
    press(Qt.Key.Key_Tab)
    assert not table.view.isAncestorOf(QApplication.focusWidget())
    assert QApplication.focusWidget() is not table.view


def test_what_does_not_fit_into_cells_stands_below_for_the_current_row(qtbot, shell, visit, table):
    go(table, 0, 0)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [field.ref for field in table.detail.fields] == ["/data/motor[2]/remark"]
    inner = table.detail.inner[0]
    assert inner.title.text() == "Bearings"
    assert not inner.view.isVisible()
    qtbot.mouseClick(inner.add_button, Qt.MouseButton.LeftButton)
    type_cell("ball", Qt.Key.Key_Return)
    area = table.detail.fields[0].editor.area
    area.setFocus()
    QTest.keyClicks(area, "hums")
    press(Qt.Key.Key_Tab)
    found = kept(shell, visit)
    assert found["motor[2]/bearing[1]/kind"] == "ball"
    assert found["motor[2]/remark"] == "hums"
    go(table, 0, 0)
    assert [field.ref for field in table.detail.fields] == ["/data/motor[1]/remark"]


def test_a_cell_that_is_being_typed_is_kept_when_the_page_is_left(shell, visit, table):
    go(table, 0, 0)
    QTest.keyClick(QApplication.focusWidget(), "M")
    QTest.keyClicks(QApplication.focusWidget(), "ill")
    shell.context.router.show("home")
    assert kept(shell, visit)["motor[1]/name"] == "Mill"


def test_a_finished_visit_locks_the_table(shell, visit, table):
    desk = shell.page.desk
    desk.answer("/data/motor[1]/name", "Mill")
    try:
        desk.finish()
    except ProblemError as problem:
        pytest.fail(str(problem))
    sheet = shell.page.steps["questionnaire"].sheet
    sheet.build_whole()
    again = sheet.tables["/data/motor"]
    assert not again.model.index(0, 0).flags() & Qt.ItemFlag.ItemIsEditable
    assert again.add_button.isHidden()


def test_a_table_that_is_too_wide_gives_long_answers_more_room(shell, visit, table):
    across = table.view.horizontalHeader()
    go(table, 0, 0)
    table.model.setData(table.model.index(0, 0), "The extraction fan above the second paint booth")
    table.view.setFixedWidth(900)
    table.view.fit()
    shared = {across.sectionSize(column) for column in range(across.count())}
    assert max(shared) - min(shared) <= 2
    table.view.setFixedWidth(across.minimumSectionSize() * across.count() - 20)
    table.view.fit()
    assert across.sectionSize(0) == 220
    assert across.sectionSize(1) == across.minimumSectionSize()
