"""Painting a line of a list: words, quieter words below them, a mark at the start edge; both wrap."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme

_MARK = 3
_INSIDE = 8
_STEP = space.GAP
_NARROWEST = 120
_Index = QModelIndex | QPersistentModelIndex
_POINTED_AT = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what is said, what stands quietly below it, the colour of its mark (None for no mark)."""

    text: str
    below: str = ""
    mark: Colour | None = None
    depth: int = 0
    strong: bool = False
    leads: bool = False
    """Whether it can be clicked: then it shows that the mouse or the keyboard is there."""
    about: object = None
    """What it stands for, for whoever made it."""

    @property
    def said(self) -> str:
        """The line in one piece, for those who do not see it."""
        return " – ".join(part for part in (self.text, self.below) if part)


class LinePainter(QStyledItemDelegate):
    """Paints the rows of a view that `line_of` makes lines of."""

    def __init__(self, theme: Theme, view: QListView, line_of: Callable[[_Index], Line]) -> None:
        """Paint for a view, as wide as it is."""
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._line_of = line_of

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802  Qt's name
        """Return the room that the wrapped words take."""
        bar = self._view.verticalScrollBar().sizeHint().width()  # kept free, whether it is there or not
        wide = max(_NARROWEST, self._view.width() - bar)
        text, below = self._boxes(QRect(0, 0, wide, 10_000), self._line_of(index))
        return QSize(wide, text.height() + below.height() + 2 * _INSIDE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a line in the direction of writing."""
        line, theme, room = self._line_of(index), self._theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.leads and option.state & _POINTED_AT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Colour.HOVER))
            painter.drawRoundedRect(room, space.RADIUS, space.RADIUS)
        if line.mark is not None:
            mark = QRect(room.left(), room.top() + _INSIDE, _MARK, room.height() - 2 * _INSIDE)
            painter.fillRect(QStyle.visualRect(option.direction, room, mark), theme.colour(line.mark))
        align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        flags = int(Qt.TextFlag.TextWordWrap) | int(align)
        text, below = self._boxes(room, line)
        for box, kind, colour, words in (
            (text, Type.STRONG if line.strong else Type.BODY, Colour.INK, line.text),
            (below, Type.SECONDARY, Colour.QUIET, line.below),
        ):
            painter.setFont(theme.font(kind))
            painter.setPen(theme.colour(colour))
            painter.drawText(QStyle.visualRect(option.direction, room, box), flags, words)
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
