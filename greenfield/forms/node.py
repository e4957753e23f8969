"""What a session shows of each element, and what a step changed.

Types of nodes: `group`, `repeat` (one instance), `select1`, `select`, `rank`, `trigger` by their control;
`note` for a read-only text that nobody answers; `calculate` for a calculation without a control; for all
others the type of their bind: `string int decimal boolean date time dateTime geopoint geotrace geoshape
binary barcode intent`.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct

from greenfield.base.problem import Problem
from greenfield.forms.definition import Bounds, Definition
from greenfield.forms.expression.tree import Call

_BY_CONTROL = frozenset({"select1", "select", "rank", "trigger"})


NO_MEDIA: Mapping[str, str] = MappingProxyType({})


class Option(NamedTuple):
    """A choice on offer: its value as stored, its label in the session's language, files that belong to it."""

    value: str
    label: str
    media: Mapping[str, str] = NO_MEDIA


class Node(Struct, frozen=True, gc=False):
    """The state of one element. `options` is None where nothing can be chosen.

    `message` is the form's own text about what is wrong, empty when it has none; `problem` says the same as
    a problem: `answer.required`, `answer.not_allowed`, `answer.type`, `answer.choice`. `control` is the XForm
    element that shows it, empty for a hidden one; `extra` are that element's further attributes, `bounds` what a
    range offers. `media` are the files that belong to the label by form (`image`, `big-image`, `audio`,
    `video`), named as the form does (`jr://images/meter.jpg`). `guidance` is the longer hint. `cannot` is the
    code of the problem that says what of this question the program cannot do, empty for most.
    """

    ref: str
    type: str
    relevant: bool
    readonly: bool
    required: bool
    value: str
    label: str
    hint: str
    options: tuple[Option, ...] | None
    constraint_ok: bool
    required_ok: bool
    message: str
    appearance: str
    problem: Problem | None
    control: str
    extra: Mapping[str, str]
    media: Mapping[str, str] = NO_MEDIA
    guidance: str = ""
    bounds: Bounds | None = None
    cannot: str = ""


class Delta:
    """What a step changed: `answers` by ref, as stored (calculations left out), and the nodes, made when read.

    After `add`, `remove` and a changed count, refs behind the place are those after the step.
    """

    def __init__(self, make_nodes: Callable[[], tuple[Node, ...]], answers: Mapping[str, str]) -> None:
        """Keep what is needed to make the nodes when somebody looks at them."""
        self._make_nodes = make_nodes
        self.answers = answers

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every node whose state the step changed, in document order, as it is when first read."""
        return self._make_nodes()


def is_constantly(tree: object, name: str) -> bool:
    """Tell whether an expression is just `true()` or `false()`."""
    return isinstance(tree, Call) and tree.name == name and not tree.arguments


def node_type(definition: Definition) -> str:
    """Return the type under which a definition's nodes are shown."""
    control = definition.control
    if definition.is_repeat:
        return "repeat"
    if definition.children:
        return "group"
    if control is None:
        return (
            "calculate"
            if definition.calculate is not None and definition.type == "string"
            else definition.type
        )
    if control.tag in _BY_CONTROL:
        return control.tag
    is_fixed_text = definition.type == "string" and is_constantly(definition.readonly, "true")
    return "note" if is_fixed_text and definition.calculate is None else definition.type
