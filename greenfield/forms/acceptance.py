"""Whether a question takes an answer that is of its type: choices, the whole of a ranking, steps of a range."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from greenfield.base.problem import Place, Problem
from greenfield.forms.choices import SELECTS, chosen
from greenfield.forms.definition import Bounds, Definition

CONFIRMED = "OK"


def what_is_wrong(definition: Definition, value: str, offered: Sequence[str], ref: str) -> Problem | None:
    """Return why a question does not take an answer: `answer.choice`, `answer.rank`, `answer.range`; None if it does.

    `offered` are the values of its choices now.
    """
    control = definition.control
    if control is None:
        return None
    place = Place(ref)
    if control.tag in SELECTS or control.tag == "trigger":
        known = offered if control.tag in SELECTS else (CONFIRMED,)
        parts = chosen(definition, value)
        if not all(part in known for part in parts):
            return Problem("answer.choice", place, {"value": value, "offered": ", ".join(known[:20])})
        if control.tag == "rank" and sorted(parts) != sorted(set(known)):
            return Problem("answer.rank", place, {"value": value, "offered": ", ".join(known[:20])})
    if control.bounds is not None and not _is_in(value, control.bounds):
        bounds = control.bounds
        values = {"value": value, "start": bounds.start, "end": bounds.end, "step": bounds.step}
        return Problem("answer.range", place, values)
    return None


def _is_in(value: str, bounds: Bounds) -> bool:
    """Tell whether a number is one that a range offers; bounds that are no numbers do not bind."""
    try:
        number, start, end, step = map(Decimal, (value, bounds.start, bounds.end, bounds.step))
        if not min(start, end) <= number <= max(start, end):
            return False
        return not step or (number - start) % step == 0
    except InvalidOperation:
        return True
