"""The RECP indicators as a table in which each figure explains itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from greenfield.report.indicator_lines import (
    IndicatorLine,
    column_heads,
    indicator_groups,
    output_line,
    own_indicator_groups,
)
from greenfield.ui.context import WindowContext
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.visit.end_aligned import at_end, in_middle
from greenfield.ui.visit.results.figure_button import FigureButton
from greenfield.ui.visit.results.reading import ShownResults
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import BodyText, QuietText


class IndicatorTable(QWidget):
    """What was used and let go in the period, and for the output."""

    asked = Signal(str)
    """The key of the indicator that was clicked."""

    def __init__(self, context: WindowContext, shown: ShownResults, parent: QWidget | None = None) -> None:
        """Show the indicators of a result."""
        super().__init__(parent)
        self._context, self._shown = context, shown
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space.GAP)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 4)
        plan, figures = shown.plan, shown.figures
        self._heading(column_heads(plan.period, figures.texts))
        for group in indicator_groups(plan.indicators, plan.period, figures):
            self._whole_row(QuietText(group.heading, context.theme))
            for line in group.lines:
                self._line(line)
        self._line(output_line(plan.indicators, plan.period, figures))
        for group in own_indicator_groups(plan.own_indicators, figures):
            self._whole_row(QuietText(group.heading, context.theme))
            for line in group.lines:
                self._line(line)

    def _heading(self, names: tuple[str, str, str]) -> None:
        for column, name in enumerate(names):
            label = QuietText(name, self._context.theme)
            if column:
                at_end(label)
            self._grid.addWidget(label, 0, column)
        self._whole_row(Line(self._context.theme))

    def _whole_row(self, widget: QWidget) -> None:
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 3)

    def _line(self, line: IndicatorLine) -> None:
        row = self._grid.rowCount()
        name = BodyText(line.name, self._context.theme)
        in_middle(name)
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(self._figure(line.name, line.total, line.total_key, Type.STRONG), row, 1)
        if line.relative_key:
            self._grid.addWidget(self._figure(line.name, line.relative, line.relative_key, Type.BODY), row, 2)
        elif line.relative:
            verdict = BodyText(line.relative, self._context.theme)
            at_end(verdict)
            self._grid.addWidget(verdict, row, 2)
        self._whole_row(Line(self._context.theme))

    def _figure(self, name: str, figure: str, key: str, kind: Type) -> FigureButton:
        texts = self._context.texts
        spoken = texts("{name}: {figure}. Explain.", name=name, figure=figure)
        button = FigureButton(self._context.theme, figure, spoken, texts("Explain this figure"), kind=kind)
        button.setObjectName(f"figure_{key}")
        button.clicked.connect(lambda: self.asked.emit(key))
        return button
