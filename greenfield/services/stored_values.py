"""Values as records keep them, read without trust: another version, device or file may have written what is none."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from greenfield.records.order_key import between, is_order_key

_MOST_DIGITS: Final = 28
"""As many as the arithmetic of decimals keeps: a longer number cannot be rounded, nor written for a person."""
_FIRST_YEAR, _LAST_YEAR = 1971, 2200
_MOST_PLACES: Final = 15
"""So many places before the point has the largest amount that somebody may write, and as many may stand behind it."""


def stored_day(text: str) -> date | None:
    """Return a day that is kept as ISO 8601; None for none, and for what is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def stored_moment(text: str) -> datetime | None:
    """Return a moment that is kept as ISO 8601, in UTC; None for none, and for what is no moment of these centuries."""
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if _FIRST_YEAR <= found.year < _LAST_YEAR else None
    except (ValueError, OverflowError, OSError):
        return None


def stored_amount(value: object) -> Decimal | None:
    """Return an amount that is kept as text or number; None for none, and for what is no finite number or far too large."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        found = Decimal(str(value))
    except (InvalidOperation, ValueError):  # ValueError: a whole number of thousands of digits
        return None
    if not found.is_finite() or len(found.as_tuple().digits) > _MOST_DIGITS:
        return None
    return (found or Decimal(0)) if abs(found.adjusted()) <= _MOST_PLACES or not found else None


def behind(keys: Iterable[str]) -> str:
    """Return an order key that sorts behind all of some that are kept; one that is none does not count."""
    return between(max((key for key in keys if is_order_key(key)), default=""))
