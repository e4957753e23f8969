"""The list of what wants a second look; each entry leads to its question."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenfield.base.texts import Texts
from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme
from greenfield.ui.visit.attention import Matter, Weight
from greenfield.ui.widgets.line_list import LineList
from greenfield.ui.widgets.line_painter import Line
from greenfield.ui.widgets.words import QuietText, StrongText

_COLOURS = {Weight.WRONG: Colour.ERROR, Weight.ODD: Colour.WARNING, Weight.NEEDED: Colour.WARNING}


class ProblemList(QWidget):
    """Shows what wants a second look. `wanted` carries the place of the question behind an entry."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, texts: Texts) -> None:
        """Begin with nothing to look at."""
        super().__init__()
        self._texts = texts
        self.matters: list[Matter] = []
        self.title = StrongText("", theme)
        self.nothing = QuietText(texts("Nothing here needs a second look."), theme)
        self.view = LineList(theme, "")
        self.view.led.connect(lambda place: self.wanted.emit(str(place)))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(space.GAP, space.NEAR, space.GAP, space.NEAR)
        rows.setSpacing(space.NEAR)
        rows.addWidget(self.title)
        rows.addWidget(self.nothing)
        rows.addWidget(self.view, 1)
        self.show_matters([])

    def show_matters(self, matters: list[Matter]) -> None:
        """Show what there is to look at."""
        self.matters = matters
        self.view.lines.show([_line(one) for one in matters])
        count = len(matters)
        self.title.setText(
            self._texts.plural("{count} answer to look at", "{count} answers to look at", count)
            if count
            else self._texts("Answers to look at")
        )
        self.view.setAccessibleName(self.title.text())
        self.nothing.setVisible(not count)
        self.view.setVisible(bool(count))


def _line(matter: Matter) -> Line:
    """Return an entry: the question, what is the matter, a mark in the colour of its weight."""
    mark = _COLOURS[matter.weight]
    return Line(matter.title, matter.text, mark, leads=bool(matter.ref), about=matter.ref)
