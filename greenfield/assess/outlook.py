"""What happens to the money of a plan when it waits, or when prices move."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from greenfield.assess.finance import simple_payback
from greenfield.assess.values import Flow

MONTHS_A_YEAR = 12
PRICE_STEPS = (Decimal("-0.3"), Decimal("-0.1"), Decimal(0), Decimal("0.1"), Decimal("0.3"))
"""Changes of price for which a payback is shown, as shares of today's price."""


@dataclass(frozen=True, slots=True)
class AtPrice:
    """Yearly saving and payback in years if the price of what is saved changes by a share; None: never."""

    change: Decimal
    annual_saving: Decimal
    payback_years: float | None


LARGER_PAYBACK_YEARS = 2.0
LARGER_COST_SHARE = Decimal("0.05")
"""A measure is larger if it pays back later than this, or costs more than this share of what all resources cost."""


@dataclass(frozen=True, slots=True)
class SavingRange:
    """Between what the real saving of a year may lie, and with it the payback in years; None: never."""

    low: Decimal
    high: Decimal
    soonest_years: float | None
    latest_years: float | None


def saving_range(
    investment: Decimal, annual_saving: Decimal, annual_cost: Decimal, span: tuple[float, float]
) -> SavingRange:
    """Return saving and payback at both ends of a span, two multiples of the computed saving around 1.

    `investment` is net of incentives. 4,000 a year for 12,000, span 0.5 to 1.5: 2,000 to 6,000, in 2 to 6 years.
    """
    low, high = (annual_saving * Decimal(repr(multiple)) for multiple in span)
    return SavingRange(
        low,
        high,
        simple_payback(investment, high - annual_cost),
        simple_payback(investment, low - annual_cost),
    )


def span_within(
    span: tuple[float, float], saved: Mapping[str, float], room: Mapping[str, float]
) -> tuple[float, float]:
    """Return a span whose upper end never saves more of a flow than there is.

    `saved` is what the measure saves of each flow, `room` what is there for it. A measure that takes eight tenths of
    a flow, 0.5 to 1.5: 0.5 to 1.25.
    """
    most = min((room[flow] / amount for flow, amount in saved.items() if amount > 0), default=span[1])
    return span[0], max(1.0, min(span[1], most))


def room_for(
    flows: Mapping[str, Flow],
    others: Iterable[Mapping[str, float]],
    caps: Mapping[str, float] = MappingProxyType({}),
) -> dict[str, float]:
    """Return what other measures leave to be saved of each flow, from what each of them saves of it."""
    left = {name: min(flow.amount, caps.get(name, flow.amount)) for name, flow in flows.items()}
    for saved in others:
        for name, amount in saved.items():
            left[name] = max(0.0, left[name] - amount)
    return left


def is_larger(first_cost: Decimal, payback_years: float | None, total_cost: Decimal | None) -> bool:
    """Tell whether a measure is large enough to be looked at over its whole life.

    It is if there is something to pay and it comes back after more than two years or never, or if it costs more than
    a twentieth of what all resources cost (`total_cost`, None: not known).
    """
    if first_cost <= 0:
        return False
    if payback_years is None or payback_years > LARGER_PAYBACK_YEARS:
        return True
    return bool(total_cost) and first_cost > LARGER_COST_SHARE * (total_cost or Decimal(0))


def cost_of_delay(annual_net: Decimal, months: int) -> Decimal:
    """Return what is lost while a measure waits: its net saving of so many months; nothing for one that costs.

    `annual_net` is the yearly saving less the yearly cost. ValueError for months below zero.
    """
    if months < 0:
        raise ValueError(months)
    return max(annual_net, Decimal(0)) * months / MONTHS_A_YEAR


def at_prices(
    investment: Decimal,
    annual_saving: Decimal,
    annual_cost: Decimal,
    changes: Iterable[Decimal] = PRICE_STEPS,
) -> tuple[AtPrice, ...]:
    """Return saving and payback for each change of price.

    The saving moves with the price, the yearly cost of the measure does not. `investment` is net of incentives.
    """
    found = []
    for change in changes:
        saving = annual_saving * (1 + change)
        found.append(AtPrice(change, saving, simple_payback(investment, saving - annual_cost)))
    return tuple(found)


def break_even_change(
    investment: Decimal, annual_saving: Decimal, annual_cost: Decimal, years: Decimal
) -> Decimal | None:
    """Return by which share the price may fall (negative) until the payback is exactly so many years.

    None where nothing is saved, or where no time is given. 12,000 once, 4,000 a year, 4 years: the price may fall by
    a quarter.
    """
    if annual_saving <= 0 or years <= 0:
        return None
    return (investment / years + annual_cost) / annual_saving - 1
