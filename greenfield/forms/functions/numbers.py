"""Functions of numbers."""

import math
from collections.abc import Callable, Iterator

from greenfield.forms.evaluation.builder import Builder, Function, Registry, plain
from greenfield.forms.evaluation.convert import Value, as_number, text_number
from greenfield.forms.evaluation.scope import Closure, Scope
from greenfield.forms.expression.tree import Call
from greenfield.forms.rounding import round_half_up
from greenfield.forms.values import NAN

_OF_ONE: dict[str, Callable[[float], float]] = {
    "abs": abs,
    "floor": math.floor,
    "ceiling": math.ceil,
    "int": math.trunc,
    "exp": math.exp,
    "log": lambda value: math.log(value) if value else -math.inf,
    "log10": lambda value: math.log10(value) if value else -math.inf,
    "sqrt": math.sqrt,
    **{name: getattr(math, name) for name in ("sin", "cos", "tan", "asin", "acos", "atan")},
}


def functions() -> Registry:
    """Return the family by name."""
    return {
        **{name: plain(_safe(run), "number", "number") for name, run in _OF_ONE.items()},
        "exp10": plain(_safe(lambda value: math.pow(10, value)), "number", "number"),
        "pow": plain(_safe(_power), "number", "number", "number"),
        "atan2": plain(_safe(math.atan2), "number", "number", "number"),
        "pi": plain(lambda: math.pi, "number"),
        "round": plain(round_half_up, "number", "number", "number", optional=1),
        "number": Function(_build_number, "number", 0, 1),
        "sum": plain(_sum, "number", more="any"),
        "min": plain(_least, "number", more="any"),
        "max": plain(_greatest, "number", more="any"),
        "random": Function(_build_random, "number", 0, 0),
    }


def _power(base: float, exponent: float) -> float:
    return math.inf if base == 0 and exponent < 0 else math.pow(base, exponent)


def _safe(run: Callable[..., float]) -> Callable[..., float]:
    """Make a function give NaN where it has no value, instead of failing."""

    def guarded(*numbers: float) -> float:
        try:
            return float(run(*numbers))
        except OverflowError:
            return math.inf
        except (ValueError, ArithmeticError):
            return NAN

    return guarded


def _build_number(builder: Builder, call: Call) -> Closure:
    if call.arguments:
        return builder.number(call.arguments[0])
    return lambda scope: text_number(scope.node.text)


def _build_random(_builder: Builder, _call: Call) -> Closure:
    def drawn(scope: Scope) -> float:
        return scope.world.random()

    return drawn


def _filled(values: tuple[Value, ...]) -> Iterator[float]:
    """Yield the numbers of all values and nodes, without those that are empty."""
    for value in values:
        if isinstance(value, list):
            yield from (text_number(node.text) for node in value if node.text)
        elif value != "":
            yield as_number(value)


def _sum(*values: Value) -> float:
    numbers = list(_filled(values))
    return math.fsum(numbers) if all(map(math.isfinite, numbers)) else sum(numbers)


def _least(*values: Value) -> float:
    numbers = list(_filled(values))
    return NAN if not numbers or any(map(math.isnan, numbers)) else min(numbers)


def _greatest(*values: Value) -> float:
    numbers = list(_filled(values))
    return NAN if not numbers or any(map(math.isnan, numbers)) else max(numbers)
