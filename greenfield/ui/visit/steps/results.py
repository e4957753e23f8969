"""The step of the results: indicators, costs, greenhouse gas, practice; each figure explains itself."""

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greenfield.base.catalogue import sentence
from greenfield.base.problem import ProblemError
from greenfield.report.benchmark_finding import benchmark_findings
from greenfield.report.findings import area_finding, cost_findings, gas_finding
from greenfield.report.indicator_lines import OWN, indicator_groups
from greenfield.report.loss_finding import loss_finding
from greenfield.report.plan_totals import totals
from greenfield.report.spending import spent_sentence
from greenfield.services.warning_words import kept_warnings
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.messages import Tone
from greenfield.ui.leaving import let_go
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.measures.figure_line import FigureLine
from greenfield.ui.visit.next_button import next_button
from greenfield.ui.visit.results.change_table import ChangeTable
from greenfield.ui.visit.results.explain_panel import ExplainPanel
from greenfield.ui.visit.results.explained import Explained, explain_cost, explain_gas, explain_indicator
from greenfield.ui.visit.results.explained_area import explain_area
from greenfield.ui.visit.results.explained_benchmark import explain_benchmark
from greenfield.ui.visit.results.explained_losses import explain_loss
from greenfield.ui.visit.results.explained_own import explain_own_indicator
from greenfield.ui.visit.results.finding_chart import FindingChart
from greenfield.ui.visit.results.gas_table import GasTable
from greenfield.ui.visit.results.indicator_table import IndicatorTable
from greenfield.ui.visit.results.questioned import question_about
from greenfield.ui.visit.results.reading import ShownResults, read_results
from greenfield.ui.visit.step import StepWidget
from greenfield.ui.widgets.column import ScrollColumn
from greenfield.ui.widgets.empty_page import EmptyPage
from greenfield.ui.widgets.status_band import StatusBand
from greenfield.ui.widgets.words import BodyText, QuietText, SectionTitle

_KEY_FIGURES = 3
_GAS = "co2e_t"


class ResultsStep(StepWidget):
    """What the visit found, with an explanation at the side of whichever figure is clicked."""

    def __init__(self, context: WindowContext, desk: VisitDesk) -> None:
        """Show nothing yet; `enter` reads the results."""
        super().__init__(context, desk)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._page: QWidget | None = None
        self._place = QVBoxLayout()
        row.addLayout(self._place, 1)
        self.panel = ExplainPanel(context)
        self.panel.question_wanted.connect(self._go_to_question)
        row.addWidget(self.panel)
        self._shown: ShownResults | None = None
        desk.assessed.connect(self._look_again)
        desk.state_changed.connect(self._look_again)

    def enter(self, place: str) -> None:
        """Show the results as they stand; `place` is the subject of a figure to explain (`indicator:energy_gj`)."""
        self._read()
        if place:
            self.explain(place)

    def explain(self, subject: str) -> None:
        """Explain a figure at the side: `indicator:KEY`, `cost:FLOW`, `loss:STEP`, `gas:FLOW` or `area:AREA`."""
        explained = self._explained(subject)
        if explained is not None:
            self.panel.show_explained(subject, explained)

    def _explained(self, subject: str) -> Explained | None:
        if self._shown is None:
            return None
        kind, _, key = subject.partition(":")
        match kind:
            case "indicator" if key.startswith(OWN):
                return explain_own_indicator(key, self._shown)
            case "indicator":
                return explain_indicator(key, self._shown)
            case "cost":
                return explain_cost(key, self._shown)
            case "loss":
                return explain_loss(key, self._shown)
            case "gas":
                return explain_gas(key, self._shown)
            case "benchmark":
                return explain_benchmark(key, self._shown)
            case _:
                return explain_area(key, self._shown)

    def _look_again(self) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        try:
            self._shown = read_results(self.context, self.desk)
        except ProblemError as error:
            self.context.messages.problem(error)
            return
        top = self._page.verticalScrollBar().value() if isinstance(self._page, ScrollColumn) else 0
        if self._page is not None:
            self._page.hide()
            let_go(self._page)
        self._page = self._empty() if self._shown.is_empty else self._column(self._shown)
        self._place.addWidget(self._page)
        self._page.show()
        if isinstance(self._page, ScrollColumn) and top:
            self._page.column.adjustSize()
            self._page.verticalScrollBar().setValue(top)
        if self.panel.subject:
            self.explain(self.panel.subject)

    def _empty(self) -> QWidget:
        texts = self.context.texts
        action = Action(
            "to_questions",
            texts("Go to the questions"),
            "clipboard-text",
            lambda: self.wanted.emit("questionnaire", ""),
        )
        return EmptyPage(
            self.context.theme,
            texts(
                "Results appear here as soon as the first amounts are known: electricity is a good beginning."
            ),
            action,
            "chart-bar-horizontal",
        )

    def _column(self, shown: ShownResults) -> ScrollColumn:
        theme, texts = self.context.theme, self.context.texts
        column = ScrollColumn()
        if self.desk.is_finished:
            finished = self.context.formats.date(shown.result.finished_on)
            column.add(
                StatusBand(
                    theme, texts("These are the results as they were written on {date}.", date=finished)
                )
            )
        spent = spent_sentence(shown.plan, shown.figures)
        if spent:
            column.add(SectionTitle(spent, theme))
        self._add_key_figures(column, shown)
        self._add_warnings(column, shown)
        self._add_indicators(column, shown)
        if shown.plan.follow_up is not None:
            column.add_space(space.NEAR)
            column.add(ChangeTable(self.context, shown, shown.plan.follow_up))
        for finding in cost_findings(shown.plan.costs, shown.figures, shown.result.currency or "XXX"):
            self._add_chart(column, FindingChart(self.context, finding), "cost")
        losses = loss_finding(shown.plan.losses, shown.figures, shown.result.currency or "XXX")
        if losses is not None:
            self._add_chart(column, FindingChart(self.context, losses), "loss")
        gas = gas_finding(shown.plan.emissions, shown.figures)
        if gas is not None:
            self._add_chart(column, FindingChart(self.context, gas), "gas")
            column.add(GasTable(self.context, shown))
        areas = area_finding(shown.plan.areas, shown.figures)
        if areas is not None:
            self._add_chart(column, FindingChart(self.context, areas), "area")
        else:
            column.add_space(space.NEAR)
            column.add(SectionTitle(texts("Practice by area"), theme))
            column.add(BodyText(texts("No question on practice was answered yet."), theme))
        self._add_benchmarks(column, shown)
        column.add(next_button(self, "measures", texts("Next: Measures")))
        return column

    def _add_benchmarks(self, column: ScrollColumn, shown: ShownResults) -> None:
        """Put each comparison with a benchmark, or why there is none."""
        theme, texts = self.context.theme, self.context.texts
        for found in benchmark_findings(shown.plan.benchmarks, shown.figures):
            if found.strips:
                self._add_chart(column, FindingChart(self.context, found), "benchmark")
            else:
                column.add_space(space.NEAR)
                column.add(SectionTitle(found.title, theme))
            for line in found.without:
                column.add(QuietText(line, theme))
        if not shown.plan.benchmarks:
            column.add_space(space.NEAR)
            column.add(SectionTitle(texts("Compared with others"), theme))
            no_set = texts("No benchmark set has plants of this sector.")
            no_sector = texts("The sector of the company is not known, so there is nothing to compare with.")
            column.add(QuietText(no_set if shown.result.sector else no_sector, theme))

    def _add_key_figures(self, column: ScrollColumn, shown: ShownResults) -> None:
        """Put what an owner asks first: what could be saved, what it costs now, what goes into the air."""
        texts, plan, figures = self.context.texts, shown.plan, shown.figures
        known = [one.cost for one in plan.costs if one.cost is not None]
        gas = [
            line for group in indicator_groups(plan.indicators, plan.period, figures) for line in group.lines
        ]
        named = [(line.name, line.total) for line in gas if line.total_key == _GAS]
        told = []
        if plan.measures:
            saving = figures.estimated_money(totals(plan).saving.value)
            told.append((texts("Possible saving a year"), saving))
        if known:
            told.append((texts("What resources cost"), figures.estimated_money(sum(known[1:], known[0]))))
        if told:
            first = Colour.MAIN_TEXT if plan.measures else Colour.INK
            line = FigureLine(self.context.theme, _KEY_FIGURES, Type.TITLE, first=first)
            line.show_figures([*told, *named])
            column.add(line)

    def _add_indicators(self, column: ScrollColumn, shown: ShownResults) -> None:
        theme, texts, formats = self.context.theme, self.context.texts, self.context.formats
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(SectionTitle(texts("Resources and pollution"), theme))
        period = texts(
            "What was used and let go in one year; the period is not stated. Click on a figure to see how it "
            "came about."
        )
        if shown.plan.period.is_stated:
            period = texts(
                "What was used and let go from {start} to {end}. Click on a figure to see how it came about.",
                start=formats.date(shown.plan.period.start),
                end=formats.date(shown.plan.period.end),
            )
        covered = shown.plan.period
        if covered.is_stated and covered.per_year != 1.0:
            period = texts(
                "What is used and let go in a year: the {days} days from {start} to {end}, times {factor}. Click on "
                "a figure to see how it came about.",
                days=covered.days,
                start=formats.date(covered.start),
                end=formats.date(covered.end),
                factor=formats.significant(covered.per_year, 4),
            )
        head.addWidget(QuietText(period, theme))
        column.add(head)
        table = IndicatorTable(self.context, shown)
        table.asked.connect(lambda key: self.explain(f"indicator:{key}"))
        column.add(table)

    def _add_chart(self, column: ScrollColumn, chart: FindingChart, kind: str) -> None:
        column.add_space(space.NEAR)
        chart.setObjectName(f"chart_{kind}")
        chart.asked.connect(lambda key: self.explain(f"{kind}:{key}"))
        column.add(chart)

    def _add_warnings(self, column: ScrollColumn, shown: ShownResults) -> None:
        """Put what is worth a second look, each with the way to the question that it is about.

        Of a finished visit as it was written, as the plan has it.
        """
        theme, texts = self.context.theme, self.context.texts
        for problem in kept_warnings(shown.result, texts.language):
            question = question_about(problem, self.desk)
            action = None
            if question:
                go = partial(self._go_to_question, question)
                action = Action(f"look_{question}", texts("Look at the answer"), "", go)
            said = sentence(problem, texts, self.context.formats)
            column.add(StatusBand(theme, said, Tone.WARNING, action))

    def _go_to_question(self, question: str) -> None:
        ref = self.desk.opened.answers.ref(question)
        if ref:
            self.wanted.emit("questionnaire", ref)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Lay out anew when the direction of reading changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and self.isVisible():
            self._read()
