"""Where an expression is evaluated: its item, the context node of a predicate, and the world around."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from math import inf

from greenfield.base.problem import fail
from greenfield.forms.element import Element
from greenfield.forms.evaluation.convert import Value, XNode
from greenfield.forms.evaluation.instance import Frame, Item

MOST_WORK = 2_000_000


@dataclass(slots=True)
class World:
    """What all expressions of a session share. `translate` gives a text by its id in the shown language.

    `language` is the code of the language in which names of months and days are written; `drawn` are the seeds
    that chance gave to questions whose choices are shuffled. `work_left` counts down what a step may still
    evaluate: nodes that paths visit and expressions that run, each about a microsecond.
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
    work_left: float = MOST_WORK

    def begin_step(self) -> None:
        """Give a step its share of work."""
        self.work_left = MOST_WORK

    def lift_limits(self) -> None:
        """Let work be as much as it is: what was worked out before, and is worked out again."""
        self.work_left = inf

    def spend(self, work: int, path: str) -> None:
        """Count work of an expression of the definition at `path`; ProblemError `formula.too_much_work`."""
        self.work_left -= work
        if self.work_left < 0:
            raise fail("formula.too_much_work", path, path=path)


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

    def visit(self, nodes: int) -> None:
        """Count nodes that an expression visits; ProblemError `formula.too_much_work`."""
        world = self.world
        world.work_left -= nodes
        if world.work_left < 0:
            world.spend(0, self.origin.definition.path)


Closure = Callable[[Scope], Value]
TextClosure = Callable[[Scope], str]
NumberClosure = Callable[[Scope], float]
TruthClosure = Callable[[Scope], bool]
NodesClosure = Callable[[Scope], list[XNode]]
