"""A list of lines in words, of any length; a line may lead somewhere."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QListView

from greenfield.ui.theme.theme import Theme
from greenfield.ui.widgets.line_painter import Line, LinePainter

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class LineModel(QAbstractListModel):
    """Lines as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines; nothing moves if they are the same."""
        if tuple(lines) != self.lines:
            self.beginResetModel()
            self.lines = tuple(lines)
            self.endResetModel()

    def rowCount(self, parent: _Index = _TOP) -> int:  # noqa: N802  Qt's name
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a line, or the line itself."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        return (
            line.said if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} else None
        )


class LineList(QListView):
    """Shows lines; only those that can be seen are drawn, so that there may be thousands.

    `led` carries what a line that leads somewhere is about, when it is clicked or Enter is pressed on it.
    """

    led = Signal(object)

    def __init__(self, theme: Theme, name: str, *, highest: int = 0) -> None:
        """Begin empty; `name` is what a screen reader says.

        With `highest` the list is as high as its lines are, up to so many pixels, above which they scroll.
        """
        super().__init__()
        self._highest = highest
        self.lines = LineModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(LinePainter(theme, self, lambda index: index.data(LINE_ROLE)))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("background: transparent;")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setMouseTracking(True)
        self.lines.modelReset.connect(self._fit)
        self.clicked.connect(self._lead)
        self.activated.connect(self._lead)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Let the lines wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self._fit()

    def _fit(self) -> None:
        if not self._highest:
            return
        heights = 0
        for row in range(self.lines.rowCount()):
            heights += self.sizeHintForRow(row)
            if heights >= self._highest:
                break
        self.setFixedHeight(min(self._highest, max(heights, 1)))

    def _lead(self, index: QModelIndex) -> None:
        line: Line = index.data(LINE_ROLE)
        if line.leads:
            self.led.emit(line.about)
