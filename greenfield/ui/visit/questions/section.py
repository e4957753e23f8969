"""A section of the questionnaire: its title, and the parts that stand below it."""

from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenfield.ui.theme import space
from greenfield.ui.theme.theme import Theme
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import SectionTitle, StrongText

BETWEEN = space.MARGIN


class Relevant(Protocol):
    """A part of a section that knows whether it applies."""

    is_relevant: bool


class SectionView(QWidget):
    """Shows a group. It is hidden while the group does not apply, or nothing in it does."""

    def __init__(
        self, theme: Theme, ref: str, title: str, *, inner: bool = False, lined: bool = True
    ) -> None:
        """Show a title with a line above; `inner` sections stand inside of others and never have one."""
        super().__init__()
        self.ref = ref
        self.is_relevant = True
        self.parts: list[Relevant] = []
        self.title = StrongText(title, theme) if inner else SectionTitle(title, theme)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0 if inner else space.GAP)
        self.rows.setSpacing(BETWEEN)
        if lined and title and not inner:
            self.rows.addWidget(Line(theme))
        self.rows.addWidget(self.title)
        self.title.setVisible(bool(title))

    def add(self, part: QWidget, relevant: Relevant) -> None:
        """Put a part below the others, which tells whether it applies."""
        self.parts.append(relevant)
        self.rows.addWidget(part)
        part.setVisible(relevant.is_relevant)  # at once: a layout shows what is added to it only later

    def show_relevance(self, *, relevant: bool) -> None:
        """Show or hide it, inner sections first."""
        wanted = relevant and any(part.is_relevant for part in self.parts)
        if wanted != self.is_relevant:
            self.is_relevant = wanted
            self.setVisible(wanted)
