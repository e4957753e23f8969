"""From the amounts of a period to those of a year."""

from datetime import date

_WHOLE_YEAR = (364, 366)
_YEAR = 365.0


def days_of(start: date, end: date) -> int:
    """Return the days of a period, both ends included; 0 or less where it ends before it begins."""
    return (end - start).days + 1


def year_factor(start: date, end: date) -> float:
    """Return what makes a year's amount of a period's: 1 for a year, else 365 / days.

    A period that ends before it begins covers nothing that could be scaled: 1.
    """
    return factor_of(days_of(start, end))


def factor_of(days: int) -> float:
    """Return what makes a year's amount of that of so many days: 1 for a year, else 365 / days."""
    return 1.0 if days < 1 or _WHOLE_YEAR[0] <= days <= _WHOLE_YEAR[1] else _YEAR / days
