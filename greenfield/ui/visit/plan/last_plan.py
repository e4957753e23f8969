"""What became of the last plan, noted in the plan step of a follow-up visit."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenfield.base.catalogue import sentence
from greenfield.base.problem import ProblemError
from greenfield.base.texts import texts_for
from greenfield.report.figures import Figures
from greenfield.services.follow_up_result import ResultStatus
from greenfield.services.last_plan import LastPlan, Noted, last_plan, note_status
from greenfield.services.visit_result import in_language
from greenfield.ui.context import WindowContext
from greenfield.ui.theme import space
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.plan.last_row import LastRow
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import QuietText, SectionTitle


class LastPlanTable(QWidget):
    """The measures of the last plan; hidden in a first visit. What is noted is kept when its field is left."""

    changed = Signal()

    def __init__(self, context: WindowContext, desk: VisitDesk, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._context, self._desk = context, desk
        self.rows: dict[str, LastRow] = {}
        self.failure: ProblemError | None = None
        texts, theme = context.texts, context.theme
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(space.NEAR)
        self._rows.addWidget(SectionTitle(texts("What became of the last plan"), theme))
        self._note = QuietText("", theme)
        self._rows.addWidget(self._note)
        self.hide()

    def refresh(self) -> None:
        """Show the last plan as it stands; raises as `last_plan` does."""
        plan = last_plan(self._desk.workspace, self._desk.opened)
        self.setVisible(plan is not None and bool(plan.measures))
        if plan is None:
            return
        texts, formats = self._context.texts, self._context.formats
        self._note.setText(
            texts(
                "Measures agreed on {date}: note what was done, and what it really saves.",
                date=formats.date(plan.visited_on) if plan.visited_on else texts("an unknown day"),
            )
        )
        figures = Figures(texts_for(texts.language, "document"), formats, plan.result.currency)
        for one in plan.measures:
            row = self.rows.get(one.name) or self._add(one.name)
            row.record = plan.kept[one.name].record if one.name in plan.kept else ""
            saving = figures.estimated_money(one.estimated_saving)
            estimated = texts("Estimated saving a year: {saving}", saving=saving)
            if one.agreed_on is not None:
                estimated = texts(
                    "Still open from the plan of {date}. Estimated saving a year: {saving}",
                    date=formats.date(one.agreed_on, "medium"),
                    saving=saving,
                )
            row.show_measure(
                one,
                in_language(one.title, texts.language),
                estimated,
                plan.result.currency,
                readonly=self._is_fixed(plan, one),
            )

    def commit(self) -> None:
        """Keep what is being typed; `failure` has the problem if that could not be done."""
        self.failure = None
        for row in self.rows.values():
            row.commit()

    def _is_fixed(self, plan: LastPlan, one: ResultStatus) -> bool:
        return self._desk.is_finished or one.name not in plan.kept

    def _add(self, name: str) -> LastRow:
        row = LastRow(self._context, name)
        row.noted.connect(self._keep)
        self._rows.addWidget(Line(self._context.theme))
        self._rows.addWidget(row)
        self.rows[name] = row
        return row

    def _keep(self, name: str, noted: Noted) -> None:
        try:
            note_status(self._desk.workspace, self._desk.opened, name, noted)
        except ProblemError as error:
            self.failure = error
            self.rows[name].refuse(sentence(error.problems[0], self._context.texts))
            return
        self.rows[name].refuse("")
        self.changed.emit()
