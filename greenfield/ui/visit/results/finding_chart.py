"""A finding with its chart: the title says what the chart shows."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenfield.charts.bands import lay_out_bands
from greenfield.charts.bars import lay_out_bars
from greenfield.charts.strips import lay_out_strips
from greenfield.report.benchmark_finding import StripFinding
from greenfield.report.findings import BandFinding, BarFinding
from greenfield.ui.charts.painter import ChartWidget, Layout
from greenfield.ui.context import WindowContext
from greenfield.ui.widgets.words import QuietText, SectionTitle


class FindingChart(QWidget):
    """Title, note and chart. A click on a bar or band tells its key."""

    asked = Signal(str)

    def __init__(
        self,
        context: WindowContext,
        finding: BarFinding | BandFinding | StripFinding,
        parent: QWidget | None = None,
    ) -> None:
        """Show a finding."""
        super().__init__(parent)
        self._finding = finding
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(SectionTitle(finding.title, context.theme))
        rows.addWidget(QuietText(finding.note, context.theme))
        rows.addSpacing(4)
        self.chart = ChartWidget(context.theme, self._layout_of(), finding.title)
        keys = _keys(finding)
        self.chart.clicked.connect(lambda subject: self.asked.emit(subject) if subject in keys else None)
        rows.addWidget(self.chart)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Turn the chart with the direction of reading."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and hasattr(self, "chart"):
            self.chart.show_chart(self._layout_of())

    def _layout_of(self) -> Layout:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if isinstance(self._finding, BandFinding):
            bands = self._finding.bands
            return lambda width, measure: lay_out_bands(bands, width, measure, right_to_left=mirrored)
        if isinstance(self._finding, StripFinding):
            strips = self._finding.strips
            return lambda width, measure: lay_out_strips(strips, width, measure, right_to_left=mirrored)
        bars = self._finding.bars
        return lambda width, measure: lay_out_bars(bars, width, measure, right_to_left=mirrored)


def _keys(finding: BarFinding | BandFinding | StripFinding) -> frozenset[str]:
    match finding:
        case BandFinding():
            return frozenset(part.key for part in finding.bands if part.key)
        case StripFinding():
            return frozenset(part.key for part in finding.strips if part.key)
        case _:
            return frozenset(part.key for part in finding.bars if part.key)
