"""Where an expression is evaluated: its item, the context node of a predicate, and the world around."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from greenfield.forms.element import Element
from greenfield.forms.evaluation.convert import Value, XNode
from greenfield.forms.evaluation.instance import Frame, Item


@dataclass(slots=True)
class World:
    """What all expressions of a session share. `translate` gives a text by its id in the shown language.

    `language` is the code of the language in which names of months and days are written; `drawn` are the seeds
    that chance gave to questions whose choices are shuffled.
    """

    root: Frame
    instances: Mapping[str, Element]
    now: datetime
    zone: tzinfo
    random: Callable[[], float]
    properties: Mapping[str, str]
    version: str
    translate: Callable[[str, "Scope"], str]
    choice_label: Callable[[Item, str], str]
    language: str = "en"
    drawn: dict[Item, int] = field(default_factory=dict)


class Scope:
    """The context of one evaluation: `origin` is the item that the expression belongs to, `frame` its frame.

    `node`, `position` and `size` change inside predicates.
    """

    __slots__ = ("frame", "node", "origin", "position", "size", "world")

    def __init__(self, origin: Item, world: World) -> None:
        """Start at an item."""
        self.origin = origin
        self.frame = origin.frame
        self.node: XNode = origin
        self.position = 1
        self.size = 1
        self.world = world

    def at(self, node: XNode, position: int, size: int) -> "Scope":
        """Return the scope of a predicate over `node`, the position-th of `size` candidates."""
        inner = Scope(self.origin, self.world)
        inner.node = node
        inner.position = position
        inner.size = size
        return inner


Closure = Callable[[Scope], Value]
TextClosure = Callable[[Scope], str]
NumberClosure = Callable[[Scope], float]
TruthClosure = Callable[[Scope], bool]
NodesClosure = Callable[[Scope], list[XNode]]
