"""The step of the plan: who does each chosen measure, and by when."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenfield.base.catalogue import sentence
from greenfield.base.problem import ProblemError
from greenfield.report.plan_totals import delay_a_month
from greenfield.services.offered_measures import OfferedMeasure, offered_measures
from greenfield.services.plan_steps import agree_on
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.next_button import next_button
from greenfield.ui.visit.plan.last_plan import LastPlanTable
from greenfield.ui.visit.plan.table import PlannedRow, PlanTable
from greenfield.ui.visit.results.reading import ShownResults, read_results
from greenfield.ui.visit.step import StepWidget
from greenfield.ui.widgets.column import ScrollColumn
from greenfield.ui.widgets.empty_page import EmptyPage
from greenfield.ui.widgets.words import BodyText, QuietText, SectionTitle


class PlanStep(StepWidget):
    """The chosen measures as a table; what is typed is kept when its field is left."""

    def __init__(self, context: WindowContext, desk: VisitDesk) -> None:
        """Show nothing yet; `enter` reads the plan."""
        super().__init__(context, desk)
        texts, theme = context.texts, context.theme
        self._failure: ProblemError | None = None
        self._is_leaving = False
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        self._column = ScrollColumn(widest=860)
        self.last = LastPlanTable(context, desk)
        self.last.changed.connect(desk.reassess)
        self._column.add(self.last)
        self._title = SectionTitle("", theme)
        self._column.add(self._title)
        note = texts(
            "Agree on a person and a date for each measure. What stays empty is filled in by hand on paper."
        )
        self._column.add(QuietText(note, theme))
        self.delay = BodyText("", theme)
        self._column.add(self.delay)
        self.table = PlanTable(context)
        self.table.agreed.connect(self._agree)
        self._column.add(self.table)
        self._column.add(next_button(self, "report", texts("Next: Report")))
        rows.addWidget(self._column)
        self._empty = self._empty_page()
        rows.addWidget(self._empty)
        desk.assessed.connect(self._follow)
        desk.state_changed.connect(self._follow)

    def enter(self, place: str) -> None:
        """Show the plan as it stands; `place` is the name of a measure to go to."""
        self.refresh()
        row = self.table.rows.get(place)
        if row is not None:
            self._column.reveal(row.measure)
            row.person.take_focus()

    def leave(self) -> None:
        """Keep what is being typed; raises the problem if that cannot be done."""
        self._failure, self._is_leaving = None, True
        self.table.commit()
        self.last.commit()
        self._is_leaving = False
        if self.last.failure is not None:
            raise self.last.failure
        if self._failure is not None:
            raise self._failure

    def refresh(self) -> None:
        """Show the plan as it stands."""
        try:
            shown = read_results(self.context, self.desk)
            self.last.refresh()
        except ProblemError as error:
            self.context.messages.problem(error)
            return
        offered = offered_measures(
            self.desk.workspace,
            self.desk.opened,
            self.desk.assessment,
            self.desk.chosen,
            language=self.context.texts.language,
        )
        planned = [
            PlannedRow(one.title, self._figures(one, shown), one.chosen)
            for one in offered
            if one.chosen is not None
        ]
        has_last = shown.plan.follow_up is not None and bool(shown.plan.follow_up.measures)
        self._column.setVisible(bool(planned) or has_last)
        self._empty.setVisible(not planned and not has_last)
        self.table.setVisible(bool(planned))
        self._title.setVisible(bool(planned))
        texts = self.context.texts
        self._title.setText(
            texts.plural("One measure, step by step", "{count} measures, step by step", len(planned))
        )
        delay = delay_a_month(shown.plan)
        self.delay.setVisible(delay is not None)
        if delay is not None:
            money = shown.figures.estimated_money(delay)
            self.delay.setText(texts("Waiting costs about {money} a month.", money=money))
        self.table.show_rows(planned, readonly=self.desk.is_finished)

    def _figures(self, one: OfferedMeasure, shown: ShownResults) -> str:
        texts, figures = self.context.texts, shown.figures
        saving = one.figures.annual_saving if one.figures else None
        if saving is None:
            return texts("First cost: {cost}", cost=figures.first_cost(one.first_cost))
        return texts(
            "First cost: {cost}. Saving a year: {saving}",
            cost=figures.first_cost(one.first_cost),
            saving=figures.estimated_money(saving),
        )

    def _agree(self, name: str, person: str, due: date | None) -> None:
        try:
            agree_on(self.desk.workspace, self.desk.opened, name, person=person, due=due)
        except ProblemError as error:
            self._failure = error
            self.table.rows[name].refuse(sentence(error.problems[0], self.context.texts))
            if not self._is_leaving:
                self.context.messages.problem(error)
            return
        self.desk.reassess()

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def _empty_page(self) -> QWidget:
        texts = self.context.texts
        action = Action(
            "to_measures", texts("Go to the measures"), "lightbulb", lambda: self.wanted.emit("measures", "")
        )
        sentence = texts("The plan lists the measures that you choose, with who does them and by when.")
        return EmptyPage(self.context.theme, sentence, action, "calendar-check")
