"""What a card says of its measure, in words and figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from greenfield.report.figures import Figures
from greenfield.report.outlook_words import payback_between, saving_between
from greenfield.report.plan import SavedAmount
from greenfield.report.plan_totals import cost_by_resource
from greenfield.report.source_words import source_words
from greenfield.services.offered_measures import OfferedMeasure
from greenfield.ui.context import WindowContext
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.measures.how_to import Part, parts_of
from greenfield.ui.visit.results.reading import ShownResults


@dataclass
class MeasureReading:
    """Writes the figures and notes of measures; `shown` are the results that they rest on."""

    context: WindowContext
    desk: VisitDesk
    shown: ShownResults

    @property
    def currency(self) -> str:
        """The currency of the visit."""
        return self.shown.result.currency or self.desk.visit.currency

    def figure_pairs(self, offered: OfferedMeasure, figures: Figures) -> list[tuple[str, str]]:
        """Return names and figures: first cost before all others."""
        texts = self.context.texts
        found = offered.figures
        saving = found.annual_saving if found else None
        cost = offered.first_cost
        known = saving is not None and cost is not None and found is not None
        pairs = [
            (texts("First cost"), figures.first_cost(cost)),
            (texts("Saving a year"), figures.estimated_money(saving)),
            (
                texts("Payback"),
                figures.years(found.payback_years, cost, saving) if known and found else texts("not known"),
            ),
        ]
        if found is not None and found.co2e_t is not None:
            pairs.append((texts("Less greenhouse gas"), figures.gas(found.co2e_t)))
        return pairs

    def figure_notes(self, offered: OfferedMeasure, figures: Figures) -> list[str]:
        """Return between what saving and payback may lie, in the order of `figure_pairs`."""
        return [
            "",
            saving_between(offered.range, figures),
            payback_between(offered.range, offered.first_cost, figures),
        ]

    def parts(self, offered: OfferedMeasure, figures: Figures) -> list[Part]:
        """Return what unfolds below the measure."""
        costs = cost_by_resource(self.shown.plan).values()
        total = sum(costs, Decimal(0)) if costs else None
        return parts_of(offered, figures, self.context, total, self.shown.result.discount_rate)

    def notes(self, offered: OfferedMeasure, figures: Figures) -> str:
        """Return what is saved, what it costs to run, and where the figures are from."""
        texts = self.context.texts
        lines = []
        if offered.figures and any(offered.figures.saved.values()):
            amounts = figures.amounts(tuple(self._amounts(offered.figures.saved)))
            lines.append(texts("Saved in a year: {amounts}.", amounts=amounts))
        if offered.measure and offered.measure.annual_cost:
            money = figures.money(offered.measure.annual_cost)
            lines.append(texts("Costs {money} a year to run.", money=money))
        if offered.is_own:
            lines.append(texts("Own measure of this visit."))
        if offered.basis:
            lines.append(texts("Source: {source}", source=source_words(offered.basis, figures.texts)))
        if offered.estimate and offered.figures:
            lines.append(texts("Estimate, to be confirmed on site."))
        return " ".join(lines)

    def warning(self, offered: OfferedMeasure, figures: Figures) -> str:
        """Return what was taken off because of other measures, or why the measure counts nowhere."""
        texts = self.context.texts
        if offered.chosen and not offered.supported:
            return texts(
                "The answers no longer support this measure, so it counts nowhere. Check them, or take it out."
            )
        if offered.figures and offered.figures.overlap:
            amounts = figures.amounts(tuple(self._amounts(offered.figures.overlap)))
            return texts(
                "Not counted, because all measures together would save more than there is to save: {amounts} a year.",
                amounts=amounts,
            )
        return ""

    def _amounts(self, amounts: Mapping[str, float]) -> Iterator[SavedAmount]:
        units = {flow.id: flow.unit for flow in self.shown.result.period.flows}
        for flow, amount in amounts.items():
            if amount and flow in units:
                yield SavedAmount(self.shown.flow_name(flow), amount, units[flow])
