"""Which unit a number was probably in, when it is a thousand times off: the commonest mistake of all."""

_STEPS = (
    ("Wh", "kWh"),
    ("kWh", "MWh"),
    ("MWh", "GWh"),
    ("kJ", "MJ"),
    ("MJ", "GJ"),
    ("GJ", "TJ"),
    ("g", "kg"),
    ("kg", "t"),
    ("mL", "L"),
    ("L", "m3"),
)
_LARGER = dict(_STEPS)
_SMALLER = {large: small for small, large in _STEPS}


def likely_unit(unit: str, *, too_much: bool) -> str:
    """Return the unit a thousand times smaller (a number too large for `unit`) or larger; empty if none is in use."""
    return (_SMALLER if too_much else _LARGER).get(unit, "")
