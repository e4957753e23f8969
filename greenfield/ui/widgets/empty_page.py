"""What an empty page shows: one sentence, one action, a small drawing."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from greenfield.ui.frame.action import Action
from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme
from greenfield.ui.widgets.words import BodyText

_DRAWING = 72
_WIDEST = 420
_CHOICE = 320


class EmptyPage(QWidget):
    """One sentence, one action, a small drawing, in the middle of the page. `drawing` is the name of an icon.

    `choice` is a box above the action that says what it is done with.
    """

    def __init__(
        self,
        theme: Theme,
        sentence: str,
        action: Action | None = None,
        drawing: str = "factory",
        parent: QWidget | None = None,
        *,
        choice: QWidget | None = None,
    ) -> None:
        """Teach what can be done here."""
        super().__init__(parent)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(space.MARGIN, space.MARGIN, space.MARGIN, space.MARGIN)
        rows.setSpacing(space.GAP)
        rows.addStretch(2)
        picture = QLabel()
        picture.setPixmap(
            theme.icon(drawing, Colour.MAIN_TEXT).pixmap(QSize(_DRAWING, _DRAWING), self.devicePixelRatioF())
        )
        rows.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        words = BodyText(sentence, theme)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setMinimumWidth(min(_WIDEST, 320))
        words.setMaximumWidth(_WIDEST)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(words, 4)
        line.addStretch(1)
        rows.addLayout(line)
        if choice is not None:
            choice.setMinimumWidth(_CHOICE)  # what is chosen can be read
            rows.addWidget(choice, 0, Qt.AlignmentFlag.AlignHCenter)
        if action is not None:
            rows.addWidget(action.button(theme), 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)
