"""Small manners that every page shares: where text begins, when a focus is marked, how high a dialog is."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from ui_bakery import bakery_visit, show_step

from greenfield.base.texts import texts_for
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.question import Question
from greenfield.ui.frame.rail_button import RailButton
from greenfield.ui.theme.theme import Theme
from greenfield.ui.visit.measures.own_dialog import OwnMeasureDialog
from greenfield.ui.widgets.choice_box import Choice, ChoiceBox
from greenfield.ui.widgets.field import Field

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
LONG = "Some words that are repeated until they need several lines in a dialog of this width. " * 4


@pytest.fixture
def theme(qapp):
    made = Theme("light", touch=False)
    made.apply(qapp)
    return made


def starts_at(line):
    """Where the text of a line begins or ends at its start edge: True for the right one."""
    return bool(line.alignment() & Qt.AlignmentFlag.AlignRight)


@pytest.mark.parametrize("direction", [LEFT, RIGHT])
def test_text_begins_at_the_start_edge_whatever_its_letters(qtbot, theme, direction):
    root = QWidget()
    rows = QVBoxLayout(root)
    line, box = QLineEdit("117600"), ChoiceBox([Choice("SEN", "Senegal")])
    rows.addWidget(Field(theme, "Amount", line))
    rows.addWidget(box)
    qtbot.addWidget(root)
    root.show()
    root.setLayoutDirection(direction)
    QApplication.processEvents()
    assert starts_at(line) == starts_at(box.lineEdit()) == (direction is RIGHT)


def test_a_click_marks_no_focus_but_the_keyboard_does(qtbot, theme):
    root = QWidget()
    rows = QVBoxLayout(root)
    one, other = RailButton(theme, "Visits", "house"), RailButton(theme, "Companies", "buildings")
    for button in (one, other):
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        rows.addWidget(button)
    qtbot.addWidget(root)
    root.show()
    root.activateWindow()
    qtbot.waitUntil(root.isActiveWindow)
    other.setFocus(Qt.FocusReason.MouseFocusReason)
    clicked = other.grab().toImage()
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Tab)
    assert other.hasFocus()
    assert other.grab().toImage() != clicked


def test_a_question_is_as_high_as_its_words_need(qtbot, theme):
    texts = texts_for("en")
    heights = []
    for words in ("Short.", LONG):
        parent = QWidget()
        qtbot.addWidget(parent)
        asked = Question(texts, theme, ("Sure?", words), Action("yes", "Yes", "", lambda: None), parent)
        asked.show()
        QApplication.processEvents()
        labels = [label for label in asked.findChildren(QLabel) if label.text()]
        assert all(label.height() <= label.heightForWidth(label.width()) + 2 for label in labels)
        assert all(label.height() >= label.heightForWidth(label.width()) for label in labels)
        heights.append(asked.height())
    assert heights[1] > heights[0] + 40


def test_an_own_measure_without_a_name_says_so_beside_the_name(shell, qtbot):
    step = show_step(shell, bakery_visit(shell), "measures")
    dialog = OwnMeasureDialog(shell.context, step.desk, "XOF", step)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.keep()
    assert "needs a name" in dialog.title_field.below.text()
    assert dialog.problem.isHidden()
    assert dialog.record == ""
    below = dialog.title_field.mapTo(dialog, QPoint(0, dialog.title_field.height()))
    assert 0 < below.y() < dialog.height()
