"""The table of the plan: measure, who, by when, edited in place."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from greenfield.services.chosen_measures import ChosenMeasure
from greenfield.ui.context import WindowContext
from greenfield.ui.leaving import let_go
from greenfield.ui.theme import space
from greenfield.ui.visit.plan.row import PlanRow
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import QuietText

_TOP = Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What a row shows: the measure's title, its figures in a line, and what is agreed."""

    title: str
    figures: str
    chosen: ChosenMeasure


class PlanTable(QWidget):
    """A row for each chosen measure; rows that stay keep what is being typed in them."""

    agreed = Signal(str, str, object)

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        """Show the heading."""
        super().__init__(parent)
        self._context = context
        self.rows: dict[str, PlanRow] = {}
        self._shown: list[str] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space.GAP)
        self._grid.setVerticalSpacing(space.NEAR)
        for column, stretch in enumerate((6, 4, 3)):
            self._grid.setColumnStretch(column, stretch)
        self._extra: list[QWidget] = []

    def show_rows(self, planned: Sequence[PlannedRow], *, readonly: bool) -> None:
        """Show these measures in this order."""
        names = [one.chosen.name for one in planned]
        if names != self._shown:
            self._lay_out(names)
        texts = self._context.texts
        for one in planned:
            row = self.rows[one.chosen.name]
            row.show_measure(one.title, one.figures, one.chosen, readonly=readonly)
            row.name_fields(texts("Who"), texts("By when"))

    def commit(self) -> None:
        """Keep what is being typed."""
        for row in self.rows.values():
            row.commit()

    def _lay_out(self, names: list[str]) -> None:
        for widget in self._extra:
            let_go(widget)
            self._grid.removeWidget(widget)
        self._extra = []
        for name in [name for name in self.rows if name not in names]:
            row = self.rows.pop(name)
            for widget in (*row.widgets(), row):
                self._grid.removeWidget(widget)
                widget.hide()
                let_go(widget)
        texts, theme = self._context.texts, self._context.theme
        for column, heading in enumerate((texts("Measure"), texts("Who"), texts("By when"))):
            self._place(QuietText(heading, theme), 0, column)
        for number, name in enumerate(names):
            self._place_line(1 + 2 * number)
            row = self.rows.get(name) or self._row(name)
            for column, widget in enumerate(row.widgets()):
                self._grid.addWidget(widget, 2 + 2 * number, column, _TOP)
        self._shown = names

    def _place(self, widget: QWidget, row: int, column: int) -> None:
        self._grid.addWidget(widget, row, column)
        self._extra.append(widget)

    def _place_line(self, row: int) -> None:
        line = Line(self._context.theme)
        self._grid.addWidget(line, row, 0, 1, 3)
        self._extra.append(line)

    def _row(self, name: str) -> PlanRow:
        row = PlanRow(self._context, name)
        row.setParent(self)
        row.agreed.connect(self.agreed)
        self.rows[name] = row
        return row
