"""Stored numbers, days and moments as people write them; what is none of these stands as it is."""

import re
from datetime import date, datetime
from decimal import Decimal

from greenfield.base.formats import Formats

_STORED = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)")
_MOST_DIGITS = 25


def show_number(stored: str, formats: Formats) -> str:
    """Return a stored number as the visitor writes it, with every digit that it has; other text as it is.

    So is a number of more digits than decimals reckon with.
    """
    if len(stored) > _MOST_DIGITS or not _STORED.fullmatch(stored) or not stored.isascii():
        return stored
    number = Decimal(stored)
    exponent = number.as_tuple().exponent
    return formats.number(number, max(0, -exponent) if isinstance(exponent, int) else 0)


def show_date(stored: str, formats: Formats) -> str:
    """Return a stored date as the visitor writes it; other text as it is."""
    try:
        return formats.date(date.fromisoformat(stored), "medium")
    except ValueError:
        return stored


def moment(at: str, formats: Formats) -> str:
    """Return a moment (ISO 8601) as people write it, by the clock of this computer; other text as it is."""
    try:
        return formats.moment(datetime.fromisoformat(at).astimezone(), "short")
    except (ValueError, OverflowError, OSError):
        return at
