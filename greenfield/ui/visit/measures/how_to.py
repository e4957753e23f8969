"""What unfolds below a measure: how it is done, what it brings and risks, its evidence, and its money over the years."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from greenfield.assess.outlook import is_larger
from greenfield.report.figures import Figures
from greenfield.report.outlook_words import (
    larger_sentence,
    over_the_years,
    prices_and_paybacks,
    rate_of_return,
)
from greenfield.report.source_words import source_words
from greenfield.services.offered_measures import OfferedMeasure
from greenfield.ui.context import WindowContext
from greenfield.ui.leaving import let_go
from greenfield.ui.theme import space
from greenfield.ui.widgets.words import BodyText, QuietText, StrongText


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what unfolds: heading and text, then names with figures, then a quiet note."""

    heading: str
    text: str = ""
    figures: Sequence[tuple[str, str]] = ()
    note: str = ""


class HowTo(QWidget):
    """The parts of what there is to say about a measure, one below the other."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        """Show nothing yet; `show_parts` fills it."""
        super().__init__(parent)
        self._context = context
        self._shown: tuple[Part, ...] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, space.NEAR, 0, 0)
        self._rows.setSpacing(space.NEAR)
        self._inside: QWidget | None = None

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show these parts; widgets are made anew only when something changed."""
        if tuple(parts) == self._shown and self._inside is not None:
            return
        self._shown = tuple(parts)
        if self._inside is not None:
            self._inside.hide()
            let_go(self._inside)
        self._inside = QWidget()
        rows = QVBoxLayout(self._inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        for at, part in enumerate(parts):
            if at:
                rows.addSpacing(space.NEAR)
            self._add(rows, part)
        self._rows.addWidget(self._inside)

    def _add(self, rows: QVBoxLayout, part: Part) -> None:
        theme = self._context.theme
        rows.addWidget(StrongText(part.heading, theme))
        if part.text:
            rows.addWidget(BodyText(part.text, theme))
        if part.figures:
            grid = QGridLayout()
            grid.setHorizontalSpacing(space.GAP)
            grid.setVerticalSpacing(2)
            grid.setColumnStretch(0, 1)
            grid.setColumnStretch(1, 2)
            for row, (name, figure) in enumerate(part.figures):
                grid.addWidget(QuietText(name, theme), row, 0)
                grid.addWidget(BodyText(figure, theme), row, 1)
            rows.addLayout(grid)
        if part.note:
            rows.addWidget(QuietText(part.note, theme))


def has_parts(offered: OfferedMeasure) -> bool:
    """Tell whether there is more to say about a measure than its card does, without writing it."""
    says = offered.how_to or offered.co_benefits or offered.risks or offered.arc_title
    return bool(says) or _has_money(offered)


def parts_of(
    offered: OfferedMeasure,
    figures: Figures,
    context: WindowContext,
    total_cost: Decimal | None,
    discount_rate: float,
) -> list[Part]:
    """Return what there is to say about a measure; `total_cost` is what all resources cost, as far as it is known."""
    texts = context.texts
    said = (
        (texts("How it is done"), offered.how_to),
        (texts("What else it brings"), offered.co_benefits),
        (texts("What to look out for"), offered.risks),
        (texts("Evidence"), _evidence(offered, figures, context)),
    )
    parts = [Part(heading, text) for heading, text in said if text]
    return [*parts, *_money(offered, figures, context, total_cost, discount_rate)]


def _evidence(offered: OfferedMeasure, figures: Figures, context: WindowContext) -> str:
    texts = context.texts
    lines = []
    if offered.arc_title:
        lines.append(
            texts(
                "US Industrial Assessment Centers, recommendation {code}: {title}",
                code=offered.arc,
                title=offered.arc_title,
            )
        )
    if offered.basis:
        lines.append(
            texts("Source of the saving: {source}", source=source_words(offered.basis, figures.texts))
        )
    elif offered.estimate and not offered.is_own:
        lines.append(texts("The saving is an estimate, to be confirmed on site."))
    return "\n".join(lines)


def _has_money(offered: OfferedMeasure) -> bool:
    saving = offered.figures.annual_saving if offered.figures else None
    return saving is not None and offered.first_cost is not None and offered.first_cost > 0


def _money(
    offered: OfferedMeasure,
    figures: Figures,
    context: WindowContext,
    total_cost: Decimal | None,
    discount_rate: float,
) -> Iterator[Part]:
    texts = context.texts
    found, cost, measure = offered.figures, offered.first_cost, offered.measure
    if found is None or measure is None or found.annual_saving is None or cost is None or cost <= 0:
        return
    prices = tuple(prices_and_paybacks(cost, found.annual_saving, measure.annual_cost, figures))
    note = texts("Payback if the price of what is saved is higher or lower than today.")
    yield Part(texts("If prices change"), figures=prices, note=note)
    if not is_larger(cost, found.payback_years, total_cost):
        return
    never = texts("not within its life")
    payback = found.discounted_payback_years
    years = (
        (texts("Present value of all years"), figures.estimated_money(found.npv)),
        (texts("Rate of return"), rate_of_return(found.irr, found.irr_reason, figures)),
        (
            texts("Payback, counted at present value"),
            never if payback is None else figures.years(payback, cost),
        ),
    )
    note = f"{over_the_years(discount_rate, figures)} {larger_sentence(figures)}"
    yield Part(texts("Over the years"), figures=years, note=note)
