"""Paints the charts of `greenfield.charts` in the window, with a click target for each value."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from greenfield.charts.shapes import Anchor, Chart, Direction, Measure, Path, Rect, Role, Shape, Text
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.theme import Theme

Layout = Callable[[float, Measure], Chart]
"""Width in points and the measure of texts in, a chart out: `lambda width, measure: lay_out_bars(...)`."""

SCALE = 4 / 3
"""Pixels in a point."""
_SLACK = 3.0


class ChartWidget(QWidget):
    """A chart as wide as its place; laid out anew when that changes. Emits the subject that was clicked."""

    clicked = Signal(str)

    def __init__(self, theme: Theme, layout: Layout, name: str, parent: QWidget | None = None) -> None:
        """Show a chart; `name` says for a screen reader what it shows."""
        super().__init__(parent)
        self._theme, self._layout_chart = theme, layout
        self._chart = Chart(0, 0, ())
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chart(self, layout: Layout) -> None:
        """Show another chart."""
        self._layout_chart = layout
        self._lay_out(self.width())
        self.updateGeometry()
        self.update()

    @property
    def chart(self) -> Chart:
        """The chart as it is shown now."""
        return self._chart

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """Return the height of the chart at a width."""
        return round(self._layout_chart(width / SCALE, self._measure).height * SCALE) + 1

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the size that it likes to have."""
        width = self.width() if self.width() > 100 else 480
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the least size."""
        return QSize(160, self.heightForWidth(max(160, self.width())))

    def subject_at(self, place: QPointF) -> str:
        """Return what is shown at a place of the widget, or nothing."""
        x, y = place.x() / SCALE, place.y() / SCALE
        for shape in reversed(self._chart.shapes):
            box = _box(shape)
            if box is not None and box.adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(x, y):
                return shape.subject
        return ""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Lay the chart out for the new width, whose height may be another one."""
        self._lay_out(event.size().width())
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        super().resizeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Show by the cursor what can be clicked."""
        shape = (
            Qt.CursorShape.PointingHandCursor
            if self.subject_at(event.position())
            else Qt.CursorShape.ArrowCursor
        )
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Tell what was clicked."""
        subject = self.subject_at(event.position())
        if subject and event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit(subject)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """Paint all shapes in their order."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(SCALE, SCALE)
        for shape in self._chart.shapes:
            self._paint(painter, shape)

    def _lay_out(self, width: int) -> None:
        self._chart = self._layout_chart(width / SCALE, self._measure)

    def _paint(self, painter: QPainter, shape: Shape) -> None:
        colour = self._theme.colour(shape.role)
        match shape:
            case Rect():
                box = QRectF(shape.x, shape.y, shape.width, shape.height)
                if shape.outlined:
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.setPen(QPen(colour, 0.75))
                    painter.drawRect(box)
                else:
                    painter.fillRect(box, colour)
            case Path():
                painter.setPen(QPen(colour, shape.width))
                painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in shape.points]))
            case Text():
                painter.setPen(colour)
                painter.setFont(self._font(shape.size, shape.semibold))
                shift = {Anchor.LEFT: 0.0, Anchor.MIDDLE: 0.5, Anchor.RIGHT: 1.0}[shape.anchor]
                rtl = shape.direction is Direction.RIGHT_TO_LEFT
                painter.setLayoutDirection(
                    Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
                )
                painter.drawText(QPointF(shape.x - shift * shape.width, shape.y), shape.text)

    def _measure(self, text: str, size: float, semibold: bool) -> float:
        return QFontMetricsF(self._font(size, semibold)).horizontalAdvance(text)

    def _font(self, size: float, semibold: bool) -> QFont:
        """Return a font of `size` units of the painter, which is scaled from points to pixels."""
        font = self._theme.font(Type.STRONG if semibold else Type.BODY)
        font.setPixelSize(max(1, round(size)))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


def _box(shape: Shape) -> QRectF | None:
    if not shape.subject or shape.role is Role.PAPER:
        return None
    match shape:
        case Rect():
            return QRectF(shape.x, shape.y, shape.width, shape.height)
        case Text():
            box = shape.box
            return QRectF(box.x, box.y, box.width, box.height)
        case _:
            return None
