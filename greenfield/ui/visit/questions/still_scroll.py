"""A column that holds still: what a person looks at stays where it is while questions come and go."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from greenfield.ui.widgets.column import ScrollColumn

_ROUNDS = 6
"""A text that wraps is measured only when its place is known, which may move others again."""


class StillScroll(ScrollColumn):
    """Scrolls a column whose parts appear and vanish."""

    @contextmanager
    def held(self, anchor: QWidget | None = None) -> Iterator[list[QWidget]]:
        """Keep a widget of the column at its height on the screen while others change.

        Without one, the first widget in sight stays. Put what changes into the list that this gives.
        """
        kept = anchor if anchor is not None and self._in_sight(anchor) else self._first_in_sight()
        before = self._height_of(kept) if kept is not None else 0
        changed: list[QWidget] = []
        yield changed
        self.settle(changed)
        if kept is not None and not kept.isHidden():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self._height_of(kept) - before)

    def settle(self, parts: Iterable[QWidget] | None = None) -> None:
        """Lay the column out at once; `parts` of it changed, or nobody knows which."""
        for part in [self.column] if parts is None else parts:
            for child in reversed(part.findChildren(QWidget)):
                _activate(child)
            _activate(part)
        inner = self.widget()
        if inner is None:
            return
        for _ in range(_ROUNDS):
            height = self.column.height()
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            _activate(self.column)
            _activate(inner)
            QApplication.sendPostedEvents(inner, QEvent.Type.LayoutRequest)
            if self.column.height() == height:
                break

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Lay out at once where the width changes, as when the scroll bar comes: texts wrap elsewhere then."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() and self.isVisible():
            self.settle()

    def is_in_sight(self, widget: QWidget) -> bool:
        """Tell whether a widget of the column can be seen whole."""
        top = self._height_of(widget)
        return top >= 0 and top + widget.height() <= self.viewport().height()

    def _height_of(self, widget: QWidget) -> int:
        return widget.mapTo(self.viewport(), QPoint(0, 0)).y()

    def _in_sight(self, widget: QWidget) -> bool:
        if not widget.isVisible() or not self.isAncestorOf(widget):
            return False
        top = self._height_of(widget)
        return top < self.viewport().height() and top + widget.height() > 0

    def _first_in_sight(self) -> QWidget | None:
        for index in range(self.rows.count()):
            item = self.rows.itemAt(index)
            widget = item.widget() if item else None
            if widget is not None and self._in_sight(widget) and self._height_of(widget) >= 0:
                return widget
        return None


def _activate(widget: QWidget) -> None:
    layout = widget.layout()
    if layout is not None:
        layout.activate()
