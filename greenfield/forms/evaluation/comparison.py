"""Comparing values (XPath 1.0 section 3.4), with dates in order and empty answers equal to nothing but ''."""

import operator
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from greenfield.forms.evaluation.convert import Value, as_number, as_truth

_ORDER: Mapping[str, Callable[[float, float], bool]] = MappingProxyType(
    {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
)
Comparison = Callable[[Value, Value], bool]


def comparison(name: str) -> Comparison:
    """Return what a comparison operator does with two values; with several nodes, one that fits is enough."""
    if name == "=":
        scalar = _equal
    elif name == "!=":
        scalar = _different
    else:
        compare = _ORDER[name]

        def scalar(left: Value, right: Value) -> bool:
            return compare(as_number(left), as_number(right))

    def with_nodes(left: Value, right: Value) -> bool:
        lefts, rights = _each(left), _each(right)
        return any(scalar(one, other) for one in lefts for other in rights)

    def compared(left: Value, right: Value) -> bool:
        if isinstance(left, list) or isinstance(right, list):
            return with_nodes(left, right)
        return scalar(left, right)

    return compared


def _each(value: Value) -> Sequence[Value]:
    """Return the values to compare; where no node is found, the empty text, as of a question without an answer."""
    return ([node.text for node in value] or [""]) if isinstance(value, list) else [value]


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, bool) or isinstance(right, bool):
        return as_truth(left) is as_truth(right)
    return as_number(left) == as_number(right)


def _different(left: Value, right: Value) -> bool:
    return not _equal(left, right)
