"""A button to tick whose text may take several lines."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QWidget

from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme
from greenfield.ui.widgets.growing_button import LEAST_WIDTH, GrowingButton

_GAP = 10
_SIDE = 18
_RING = 5.0
"""How thick the ring of a chosen one is: as in the style sheet."""


class WrappingButton(GrowingButton):
    """A tick box, or one of a group of choices where `single`, that grows as its text wraps."""

    above = 6

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None, *, single: bool) -> None:
        """Show a text beside the box."""
        super().__init__(theme, text, parent)
        self._single = single
        self._heights: dict[int, int] = {}
        self.setCheckable(True)
        self.setProperty("ticks", True)  # by Space; Return leaves it as it is

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """Return how high it is where it is so wide."""
        known = self._heights.get(width)
        if known is None:
            room = max(LEAST_WIDTH, width - self._text_start() - 4)
            lines = self.fontMetrics().boundingRect(QRect(0, 0, room, 10_000), self.flags(), self.text())
            known = self._heights[width] = max(self.least_height(), lines.height() + 2 * self.above)
        return known

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the size on one line."""
        wide = self.fontMetrics().horizontalAdvance(self.text()) + self._text_start() + 8
        return QSize(wide, self.least_height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return how narrow it may get."""
        return QSize(LEAST_WIDTH, self.least_height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Measure anew with another font."""
        super().changeEvent(event)
        self._heights.clear()
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint the box at the start edge, the text beside it, a line around both with the keyboard in it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_box(painter)
        words = QRect(
            self._text_start(), self.above, self.width() - self._text_start() - 4, self.height() - self.above
        )
        painter.setPen(
            self._theme.colour(Colour.INK if self.isEnabled() or self.isChecked() else Colour.QUIET)
        )
        painter.drawText(
            QStyle.visualRect(self.layoutDirection(), self.rect(), words),
            self.flags() | QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft),
            self.text(),
        )

    def _paint_ground(self, painter: QPainter) -> None:
        hovered = self.underMouse() and self.isEnabled()
        chosen = self.isChecked() and self._single
        painter.setPen(QPen(self._theme.colour(Colour.FOCUS), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        ground = Colour.MAIN_SOFT if chosen else Colour.HOVER if hovered else None
        painter.setBrush(self._theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
        if chosen or hovered or self.hasFocus():
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), space.RADIUS, space.RADIUS)

    def _paint_box(self, painter: QPainter) -> None:
        """Paint the circle or the square, and what says that it is chosen."""
        theme, chosen, can = self._theme, self.isChecked(), self.isEnabled()
        line = self.fontMetrics().height()
        place = QRect(QPoint(_GAP // 2, self.above + (line - _SIDE) // 2), QSize(_SIDE, _SIDE))
        box = QStyle.visualRect(self.layoutDirection(), self.rect(), place).toRectF().adjusted(1, 1, -1, -1)
        edge = Colour.MAIN if chosen and can else Colour.EDGE
        ring = _RING if self._single else 2.0
        painter.setPen(QPen(theme.colour(edge), ring if chosen else 1.2))
        filled = chosen and not self._single
        painter.setBrush(theme.colour(edge if filled else Colour.FIELD))
        if self._single:
            inset = (ring - 1.2) / 2 if chosen else 0  # the ring grows inwards
            painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
        else:
            painter.drawRoundedRect(box, 3, 3)
        if not chosen or self._single:
            return
        painter.setPen(QPen(theme.colour(Colour.ON_MAIN), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        x, y = box.left(), box.top()
        painter.drawPolyline([QPointF(x + 3.5, y + 8), QPointF(x + 7, y + 11.5), QPointF(x + 12.5, y + 4.5)])

    def _text_start(self) -> int:
        return _GAP // 2 + _SIDE + _GAP
