"""Labels of the kinds of text that the window has."""

from PySide6.QtWidgets import QWidget

from greenfield.ui.frame.words import Words
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme

__all__ = ["BodyText", "Heading", "QuietText", "SectionTitle", "StrongText", "Words"]


class Heading(Words):
    """The title of a page."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Show a title."""
        super().__init__(text, theme, Type.TITLE, Colour.INK, parent)


class SectionTitle(Words):
    """The title of a part of a page."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Show a title."""
        super().__init__(text, theme, Type.SECTION, Colour.INK, parent)


class BodyText(Words):
    """A paragraph."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Show a paragraph."""
        super().__init__(text, theme, Type.BODY, Colour.INK, parent)


class StrongText(Words):
    """A paragraph, or a label, in semibold."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Show a paragraph."""
        super().__init__(text, theme, Type.STRONG, Colour.INK, parent)


class QuietText(Words):
    """What is secondary: a hint, a date, a source."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Show it small and quiet."""
        super().__init__(text, theme, Type.SECONDARY, Colour.QUIET, parent)
