"""Figures side by side, each with its name above it; they wrap where there is no room."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme
from greenfield.ui.widgets.words import QuietText, Words


class FigureLine(QWidget):
    """Up to four figures in columns of one width; the first is the one that matters."""

    def __init__(
        self,
        theme: Theme,
        count: int,
        kind: Type = Type.STRONG,
        parent: QWidget | None = None,
        *,
        first: Colour = Colour.MAIN_TEXT,
    ) -> None:
        """Make room for `count` figures, the first of them in a colour of its own."""
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space.GAP)
        grid.setVerticalSpacing(0)
        self._names = [QuietText("", theme) for _ in range(count)]
        self._figures = [
            Words("", theme, kind, first if place == 0 else Colour.INK) for place in range(count)
        ]
        self._notes = [QuietText("", theme) for _ in range(count)]
        for column, (name, figure) in enumerate(zip(self._names, self._figures, strict=True)):
            grid.addWidget(name, 0, column)
            grid.addWidget(figure, 1, column)
            grid.addWidget(self._notes[column], 2, column)
            self._notes[column].hide()
            grid.setColumnStretch(column, 1)

    def show_figures(self, figures: Sequence[tuple[str, str]], notes: Sequence[str] = ()) -> None:
        """Show names and figures, each with a note below it where it has one; places that are left stay empty."""
        filled = [*figures, *[("", "")] * (len(self._names) - len(figures))]
        for (name, figure), name_label, figure_label in zip(filled, self._names, self._figures, strict=True):
            name_label.setText(name)
            figure_label.setText(figure)
        for at, label in enumerate(self._notes):
            label.setText(notes[at] if at < len(notes) else "")
            label.setVisible(bool(label.text()))

    def notes(self) -> list[str]:
        """Return the notes as they are shown, empty where a figure has none."""
        return [label.text() for label in self._notes]

    def figures(self) -> list[str]:
        """Return the figures as they are shown."""
        return [label.text() for label in self._figures if label.text()]
