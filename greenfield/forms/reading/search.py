"""Choices that the appearance `search(...)` of older forms takes from a CSV file (docs.getodk.org, form datasets)."""

import re

from greenfield.forms.definition import Choice, Itemset
from greenfield.forms.expression.tree import Call, Chain, Expression, Path, Step, Text
from greenfield.forms.reading.collector import Collector

_SEARCH = re.compile(r"search\s*\(.*\)", re.DOTALL)
_FUNCTIONS = {"contains": "contains", "startswith": "starts-with", "endswith": "ends-with", "matches": "="}


def read_search(
    appearance: str, choices: tuple[Choice, ...], path: str, collector: Collector
) -> tuple[Itemset, str] | None:
    """Return the choices and the id of the list that they come from; None for another appearance.

    The one choice in the form names the columns of value and label. `search('file')`, `search('file', how,
    'columns', text)` with `contains`, `startswith`, `endswith` or `matches`, and a column and text to filter by.
    """
    written = _SEARCH.search(appearance)
    if written is None or not choices or len(choices[0].label.parts) != 1:
        return None
    tree = collector.expression(written[0], path, "appearance")
    label = choices[0].label.parts[0]
    match tree:
        case Call(name="search", arguments=(Text(value=name), *rest)) if isinstance(label, str):
            pass
        case _:
            return None
    conditions: list[Expression] = []
    if len(rest) >= 3:
        how, columns, text = rest[:3]
        if not isinstance(how, Text) or how.value not in _FUNCTIONS or not isinstance(columns, Text):
            return None
        conditions.append(_any_of(_FUNCTIONS[how.value], columns.value, text))
    if len(rest) == 5 and isinstance(rest[3], Text):
        conditions.append(Chain((_column(rest[3].value), rest[4]), ("=",), 0))
    origin = Call("instance", (Text(name, 0),), 0)
    nodes = Path((Step("child", "root"), Step("child", "item", tuple(conditions))), False, origin, 0)
    return Itemset(nodes, _column(choices[0].value), _column(label.strip())), name


def _column(name: str) -> Expression:
    return Path((Step("child", name.strip()),), False, None, 0)


def _any_of(function: str, columns: str, text: Expression) -> Expression:
    """Return the condition that one of several columns fits."""
    tests: list[Expression] = [
        Chain((_column(name), text), ("=",), 0)
        if function == "="
        else Call(function, (_column(name), text), 0)
        for name in columns.split(",")
    ]
    return tests[0] if len(tests) == 1 else Chain(tuple(tests), ("or",) * (len(tests) - 1), 0)
