"""The step of the measures: what is recommended and why, what is chosen, and which answers are still missing."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from greenfield.base.catalogue import sentence
from greenfield.base.problem import ProblemError
from greenfield.report.plan_totals import totals
from greenfield.services.chosen_measures import choose_measure, drop_measure
from greenfield.services.offered_measures import OfferedMeasure, Order, offered_measures, undecided
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.messages import Tone
from greenfield.ui.leaving import let_go
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.measures.card import MeasureCard
from greenfield.ui.visit.measures.figure_line import FigureLine
from greenfield.ui.visit.measures.order_switch import OrderSwitch
from greenfield.ui.visit.measures.own_dialog import OwnMeasureDialog
from greenfield.ui.visit.measures.reading import MeasureReading
from greenfield.ui.visit.measures.undecided_list import UndecidedList
from greenfield.ui.visit.next_button import next_button
from greenfield.ui.visit.results.reading import ShownResults, read_results
from greenfield.ui.visit.step import StepWidget
from greenfield.ui.widgets.column import ScrollColumn
from greenfield.ui.widgets.words import BodyText, QuietText, SectionTitle


class MeasuresStep(StepWidget):
    """Cards of measures, low first cost first, below what the chosen ones give together."""

    def __init__(self, context: WindowContext, desk: VisitDesk) -> None:
        """Show nothing yet; `enter` reads the measures."""
        super().__init__(context, desk)
        self.cards: dict[str, MeasureCard] = {}
        self._order = Order.FIRST_COST
        self._failure: ProblemError | None = None
        self._is_leaving = False
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        self.column = ScrollColumn()
        rows.addWidget(self.column)
        self._furnish()
        desk.assessed.connect(self._follow)
        desk.state_changed.connect(self._follow)

    def enter(self, place: str) -> None:
        """Show the measures as they stand, and the one named `place` if there is one."""
        self.refresh(in_order=True)
        if place in self.cards:
            self.column.reveal(self.cards[place])

    def leave(self) -> None:
        """Keep the figures that are being typed; raises the problem if that cannot be done."""
        self._failure, self._is_leaving = None, True
        for card in self.cards.values():
            card.commit()
        self._is_leaving = False
        if self._failure is not None:
            raise self._failure

    def refresh(self, *, in_order: bool = False) -> None:
        """Show the measures as they stand; cards move only when that is asked for."""
        try:
            shown = read_results(self.context, self.desk)
        except ProblemError as error:
            self.context.messages.problem(error)
            return
        found = offered_measures(
            self.desk.workspace,
            self.desk.opened,
            self.desk.assessment,
            self.desk.chosen,
            language=self.context.texts.language,
            order=self._order,
            today=self.context.clock().date(),
        )
        self._own.setEnabled(not self.desk.is_finished)
        self._show_totals(shown)
        self._show_cards(found, shown, in_order=in_order)
        self._show_undecided()

    # -- inside

    def _furnish(self) -> None:
        theme, texts, column = self.context.theme, self.context.texts, self.column
        self._summary = SectionTitle("", theme)
        column.add(self._summary)
        self.totals = FigureLine(theme, 3, Type.SECTION)
        column.add(self.totals)
        self._left_out = QuietText("", theme)
        column.add(self._left_out)
        line = QHBoxLayout()
        line.setSpacing(space.NEAR)
        self.order_switch = OrderSwitch(self.context)
        self.order_switch.picked.connect(self._pick_order)
        line.addWidget(self.order_switch)
        line.addStretch(1)
        own = Action("own_measure", texts("Own measure …"), "plus", self.add_own)
        self._own = own.button(theme)
        line.addWidget(self._own)
        column.add(line)
        self._cards_place = QVBoxLayout()
        self._cards_place.setSpacing(space.GAP)
        column.add(self._cards_place)
        self._none = BodyText("", theme)
        column.add(self._none)
        self._undecided_place = QVBoxLayout()
        column.add(self._undecided_place)
        self._undecided: UndecidedList | None = None
        column.add(next_button(self, "plan", texts("Next: Plan")))

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def _pick_order(self, order: Order) -> None:
        self._order = order
        self.refresh(in_order=True)

    def _show_totals(self, shown: ShownResults) -> None:
        texts, figures, plan = self.context.texts, shown.figures, shown.plan
        count = len(plan.measures)
        if count:
            self._summary.setText(
                texts.plural("One measure is in the plan", "{count} measures are in the plan", count)
            )
        else:
            self._summary.setText(texts("Choose two or three measures together with the owner"))
        sums = totals(plan)
        self.totals.setVisible(count > 0)
        self.totals.show_figures(
            [
                (texts("Possible saving a year"), figures.estimated_money(sums.saving.value)),
                (texts("What it costs to begin"), figures.first_cost(sums.first_cost.value)),
                (texts("The money is back after"), figures.payback_of_all(sums)),
            ]
        )
        left_out = figures.left_out(sums) if count else ""
        self._left_out.setText(left_out)
        self._left_out.setVisible(bool(left_out))

    def _show_cards(self, found: list[OfferedMeasure], shown: ShownResults, *, in_order: bool) -> None:
        reading = MeasureReading(self.context, self.desk, shown)
        names = {one.name for one in found}
        for name in [name for name in self.cards if name not in names]:
            card = self.cards.pop(name)
            self._cards_place.removeWidget(card)
            card.hide()
            let_go(card)
        for place, offered in enumerate(found):
            card = self.cards.get(offered.name) or self._card(reading, offered.name)
            card.show_measure(offered, shown.figures, readonly=self.desk.is_finished, reading=reading)
            if in_order and self._cards_place.indexOf(card) != place:
                self._cards_place.insertWidget(place, card)
        self._none.setVisible(not found)
        self._none.setText(
            self.context.texts("No measure fits yet. Measures appear here as questions are answered.")
        )

    def _card(self, reading: MeasureReading, name: str) -> MeasureCard:
        card = MeasureCard(self.context, reading, name)
        card.setObjectName(f"card_{name}")
        card.chosen.connect(self._choose)
        card.corrected.connect(self._correct)
        card.question_wanted.connect(self._go_to_question)
        self.cards[name] = card
        self._cards_place.addWidget(card)
        return card

    def _choose(self, name: str, wanted: bool) -> None:
        card = self.cards[name]
        try:
            if wanted:
                choose_measure(self.desk.workspace, self.desk.opened, name)
            else:
                card.commit()
                drop_measure(self.desk.workspace, self.desk.opened, name)
        except ProblemError as error:
            self.context.messages.problem(error)
        self.desk.assess_now()
        self.refresh()

    def _correct(self, name: str, key: str, stored: str) -> None:
        try:
            choose_measure(self.desk.workspace, self.desk.opened, name, corrections={key: stored or None})
        except ProblemError as error:
            self.cards[name].refuse(key, sentence(error.problems[0], self.context.texts))
            self._failure = error
            if not self._is_leaving:
                self.context.messages.problem(error)
            return
        self.desk.reassess()

    def add_own(self) -> None:
        """Ask for a measure of the visitor's own and put it into the plan."""
        currency = self.desk.assessment.inventory.currency or self.desk.visit.currency
        dialog = OwnMeasureDialog(self.context, self.desk, currency, self)
        try:
            if not dialog.exec():
                return
            record = dialog.record
        finally:
            let_go(dialog)
        self.desk.assess_now()
        self.refresh(in_order=True)
        self.column.reveal(self.cards[record])
        self.context.messages.toast(self.context.texts("Your measure is in the plan."), tone=Tone.NEWS)

    def _show_undecided(self) -> None:
        waiting = [] if self.desk.is_finished else undecided(
            self.desk.opened, self.desk.assessment, self.context.texts.language
        )  # fmt: skip
        if self._undecided is not None:
            self._undecided.hide()
            let_go(self._undecided)
            self._undecided = None
        if waiting:
            self._undecided = UndecidedList(self.context, self.desk, waiting)
            self._undecided.question_wanted.connect(self._go_to_question)
            self._undecided_place.addWidget(self._undecided)

    def _go_to_question(self, question: str) -> None:
        ref = self.desk.opened.answers.ref(question)
        if ref:
            self.wanted.emit("questionnaire", ref)
