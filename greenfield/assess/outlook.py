"""What happens to the money of a plan when it waits, or when prices move."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from greenfield.assess.finance import simple_payback

MONTHS_A_YEAR = 12
PRICE_STEPS = (Decimal("-0.3"), Decimal("-0.1"), Decimal(0), Decimal("0.1"), Decimal("0.3"))
"""Changes of price for which a payback is shown, as shares of today's price."""


@dataclass(frozen=True, slots=True)
class AtPrice:
    """Yearly saving and payback in years if the price of what is saved changes by a share; None: never."""

    change: Decimal
    annual_saving: Decimal
    payback_years: float | None


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
