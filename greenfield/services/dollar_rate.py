"""What a US dollar costs in the currency of a visit: written by a person, kept with the visit, used to question prices."""

from dataclasses import replace
from decimal import Decimal

from greenfield.base.problem import fail
from greenfield.services.open_visit import OpenVisit
from greenfield.services.stored_values import stored_amount


def set_dollar_rate(opened: OpenVisit, rate: str) -> None:
    """Keep the rate of an open visit, a number with a decimal point; an empty text takes it back.

    Nothing is converted with it: prices of the world in US dollars are compared with those of the visit. Raises ProblemError
    `visit.finished`, `visit.rate`, and what the workspace raises.
    """
    text = rate.strip()
    if text and read_rate(text) is None:
        raise fail("visit.rate", rate)
    with opened.unit() as unit:
        unit.set(opened.visit.id, {"usd_rate": text})
    opened.visit = replace(opened.visit, usd_rate=text)


def read_rate(text: str) -> Decimal | None:
    """Return a rate as it is kept; None for an empty text, and for one that is no amount of money above zero."""
    rate = stored_amount(text)
    return rate if rate is not None and rate > 0 else None
