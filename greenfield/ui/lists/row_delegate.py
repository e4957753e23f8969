"""Draws a row of a list: title, a line under it, and at its end how far something has come."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from greenfield.ui.lists.row_face import RowFace, RowRole
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme

_HEIGHT = 60
INSET = 12
_WORDS = 216
_BAR = 4
_BAR_WIDTH = 120
_NARROW = 420
_TONES = {"done": Colour.STATUS_5, "conflict": Colour.WARNING, "quiet": Colour.MAIN}


class RowDelegate(QStyledItemDelegate):
    """Draws rows that say a `RowFace`, in either direction of writing."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Draw in the colours and type of the theme."""
        super().__init__(parent)
        self._theme = theme
        self._strong, self._small = theme.font(Type.STRONG), theme.font(Type.SECONDARY)

    def sizeHint(  # noqa: N802  Qt's name
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row; one that bears a finger in touch mode."""
        lines = QFontMetrics(self._strong).height() + QFontMetrics(self._small).height()
        return QSize(option.rect.width(), max(_HEIGHT, self._theme.target, lines + 20))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a row."""
        face = index.data(RowRole.FACE)
        if not isinstance(face, RowFace):
            return
        rect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, state)
        inner = rect.adjusted(INSET, 8, -INSET, -8)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        aside = _WORDS if rect.width() >= _NARROW and face.words else 0
        text = QRect(inner)
        if aside:
            text.setWidth(inner.width() - aside - space.GAP)
            end = QRect(inner.right() - aside + 1, inner.top(), aside, inner.height())
            if mirrored:
                end.moveLeft(inner.left())
                text.moveRight(inner.right())
            self._end(painter, end, face, mirrored=mirrored)
        under = face.under if aside or not face.words else " · ".join(filter(None, (face.under, face.words)))
        self._two_lines(painter, text, face.title, under, mirrored=mirrored)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        line = QRect(rect.left() + INSET, rect.bottom(), rect.width() - 2 * INSET, 1)
        painter.fillRect(line, self._theme.colour(Colour.LINE))
        if selected or hovered or focused:
            painter.setPen(QPen(self._theme.colour(Colour.FOCUS), 1.5) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(Colour.MAIN_SOFT if selected else Colour.HOVER))
            box = QRectF(rect).adjusted(1, 1, -1, -2)
            painter.drawRoundedRect(box, space.RADIUS, space.RADIUS)

    def _two_lines(self, painter: QPainter, rect: QRect, title: str, under: str, *, mirrored: bool) -> None:
        strong, small = QFontMetrics(self._strong), QFontMetrics(self._small)
        high = strong.height() + (small.height() + 2 if under else 0)
        top = rect.top() + (rect.height() - high) // 2
        line = QRect(rect.left(), top, rect.width(), strong.height())
        painter.setFont(self._strong)
        self._write(painter, line, title, self._theme.colour(Colour.INK), mirrored=mirrored)
        if under:
            line = QRect(rect.left(), line.bottom() + 3, rect.width(), small.height())
            painter.setFont(self._small)
            self._write(painter, line, under, self._theme.colour(Colour.QUIET), mirrored=mirrored)

    def _end(self, painter: QPainter, rect: QRect, face: RowFace, *, mirrored: bool) -> None:
        """Draw words and bar at the end of the row, both from the same edge; words alone stand at its very end."""
        small = QFontMetrics(self._small)
        has_bar = face.share is not None
        high = small.height() + (_BAR + 8 if has_bar else 0)
        top = rect.top() + (rect.height() - high) // 2
        tone = Colour.WARNING_TEXT if face.tone == "conflict" else Colour.QUIET
        painter.setFont(self._small)
        line = QRect(rect.left(), top, rect.width(), small.height())
        at_end = mirrored if has_bar else not mirrored
        self._write(painter, line, face.words, self._theme.colour(tone), mirrored=at_end)
        if face.share is None:
            return
        bar = QRectF(rect.left(), line.bottom() + 7, _BAR_WIDTH, _BAR)
        if mirrored:
            bar.moveRight(rect.right() + 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Colour.LINE))
        painter.drawRoundedRect(bar, 2, 2)
        full = QRectF(bar)
        full.setWidth(max(_BAR, bar.width() * face.share) if face.share else 0)
        if mirrored:
            full.moveRight(bar.right())
        painter.setBrush(self._theme.colour(_TONES.get(face.tone, Colour.MAIN)))
        painter.drawRoundedRect(full, 2, 2)

    def _write(self, painter: QPainter, rect: QRect, text: str, colour: QColor, *, mirrored: bool) -> None:
        edge = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        fitted = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setPen(colour)
        painter.drawText(
            rect, int(edge | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute), fitted
        )
