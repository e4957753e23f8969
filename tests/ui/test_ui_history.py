"""The history of every field is reached from where it is shown: agreement, plan, figures of a measure, the company."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from ui_bakery import bakery_visit, show_step
from ui_pages import company, page, settle

from greenfield.services.companies import permit_photos

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def by_menu(widget):
    where = widget.rect().center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, where, widget.mapToGlobal(where)))
    menu = QApplication.activePopupWidget()
    menu.actions()[0].trigger()
    menu.close()


def history(qtbot, shell):
    settle(qtbot, shell)
    assert shell.context.router.current.page == "conflict"
    return [line.text for line in shell.page.history.lines.lines]


@pytest.fixture
def visit(shell):
    return bakery_visit(shell)


def test_of_what_was_agreed(qtbot, shell, visit):
    step = show_step(shell, visit, "agreement")
    step.agreeing.answer("purpose", "First visit")
    step.agreeing.answer("purpose", "Energy audit")
    field = step.fields["purpose"].editor.fields()[0]
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_H, BOTH)
    assert history(qtbot, shell)[-2:] == ["First visit", "Energy audit"]


def test_of_photos_which_are_agreed_on_with_the_company(qtbot, shell, visit):
    step = show_step(shell, visit, "agreement")
    step.agreeing.answer("photos", "no")
    step.fields["photos"].history_wanted.emit()
    assert history(qtbot, shell)[-1] == "No photos"


def test_of_the_plan(qtbot, shell, visit):
    step = show_step(shell, visit, "plan")
    name, row = next(iter(step.table.rows.items()))
    row.agreed.emit(name, "Awa", None)
    settle(qtbot, shell)
    row.agreed.emit(name, "Moussa", None)
    step.refresh()
    row.person.line.setFocus()
    qtbot.keyClick(row.person.line, Qt.Key.Key_H, BOTH)
    assert history(qtbot, shell)[-2:] == ["Awa", "Moussa"]


def test_of_the_figures_of_a_measure(qtbot, shell, visit):
    step = show_step(shell, visit, "measures")
    card = next(card for card in step.cards.values() if card.edit.isVisible())
    card.edit.click()
    card.corrected.emit(card.name, "investment", "1200")
    settle(qtbot, shell)
    field = card.editor.fields["investment"].line
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_H, BOTH)
    assert history(qtbot, shell) != []


def test_of_a_company(qtbot, shell):
    identity = company(shell.context, city="Dakar")
    with shell.context.workspace.unit() as unit:
        unit.set(identity, {"city": "Thiès"})
    permit_photos(shell.context.workspace, identity, allowed=True)
    shown = page(qtbot, shell, "company", company=identity)
    settle(qtbot, shell)
    by_menu(shown.findChild(QLabel, "fact-city"))
    assert history(qtbot, shell) == ["Dakar", "Thiès"]
    shown = page(qtbot, shell, "company", company=identity)
    qtbot.keyClick(shown.about.photos, Qt.Key.Key_H, BOTH)
    assert history(qtbot, shell)[-1] == "Photos in the company's documents"


def test_where_nothing_is_kept_yet_nothing_is_offered(qtbot, shell, visit):
    step = show_step(shell, visit, "plan")
    row = next(iter(step.table.rows.values()))
    row._action = ""
    qtbot.keyClick(row.person.line, Qt.Key.Key_H, BOTH)
    settle(qtbot, shell)
    assert shell.context.router.current.page == "visit"
    row._action = ""
    by = QWidget.mapToGlobal(row.person, row.person.rect().center())
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(row.person, QContextMenuEvent(reason, row.person.rect().center(), by))
    assert QApplication.activePopupWidget() is None
