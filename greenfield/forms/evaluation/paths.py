"""Closures of paths: a route where there is one, else steps over nodes with their predicates."""

from collections.abc import Callable, Iterable
from typing import Protocol

from greenfield.forms.definition import ROOT
from greenfield.forms.element import Element
from greenfield.forms.evaluation.convert import XNode, as_text, as_truth, is_filled
from greenfield.forms.evaluation.instance import Frame, Item
from greenfield.forms.evaluation.navigation import AXES, passes
from greenfield.forms.evaluation.routes import Route
from greenfield.forms.evaluation.scope import Closure, NodesClosure, Scope, TextClosure
from greenfield.forms.expression.tree import Chain, Expression, Path, Step

Refine = Callable[[Iterable[XNode], Scope], list[XNode]]
FrameClosure = Callable[[Scope], Frame]
_QUICKER = 12  # so many instances of a repeat are passed in the time of one step over nodes


class PredicateCompiler(Protocol):
    """What the steps of a path need from the compiler: values inside a predicate, and outside of it."""

    def value(self, tree: Expression) -> Closure:
        """Return the closure of an expression."""

    def nodes(self, tree: Expression) -> NodesClosure:
        """Return a closure that gives the nodes of a path."""

    def is_of_node(self, tree: Expression) -> bool:
        """Tell whether an expression depends on the context node, its position or their number."""


def start_frame(route: Route) -> FrameClosure:
    """Return a closure that gives the frame from which a route goes down."""
    climb = route.climb
    if route.from_origin and climb == 0:
        return lambda scope: scope.frame
    from_origin = route.from_origin

    def climbed(scope: Scope) -> Frame:
        node = scope.node
        frame = scope.frame if from_origin or not isinstance(node, Item) else node.frame
        for _ in range(climb):
            if frame.parent is not None:
                frame = frame.parent
        return frame

    return climbed


def single_item(route: Route) -> Callable[[Scope], Item]:
    """Return a closure that gives the one item a route ends at."""
    target = route.target
    if route.from_origin and route.climb == 0:
        return lambda scope: scope.frame.items[target]
    if route.anchor == ROOT:
        return lambda scope: scope.world.root.items[target]
    frame_of = start_frame(route)
    return lambda scope: frame_of(scope).items[target]


def single_text(route: Route) -> TextClosure:
    """Return a closure that gives the text of the one item a route ends at; most of what a form reads."""
    target = route.target
    if route.from_origin and route.climb == 0:
        return lambda scope: scope.frame.items[target].text
    if route.anchor == ROOT:
        return lambda scope: scope.world.root.items[target].text
    frame_of = start_frame(route)
    return lambda scope: frame_of(scope).items[target].text


def items_of(route: Route) -> NodesClosure:
    """Return a closure that gives the relevant items a route ends at, in document order."""
    frame_of, repeats, target = start_frame(route), route.repeats, route.target

    def collected(scope: Scope) -> list[XNode]:
        frames = [frame_of(scope)]
        for repeat in repeats:
            frames = [inner for frame in frames for inner in frame.repeats[repeat]]
        scope.visit(1 + len(frames) // _QUICKER)
        return [item for frame in frames if (item := frame.items[target]).relevant]

    return collected


def child_text(name: str, otherwise: NodesClosure) -> TextClosure:
    """Return a closure that gives the text of the context node's child of a name, without making a list of nodes.

    `otherwise` gives it where the context node is no element of another instance.
    """

    def text(scope: Scope) -> str:
        node = scope.node
        return node.child_text(name) if isinstance(node, Element) else as_text(otherwise(scope))

    return text


def document(scope: Scope) -> list[XNode]:
    """Return the node above the root of the form's instance."""
    top = Element("#document")
    top.children = [scope.world.root.items[ROOT]]  # type: ignore[list-item]  # the one element above an item
    return [top]


def along(start: NodesClosure, steps: Iterable[Step], inside: PredicateCompiler) -> NodesClosure:
    """Return a closure that follows steps from where `start` ends."""
    refinements = [_step(step, inside) for step in steps]

    def followed(scope: Scope) -> list[XNode]:
        nodes = start(scope)
        for refine in refinements:
            nodes = refine(nodes, scope)
        return nodes

    return followed


def filtered(
    start: NodesClosure, predicates: Iterable[Expression], inside: PredicateCompiler
) -> NodesClosure:
    """Return a closure that applies predicates to all nodes that `start` gives, taken together."""
    filters = [_predicate(tree, inside) for tree in predicates]

    def kept(scope: Scope) -> list[XNode]:
        nodes = start(scope)
        for keep in filters:
            nodes = keep(nodes, scope)
        return nodes

    return kept


def _step(step: Step, inside: PredicateCompiler) -> Refine:
    axis, test = AXES[step.axis], passes(step.test)
    if step.test == "text()" and step.axis == "child":
        axis = AXES["self"]
    sought = _sought(step, inside)
    filters = [_predicate(tree, inside) for tree in step.predicates]
    is_simple = step.axis in {"child", "self", "attribute"}

    def taken(nodes: Iterable[XNode], scope: Scope) -> list[XNode]:
        found: list[XNode] = []
        wanted = sought[1](scope) if sought else None
        for node in nodes:
            if sought and isinstance(wanted, str) and isinstance(node, Element):
                candidates: list[XNode] = list(node.keyed(step.test, sought[0]).get(wanted, ()))
                remaining = filters[1:]
                scope.visit(1 + len(candidates))
            else:
                reached = list(axis(node))
                scope.visit(1 + len(reached))
                candidates = [other for other in reached if test(other)]
                remaining = filters
            for keep in remaining:
                candidates = keep(candidates, scope)
            found.extend(candidates)
        return found if is_simple else list(dict.fromkeys(found))

    return taken


def _predicate(tree: Expression, inside: PredicateCompiler) -> Refine:
    if isinstance(tree, Path):
        return _is_there(inside.nodes(tree))
    value = inside.value(tree)

    def kept(nodes: Iterable[XNode], scope: Scope) -> list[XNode]:
        together = list(nodes)
        size = len(together)
        scope.visit(size)
        found: list[XNode] = []
        for position, node in enumerate(together, start=1):
            result = value(scope.at(node, position, size))
            if result == position if isinstance(result, float) else as_truth(result):
                found.append(node)
        return found

    return kept


def _is_there(found: NodesClosure) -> Refine:
    """Keep the nodes at which a path finds something: a number in it is an answer, not a position."""

    def kept(nodes: Iterable[XNode], scope: Scope) -> list[XNode]:
        together = list(nodes)
        size = len(together)
        scope.visit(size)
        return [
            node
            for position, node in enumerate(together, start=1)
            if any(map(is_filled, found(scope.at(node, position, size))))
        ]

    return kept


def _sought(step: Step, inside: PredicateCompiler) -> tuple[str, Closure] | None:
    """Return name and value of a first predicate `name = value` whose value is the same for all nodes."""
    if step.axis != "child" or not step.predicates or step.test.endswith(("*", ")")):
        return None
    match step.predicates[0]:
        case Chain(operators=("=",), operands=(left, right)):
            for one, other in ((left, right), (right, left)):
                name = child_name(one)
                if name and not inside.is_of_node(other):
                    return name, inside.value(other)
    return None


def child_name(tree: Expression) -> str:
    """Return the name that a path asks of the context node's children and no more, empty for others."""
    match tree:
        case Path(absolute=False, origin=None, steps=(Step(axis="child", test=name, predicates=()),)):
            return "" if name.endswith(("*", ")")) else name
        case _:
            return ""
