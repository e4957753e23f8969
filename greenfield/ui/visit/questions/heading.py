"""The title of a section of the questionnaire, below a line where another section stands before it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenfield.ui.theme import space
from greenfield.ui.theme.theme import Theme
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import SectionTitle, StrongText


class SectionHeading(QWidget):
    """A title; `inner` sections stand inside of others and never have a line."""

    def __init__(self, theme: Theme, title: str, *, inner: bool, lined: bool) -> None:
        """Show a title; without one there is only the distance to what stands before."""
        super().__init__()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, space.GAP if lined else 0, 0, 0)
        rows.setSpacing(space.MARGIN)
        if lined and title:
            rows.addWidget(Line(theme))
        if title:
            rows.addWidget(StrongText(title, theme) if inner else SectionTitle(title, theme))
