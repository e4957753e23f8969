"""Conflicts in the rows of a table: marked on the cell, led to from it by mouse and keyboard, with their history."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from ui_hub import synced
from ui_pages import click, settle
from ui_program import NOW
from ui_visits import motor_visit, show

from greenfield.records.scopes import Scope
from greenfield.services.open_visit import open_visit
from greenfield.services.sync.conflicts import conflicts
from greenfield.services.sync.sharing import share
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.repeats.model import CONFLICT_ROLE

KW, NAME = 1, 0


def sync(qtbot, window):
    window.context.sync.sync()
    synced(qtbot, window)


@pytest.fixture
def visit(qtbot, joined, colleague, tmp_path):
    """A visit with two motors that two people know."""
    workspace = joined.context.workspace
    found = motor_visit(workspace, tmp_path)
    opened = open_visit(workspace, found, "en", NOW)
    opened.add_instance("/data/motor")
    opened.answer_all({"/data/motor[1]/name": "Mill", "/data/motor[2]/name": "Mixer"})
    share(workspace, found, Scope.ORGANISATION)
    sync(qtbot, joined)
    colleague.sync()
    return found


@pytest.fixture
def differ(qtbot, joined, colleague, visit):
    """Let both answer, each without knowing of the other: `differ(own, other)`."""

    def both(own, other):
        opened = open_visit(joined.context.workspace, visit, "en", NOW)
        own(opened) if callable(own) else opened.answer_all(own)
        theirs = open_visit(colleague.workspace, visit, "en", NOW)
        other(theirs) if callable(other) else theirs.answer_all(other)
        colleague.sync()
        sync(qtbot, joined)

    return both


def table_of(qtbot, joined, visit, place="/data/motor[1]/name"):
    page = show(joined, visit, "questionnaire")
    settle(qtbot, joined)
    sheet = page.steps["questionnaire"].sheet
    sheet.lead_to(place)
    QApplication.processEvents()
    return sheet.tables["/data/motor"]


def marked(table):
    return [
        (row, column)
        for row in range(table.model.rowCount())
        for column in range(table.model.columnCount())
        if table.model.index(row, column).data(CONFLICT_ROLE)
    ]


def test_the_cell_is_marked_said_and_leads_to_the_decision_by_keyboard(qtbot, joined, visit, differ):
    differ({"/data/motor[2]/kw": "11"}, {"/data/motor[2]/kw": "15"})
    table = table_of(qtbot, joined, visit)
    qtbot.waitUntil(lambda: marked(table) == [(1, KW)])
    index = table.model.index(1, KW)
    assert "Two people answered this differently" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == index.data(Qt.ItemDataRole.ToolTipRole)
    assert not table.conflict.isVisible(), "the keyboard is in another cell"
    table.view.setCurrentIndex(index)
    assert table.conflict.isVisible()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    assert "Ctrl+Shift+H" in table.conflict.toolTip(), "Tab goes on through the cells, so there is a key"
    qtbot.keyClick(table.view, Qt.Key.Key_H, both)
    settle(qtbot, joined)
    assert joined.context.router.current.page == "conflict"
    assert {side.value.text() for side in joined.page.sides} == {"11", "15"}
    click(qtbot, joined.page.sides[0].button)
    synced(qtbot, joined)
    joined.context.router.back()
    settle(qtbot, joined)
    qtbot.waitUntil(lambda: marked(joined.page.steps["questionnaire"].sheet.tables["/data/motor"]) == [])


def test_the_mark_is_painted_in_the_corner_at_the_end_of_the_cell(qtbot, joined, visit, differ):
    table = table_of(qtbot, joined, visit)
    before = corner(table, 1, KW)
    differ({"/data/motor[2]/kw": "11"}, {"/data/motor[2]/kw": "15"})
    qtbot.waitUntil(lambda: marked(table) == [(1, KW)])
    colour = joined.context.theme.colour(Colour.WARNING).name()
    assert before != colour
    assert corner(table, 1, KW) == colour


def corner(table, row, column):
    cell = table.view.visualRect(table.model.index(row, column))
    picture = table.view.viewport().grab().toImage()
    at = cell.topRight() + QPoint(-2, 2)
    return picture.pixelColor(at * picture.devicePixelRatio()).name()


def test_a_row_that_one_removed_and_another_changed_is_marked_at_its_beginning(qtbot, joined, visit, differ):
    differ(lambda mine: mine.remove_instance("/data/motor", 1), {"/data/motor[2]/kw": "15"})
    table = table_of(qtbot, joined, visit)
    qtbot.waitUntil(lambda: (1, NAME) in marked(table))
    table.view.setCurrentIndex(table.model.index(1, NAME))
    assert "One person removed this row" in table.conflict.text()
    click(qtbot, table.conflict)
    settle(qtbot, joined)
    kept = next(side for side in joined.page.sides if "Kept" in side.value.text())
    click(qtbot, kept.button)
    synced(qtbot, joined)
    assert conflicts(joined.context.workspace) == []
    opened = open_visit(joined.context.workspace, visit, "en", NOW)
    assert opened.session.node("/data/motor[2]/kw").value == "15"


def test_what_does_not_fit_into_cells_is_marked_below_the_table(qtbot, joined, visit, differ):
    differ({"/data/motor[1]/remark": "Loud"}, {"/data/motor[1]/remark": "Quiet"})
    table = table_of(qtbot, joined, visit)
    field = next(one for one in table.detail.fields if one.name == "remark")
    qtbot.waitUntil(field.conflict.isVisible)
    click(qtbot, field.conflict)
    settle(qtbot, joined)
    assert {side.value.text() for side in joined.page.sides} == {"Loud", "Quiet"}


@pytest.mark.parametrize("by", ["keys", "menu"])
def test_the_history_of_a_cell_is_reached_from_it(qtbot, joined, visit, by):
    opened = open_visit(joined.context.workspace, visit, "en", NOW)
    for value in ("11", "12"):
        opened.answer("/data/motor[2]/kw", value)
    table = table_of(qtbot, joined, visit)
    table.view.setCurrentIndex(table.model.index(1, KW))
    if by == "keys":
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        qtbot.keyClick(table.view, Qt.Key.Key_H, both)
    else:
        at = table.view.visualRect(table.view.currentIndex()).center()
        reason = QContextMenuEvent.Reason.Mouse
        port = table.view.viewport()
        QApplication.sendEvent(port, QContextMenuEvent(reason, at, port.mapToGlobal(at)))
        menu = QApplication.activePopupWidget()
        menu.actions()[0].trigger()
        menu.close()
    settle(qtbot, joined)
    assert joined.context.router.current.page == "conflict"
    assert [line.text for line in joined.page.history.lines.lines] == ["11", "12"]
