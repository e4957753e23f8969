"""Thresholds of indicators: what a framework asks for, and whether a value meets it."""

import re
from dataclasses import dataclass
from math import isclose

AT_LEAST, AT_MOST, ABOVE, BELOW, EQUAL = ">=", "<=", ">", "<", "="
SIGNS = (AT_LEAST, AT_MOST, ABOVE, BELOW, EQUAL)
_WRITTEN = re.compile(r"(>=|<=|>|<|=)\s*(-?[0-9]+(?:\.[0-9]+)?)")
_NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Threshold:
    """A comparison with a number, in the unit of the indicator; `sign` is one of `SIGNS`."""

    sign: str
    value: float

    def is_met(self, value: float | None) -> bool | None:
        """Tell whether a value meets it, None where the value is not known.

        A value that differs from the threshold only by rounding in the computer is the threshold.
        """
        if value is None:
            return None
        if isclose(value, self.value, rel_tol=_NEAR, abs_tol=_NEAR):
            return self.sign in {AT_LEAST, AT_MOST, EQUAL}
        if self.sign in {AT_LEAST, ABOVE}:
            return value > self.value
        return self.sign in {AT_MOST, BELOW} and value < self.value


def read_threshold(text: str) -> Threshold | None:
    """Return the threshold that a cell writes (`>= 25`, `= 1`), None for what is none; decimal sign is the point."""
    found = _WRITTEN.fullmatch(text.strip())
    return Threshold(found.group(1), float(found.group(2))) if found else None
