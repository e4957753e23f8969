"""One message at the lower edge of the window: words, one action, a way to close it."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from greenfield.ui.frame.action import Action
from greenfield.ui.frame.context import WindowContext
from greenfield.ui.frame.messages import Notice, Tone
from greenfield.ui.frame.words import Words
from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour

_SHORT_MS, _LONG_MS = 6_000, 12_000
_LOOKS = {
    Tone.NEWS: ("check-circle", Colour.MAIN_TEXT),
    Tone.WARNING: ("warning", Colour.WARNING),
    Tone.ERROR: ("warning-circle", Colour.ERROR),
}
_STRIPE = 4
_FIRST_LINE = 7
"""Brings icon and first line to the height of the buttons."""


class Toast(QWidget):
    """A message that goes by itself, but an error, which stays until it is closed."""

    gone = Signal()

    def __init__(self, context: WindowContext, notice: Notice) -> None:
        """Show a notice."""
        super().__init__()
        self.notice = notice
        self._theme = context.theme
        icon, self._colour = _LOOKS[notice.tone]
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(notice.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.NEAR, space.NEAR, space.NEAR, space.NEAR)
        row.setSpacing(12)
        row.addSpacing(space.GAP - space.NEAR)  # not a margin: Qt does not mirror those
        picture = QLabel()
        picture.setPixmap(
            context.theme.icon(icon, self._colour).pixmap(QSize(20, 20), self.devicePixelRatioF())
        )
        picture.setContentsMargins(0, _FIRST_LINE, 0, 0)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self.words = Words(notice.text, context.theme)
        self.words.setContentsMargins(0, _FIRST_LINE, 0, _FIRST_LINE)
        row.addWidget(self.words, 1)
        self.button = self._doing(notice.action) if notice.action else None
        if self.button:
            row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._closing(context), 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.close_softly)
        if notice.tone is not Tone.ERROR:
            self._timer.start(_LONG_MS if notice.action or notice.tone is Tone.WARNING else _SHORT_MS)

    def close_softly(self) -> None:
        """Go."""
        self._timer.stop()
        self.gone.emit()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802  Qt's name
        """Wait while somebody reads."""
        if self._timer.isActive():
            self._timer.start(_LONG_MS)
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """Paint the ground with a line around it, and the colour of its tone at the start."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self._theme.colour(Colour.EDGE), 1))
        painter.setBrush(self._theme.colour(Colour.FIELD))
        painter.drawRoundedRect(box, space.RADIUS, space.RADIUS)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        start = self.width() - 2 - _STRIPE if mirrored else 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self._colour))
        painter.drawRoundedRect(QRectF(start + 3, 8, _STRIPE - 1, self.height() - 16), 1.5, 1.5)

    def _doing(self, action: Action) -> QPushButton:
        button = action.button(self._theme)
        button.setProperty("kind", "link")
        button.setIcon(self._theme.icon(action.icon, Colour.MAIN_TEXT) if action.icon else button.icon())
        button.clicked.connect(self.close_softly)
        return button

    def _closing(self, context: WindowContext) -> QPushButton:
        texts = context.texts
        button = Action("close-message", "", "x", self.close_softly, hint=texts("Close this message")).button(
            self._theme
        )
        button.setProperty("kind", "quiet")
        button.setAccessibleName(texts("Close this message"))
        button.setFixedWidth(self._theme.target)
        return button
