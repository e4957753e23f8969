"""Numbers, money, dates as the reader writes them, by CLDR."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import (
    format_currency,
    format_decimal,
    format_percent,
    get_currency_name,
    get_currency_symbol,
)
from babel.units import format_unit

Number = int | float | Decimal
Style = Literal["short", "medium", "long", "full"]


_KILO, _MEGA = 1_000, 1_000_000
_UNIT_SIGNS = {"m3": "m³", "Nm3": "Nm³", "CO2e": "CO₂e"}


_BETWEEN_UNITS = re.compile(r"([ /])")


def unit_sign(unit: str) -> str:
    """Return a unit as people write it: `m3` as m³, also in `m3/t`; the others stand as they are."""
    return "".join(_UNIT_SIGNS.get(part, part) for part in _BETWEEN_UNITS.split(unit))


class Formats:
    """Writes values for one locale, which may differ from the language of the texts around them."""

    def __init__(self, locale: str) -> None:
        """Use a locale as Babel names it: `fr`, `fr_SN`, `pt_BR`, `zh_Hans`."""
        self.locale = Locale.parse(locale)

    def number(self, value: Number, decimals: int = 0) -> str:
        """Return a number with at most `decimals` places, grouped: `12 345,6`."""
        return format_decimal(
            value, format="#,##0" + ("." + "#" * decimals if decimals else ""), locale=self.locale
        )

    def significant(self, value: Number, digits: int = 3) -> str:
        """Return a number rounded to `digits` significant ones, never in exponent form; 0 for zero."""
        number = Decimal(str(value))
        if not number:
            return self.number(0)
        places = max(0, digits - 1 - number.adjusted())
        rounded = round(number, digits - 1 - number.adjusted())
        return self.number(rounded, places)

    def percent(self, fraction: Number, decimals: int = 0) -> str:
        """Return a fraction as a percentage: 0.61 gives `61 %` in French."""
        pattern = self.locale.percent_formats[None].pattern
        if decimals:
            pattern = pattern.replace("#,##0", "#,##0." + "#" * decimals)
        return format_percent(fraction, format=pattern, locale=self.locale)

    def in_percent(self, number: str) -> str:
        """Return a number that is one of per cent, as written by these formats, with its sign: `33.3%`, in French `33,3 %`."""
        return str(self.locale.percent_formats[None].pattern).replace("#,##0", number)

    def money(self, value: Number, currency: str, *, cents: bool = False) -> str:
        """Return an amount of money with its currency's sign or code; whole units unless `cents`."""
        pattern = self.locale.currency_formats["standard"].pattern
        if get_currency_symbol(currency, locale=self.locale)[-1:].isalpha():
            pattern = pattern.replace("¤#", "¤\u00a0#")
        amount = Decimal(str(value))
        if not cents:
            amount, pattern = amount.quantize(Decimal(1), ROUND_HALF_UP), pattern.replace(".00", "")
        return format_currency(amount, currency, format=pattern, currency_digits=cents, locale=self.locale)

    def rough_money(self, value: Number, currency: str) -> str:
        """Return an estimated amount of money, rounded to three digits."""
        amount = Decimal(str(value))
        return self.money(round(amount, 2 - amount.adjusted()) if amount else amount, currency)

    def currency_name(self, currency: str) -> str:
        """Return the name of a currency in the locale's language."""
        return get_currency_name(currency, locale=self.locale)

    def country_name(self, alpha2: str) -> str:
        """Return the name of a country (ISO 3166 alpha-2) in the locale's language, the code if unknown."""
        return str(self.locale.territories.get(alpha2, alpha2))

    def date(self, value: date, style: Style = "long") -> str:
        """Return a date in a CLDR style: short, medium, long, full."""
        text = format_date(value, format=style, locale=self.locale)
        # CLDR has no ordinal for the first of the month, which French readers expect.
        if self.locale.language == "fr" and value.day == 1 and style != "short":
            return text.replace("1 ", "1er ", 1)
        return text

    def moment(self, value: datetime, style: Style = "medium") -> str:
        """Return a date with its time in a CLDR style."""
        return format_datetime(value, format=style, locale=self.locale)

    def size(self, count: int) -> str:
        """Return how large something of so many bytes is: `272 kB`, `1.5 MB`; 1 kB at least, of nothing 0 kB."""
        if count >= _MEGA:
            number, unit = format_decimal(count / _MEGA, format="#,##0.#", locale=self.locale), "megabyte"
        else:
            number, unit = self.number(-(-count // _KILO)), "kilobyte"
        return format_unit(number, f"digital-{unit}", "short", locale=self.locale)

    def enumeration(self, parts: list[str]) -> str:
        """Return the parts as a list in a sentence: `water, energy and waste`."""
        return format_list(parts, locale=self.locale)
