"""Greenhouse gas by origin: figures of different kinds, and their sum said to be one."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from greenfield.charts.shapes import Role
from greenfield.report.findings import GasSum, gas_sums
from greenfield.ui.context import WindowContext
from greenfield.ui.theme import space
from greenfield.ui.theme.theme import Theme
from greenfield.ui.visit.end_aligned import at_end
from greenfield.ui.visit.results.reading import ShownResults
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import BodyText, QuietText, StrongText, Words

_SIDE = 10


class Swatch(QWidget):
    """A small square of a colour of the chart."""

    def __init__(self, theme: Theme, role: Role, parent: QWidget | None = None) -> None:
        """Show the colour of a role."""
        super().__init__(parent)
        self._theme, self._role = theme, role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return its size."""
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """Paint it."""
        QPainter(self).fillRect(QRect(0, 0, _SIDE, _SIDE), self._theme.colour(self._role))


class GasTable(QWidget):
    """The sums of greenhouse gas by origin."""

    def __init__(self, context: WindowContext, shown: ShownResults, parent: QWidget | None = None) -> None:
        """Show the sums of a result."""
        super().__init__(parent)
        self._theme = context.theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space.NEAR)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        for line in gas_sums(shown.plan.emissions, shown.figures):
            self._add(line)

    def _add(self, line: GasSum) -> None:
        row = self._grid.rowCount()
        if line.is_sum:
            self._grid.addWidget(Line(self._theme), row, 0, 1, 3)
            row += 1
        if line.role is not None:
            self._grid.addWidget(Swatch(self._theme, line.role), row, 0)
        kind: type[Words] = StrongText if line.is_sum else BodyText if line.role else QuietText
        self._grid.addWidget(kind(line.label, self._theme), row, 1)
        amount = kind(line.amount, self._theme)
        amount.setWordWrap(False)
        at_end(amount)
        self._grid.addWidget(amount, row, 2)
