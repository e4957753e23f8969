"""A finding with its chart: the title says what the chart shows."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenfield.charts.bands import lay_out_bands
from greenfield.charts.bars import lay_out_bars
from greenfield.report.findings import BandFinding, BarFinding
from greenfield.ui.charts.painter import ChartWidget, Layout
from greenfield.ui.context import WindowContext
from greenfield.ui.widgets.words import QuietText, SectionTitle


class FindingChart(QWidget):
    """Title, note and chart. A click on a bar or band tells its key."""

    asked = Signal(str)

    def __init__(
        self, context: WindowContext, finding: BarFinding | BandFinding, parent: QWidget | None = None
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
        bars = self._finding.bars
        return lambda width, measure: lay_out_bars(bars, width, measure, right_to_left=mirrored)


def _keys(finding: BarFinding | BandFinding) -> frozenset[str]:
    parts = finding.bands if isinstance(finding, BandFinding) else finding.bars
    return frozenset(part.key for part in parts if part.key)
