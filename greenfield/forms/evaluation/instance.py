"""The instance of a form while it is answered: frames of items.

A frame is the root, or one instance of a repeat, with one item for each definition inside it that no
inner repeat holds. So a path to a question is a climb over some frames and one look-up.
"""

from greenfield.base.problem import Problem
from greenfield.forms.definition import Definition
from greenfield.forms.element import Element


class Item:
    """One element of the instance with its state.

    `value` is the answer as stored, kept whatever becomes irrelevant; `text` is what expressions read:
    empty while the item is irrelevant, and without choices that are no longer on offer (`shown` are those
    that are, where that depends on answers, and `offered` the nodes that they come from, with their values).
    `kept_problem` is what is wrong with a restored answer.
    """

    __slots__ = (
        *("constraint_ok", "definition", "frame", "kept_problem", "own_readonly", "own_relevant", "readonly"),
        *("offered", "relevant", "required", "required_ok", "shown", "text", "value"),
    )

    def __init__(self, definition: Definition, frame: "Frame") -> None:
        """Make an item with the default of its definition."""
        self.definition = definition
        self.frame = frame
        self.value = self.text = definition.default
        self.own_relevant = self.relevant = True
        self.own_readonly = self.readonly = self.required = False
        self.constraint_ok = self.required_ok = True
        self.kept_problem: Problem | None = None
        self.shown: tuple[str, ...] | None = None
        self.offered: list[tuple[str, Item | Element]] | None = None


class Frame:
    """The root of an instance or one instance of a repeat; `position` counts from 1 among its siblings.

    `parked` holds instances that a smaller repeat count took away, in case that it grows again.
    """

    __slots__ = ("items", "parent", "parked", "position", "repeats", "scope")

    def __init__(self, scope: int, parent: "Frame | None", position: int = 1) -> None:
        """Make an empty frame."""
        self.scope = scope
        self.parent = parent
        self.position = position
        self.items: dict[int, Item] = {}
        self.repeats: dict[int, list[Frame]] = {}
        self.parked: dict[int, list[Frame]] = {}
