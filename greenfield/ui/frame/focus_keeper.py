"""Where the keyboard is: on the page that is shown, never lost to the rail by something that went away."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QRadioButton, QWidget
from shiboken6 import isValid

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class FocusKeeper(QObject):
    """Gives the keyboard to a page that is shown, and back to it when what had it was hidden or taken away.

    `home` returns where the keyboard belongs on the page, None if there is nothing; `rail` is what gets it
    from Qt when a widget goes away, and which nobody asked for.
    """

    def __init__(self, window: QWidget, home: Callable[[], QWidget | None]) -> None:
        """Watch the keyboard in a window."""
        super().__init__(window)
        self._window, self._home = window, home
        self.rail: QWidget | None = None
        self._waits = False
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._look)

    def enter(self, page: QWidget) -> None:
        """Give the keyboard to a page as soon as it has its place, unless it has it by then."""
        QTimer.singleShot(0, page, lambda: self._enter(page))

    def _enter(self, page: QWidget) -> None:
        focused = QApplication.focusWidget()
        if not page.isVisible() or not self._is_free():
            return
        if focused is None or not page.isAncestorOf(focused):
            self._go_home()

    def _look(self, before: QWidget | None, now: QWidget | None) -> None:
        """Look a moment later whether what had the keyboard went away from under it."""
        if self._waits or not isValid(self._window):
            return
        to_rail = now is not None and self.rail is not None and self.rail.isAncestorOf(now)
        from_page = before is not None and not (self.rail is not None and self.rail.isAncestorOf(before))
        if now is None or (to_rail and from_page):
            self._waits = True
            QTimer.singleShot(0, self, lambda: self._rescue(before))

    def _rescue(self, before: QWidget | None) -> None:
        self._waits = False
        focused = QApplication.focusWidget()
        in_rail = focused is not None and self.rail is not None and self.rail.isAncestorOf(focused)
        lost = focused is None or (in_rail and not _can_have_it(before))
        if lost and self._is_free():
            self._go_home()

    def _is_free(self) -> bool:
        """Tell whether this window is the one that is worked in, without a dialog or menu over it."""
        return (
            self._window.isActiveWindow()
            and QApplication.activeModalWidget() is None
            and QApplication.activePopupWidget() is None
        )

    def _go_home(self) -> None:
        home = self._home()
        if home is not None and _can_have_it(home):
            home.setFocus(Qt.FocusReason.OtherFocusReason)


def first_field(root: QWidget) -> QWidget | None:
    """Return what Tab comes to first inside of a widget, in the order in which it goes; None if nothing."""
    found = root.nextInFocusChain()
    while found is not None and found is not root:
        if root.isAncestorOf(found) and _takes_tab(found):
            return found
        found = found.nextInFocusChain()
    return None


def press_focused(window: QWidget, key: int) -> bool:
    """Press the button that has the keyboard if `key` is Return or Enter; tell whether there was one.

    Qt presses buttons by Space alone, outside of dialogs. Boxes to tick and choices stay with Space.
    """
    focused = QApplication.focusWidget()
    if key not in _ENTER or not isinstance(focused, QAbstractButton) or not window.isAncestorOf(focused):
        return False
    if isinstance(focused, QCheckBox | QRadioButton) or not focused.isEnabled():
        return False
    if focused.isCheckable() and focused.property("ticks"):
        return False
    focused.click()
    return True


def _takes_tab(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and not widget.focusProxy() and _can_have_it(widget)


def _can_have_it(widget: QWidget | None) -> bool:
    return widget is not None and isValid(widget) and widget.isVisible() and widget.isEnabled()
