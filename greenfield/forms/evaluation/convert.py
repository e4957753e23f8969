"""Values turned into each other as XPath 1.0 does, with dates as numbers of days where a number is wanted.

A value is a text, a number, a truth, or a list of nodes (items of the instance, elements of others).
"""

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from greenfield.forms.element import Element
from greenfield.forms.evaluation.instance import Item
from greenfield.forms.moments import days_of
from greenfield.forms.values import NAN, parse_number, write_number

XNode: TypeAlias = Item | Element
_TRUTHS: Mapping[str, bool] = MappingProxyType({"true": True, "false": False, "1": True, "0": False})
Value: TypeAlias = str | float | bool | Sequence[XNode]


def text_number(text: str) -> float:
    """Return a text as a number; a date or a moment gives its days since 1970-01-01; NaN for others."""
    number = parse_number(text)
    if number == number or len(text) < 8:  # noqa: PLR0124  false for NaN only, and the fastest test for it
        return number
    days = days_of(text)
    return NAN if days is None else days


def typed_text(text: str, kind: str) -> Value:
    """Return an answer in its type, `number` or `truth`; a text that is none, and an empty one, as it is."""
    if kind == "truth":
        return _TRUTHS.get(text, text)
    if kind != "number" or not text:
        return text
    number = text_number(text)
    return text if math.isnan(number) else number


def as_number(value: Value) -> float:
    """Return a value as a number."""
    if isinstance(value, str):
        return text_number(value)
    if isinstance(value, float | int):
        return float(value)
    return text_number(value[0].text) if value else NAN


def as_text(value: Value) -> str:
    """Return a value as a text; of nodes the first one's."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | int):
        return write_number(value)
    return value[0].text if value else ""


def as_truth(value: Value) -> bool:
    """Return a value as a truth: a text or a first node that is empty is false, and so are zero and NaN.

    A group, or an instance of a repeat, is there, and so is true.
    """
    if isinstance(value, str | bool):
        return bool(value)
    if isinstance(value, float | int):
        return bool(value) and not math.isnan(value)
    return bool(value) and is_filled(value[0])


def is_filled(node: XNode) -> bool:
    """Tell whether a node has an answer, or elements in it."""
    return bool(node.text) or bool(node.children if isinstance(node, Element) else node.definition.children)
