"""Texts as numbers and numbers as texts, as XPath 1.0 has them."""

import math
import re

NAN = math.nan
_NUMBER = re.compile(r"\s*-?(?:\d+(?:\.\d*)?|\.\d+)\s*\Z", re.ASCII)


def parse_number(text: str) -> float:
    """Return the number that a text is, NaN if it is none or empty. Exponents are no numbers in XPath."""
    return float(text) if _NUMBER.match(text) else NAN


def write_number(value: float) -> str:
    """Return a number as XPath writes it: no exponent, no `.0`; `NaN`, `Infinity`, `-Infinity`."""
    if math.isfinite(value):
        if value == int(value):
            return str(int(value))
        text = repr(float(value))
        return f"{value:.17f}".rstrip("0").rstrip(".") if "e" in text else text
    return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
