"""The figures of a chosen measure, to be replaced by what a person knows better."""

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from greenfield.report.figures import rounded
from greenfield.services.chosen_measures import OVERRIDES
from greenfield.services.offered_measures import OfferedMeasure
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.history_way import HistoryWay
from greenfield.ui.theme import space
from greenfield.ui.visit.measures.figure_field import FigureField
from greenfield.ui.widgets.words import QuietText


class FiguresEditor(QWidget):
    """First cost, subsidy, saving, running cost and life; `given` tells key and number as stored, or empty."""

    given = Signal(str, str)

    def __init__(self, context: WindowContext, currency: str, parent: QWidget | None = None) -> None:
        """Ask for money in the visit's currency."""
        super().__init__(parent)
        self._context = context
        self._action = ""
        texts = context.texts
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, space.NEAR, 0, 0)
        rows.setSpacing(space.NEAR)
        hint = texts(
            "An offer or a measurement is better than an estimate. Clear a field to take its figure back."
        )
        rows.addWidget(QuietText(hint, context.theme))
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.GAP)
        grid.setVerticalSpacing(space.NEAR)
        rows.addLayout(grid)
        self.fields = {
            key: FigureField(context, key, label, unit)
            for key, label, unit in (
                ("investment", texts("First cost"), currency),
                ("incentive", texts("Subsidy, taken off the first cost"), currency),
                ("annual_saving", texts("Saving a year"), currency),
                ("annual_cost", texts("Running cost a year"), currency),
                ("life_years", texts("How long it lasts"), texts("years")),
            )
        }
        for place, field in enumerate(self.fields.values()):
            grid.addWidget(field, place // 2, place % 2)
            field.given.connect(self.given)
            HistoryWay(context, field, partial(self._kept_at, field.key))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def show_measure(self, offered: OfferedMeasure) -> None:
        """Show corrections, and the figures that they replace."""
        self._action = offered.chosen.action if offered.chosen else ""
        corrections = offered.chosen.corrections if offered.chosen else None
        for key, field in self.fields.items():
            given = getattr(corrections, key) if corrections else None
            field.show_figure("" if given is None else _plain(given), self._before(offered, key))

    def commit(self) -> None:
        """Hand on what is being typed."""
        for field in self.fields.values():
            field.commit()

    def _kept_at(self, key: str) -> tuple[str, str]:
        """Return the record and field that keep a correction."""
        return self._action, f"{OVERRIDES}/{key}"

    def _before(self, offered: OfferedMeasure, key: str) -> str:
        measure = offered.uncorrected
        if measure is None:
            return ""
        value = getattr(measure, key)
        if (
            value is None
            and key == "annual_saving"
            and offered.figures
            and offered.figures.annual_saving is not None
        ):
            corrected = offered.chosen and offered.chosen.corrections.annual_saving is not None
            value = None if corrected else rounded(offered.figures.annual_saving)
        return "" if value is None else self._context.formats.number(value)


def _plain(value: Decimal | float) -> str:
    return format(value, "f") if isinstance(value, Decimal) else f"{value:g}"
