"""A section of fields that always apply: its title, and the fields below it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenfield.ui.theme import space
from greenfield.ui.theme.theme import Theme
from greenfield.ui.visit.questions.heading import SectionHeading
from greenfield.ui.visit.questions.leaf import BETWEEN

__all__ = ["BETWEEN", "SectionView"]


class SectionView(QWidget):
    """Shows fields below a title, with a line above it where `lined`."""

    def __init__(self, theme: Theme, title: str, *, lined: bool) -> None:
        """Show the title."""
        super().__init__()
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(space.MARGIN)
        self.rows.addWidget(SectionHeading(theme, title, inner=False, lined=lined))

    def add(self, part: QWidget) -> None:
        """Put a field below the others."""
        self.rows.addWidget(part)
