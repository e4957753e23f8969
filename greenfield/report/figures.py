"""Figures as the reader of a document writes them, with unit; what is not known is said in words."""

from decimal import Decimal

from greenfield.base.formats import Formats, Number, unit_sign
from greenfield.base.languages import is_right_to_left
from greenfield.base.texts import Texts
from greenfield.report.plan import PlannedMeasure, SavedAmount
from greenfield.report.plan_totals import Totals

_ONE_MONTH = 1 / 12
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
_MONTHS_SHOWN_UP_TO_YEARS = 2.0


class Figures:
    """Writes the figures of one document: its texts, its number format, its currency."""

    def __init__(self, texts: Texts, formats: Formats, currency: str) -> None:
        """Use the currency (ISO 4217) for every amount of money."""
        self.texts = texts
        self.formats = formats
        self._currency = currency
        self._right_to_left = is_right_to_left(texts.language)

    def name(self, text: str) -> str:
        """Return a name so that it keeps its own direction inside of a sentence that runs right to left."""
        return f"{_ISOLATE}{text}{_END_OF_ISOLATE}" if text and self._right_to_left else text

    def money(self, value: Decimal | None) -> str:
        """Return an amount in whole units of the currency."""
        return self._unknown() if value is None else self.formats.money(value, self._currency)

    def estimated_money(self, value: Decimal | None) -> str:
        """Return an amount rounded to three digits: a saving is never known more exactly."""
        return self._unknown() if value is None else self.formats.money(rounded(value), self._currency)

    def first_cost(self, value: Decimal | None) -> str:
        """Return what a measure costs once; zero is said in a word."""
        return self.texts("nothing") if value == 0 else self.money(value)

    def number(self, value: Number | None) -> str:
        """Return a number with three digits at least, never fewer than its whole part has."""
        if value is None:
            return self._unknown()
        return self.formats.number(value) if abs(float(value)) >= 1000 else self.formats.significant(value)

    def amount(self, value: Number | None, unit: str) -> str:
        """Return a number with its unit, kept on one line."""
        if value is None:
            return self._unknown()
        if unit == "%":
            return self.name(self.formats.in_percent(self.number(value)))
        shown = unit_name(unit, self.texts)
        return self.name(f"{self.number(value)}\u00a0{shown}") if shown else self.number(value)

    def gas(self, tonnes: float | None) -> str:
        """Return an amount of greenhouse gas."""
        return self.amount(tonnes, "t CO₂e")

    def amounts(self, amounts: tuple[SavedAmount, ...]) -> str:
        """Return amounts of flows in one line: `electricity 1 200 kWh and water 35 m³`."""
        parts = [
            self.texts("{flow} {amount}", flow=self.name(one.name), amount=self.amount(one.amount, one.unit))
            for one in amounts
        ]
        return self.formats.enumeration(parts) if parts else ""

    def payback(self, measure: PlannedMeasure) -> str:
        """Return when the first cost of a measure has come back."""
        if measure.annual_saving is None or measure.first_cost is None:
            return self._unknown()
        return self.years(measure.payback_years, measure.first_cost, measure.annual_saving)

    def payback_of_all(self, sums: Totals) -> str:
        """Return when the first cost of all measures together has come back."""
        if sums.saving.value is None or sums.first_cost.value is None:
            return self._unknown()
        return self.years(sums.payback_years, sums.first_cost.value)

    def left_out(self, sums: Totals) -> str:
        """Return a sentence on the measures that are not in the sums; empty if all are."""
        count = max(sums.saving.unknown, sums.first_cost.unknown)
        if not count:
            return ""
        return self.texts.plural(
            "One measure is not in these sums: its saving or its cost is not known yet.",
            "{count} measures are not in these sums: their saving or their cost is not known yet.",
            count,
        )

    def years(self, years: float | None, first_cost: Decimal | None, saving: Decimal | None = None) -> str:
        """Return a payback time in months up to two years, else in years; None never comes back.

        A measure whose `saving` is 0 is not done for money, even where it costs nothing.
        """
        if saving == 0:
            return self.texts("not by money")
        if first_cost == 0:
            return self.texts("at once")
        if years is None:
            return self.texts("not by money")
        if years < _ONE_MONTH:
            return self.texts("under a month")
        if years < _MONTHS_SHOWN_UP_TO_YEARS:
            return self.texts.plural("{count} month", "{count} months", max(1, round(years * 12)))
        number = self.formats.number(round(Decimal(str(years)), 1), 1)
        return self.texts("{years} years", years=number)

    def _unknown(self) -> str:
        return self.texts("not known")


def rounded(value: Decimal) -> Decimal:
    """Return a number rounded to three significant digits."""
    return value if not value else round(value, 2 - value.adjusted())


def unit_name(unit: str, texts: Texts) -> str:
    """Return a unit as it stands behind an amount; pieces are a word and no sign."""
    return texts("pieces") if unit == "pieces" else unit_sign(unit)


def per_unit_name(unit: str, texts: Texts) -> str:
    """Return a unit as it stands behind "per"."""
    return texts("piece") if unit == "pieces" else unit_sign(unit)
