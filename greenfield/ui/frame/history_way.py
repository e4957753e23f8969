"""The way to the history of a field, the same everywhere: Ctrl+Shift+H in it, or the menu beside it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from greenfield.base.texts import Texts
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.context import WindowContext
from greenfield.ui.leaving import let_go
from greenfield.ui.theme.theme import Theme

HISTORY_KEYS = "Ctrl+Shift+H"
Where = Callable[[], tuple[str, str]]
"""The record and the field that something on the page shows now; two empty ones where nothing is kept of it."""


class HistoryWay(QObject):
    """Leads from a widget, and from all that stands in it, to what its field ever held."""

    def __init__(self, context: WindowContext, widget: QWidget, where: Where) -> None:
        """Watch a widget as long as it lives."""
        super().__init__(widget)
        self._context, self._widget, self._where = context, widget, where
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Take the keys, and the wish for a menu."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and wants_history(event):
            self.show()
            return True
        if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            if not self._where()[0]:
                return False
            context = self._context
            offer_history(context.theme, context.texts, self._widget, event.globalPos(), self.show)
            return True
        return super().eventFilter(watched, event)

    def show(self) -> None:
        """Show the history."""
        to_history(self._context, *self._where())


def to_history(context: WindowContext, record: str, field: str) -> None:
    """Lead to the history of a field, and to its conflict where people disagree; nowhere where nothing is kept of it."""
    if record:
        context.router.show("conflict", record=record, field=field)


def wants_history(event: QKeyEvent) -> bool:
    """Tell whether these are the keys that lead to a history."""
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_H and event.modifiers() == held


def offer_history(theme: Theme, texts: Texts, widget: QWidget, at: QPoint, run: Callable[[], None]) -> None:
    """Open the menu that leads to a history."""
    action = Action("answer-history", texts("History of this answer"), "", run, shortcut=HISTORY_KEYS)
    menu = QMenu(widget)
    menu.addAction(action.menu_entry(theme, menu))
    menu.aboutToHide.connect(lambda: let_go(menu))
    menu.popup(at)
