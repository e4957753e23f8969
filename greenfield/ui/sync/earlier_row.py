"""A value that a field had before: what it is, who set it when, and a button that puts it in the place of the one that stands."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greenfield.services.sync.shown_conflicts import ShownSide
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.theme import space
from greenfield.ui.widgets.words import BodyText, QuietText


class EarlierRow(QWidget):
    """Shows one of them."""

    def __init__(self, context: WindowContext, side: ShownSide, take: Callable[[], None]) -> None:
        """Show a value; `take` puts it in place."""
        super().__init__()
        texts, theme = context.texts, context.theme
        self.side = side
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(space.GAP)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.value = BodyText(side.value, theme)
        words.addWidget(self.value)
        words.addWidget(QuietText(side.below, theme))
        across.addLayout(words, 1)
        hint = texts("The value that stands goes; the history keeps all of them.")
        self.button = Action("take-earlier", texts("Take this instead"), "", take, hint=hint).button(theme)
        self.button.setAccessibleName(texts("Take {value} instead", value=side.value))
        across.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
