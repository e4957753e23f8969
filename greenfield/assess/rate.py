"""Internal rate of return, with the reason where none can be named."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from greenfield.assess.finance import CashFlow

# The search runs over the discount factor x = 1 / (1 + rate): from a rate of 1e12 down to -99 %.
_LOWEST, _HIGHEST = 1e-12, 1e2
_STEPS = 200


class NoRate(StrEnum):
    """Why there is no internal rate of return."""

    NO_INVESTMENT = "no_investment"
    NO_SIGN_CHANGE = "no_sign_change"
    SEVERAL = "several"
    NONE = "none"
    UNKNOWN_SAVING = "unknown_saving"


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate as a fraction per year, or the reason why there is none."""

    value: float | None
    reason: str = ""


def internal_rate(investment: Decimal, flows: Sequence[CashFlow]) -> Rate:
    """Return the rate at which the net present value is zero.

    Flows that change sign once have exactly one. Flows that change sign again may have several or none:
    then all are looked for, and one is given only if it is the only one; they stand at whole years, which
    follow each other from 1 without a gap.
    """
    if investment <= 0:
        return Rate(None, NoRate.NO_INVESTMENT)
    whole = [-float(investment), *(float(flow.amount) for flow in flows if flow.year.is_integer())]
    rest = [(flow.year, float(flow.amount)) for flow in flows if not flow.year.is_integer()]
    turns = _sign_changes([*whole, *(amount for _, amount in rest)])
    if turns == 0:
        return Rate(None, NoRate.NO_SIGN_CHANGE)
    if turns == 1:
        factors = _bracketed(lambda x: _value(whole, x) + sum(amount * x**year for year, amount in rest))
    else:
        factors = _real_roots(whole, _LOWEST, _HIGHEST)
    if len(factors) == 1:
        return Rate(1.0 / factors[0] - 1.0)
    return Rate(None, NoRate.SEVERAL if factors else NoRate.NONE)


def _sign_changes(amounts: Sequence[float]) -> int:
    signs = [amount > 0 for amount in amounts if amount]
    return sum(a != b for a, b in itertools.pairwise(signs))


def _bracketed(value: Callable[[float], float]) -> list[float]:
    """Return the one root of a function that changes sign once over all discount factors, if in range."""
    low = high = 1.0
    start = value(1.0) < 0
    while (value(high if start else low) < 0) == start:
        if high >= _HIGHEST or low <= _LOWEST:
            return []
        low, high = (high, high * 1.25) if start else (low / 1.25, low)
    return [_root_between(value, low, high)]


def _root_between(value: Callable[[float], float], low: float, high: float) -> float:
    """Return a root between two points of different sign, by false position (Illinois) with bisection."""
    at_low, at_high = value(low), value(high)
    side = 0
    for step in range(_STEPS):
        if at_low == 0 or high - low <= 1e-14 * high:
            return low
        if at_high == 0:
            return high
        # Every fourth step halves the span, so that a flat curve cannot hold the search up.
        point = (low + high) / 2 if step % 4 == 3 else (low * at_high - high * at_low) / (at_high - at_low)
        if not low < point < high:
            point = (low + high) / 2
        at_point = value(point)
        if (at_point < 0) == (at_low < 0):
            low, at_low = point, at_point
            at_high, side = (at_high / 2, 1) if side == 1 else (at_high, 1)
        else:
            high, at_high = point, at_point
            at_low, side = (at_low / 2, -1) if side == -1 else (at_low, -1)
    return (low + high) / 2


def _value(coefficients: Sequence[float], x: float) -> float:
    """Return the value of a polynomial, constant first."""
    total = 0.0
    for coefficient in reversed(coefficients):
        total = total * x + coefficient
    return total


def _real_roots(coefficients: Sequence[float], low: float, high: float) -> list[float]:
    """Return the real roots of a polynomial (constant first) within a span.

    Between two neighbouring roots of its derivative a polynomial has at most one; where it only touches
    zero, at such a root, that counts as one.
    """
    if len(coefficients) < 2:
        return []
    slope = [power * coefficient for power, coefficient in enumerate(coefficients)][1:]
    turning = _real_roots(slope, low, high)

    def value(x: float) -> float:
        return _value(coefficients, x)

    def is_zero(x: float) -> bool:
        return abs(value(x)) <= 1e-12 * _value([abs(coefficient) for coefficient in coefficients], x)

    roots = [x for x in turning if is_zero(x)]
    points = [low, *turning, high]
    for left, right in itertools.pairwise(points):
        touching = (left in turning and is_zero(left)) or (right in turning and is_zero(right))
        if not touching and (value(left) < 0) != (value(right) < 0):
            roots.append(_root_between(value, left, right))
    return sorted(roots)
