"""The results while the questions are answered: a narrow panel that follows each answer."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from greenfield.assess.values import Truth
from greenfield.base.problem import ProblemError
from greenfield.charts.bands import Band, lay_out_bands
from greenfield.report.findings import area_finding, cost_findings
from greenfield.report.indicator_lines import indicator_groups
from greenfield.services.so_far import SoFar, so_far
from greenfield.ui.charts.painter import ChartWidget, Layout
from greenfield.ui.context import WindowContext
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.end_aligned import in_middle
from greenfield.ui.visit.results.figure_button import FigureButton
from greenfield.ui.visit.results.reading import ShownResults, read_results
from greenfield.ui.widgets.column import ScrollColumn
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import BodyText, QuietText, SectionTitle, StrongText

_INDICATORS = ("energy_gj", "materials_t", "water_m3", "co2e_t", "wastewater_m3", "waste_t")


class LiveResults(QWidget):
    """Indicators, the largest cost, practice by area, and how many measures fit, as of the last answer."""

    wanted = Signal(str, str)
    """A step, and a place in it, that the person asked for."""

    def __init__(self, context: WindowContext, desk: VisitDesk, parent: QWidget | None = None) -> None:
        """Follow the visit at `desk`."""
        super().__init__(parent)
        self._context, self._desk = context, desk
        self._bands: tuple[Band, ...] = ()
        self._figures: dict[str, FigureButton] = {}
        self._missing: dict[str, QuietText] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        self._column = ScrollColumn(widest=space.SIDE, margin=space.GAP)
        self._column.rows.setSpacing(space.NEAR)
        rows.addWidget(self._column)
        self._furnish()
        desk.assessed.connect(self._follow)
        desk.state_changed.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Catch up with what was answered while nobody looked."""
        self.refresh()
        super().showEvent(event)

    def refresh(self) -> None:
        """Show the results as they stand."""
        try:
            shown = read_results(self._context, self._desk)
        except ProblemError as error:
            self._context.messages.problem(error)
            return
        texts = self._context.texts
        self.title.setText(texts("Results") if self._desk.is_finished else texts("Results so far"))
        self._hint.setVisible(not self._desk.is_finished)
        self._show_indicators(shown)
        self._show_costs(shown)
        self._show_areas(shown)
        self._show_measures()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Turn the chart with the direction of reading."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and hasattr(self, "_chart"):
            self._chart.show_chart(self._layout_of_bands())

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def _furnish(self) -> None:
        theme, texts, column = self._context.theme, self._context.texts, self._column
        self.title = SectionTitle("", theme)
        """Stands in the head of the panel, where it stays while the figures scroll."""
        self._hint = QuietText(texts("They follow each answer."), theme)
        column.add(self._hint)
        column.add(Line(theme))
        parts = [self._indicator(key) for key in _INDICATORS]
        for part in parts:
            column.add(part)
        after_flows = Line(theme)
        column.add(after_flows)
        self._cost = StrongText("", theme)
        self._cost_title = BodyText("", theme)
        of_cost = QuietText(texts("What resources cost"), theme)
        after_cost = Line(theme)
        for part in (of_cost, self._cost, self._cost_title, after_cost):
            column.add(part)
        if not self._desk.opened.toolkit.flows:  # as in a questionnaire of one's own: nothing to work out
            self._hint.setText(
                texts(
                    "This questionnaire asks no figures on resources. Own measures and open points stand here."
                )
            )
            for part in (*parts, after_flows, of_cost, self._cost, after_cost):
                part.hide()
        column.add(QuietText(texts("Practice by area"), theme))
        self._no_practice = BodyText(texts("No question on practice was answered yet."), theme)
        column.add(self._no_practice)
        self._chart = ChartWidget(theme, self._layout_of_bands(), texts("Practice by area"))
        self._chart.clicked.connect(lambda area: self.wanted.emit("results", f"area:{area}"))
        column.add(self._chart)
        column.add(Line(theme))
        column.add(QuietText(texts("Measures"), theme))
        self._fitting = BodyText("", theme)
        self._undecided = BodyText("", theme)
        column.add(self._fitting)
        column.add(self._undecided)
        self._to_measures = QPushButton(texts("Look at the measures"))
        self._to_measures.setObjectName("to_measures")
        self._to_measures.setProperty("kind", "link")
        self._to_measures.clicked.connect(lambda: self.wanted.emit("measures", ""))
        line = QHBoxLayout()
        line.addWidget(self._to_measures)
        line.addStretch(1)
        column.add(line)

    def _indicator(self, key: str) -> QWidget:
        theme, texts = self._context.theme, self._context.texts
        box = QWidget()
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        row = QHBoxLayout()
        rows.addLayout(row)
        missing = self._missing[key] = QuietText("", theme, box)
        rows.addWidget(missing)
        missing.hide()
        name = BodyText("", theme)
        name.setObjectName(f"name_{key}")
        in_middle(name)
        row.addWidget(name, 1)
        figure = FigureButton(theme, "", "", texts("Explain this figure"), kind=Type.STRONG)
        figure.setObjectName(f"live_{key}")
        figure.clicked.connect(lambda: self.wanted.emit("results", f"indicator:{key}"))
        row.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        self._figures[key] = figure
        return box

    def _show_indicators(self, shown: ShownResults) -> None:
        texts = self._context.texts
        on_the_way = {} if self._desk.is_finished else so_far(self._desk.assessment)
        for group in indicator_groups(shown.plan.indicators, shown.plan.period, shown.figures):
            for line in group.lines:
                figure, known = self._figures[line.total_key], on_the_way.get(line.total_key)
                total = line.total
                if known is not None:
                    amount = shown.figures.amount(known.at_least, line.unit)
                    total = texts("at least {amount}", amount=amount)
                figure.setText(total)
                figure.setAccessibleName(texts("{name}: {figure}. Explain.", name=line.name, figure=total))
                self._show_missing(line.total_key, known, shown)
                figure.updateGeometry()
                name = self.findChild(BodyText, f"name_{line.total_key}")
                if name is not None:
                    name.setText(line.name)

    def _show_missing(self, key: str, known: SoFar | None, shown: ShownResults) -> None:
        """Say below an indicator what it does not hold yet."""
        names = [shown.flow_name(flow) for flow in known.missing] if known else []
        missing = self._missing[key]
        listed = self._context.formats.enumeration(names) if names else ""
        missing.setText(self._context.texts("Still missing: {flows}", flows=listed) if names else "")
        missing.setVisible(bool(names))

    def _show_costs(self, shown: ShownResults) -> None:
        known = [one.cost for one in shown.plan.costs if one.cost is not None]
        found = cost_findings(shown.plan.costs, shown.figures, shown.result.currency or "XXX")
        self._cost.setText(shown.figures.estimated_money(sum(known[1:], known[0]) if known else None))
        self._cost_title.setText(found[0].title if found else "")
        self._cost_title.setVisible(bool(found))

    def _show_areas(self, shown: ShownResults) -> None:
        found = area_finding(shown.plan.areas, shown.figures)
        self._no_practice.setVisible(found is None)
        self._chart.setVisible(found is not None)
        bands = tuple(replace(band, note="") for band in found.bands) if found else ()
        if bands != self._bands:
            self._bands = bands
            self._chart.show_chart(self._layout_of_bands())

    def _show_measures(self) -> None:
        texts, assessment = self._context.texts, self._desk.assessment
        fitting = sum(one.applies is Truth.YES for one in assessment.inventory.candidates)
        waiting = len(assessment.recommendations.undecided)
        self._fitting.setText(texts.plural("One measure fits.", "{count} measures fit.", fitting))
        self._undecided.setText(
            texts.plural("Answers decide about one more.", "Answers decide about {count} more.", waiting)
        )
        self._undecided.setVisible(waiting > 0)

    def _layout_of_bands(self) -> Layout:
        bands, mirrored = self._bands, self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return lambda width, measure: lay_out_bands(bands, width, measure, right_to_left=mirrored)
