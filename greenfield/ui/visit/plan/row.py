"""One row of the plan: a measure, who does it, and by when."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenfield.services.chosen_measures import ChosenMeasure
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.history_way import HistoryWay
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.editors.date import DateEditor
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.editors.field import field_node
from greenfield.ui.visit.editors.text import TextEditor
from greenfield.ui.widgets.words import BodyText, QuietText


class PlanRow(QWidget):
    """The widgets of one row; the table puts them into its columns. `agreed` tells that one of them was left."""

    agreed = Signal(str, str, object)
    """The measure's name, the person, and the date or None."""

    def __init__(self, context: WindowContext, name: str) -> None:
        """Make empty fields."""
        super().__init__()
        self.hide()
        self.name = name
        self._person, self._due = "", ""
        self._kept = ("", "")
        self._action = ""
        manners = Manners(context.texts, context.formats, context.theme)
        self.title = BodyText("", context.theme)
        self.figures = QuietText("", context.theme)
        self.measure = QWidget()
        rows = QVBoxLayout(self.measure)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(self.title)
        rows.addWidget(self.figures)
        self.person, self.due = TextEditor(manners), DateEditor(manners)
        self.person.line.setObjectName(f"person_{name}")
        self.due.line.setObjectName(f"due_{name}")
        self.problem = QuietText("", context.theme)
        self.problem.set_colour(Colour.ERROR_TEXT)
        self.problem.hide()
        self.when = QWidget()
        below = QVBoxLayout(self.when)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(2)
        below.addWidget(self.due)
        below.addWidget(self.problem)
        HistoryWay(context, self.person, lambda: (self._action, "person"))
        HistoryWay(context, self.due, lambda: (self._action, "due"))
        self.person.answered.connect(self._person_given)
        self.due.answered.connect(self._due_given)
        self.due.refused.connect(self._refused)

    def show_measure(self, title: str, figures: str, chosen: ChosenMeasure, *, readonly: bool) -> None:
        """Show a chosen measure with what is agreed about it; what is being typed stays."""
        self._action = chosen.action
        self._person = chosen.person
        self._due = chosen.due.isoformat() if chosen.due else ""
        self._kept = (self._person, self._due)
        self.title.setText(title)
        self.figures.setText(figures)
        self.figures.setVisible(bool(figures))
        self.person.show_node(field_node("person", "string", self._person, readonly=readonly))
        self.due.show_node(field_node("due", "date", self._due, readonly=readonly))

    def name_fields(self, who: str, when: str) -> None:
        """Say to those who do not see them what the fields are."""
        self.person.name_field(who, self.title.text())
        self.due.name_field(when, self.title.text())

    def commit(self) -> None:
        """Keep what is being typed."""
        self.person.commit()
        self.due.commit()

    def refuse(self, reason: str) -> None:
        """Say why what was typed was not kept; it stays in its field, to be tried again."""
        self._person, self._due = self._kept
        self.person.not_kept(field_node("person", "string", self._person))
        self.due.not_kept(field_node("due", "date", self._due))
        self._refused(reason)

    def widgets(self) -> tuple[QWidget, QWidget, QWidget]:
        """Return measure, person and date for the columns of the table."""
        return self.measure, self.person, self.when

    def _person_given(self, person: str) -> None:
        self._person = person
        self._tell()

    def _due_given(self, due: str) -> None:
        self._due = due
        self._tell()

    def _tell(self) -> None:
        self.agreed.emit(self.name, self._person, date.fromisoformat(self._due) if self._due else None)

    def _refused(self, complaint: str) -> None:
        self.problem.setText(complaint)
        self.problem.setVisible(bool(complaint))
