"""A list of lines in words, of any length: a quiet place above, what is said below, a mark at the start edge."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_MARK = 3
_INSIDE = 8
_STEP = space.GAP
_NARROWEST = 160
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what is said, what stands quietly below it, the colour of its mark (None for no mark)."""

    text: str
    below: str = ""
    mark: Colour | None = None
    depth: int = 0
    strong: bool = False


class LineModel(QAbstractListModel):
    """Lines as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: tuple[Line, ...]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
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
        said = " – ".join(part for part in (line.text, line.below) if part)
        return said if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} else None


class LineList(QListView):
    """Shows lines; only those that can be seen are drawn, so that there may be thousands."""

    def __init__(self, theme: Theme, name: str) -> None:
        """Begin empty; `name` is what a screen reader says."""
        super().__init__()
        self.lines = LineModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Delegate(theme, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("background: transparent;")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Let the lines wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802  Qt's name
        line: Line = index.data(LINE_ROLE)
        bar = self._view.verticalScrollBar().sizeHint().width()  # kept free, whether it is there or not
        wide = max(_NARROWEST, self._view.width() - bar)
        text, below = self._boxes(QRect(0, 0, wide, 10_000), line)
        return QSize(wide, text.height() + below.height() + 2 * _INSIDE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: Line = index.data(LINE_ROLE)
        theme = self._theme
        painter.save()
        if line.mark is not None:
            mark = QRect(
                option.rect.left(), option.rect.top() + _INSIDE, _MARK, option.rect.height() - 2 * _INSIDE
            )
            painter.fillRect(QStyle.visualRect(option.direction, option.rect, mark), theme.colour(line.mark))
        align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        flags = int(Qt.TextFlag.TextWordWrap) | int(align)
        text, below = self._boxes(option.rect, line)
        for box, kind, colour, words in (
            (text, Type.STRONG if line.strong else Type.BODY, Colour.INK, line.text),
            (below, Type.SECONDARY, Colour.QUIET, line.below),
        ):
            painter.setFont(theme.font(kind))
            painter.setPen(theme.colour(colour))
            painter.drawText(QStyle.visualRect(option.direction, option.rect, box), flags, words)
        painter.restore()

    def _boxes(self, room: QRect, line: Line) -> tuple[QRect, QRect]:
        """Return where the two texts of a line stand, from left to right."""
        inside = room.adjusted(_MARK + _INSIDE + line.depth * _STEP, _INSIDE, -_INSIDE, 0)
        text = self._measured(inside, Type.STRONG if line.strong else Type.BODY, line.text)
        return text, self._measured(inside.adjusted(0, text.height(), 0, 0), Type.SECONDARY, line.below)

    def _measured(self, room: QRect, kind: Type, words: str) -> QRect:
        if not words:
            return QRect(room.topLeft(), QSize(room.width(), 0))
        needed = QFontMetrics(self._theme.font(kind)).boundingRect(
            QRect(0, 0, room.width(), 10_000), int(Qt.TextFlag.TextWordWrap), words
        )
        return QRect(room.topLeft(), QSize(room.width(), needed.height()))
