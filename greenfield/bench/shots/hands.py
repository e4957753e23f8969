"""The hands at the window: clicks, keys, and the patience to wait until it has come to rest."""

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QDialog, QRadioButton, QWidget

from greenfield.ui.window import Program

Shown = TypeVar("Shown", bound=QObject)
PATIENCE_S = 30
_QUIET = 3
_SOON_MS = 1_000
_LEFT = Qt.MouseButton.LeftButton
_NOBODY = Qt.KeyboardModifier.NoModifier


class CannotShowError(Exception):
    """A page, a button or a dialog that ought to be there is not."""


def as_a(kind: type[Shown], widget: object) -> Shown:
    """Return a widget that has to be of a kind; raises CannotShowError."""
    if not isinstance(widget, kind):
        msg = f"{kind.__name__} was expected, and {type(widget).__name__} is shown"
        raise CannotShowError(msg)
    return widget


class Hands:
    """Uses the window of a program as a person does."""

    def __init__(self, application: QApplication, program: Program) -> None:
        """Use this program."""
        self._application = application
        self.program = program
        self.context = program.context
        self.window = program.window
        self.expects_dialog = False
        """Whether a dialog is wanted just now; any other one is a fault."""

    def settle(self) -> None:
        """Wait until nothing runs in the background, and everything is built and painted."""
        end, quiet = time.monotonic() + PATIENCE_S, 0
        while quiet < _QUIET:
            self._application.processEvents()
            quiet = 0 if self._is_busy() else quiet + 1
            if time.monotonic() > end:
                msg = "the window did not come to rest"
                raise CannotShowError(msg)
        self._application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def find(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """Return the visible widget of a name, in the dialog that is open or else in the window."""
        for root in (*reversed(self.above()), self.window):
            for widget in root.findChildren(kind, name):
                if widget.isVisible():
                    return widget
        msg = f"nothing is named {name}"
        raise CannotShowError(msg)

    def click(self, target: str | QWidget, at: QPoint | None = None) -> None:
        """Click on a widget, by its name or itself; a box to tick is clicked where its box is."""
        widget = self.find(target) if isinstance(target, str) else target
        self._activate()
        if not widget.isEnabled():
            msg = f"{widget.objectName()} cannot be clicked"
            raise CannotShowError(msg)
        where = at or widget.rect().center()
        if isinstance(widget, QCheckBox | QRadioButton):
            start = widget.width() - 8 if widget.isRightToLeft() else 8
            where = QPoint(start, widget.height() // 2)
        QTest.mouseClick(widget, _LEFT, _NOBODY, where)
        self.settle()

    def choose(self, button: QAbstractButton) -> None:
        """Click a radio button or a box that is not ticked yet."""
        if not button.isChecked():
            self.click(button)

    def type_into(self, widget: QWidget, text: str, *, leave: bool = True) -> None:
        """Type over what stands in a field, and leave it by Tab."""
        self._activate()
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if not text:
            QTest.keyClick(widget, Qt.Key.Key_Delete)
        for letter in text:
            event = QKeyEvent(QEvent.Type.KeyPress, 0, _NOBODY, letter)  # QTest has no key for é
            self._application.sendEvent(widget, event)
        if leave:
            self.press(Qt.Key.Key_Tab)
        self.settle()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NOBODY) -> None:
        """Press a key where the keyboard is."""
        self._activate()
        focused = QApplication.focusWidget() or self.window
        QTest.keyClick(focused, key, modifiers)
        self.settle()

    def drag(self, widget: QWidget, points: list[tuple[int, int]]) -> None:
        """Draw a line through points of a widget with the mouse."""
        first, *others = [QPoint(x, y) for x, y in points]
        QTest.mousePress(widget, _LEFT, _NOBODY, first)
        for point in others:
            QTest.mouseMove(widget, point)
        QTest.mouseRelease(widget, _LEFT, _NOBODY, others[-1])

    def go(self, page: str, **what: str) -> None:
        """Show a page."""
        self._activate()
        self.context.router.show(page, **what)
        self.settle()

    def in_dialog(self, kind: type[QDialog], open_it: Callable[[], object], work: Callable[[], None]) -> None:
        """Open a dialog, do something while it stands, and close it if it still does."""
        failures: list[BaseException] = []
        done: list[bool] = []
        timer = QTimer(self.window, interval=10)

        def look() -> None:
            found = [one for one in self.above() if isinstance(one, kind)]
            if not found:
                return
            timer.stop()
            try:
                work()
            except (CannotShowError, RuntimeError) as error:
                failures.append(error)
            finally:
                done.append(True)
                if found[0].isVisible():
                    found[0].reject()

        timer.timeout.connect(look)
        timer.start()
        self.expects_dialog = True
        open_it()
        end = time.monotonic() + PATIENCE_S
        while not done and time.monotonic() < end:
            self._application.processEvents()
        timer.stop()
        timer.deleteLater()
        self.expects_dialog = False
        self.settle()
        if failures:
            raise failures[0]
        if not done:
            msg = f"no {kind.__name__} was shown"
            raise CannotShowError(msg)

    def _activate(self) -> None:
        """Give the keyboard back to the window, or to the dialog above it; a menu that closed takes it along."""
        dialogs = [one for one in self.above() if isinstance(one, QDialog)]
        (dialogs[-1] if dialogs else self.window).activateWindow()
        self._application.processEvents()

    def _is_busy(self) -> bool:
        timers = [one for one in self.window.findChildren(QTimer) if one.isActive()]
        soon = any(one.isSingleShot() and one.interval() <= _SOON_MS for one in timers)  # the assessment, say
        building = any(one.interval() == 0 for one in timers)
        return self.context.runner.is_busy or soon or building

    def above(self) -> list[QWidget]:
        """Return what stands above the window, the lowest first."""
        tops = QApplication.topLevelWidgets()
        return [one for one in tops if one.isVisible() and one is not self.window]
