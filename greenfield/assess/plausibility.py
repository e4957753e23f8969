"""Warnings about figures that can hardly be right; they name the likely cause and never block."""

from collections.abc import Iterable

from greenfield.assess.account import Account
from greenfield.assess.units import Dimension, scale_to
from greenfield.assess.values import Output, Period, Resource
from greenfield.base.problem import Place, Problem, ProblemError, Severity

HOURS_A_YEAR = 8760.0
MOST_EFFICIENCY = 100.0
DAYS_OF_A_BILL = 30
MOST_MATERIALS = 100
"""Tonnes of materials for a tonne of product and waste; above it kg were written as t."""
RECEIVED = "received"
"""The carrier of waste and waste-water that was taken over from others, by a park from its tenants."""


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
        _materials(account),
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


def period_problems(period: Period) -> list[Problem]:
    """Return warnings about the period of a visit: that it ends before it begins or is scaled to a year, and of bills.

    Bills that cover half a month more or fewer days than the period have a gap, or one of them belongs elsewhere.
    """
    if period.days < 1:
        return [_warning("plausible.period_order", "period")]
    found = []
    if period.per_year != 1.0:
        found.append(_warning("plausible.part_of_a_year", "period", days=period.days, factor=period.per_year))
    for flow in period.flows:
        if flow.days is not None and abs(flow.days - period.days) > DAYS_OF_A_BILL / 2:
            values = {"flow": flow.id, "days": flow.days, "period": period.days, "factor": flow.per_year}
            found.append(
                Problem("plausible.bills", Place(flow.id, column="amount"), values, Severity.WARNING)
            )
    return found


def unsummed(account: Account, resource: Resource) -> Iterable[str]:
    """Return the flows of a resource that are not part of its total (pieces, say)."""
    return (f.id for f in account.period.flows if f.resource is resource and f.id not in account.amounts)


def _exceeds(account: Account, code: str, part: str, whole: str, unit: str) -> Problem | None:
    above, below = account.totals[part], account.totals[whole]
    if above is None or below is None or above <= below or _is_received(account, part):
        return None
    if whole == "materials_t" and any(unsummed(account, Resource.MATERIAL)):
        return None
    return _warning(code, account.name, amount=above, limit=below, unit=unit)


def _materials(account: Account) -> Problem | None:
    """Return a warning where materials can hardly have become the product and the waste: kg were written as t."""
    materials, made = account.totals["materials_t"], _tonnes(account.period.output)
    if materials is None or not made:
        return None
    out = made + (account.totals["waste_t"] or 0.0)
    if materials <= MOST_MATERIALS * out:
        return None
    return _warning("plausible.materials", account.name, amount=materials, limit=out, times=MOST_MATERIALS)


def _tonnes(output: Output) -> float:
    """Return what was made in t; 0 where it is not measured by mass."""
    try:
        return output.amount * scale_to(output.unit, Dimension.MASS)
    except ProblemError:
        return 0.0


def _is_received(account: Account, part: str) -> bool:
    """Tell whether waste or waste-water of others is among what leaves: then it may be more than what came in."""
    resource = Resource.WASTE if part == "waste_t" else Resource.WASTEWATER
    return any(flow.carrier == RECEIVED for flow in account.period.flows if flow.resource is resource)


def _warning(code: str, where: str, **values: object) -> Problem:
    return Problem(code, Place(name=where), values, Severity.WARNING)
