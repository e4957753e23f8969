"""What of a form is asked of a person."""

from greenfield.forms.definition import Definition
from greenfield.forms.node import Node

_NOT_ANSWERED = frozenset({"group", "repeat", "note", "calculate", "trigger"})


def is_question(node: Node) -> bool:
    """Tell whether a node is asked of a person, whether or not it applies just now."""
    return not node.readonly and bool(node.control) and node.type not in _NOT_ANSWERED


def is_open_list(repeat: Definition) -> bool:
    """Tell whether a person adds and removes the rows of a repeat; else they follow from another answer."""
    return repeat.control is None or (repeat.control.count is None and not repeat.control.fixed)
