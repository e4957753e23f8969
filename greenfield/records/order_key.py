"""Fractional keys: a text that sorts between two others, so that order is a field of its own."""

from typing import Final

DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def is_order_key(text: str) -> bool:
    """Tell whether a text is a key that `between` makes."""
    return bool(text) and not text.strip(DIGITS) and not text.endswith(DIGITS[0])


def between(low: str = "", high: str = "") -> str:
    """Return a key that sorts after `low` and before `high`; empty means no bound on that side.

    A key never ends with the lowest digit, so that there is always room below it. ValueError if `low` does
    not sort before `high` or if a bound is no such key.
    """
    if any(bound and not is_order_key(bound) for bound in (low, high)):
        msg = f"no order key: {low!r}, {high!r}"
        raise ValueError(msg)
    if high and low >= high:
        msg = f"{low!r} does not sort before {high!r}"
        raise ValueError(msg)
    return _midpoint(low, high)


def _midpoint(low: str, high: str) -> str:
    if high:
        same = 0
        while same < len(high) and (low[same] if same < len(low) else DIGITS[0]) == high[same]:
            same += 1
        if same:
            return high[:same] + _midpoint(low[same:], high[same:])
    first = DIGITS.index(low[0]) if low else 0
    last = DIGITS.index(high[0]) if high else len(DIGITS)
    if last - first > 1:
        # appending is the usual case: a small step leaves more room than the middle does
        return DIGITS[first + 1] if low and not high else DIGITS[(first + last) // 2]
    if len(high) > 1:
        return high[0]
    return DIGITS[first] + _midpoint(low[1:], "")
