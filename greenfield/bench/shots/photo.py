"""A picture that stands for a photo: pipes before a wall, drawn, so that nobody's factory is shown."""

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPen

_WALL, _SHADE = QColor("#B9B2A2"), QColor("#7C7668")
_PIPES = ((QColor("#B4560F"), 260), (QColor("#8A938F"), 420), (QColor("#2B5F9E"), 560))


def draw_photo(path: Path) -> Path:
    """Write the picture to a file, and return its path."""
    image = QImage(1200, 900, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    light = QLinearGradient(0, 0, 1200, 900)
    light.setColorAt(0, _WALL)
    light.setColorAt(1, _SHADE)
    painter.fillRect(image.rect(), light)
    for colour, height in _PIPES:
        for offset, shade in ((0, 130), (14, 100), (34, 120)):
            painter.setPen(QPen(colour.darker(shade), 22))
            painter.drawLine(QPointF(0, height + offset), QPointF(1200, height + offset))
    painter.setPen(QPen(QColor("#3A3A36"), 10))
    painter.setBrush(QColor("#F3F1EB"))
    painter.drawEllipse(QRectF(180, 500, 220, 220))
    painter.setPen(QPen(QColor("#A63D2F"), 12, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(290, 610), QPointF(350, 550))
    painter.end()
    image.save(str(path))
    return path
