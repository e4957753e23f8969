"""Warnings about figures that can hardly be right; they name the likely cause and never block."""

from collections.abc import Iterable

from greenfield.assess.account import Account
from greenfield.assess.values import Resource
from greenfield.base.problem import Place, Problem, Severity

HOURS_A_YEAR = 8760.0
MOST_EFFICIENCY = 100.0


def plausibility(
    account: Account, operating_hours: float | None = None, efficiency: float | None = None
) -> list[Problem]:
    """Return warnings about a period: waste-water above water, waste above materials, no output, nobody there.

    `operating_hours` are per year, `efficiency` is in per cent and no heat pump's. What is not known gives no warning.
    """
    totals, period = account.totals, account.period
    found = [
        _exceeds(account, "plausible.wastewater", "wastewater_m3", "water_m3", "m3"),
        _exceeds(account, "plausible.waste", "waste_t", "materials_t", "t"),
    ]
    if period.output.amount == 0 and any(totals.values()):
        found.append(_warning("plausible.no_output", "output"))
    if period.employees == 0:
        found.append(_warning("plausible.no_employees", "employees"))
    if operating_hours is not None and operating_hours > HOURS_A_YEAR:
        found.append(_warning("plausible.hours", "hours", hours=operating_hours))
    if efficiency is not None and efficiency > MOST_EFFICIENCY:
        found.append(_warning("plausible.efficiency", "efficiency", value=efficiency))
    return [problem for problem in found if problem]


def unsummed(account: Account, resource: Resource) -> Iterable[str]:
    """Return the flows of a resource that are not part of its total (pieces, say)."""
    return (f.id for f in account.period.flows if f.resource is resource and f.id not in account.amounts)


def _exceeds(account: Account, code: str, part: str, whole: str, unit: str) -> Problem | None:
    above, below = account.totals[part], account.totals[whole]
    if above is None or below is None or above <= below:
        return None
    if whole == "materials_t" and any(unsummed(account, Resource.MATERIAL)):
        return None
    return _warning(code, account.name, amount=above, limit=below, unit=unit)


def _warning(code: str, where: str, **values: object) -> Problem:
    return Problem(code, Place(name=where), values, Severity.WARNING)
