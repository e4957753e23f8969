"""Rounding as questionnaires do it."""

import math
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal


def round_half_up(value: float, places: float = 0.0) -> float:
    """Return a number rounded to decimal places as it is written: 2.675 gives 2.68, 2.5 gives 3, -2.5 gives -2.

    A half goes towards the greater number (XPath 1.0 section 4.4, and ODK's engines with places too).
    Negative places round to tens, hundreds. NaN and infinity stay as they are.
    """
    if not math.isfinite(value) or not math.isfinite(places) or abs(places) > 30 or abs(value) >= 1e20:
        return value
    rounding = ROUND_HALF_UP if value > 0 else ROUND_HALF_DOWN
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-math.trunc(places)), rounding)) + 0.0
