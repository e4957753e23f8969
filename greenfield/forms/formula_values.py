"""The values of formulas: known ones, and `Unknown` with the answers that would decide it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from greenfield.forms.values import parse_number


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that cannot be known yet; `missing` names the questions that would decide it.

    Nothing missing means that it cannot be computed at all: a division by zero, a text as a number.
    """

    missing: frozenset[str] = frozenset()


Value = float | str | bool | Unknown
NOT_COMPUTABLE = Unknown()


def missing_of(values: Iterable[Value]) -> frozenset[str] | None:
    """Return the union of what unknown values miss, None when all are known."""
    unknown = [value.missing for value in values if isinstance(value, Unknown)]
    return frozenset().union(*unknown) if unknown else None


def number(value: Value) -> float | Unknown:
    """Return a value as a number; a text that is none, and the empty text, cannot be computed."""
    if isinstance(value, Unknown):
        return value
    if isinstance(value, str):
        parsed = parse_number(value)
        return NOT_COMPUTABLE if math.isnan(parsed) else parsed
    return finite(float(value))


def finite(value: float) -> float | Unknown:
    """Return a number, `Unknown` for infinity and NaN."""
    return value if math.isfinite(value) else NOT_COMPUTABLE


def truth(value: Value) -> bool | Unknown:
    """Return a value as true or false: the empty text and zero are false."""
    return value if isinstance(value, Unknown) else bool(value)
