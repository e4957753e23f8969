"""Figures of a measure that a person gives: how they are written in records."""

from decimal import Decimal, InvalidOperation

from greenfield.base.problem import fail

MOST = Decimal("1e15")
MONEY = ("annual_saving", "investment", "incentive", "annual_cost")


def as_figure(key: str, text: str) -> str | float:
    """Return a figure as a record keeps it: money as text, years as a number; `measure.not_a_figure`."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if (
        not value.is_finite()
        or not 0 <= value <= MOST
        or key not in {*MONEY, "verified_saving", "life_years"}
    ):
        raise fail("measure.not_a_figure", key, value=text)
    return float(value) if key == "life_years" else str(value)
