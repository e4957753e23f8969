"""Values as records keep them, read without trust: another version, device or file may have written what is none."""

from datetime import date
from decimal import Decimal, InvalidOperation


def stored_day(text: str) -> date | None:
    """Return a day that is kept as ISO 8601; None for none, and for what is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def stored_amount(value: object) -> Decimal | None:
    """Return an amount that is kept as text or number; None for none, and for what is no finite number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
