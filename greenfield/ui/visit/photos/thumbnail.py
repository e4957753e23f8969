"""A small picture of a photo, with a button that takes it away."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from greenfield.services.visit_photos import VisitPhoto
from greenfield.ui.context import WindowContext
from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.photos.reading import small_picture

_SIZE = QSize(96, 72)
_BUTTON = 22


class Thumbnail(QWidget):
    """One photo, small; the picture is read in the background."""

    removed = Signal()

    def __init__(self, context: WindowContext, desk: VisitDesk, photo: VisitPhoto) -> None:
        """Show a photo of the visit at the desk."""
        super().__init__()
        self.photo = photo
        self._theme = context.theme
        self._picture = QImage()
        self.setFixedSize(_SIZE)
        self.setToolTip(photo.caption or photo.name)
        self.setAccessibleName(photo.caption or photo.name)
        self.button = QToolButton(self)
        self.button.setIcon(context.theme.icon("x", Colour.INK))
        self.button.setIconSize(QSize(12, 12))
        self.button.setFixedSize(_BUTTON, _BUTTON)
        ground = context.theme.hex(Colour.FIELD)
        self.button.setStyleSheet(f"border: none; border-radius: 6px; background: {ground};")
        self.button.setToolTip(context.texts("Remove this photo"))
        self.button.setAccessibleName(context.texts("Remove this photo"))
        self.button.setVisible(not desk.is_finished)
        self.button.clicked.connect(self.removed)
        workspace, height = desk.workspace, round(_SIZE.height() * self.devicePixelRatioF()) * 2
        job = context.runner.run(lambda _: small_picture(workspace.blob(photo.blob), height), self)
        job.on_success(self._show).on_failure(lambda _problem: None)

    def resizeEvent(self, _event: object) -> None:  # noqa: N802  Qt's name
        """Keep the button at the upper end corner."""
        x = 3 if self.isRightToLeft() else self.width() - _BUTTON - 3
        self.button.move(x, 3)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint as much of the picture as fits, cut at its edges."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(box, space.RADIUS, space.RADIUS)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), self._theme.colour(Colour.RAIL))
        if not self._picture.isNull():
            size = (
                self._picture.size()
                .toSizeF()
                .scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            )
            corner = QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2)
            painter.drawImage(QRectF(corner, size), self._picture)
        painter.restore()
        painter.setPen(QPen(self._theme.colour(Colour.LINE), 1))
        painter.drawPath(shape)

    def _show(self, picture: QImage) -> None:
        self._picture = picture
        self.update()
