"""A label for texts in any direction."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme


class Words(QLabel):
    """A text that wraps, never rich, in one of the kinds of type and a colour."""

    def __init__(
        self,
        text: str,
        theme: Theme,
        kind: Type = Type.BODY,
        colour: Colour = Colour.INK,
        parent: QWidget | None = None,
    ) -> None:
        """Show the text as it is; nothing in it is read as markup."""
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(kind))
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setProperty("ink", colour.value)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            # Qt would turn a text that begins with a Latin name to the left edge
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)

    def set_colour(self, colour: Colour) -> None:
        """Write in another colour: ink, quiet, or one of those for texts; the stylesheet has them."""
        self.setProperty("ink", colour.value)
        self.style().unpolish(self)
        self.style().polish(self)
