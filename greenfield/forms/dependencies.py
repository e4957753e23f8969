"""What an expression reads: worked out for definitions, without an instance."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from greenfield.base.problem import fail
from greenfield.forms.definition import ROOT
from greenfield.forms.evaluation.builder import Registry
from greenfield.forms.evaluation.paths import child_name
from greenfield.forms.evaluation.routes import Place, Route, find_route
from greenfield.forms.expression.nearest import nearest_name
from greenfield.forms.expression.parse import parse_expression
from greenfield.forms.expression.tree import Call, Chain, Expression, Filter, Path, Reference, Step, Text
from greenfield.forms.expression.walk import children
from greenfield.forms.functions.pattern import matcher
from greenfield.forms.layout import Layout


class Read(NamedTuple):
    """A definition that is read, in all its instances below one frame of `anchor` (a repeat or the root).

    `itself` marks `.`, an expression's own item.
    """

    target: int
    anchor: int
    itself: bool = False


class Dependencies:
    """Finds what expressions read, and checks the names that they use."""

    def __init__(self, layout: Layout, registry: Registry, instances: Collection[str]) -> None:
        """Work on a form's layout; `instances` are the ids of its other instances."""
        self._layout = layout
        self._registry = registry
        self._instances = instances
        self._known: dict[tuple[int, int], tuple[Expression, set[Read], set[str]]] = {}
        self.called: set[str] = set()
        """The names of the functions that the expression of the last `reads` calls."""
        self._is_placed = False

    def reads(self, tree: Expression, origin: int) -> set[Read]:
        """Return what an expression of the definition `origin` reads.

        Raises ProblemError `form.unknown_reference`, `form.unknown_instance`, `formula.unknown_function`,
        `formula.arguments`, `formula.regex`, `formula.nodes`.
        """
        key = (id(tree), self._layout.definitions[origin].scope)
        known = self._known.get(key)
        if known is not None:
            self.called = known[2]
            return known[1]
        found: set[Read] = set()
        self._is_placed, self.called = False, set()
        self._collect(tree, Place(origin, origin), None, found)
        if not self._is_placed:
            self._known[key] = tree, found, self.called  # the same for whatever stands in that scope
        return found

    def reads_below(self, tree: Expression, nodes: Expression, origin: int) -> set[Read]:
        """Return what an expression reads that is evaluated at each of the nodes that `nodes` gives."""
        place = Place(origin, origin)
        found: set[Read] = set()
        route = find_route(nodes, place, self._layout) if isinstance(nodes, Path) else None
        if route is None and child_name(tree):
            return found
        if route is None:
            self._collect(tree, Place(origin, None, in_predicate=True), None, found)
            return found
        for context in self._reached(route)[0]:
            self._collect(tree, Place(origin, context, in_predicate=True), _anchor(route), found)
        return found

    def _collect(self, tree: Expression, place: Place, limit: int | None, found: set[Read]) -> None:
        """Add to `found` what a tree reads; `limit` is the scope above which nothing is bound."""
        if isinstance(tree, Path):
            self._of_path(tree, place, limit, found)
            return
        if isinstance(tree, Reference):
            raise fail("form.unknown_reference", path=f"${{{tree.name}}}", nearest="")
        if isinstance(tree, Call):
            self.called.add(tree.name)
            self._check(tree)
            if self._of_call(tree, place, found):
                return
        if isinstance(tree, Filter):
            self._collect(tree.origin, place, limit, found)
            self._in_filter(tree.predicates, self._ends(tree.origin, place), place, found)
            return
        for child in children(tree):
            self._collect(child, place, limit, found)

    def _in_filter(
        self, predicates: Iterable[Expression], ends: set[int], place: Place, found: set[Read]
    ) -> None:
        """Add what predicates read at the nodes of an expression: of this instance, or else of another one."""
        for predicate in predicates:
            for context in ends or (None,):
                self._collect(predicate, Place(place.origin, context, in_predicate=True), ROOT, found)

    def _ends(self, tree: Expression, place: Place) -> set[int]:
        """Return the definitions of the nodes that an expression may give; none for those of other instances."""
        match tree:
            case Path():
                route = find_route(tree, place, self._layout)
                if route is not None:
                    return self._reached(route)[0]
                if tree.origin is not None:
                    return self._after(self._ends(tree.origin, place), tree.steps)
                return set(self._everywhere(tree.steps)) if tree.absolute else set()
            case Filter(origin=origin):
                return self._ends(origin, place)
            case Call(name="current"):
                return {place.origin}
            case Chain(operands=parts) if _is_union(tree):
                return {index for part in parts for index in self._ends(part, place)}
            case Call(name="randomize", arguments=(nodes, *_)):
                return self._ends(nodes, place)
        return set()

    def _after(self, here: set[int], steps: Iterable[Step]) -> set[int]:
        for step in steps:
            here = self._layout_step(here, step)
        return here

    def _of_call(self, call: Call, place: Place, found: set[Read]) -> bool:
        """Add the reads of functions that read their paths in a way of their own; False for others."""
        if call.name not in _OWN_WAY:
            return False
        self._is_placed = True
        arguments = call.arguments
        match call.name, arguments:
            case "position", (Path() as path,):
                route = find_route(path, place, self._layout, bind_last=True)
                if route is not None and route.is_single:
                    found.add(Read(route.target, route.anchor))
                    return True
            case "indexed-repeat", (Path() as path, *pairs):
                repeats = [find_route(p, place, self._layout) for p in pairs[::2] if isinstance(p, Path)]
                targets = [route.target for route in repeats if route is not None]
                if not targets:
                    raise fail("formula.nodes", position=call.offset + 1)
                outermost = min(targets, key=lambda target: len(self._layout.scopes(target)))
                sought = find_route(path, place, self._layout, unbound=outermost)
                if sought is not None:
                    found.add(Read(sought.target, sought.anchor))
                for index in pairs[1::2]:
                    self._collect(index, place, None, found)
                return True
            case "jr:choice-name", (value, Text(value=text)):
                for part in (value, parse_expression(text)):
                    self._collect(part, place, None, found)
                return True
        return False

    def _of_path(self, path: Path, place: Place, limit: int | None, found: set[Read]) -> None:
        route = find_route(path, place, self._layout)
        if not path.absolute:
            self._is_placed = True
        if route is None:
            self._without_route(path, place, limit, found)
            return
        anchor = _anchor(route)
        if limit is not None and not route.from_origin:
            anchor = self._layout.common_scope(anchor, limit)
        if not route.rest:
            itself = route.target == place.origin and path.steps == _ITSELF and not place.in_predicate
            found.add(Read(route.target, anchor, itself))
            return
        reached, passed = self._reached(route)
        found.update(Read(index, anchor) for index in reached | passed)
        self._in_predicates(route, place, anchor, found)

    def _without_route(self, path: Path, place: Place, limit: int | None, found: set[Read]) -> None:
        if path.origin is not None:
            self._collect(path.origin, place, limit, found)
            here = self._ends(path.origin, place)
            if here:
                for step in path.steps:
                    here = self._layout_step(here, step)
                    found.update(Read(index, ROOT) for index in here)
                    self._in_filter(step.predicates, here, place, found)
                return
        if path.absolute:
            found.update(Read(index, ROOT) for index in self._everywhere(path.steps))
        context = place.context if path.origin is None else None
        for predicate in (predicate for step in path.steps for predicate in step.predicates):
            inner = Place(place.origin, context, in_predicate=True)
            self._collect(predicate, inner, limit, found)

    def _in_predicates(self, route: Route, place: Place, anchor: int, found: set[Read]) -> None:
        here = {route.target}
        for step in route.rest:
            here = self._layout_step(here, step)
            for predicate in step.predicates:
                for context in here:
                    inner = Place(place.origin, context, in_predicate=True)
                    self._collect(predicate, inner, anchor, found)

    def _reached(self, route: Route) -> tuple[set[int], set[int]]:
        """Return the definitions that a route ends at, and the repeats that its last steps pass."""
        here = {route.target}
        passed: set[int] = set()
        for step in route.rest:
            here = self._layout_step(here, step)
            passed.update(index for index in here if self._layout.definitions[index].is_repeat)
        return here, passed

    def _layout_step(self, here: set[int], step: Step) -> set[int]:
        found: set[int] = set()
        for index in here:
            found.update(i for i in self._along(index, step.axis) if self._passes(i, step.test))
        return found

    def _along(self, index: int, axis: str) -> Iterable[int]:
        definition = self._layout.definitions[index]
        match axis:
            case "self":
                return (index,)
            case "child" | "attribute":
                return definition.children
            case "parent":
                return (definition.parent,) if definition.parent >= 0 else ()
            case "descendant":
                return self._layout.descendants(index)
            case "descendant-or-self":
                return (index, *self._layout.descendants(index))
            case "ancestor" | "ancestor-or-self":
                return (*self._layout.ancestors(index), *((index,) if axis == "ancestor-or-self" else ()))
            case "following-sibling" | "preceding-sibling":
                return self._layout.definitions[definition.parent].children if definition.parent >= 0 else ()
            case _:
                return range(len(self._layout.definitions))

    def _passes(self, index: int, test: str) -> bool:
        name = self._layout.definitions[index].name.removeprefix("@")
        return test in {"*", "node()", "text()", name} or (test.endswith(":*") and name.startswith(test[:-1]))

    def _everywhere(self, steps: tuple[Step, ...]) -> Iterator[int]:
        """Yield what an absolute path with other axes may end at: whatever has the name of its last step."""
        return (
            i
            for i in range(len(self._layout.definitions))
            if self._passes(i, steps[-1].test if steps else "*")
        )

    def _gives_nodes(self, tree: Expression) -> bool:
        if isinstance(tree, Call):
            function = self._registry.get(tree.name)
            return tree.name == "current" or (function is not None and function.kind == "nodes")
        return isinstance(tree, Path | Filter) or _is_union(tree)

    def _check(self, call: Call) -> None:
        """Check a call's name and number of arguments, the instance and the pattern that it names."""
        if call.name == "current":
            return
        function = self._registry.get(call.name)
        if function is None:
            nearest = nearest_name(call.name, self._registry)
            raise fail("formula.unknown_function", nearest=nearest, **_where(call))
        if not function.fits(len(call.arguments)):
            expected = function.expected
            raise fail("formula.arguments", count=len(call.arguments), expected=expected, **_where(call))
        for argument, kind in zip(call.arguments, function.wants, strict=False):
            if kind == "nodes" and not self._gives_nodes(argument):
                raise fail("formula.nodes", position=argument.offset + 1)
        match call:
            case Call(name="instance" | "pulldata", arguments=(Text(value=name), *_)) if (
                name not in self._instances
            ):
                raise fail(
                    "form.unknown_instance", instance=name, nearest=nearest_name(name, self._instances)
                )
            case Call(name="regex", arguments=(_, Text(value=pattern))):
                matcher(pattern, call.offset)  # raises what is wrong with it


def _anchor(route: Route) -> int:
    """Return the scope from which all that a route may end at is below: the root where it goes up or aside."""
    return route.anchor if all(step.axis in _DOWN for step in route.rest) else ROOT


def _where(call: Call) -> dict[str, object]:
    return {"name": call.name, "offset": call.offset, "position": call.offset + 1}


def _is_union(tree: Expression) -> bool:
    return isinstance(tree, Chain) and tree.operators[0] == "|"


_OWN_WAY = frozenset({"position", "indexed-repeat", "jr:choice-name"})
_DOWN = frozenset({"self", "child", "attribute", "descendant", "descendant-or-self"})
_ITSELF = (Step("self", "node()"),)
