"""A field to sign in with mouse, pen or finger."""

from itertools import pairwise

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageWriter, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from greenfield.ui.theme import space
from greenfield.ui.theme.roles import LIGHT, Colour
from greenfield.ui.theme.theme import Theme

_SIZE = QSize(480, 160)
_INK_WIDTH = 2.4
_PICTURE = 2
_SHORTEST = 12.0


class SignaturePad(QWidget):
    """Keeps what is drawn as lines; a touch of a point or two is no signature yet."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._theme = theme
        self._strokes: list[list[QPointF]] = []
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return room for a signature."""
        return _SIZE

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the least room for a signature."""
        return QSize(280, _SIZE.height())

    @property
    def is_signed(self) -> bool:
        """Tell whether enough was drawn to be a signature."""
        length = sum(_length(stroke) for stroke in self._strokes)
        return length >= _SHORTEST

    def clear(self) -> None:
        """Begin anew."""
        self._strokes = []
        self.update()
        self.changed.emit()

    def png(self) -> bytes:
        """Return what was drawn as a PNG, dark ink on nothing, cut to what was drawn; nothing if it is none."""
        if not self.is_signed:
            return b""
        box = _box(self._strokes)
        image = QImage((box.size() * _PICTURE).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.scale(_PICTURE, _PICTURE)
        painter.translate(-box.topLeft())
        self._draw(painter, LIGHT[Colour.INK])
        painter.end()
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        return bytes(content.data())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Begin a stroke."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._strokes.append([event.position()])
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Go on with the stroke."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._strokes:
            self._strokes[-1].append(event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """End the stroke."""
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """Paint the field, a line to write on, and what was drawn."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour(Colour.EDGE), 1))
        painter.setBrush(self._theme.colour(Colour.FIELD))
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), space.RADIUS, space.RADIUS
        )
        painter.setPen(QPen(self._theme.colour(Colour.LINE), 1))
        foot = self.height() * 0.75
        painter.drawLine(QPointF(space.MARGIN, foot), QPointF(self.width() - space.MARGIN, foot))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._draw(painter, self._theme.hex(Colour.INK))

    def _draw(self, painter: QPainter, ink: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(ink)
        pen.setWidthF(_INK_WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._strokes:
            painter.drawPath(_path(stroke))


def _path(stroke: list[QPointF]) -> QPainterPath:
    """Return a stroke as a smooth line through the middles of its points."""
    path = QPainterPath(stroke[0])
    for before, point in pairwise(stroke):
        path.quadTo(before, (before + point) / 2)
    path.lineTo(stroke[-1] + QPointF(0.01, 0))
    return path


def _length(stroke: list[QPointF]) -> float:
    steps = pairwise(stroke)
    return sum((after - before).manhattanLength() for before, after in steps)


def _box(strokes: list[list[QPointF]]) -> QRectF:
    points = [point for stroke in strokes for point in stroke]
    left, right = min(point.x() for point in points), max(point.x() for point in points)
    top, bottom = min(point.y() for point in points), max(point.y() for point in points)
    return QRectF(left, top, right - left, bottom - top).adjusted(-4, -4, 4, 4)
