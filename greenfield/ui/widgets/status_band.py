"""A band across a page that says how things stand: news, a warning, an error."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from greenfield.ui.frame.action import Action
from greenfield.ui.frame.messages import Tone
from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme
from greenfield.ui.widgets.words import BodyText

_LOOKS = {
    Tone.NEWS: (Colour.INFO_SOFT, Colour.INFO, "info"),
    Tone.WARNING: (Colour.WARNING_SOFT, Colour.WARNING, "warning"),
    Tone.ERROR: (Colour.ERROR_SOFT, Colour.ERROR, "warning-circle"),
}
_ICON = 20


class StatusBand(QWidget):
    """A soft band with an icon, a sentence, and at most one action at its end."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        tone: Tone = Tone.NEWS,
        action: Action | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show a sentence."""
        super().__init__(parent)
        self._theme, self._tone = theme, tone
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        _, colour, icon = _LOOKS[tone]
        row = QHBoxLayout(self)
        row.setContentsMargins(12, space.NEAR, 12, space.NEAR)
        row.setSpacing(12)
        self._picture = QLabel()
        self._picture.setPixmap(
            theme.icon(icon, colour).pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF())
        )
        self._picture.setContentsMargins(0, 7 if action else 1, 0, 0)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        self.words = BodyText(text, theme)
        if action:
            self.words.setContentsMargins(0, 7, 0, 7)
        row.addWidget(self.words, 1)
        if action is not None:
            button = action.button(theme, self)
            button.setProperty("kind", "link")
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """Paint the band."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(_LOOKS[self._tone][0]))
        painter.drawRoundedRect(self.rect(), space.RADIUS, space.RADIUS)
