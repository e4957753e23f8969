"""Money of a measure over time: payback, discounted payback and net present value.

Investments stand at year 0; yearly amounts come at the end of each year, the share of a last part of a year
at the end of the life. Money is Decimal, rates are fractions per year.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from math import isfinite

DEFAULT_LIFE_YEARS = 10.0
DEFAULT_DISCOUNT_RATE = 0.10


@dataclass(frozen=True, slots=True)
class CashFlow:
    """Money at the end of a year counted from the investment; `year` may have a fraction."""

    year: float
    amount: Decimal


class PaybackBucket(StrEnum):
    """Half-open spans of payback that cover everything: exactly 3.0 years is in `3_to_5`."""

    UNDER_1 = "under_1"
    FROM_1_TO_2 = "1_to_2"
    FROM_2_TO_3 = "2_to_3"
    FROM_3_TO_5 = "3_to_5"
    FROM_5_TO_10 = "5_to_10"
    FROM_10 = "10_and_more"
    NEVER = "never"


_BOUNDS = (
    (1.0, PaybackBucket.UNDER_1),
    (2.0, PaybackBucket.FROM_1_TO_2),
    (3.0, PaybackBucket.FROM_2_TO_3),
    (5.0, PaybackBucket.FROM_3_TO_5),
    (10.0, PaybackBucket.FROM_5_TO_10),
)


def payback_bucket(years: float | None) -> PaybackBucket:
    """Return the one span that a payback belongs to; None is `never`."""
    if years is None:
        return PaybackBucket.NEVER
    return next((bucket for bound, bucket in _BOUNDS if years < bound), PaybackBucket.FROM_10)


def level_flows(annual: Decimal, life_years: float) -> tuple[CashFlow, ...]:
    """Return the same amount for each year of a life, and its share for a last part of a year."""
    whole = int(life_years)
    flows = [CashFlow(float(year), annual) for year in range(1, whole + 1)]
    rest = Decimal(repr(life_years)) - whole
    return (*flows, CashFlow(life_years, annual * rest)) if rest else tuple(flows)


def listed_flows(amounts: Sequence[Decimal]) -> tuple[CashFlow, ...]:
    """Return amounts as those of the years 1, 2, ..."""
    return tuple(CashFlow(float(year), amount) for year, amount in enumerate(amounts, start=1))


def simple_payback(investment: Decimal, annual_net: Decimal) -> float | None:
    """Return investment over net yearly saving in years, whatever the life.

    0 where there is nothing to pay back, None where the money never comes back. `investment` is net of
    incentives: (12,000 - 2,000) / 4,000 = 2.5.
    """
    if investment <= 0:
        return 0.0 if annual_net >= 0 else None
    if annual_net <= 0:
        return None
    years = float(investment / annual_net)
    return years if isfinite(years) else None


def payback(investment: Decimal, flows: Sequence[CashFlow]) -> float | None:
    """Return when uneven cash flows have added up to the investment for good, with the fraction of the year.

    20,000 against 5,000, 8,000, 10,000 gives 2.7; None if they never do, or fall below it again and stay there.
    """
    if investment <= 0 and sum(flow.amount for flow in flows) < 0:
        return None
    remaining, before = investment, 0.0
    paid_back = 0.0 if investment <= 0 else None
    for flow in flows:
        after = remaining - flow.amount
        if after > 0:
            paid_back = None
        elif remaining > 0:
            paid_back = before + float(remaining / flow.amount) * (flow.year - before)
        remaining, before = after, flow.year
    return paid_back


def discounted_payback(investment: Decimal, flows: Sequence[CashFlow], rate: float) -> float | None:
    """Return the payback of the discounted cash flows; the fraction is that of the discounted year.

    20,000 against 5,000, 8,000, 10,000, 10,000 at 10 % gives 3.195; None if the flows end before.
    """
    return payback(investment, discounted(flows, rate))


def net_present_value(investment: Decimal, flows: Sequence[CashFlow], rate: float) -> Decimal:
    """Return what the cash flows are worth today, less the investment."""
    return sum((flow.amount for flow in discounted(flows, rate)), -investment)


def discounted(flows: Sequence[CashFlow], rate: float) -> list[CashFlow]:
    """Return the cash flows as what they are worth at year 0."""
    return [CashFlow(flow.year, flow.amount * _discount(rate, flow.year)) for flow in flows]


@lru_cache(maxsize=1024)
def _discount(rate: float, year: float) -> Decimal:
    growth = 1 + Decimal(repr(rate))
    return growth ** -int(year) if year == int(year) else growth ** -Decimal(repr(year))
