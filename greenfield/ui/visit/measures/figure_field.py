"""A field for one figure of a measure: the toolkit's value stands in it until a person knows better."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from greenfield.services.stored_words import show_number
from greenfield.ui.context import WindowContext
from greenfield.ui.visit.numbers import read_number
from greenfield.ui.widgets.field import Field


class FigureField(QWidget):
    """Label, number and unit. `given` is sent when the field is left, with the number as stored or empty."""

    given = Signal(str, str)

    def __init__(
        self, context: WindowContext, key: str, label: str, unit: str, parent: QWidget | None = None
    ) -> None:
        """Ask for the figure that records keep under `key`."""
        super().__init__(parent)
        self._context, self.key = context, key
        self._stored = ""
        self._offered = ""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        self.line = QLineEdit()
        self.line.setObjectName(f"figure_{key}")
        self.field = Field(context.theme, label, self.line, unit=unit, hint=" ")
        self.line.editingFinished.connect(self.commit)
        self._say("")
        rows.addWidget(self.field)
        self.setFocusProxy(self.line)

    def show_figure(self, stored: str, offered: str) -> None:
        """Show a correction as stored, empty for none, and what the toolkit offers, as it is read."""
        self._offered = offered
        if stored != self._stored or not self.line.hasFocus():
            self._stored = stored
            self.line.setText(show_number(stored, self._context.formats))
        self.line.setPlaceholderText(offered)
        self._say("")

    def typed(self) -> str | None:
        """Return what stands in the field as it is stored, None (and say so) if it is no number."""
        stored = read_number(self.line.text(), self._context.formats)
        if stored is None or stored.startswith("-"):
            self._say(self._context.texts("Please write a number of at least 0, in figures."))
            return None
        self._say("")
        return stored

    def commit(self) -> None:
        """Hand on what was typed, if it is a number and another one than before."""
        stored = self.typed()
        if stored is not None and stored != self._stored:
            self._stored = stored
            self.given.emit(self.key, stored)

    def refuse(self, sentence: str) -> None:
        """Say why what was typed was not kept."""
        self._stored = "?"  # so that the same number can be tried again
        self._say(sentence)

    def _say(self, problem: str) -> None:
        """Show a problem, or where the figure is from; the line below always has its room."""
        texts = self._context.texts
        usual = ""
        if self._offered:
            usual = (
                texts("Before: {figure}", figure=self._offered) if self._stored else texts("From the toolkit")
            )
        self.field.show_problem(problem)
        self.field.below.setText(problem or usual or " ")
        self.field.below.setVisible(True)
