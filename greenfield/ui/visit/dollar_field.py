"""What a US dollar costs in the currency of a visit, so that prices that can hardly be right are questioned."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from greenfield.assess.price_bands import DOLLAR
from greenfield.base.catalogue import sentence
from greenfield.base.problem import Problem, ProblemError
from greenfield.services.dollar_rate import set_dollar_rate
from greenfield.services.stored_words import show_number
from greenfield.ui.context import WindowContext
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.numbers import read_number
from greenfield.ui.widgets.field import Field


class DollarField(QWidget):
    """A field for the rate, kept when it is left. It is not there for visits in dollars, and may stay empty."""

    def __init__(self, context: WindowContext, desk: VisitDesk) -> None:
        """Show the rate that is kept."""
        super().__init__()
        self._context = context
        self._desk = desk
        texts = context.texts
        self.editor = QLineEdit()
        self.field = Field(
            context.theme,
            texts("What does one US dollar cost?"),
            self.editor,
            hint=texts(
                "About, in the currency of the visit. Prices that can hardly be right are then questioned; no figure is "
                "converted with it."
            ),
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.field)
        self.editor.setEnabled(not desk.is_finished)
        self._show_kept()
        self.editor.editingFinished.connect(self._keep)

    @staticmethod
    def is_needed(desk: VisitDesk) -> bool:
        """Tell whether the visit is in another currency."""
        return desk.assessment.inventory.currency not in {"", DOLLAR}

    def _show_kept(self) -> None:
        self.editor.setText(show_number(self._desk.visit.usd_rate, self._context.formats))
        self.field.show_problem("")

    def _keep(self) -> None:
        typed = self.editor.text().strip()
        rate = (read_number(typed, self._context.formats) or typed) if typed else ""
        if rate == self._desk.visit.usd_rate:
            self._show_kept()
            return
        try:
            set_dollar_rate(self._desk.opened, rate)
        except ProblemError as error:
            problem: Problem = error.problems[0]
            self.field.show_problem(sentence(problem, self._context.texts, self._context.formats))
            return
        self._show_kept()
        self._desk.reassess()
