"""A person at the window: a mouse that hits only what can be seen, and keys that go where the keyboard is."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QScrollArea, QWidget
from ui_visits import question_with_focus

NOTCH = 120
MOST_TABS = 120


class Person:
    """Works in one window by events of mouse and keyboard alone."""

    def __init__(self, qtbot, window):
        self.qtbot, self.window = qtbot, window

    def wait_until(self, seen):
        self.qtbot.waitUntil(seen, timeout=20_000)

    def sees(self, name):
        """The one widget of a name that can be seen, None if there is none yet."""
        found = [one for one in self.window.findChildren(QWidget, name) if one.isVisible()]
        return found[0] if len(found) == 1 else None

    def click(self, target):
        """Click on a widget, or on the one of a name as soon as it is there."""
        if isinstance(target, str):
            name = target
            self.wait_until(lambda: self.sees(name) is not None and self.sees(name).isEnabled())
            target = self.sees(name)
        self.scroll_to(target)
        where = target.mapTo(self.window, self._middle(target))
        hit = self.window.childAt(where)
        assert hit is target or target.isAncestorOf(hit), f"{target!r} is covered by {hit!r}"
        QTest.mouseClick(self.window.windowHandle(), Qt.MouseButton.LeftButton, pos=where)
        QApplication.processEvents()

    def scroll_to(self, target):
        """Turn the wheel over the column until the middle of a widget is in sight."""
        area = target.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is None:
            return
        for _ in range(400):
            at = target.mapTo(area.viewport(), self._middle(target)).y()
            if 8 <= at <= area.viewport().height() - 8:
                return
            self._turn(area.viewport(), 1 if at < 0 else -1)
        pytest.fail(f"the wheel does not lead to {target!r}")

    def type(self, text):
        """Type where the keyboard is; letters that QTest has no key for come as an input method sends them."""
        for letter in text:
            widget = QApplication.focusWidget()
            if letter.isascii():
                QTest.keyClicks(widget, letter)
            else:
                none = Qt.KeyboardModifier.NoModifier
                QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, 0, none, letter))
        QApplication.processEvents()

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        """Press a key where the keyboard is, in a list that popped up first."""
        popup = QApplication.activePopupWidget()
        QTest.keyClick(popup or QApplication.focusWidget() or self.window, key, modifiers)
        QApplication.processEvents()

    def write(self, line, text):
        """Click into a line and write; what stood there goes."""
        self.click(line)
        self.replace(text)

    def replace(self, text):
        """Write in place of what stands where the keyboard is."""
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(text)

    def choose(self, box, text):
        """Choose in a box by a part of the name and Return."""
        self.click(box.lineEdit())
        self.replace(text)
        self.press(Qt.Key.Key_Return)

    def tab_to(self, question):
        """Press Tab until the keyboard is in a question."""
        for _ in range(MOST_TABS):
            if question_with_focus() == question:
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"Tab does not lead to {question}")

    def answer(self, question, text):
        """Go to a question by Tab, and type its answer."""
        self.tab_to(question)
        self.replace(text)
        self.press(Qt.Key.Key_Tab)

    def tick(self, question, place):
        """Go to a question by Tab, and click one of what it offers, counted from 0."""
        self.tab_to(question)
        field = QApplication.focusWidget()
        while not hasattr(field, "ref"):
            field = field.parentWidget()
        offered = [one for one in field.findChildren(QAbstractButton) if one.isCheckable()]
        self.click(offered[place])
        assert offered[place].isChecked()

    def _turn(self, widget, notches):
        at = QPointF(widget.rect().center())
        event = QWheelEvent(
            at,
            QPointF(widget.mapToGlobal(at.toPoint())),
            QPoint(0, 0),
            QPoint(0, notches * NOTCH),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)
        QApplication.processEvents()

    @staticmethod
    def _middle(target):
        """The middle of what can be clicked; a box to tick is clicked on its box."""
        if isinstance(target, QCheckBox):
            mirrored = target.layoutDirection() == Qt.LayoutDirection.RightToLeft
            return QPoint(target.width() - 10 if mirrored else 10, target.height() // 2)
        return target.rect().center()
