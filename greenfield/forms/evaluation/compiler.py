"""Compiles trees to closures, each in the type that is wanted, so that little is converted at run time."""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import cast

from greenfield.base.problem import fail
from greenfield.forms.definition import Definition
from greenfield.forms.evaluation.builder import Function, Kind, Registry
from greenfield.forms.evaluation.comparison import Comparison, comparison
from greenfield.forms.evaluation.convert import (
    Value,
    as_number,
    as_text,
    as_truth,
    text_number,
    typed_text,
)
from greenfield.forms.evaluation.paths import (
    along,
    child_name,
    child_text,
    document,
    filtered,
    items_of,
    single_text,
)
from greenfield.forms.evaluation.routes import Place, Route, find_route
from greenfield.forms.evaluation.scope import (
    Closure,
    NodesClosure,
    NumberClosure,
    Scope,
    TextClosure,
    TruthClosure,
)
from greenfield.forms.expression.nearest import nearest_name
from greenfield.forms.expression.tree import (
    Call,
    Chain,
    Expression,
    Filter,
    Negate,
    Number,
    Path,
    Reference,
    Text,
)
from greenfield.forms.expression.walk import every
from greenfield.forms.layout import Layout
from greenfield.forms.values import NAN

_NUMERIC = frozenset({"+", "-", "*", "div", "mod"})
_TRUTH_NUMBERS: Mapping[str, str] = MappingProxyType({"true": "1", "false": "0"})
_OF_NODE = frozenset(
    {"position", "last", "name", "local-name", "string", "number", "string-length", "normalize-space"}
)


class Compiler:
    """Compiles the expressions of one place in a form. `kinds` says what calculations give."""

    def __init__(
        self, layout: Layout, registry: Registry, place: Place, kind_of: Callable[[Definition], Kind]
    ) -> None:
        """Compile for a place; functions come from `registry`."""
        self.layout = layout
        self.place = place
        self._registry = registry
        self._kind_of = kind_of

    def inside(self, context: int | None) -> "Compiler":
        """Return the compiler for predicates over nodes of a definition, None for another instance's."""
        place = Place(self.place.origin, context, in_predicate=True)
        return Compiler(self.layout, self._registry, place, self._kind_of)

    def route(self, path: Path, *, bind_last: bool = False, unbound: int = -1) -> Route | None:
        """Return the route of a path into the form's instance, None when it has none."""
        return find_route(path, self.place, self.layout, bind_last=bind_last, unbound=unbound)

    def kind(self, tree: Expression) -> Kind:
        """Return the type of an expression's value as far as it is known without evaluating."""
        if isinstance(tree, Path):  # the most frequent one
            route = self.route(tree)
            single = route is not None and route.is_single
            return self._kind_of(self.layout.definitions[route.target]) if route and single else "nodes"
        match tree:
            case Number() | Negate():
                return "number"
            case Text():
                return "text"
            case Chain(operators=operators):
                return "nodes" if operators[0] == "|" else ("number" if operators[0] in _NUMERIC else "truth")
            case Call(name=name):
                return self._function(tree).gives(self, tree) if name != "current" else "nodes"
            case _:
                return "nodes"

    def is_of_node(self, tree: Expression) -> bool:
        """Tell whether an expression depends on the context node, its position or their number."""
        for node in every(tree):
            match node:
                case Path(absolute=False, origin=None):
                    return True
                case Call(name=name, arguments=arguments) if name in _OF_NODE and not arguments:
                    return True
                case Call(name="position" | "randomize" | "random"):
                    return True
        return False

    def value(self, tree: Expression) -> Closure:
        """Return a closure that gives the value of an expression in its own type."""
        match tree:
            case Path():  # first, as the most frequent one
                route = self.route(tree)
                return self._single(route) if route is not None and route.is_single else self.nodes(tree)
            case Number(value=constant) | Text(value=constant):
                return lambda _scope: constant
            case Negate(operand=operand):
                inner = self.number(operand)
                return lambda scope: -inner(scope)
            case Chain(operators=operators):
                if operators[0] == "|":
                    return self.nodes(tree)
                return self._arithmetic(tree) if operators[0] in _NUMERIC else self._logic(tree)
            case Call(name="current"):
                return lambda scope: [scope.origin]
            case Call():
                return self._function(tree).build(self, tree)
            case _:
                return self.nodes(tree)

    def text(self, tree: Expression) -> TextClosure:
        """Return a closure that gives the text of an expression."""
        if isinstance(tree, Path):
            route = self.route(tree)
            if route is not None and route.is_single:
                return single_text(route)
            name = child_name(tree) if route is None else ""
            if name:
                return child_text(name, self.nodes(tree))
        inner: Closure = self.value(tree)
        if self._gives(tree, "text"):
            return cast("TextClosure", inner)
        return lambda scope: as_text(inner(scope))

    def number(self, tree: Expression) -> NumberClosure:
        """Return a closure that gives the number of an expression."""
        if isinstance(tree, Path):
            route = self.route(tree)
            if route is not None and route.is_single:
                text_of = single_text(route)
                if self._kind_of(self.layout.definitions[route.target]) == "truth":
                    return lambda scope: text_number(_TRUTH_NUMBERS.get(text := text_of(scope), text))
                return lambda scope: text_number(text_of(scope))
        inner: Closure = self.value(tree)
        if self._gives(tree, "number"):
            return cast("NumberClosure", inner)
        return lambda scope: as_number(inner(scope))

    def truth(self, tree: Expression) -> TruthClosure:
        """Return a closure that gives the truth of an expression."""
        inner: Closure = self.value(tree)
        if self._gives(tree, "truth"):
            return cast("TruthClosure", inner)
        return lambda scope: as_truth(inner(scope))

    def nodes(self, tree: Expression) -> NodesClosure:
        """Return a closure that gives the nodes of a path; `formula.nodes` for another expression."""
        match tree:
            case Path():
                return self._path_nodes(tree)
            case Filter(origin=origin, predicates=predicates):
                context = self._context_after(origin)
                return filtered(self.nodes(origin), predicates, self.inside(context))
            case Chain(operators=operators, operands=operands) if operators[0] == "|":
                parts = [self.nodes(part) for part in operands]
                return lambda scope: list(dict.fromkeys(node for part in parts for node in part(scope)))
            case Reference(name=name):
                raise fail("form.unknown_reference", path=f"${{{name}}}", nearest="")
            case Call() if self.kind(tree) == "nodes":
                return cast("NodesClosure", self.value(tree))
            case _:
                raise fail("formula.nodes", position=tree.offset + 1)

    def _gives(self, tree: Expression, kind: Kind) -> bool:
        """Tell whether a value is sure to be of a type: an empty answer is a text, also of a number."""
        function = self._registry.get(tree.name) if isinstance(tree, Call) else None
        if isinstance(tree, Path) or (function is not None and function.kind == "any"):
            return False
        return self.kind(tree) == kind

    def _single(self, route: Route) -> Closure:
        """Give the answer of one question in its type: a number, a truth or a text; empty stays empty."""
        text_of = single_text(route)
        kind = self._kind_of(self.layout.definitions[route.target])
        if kind in {"number", "truth"}:
            return lambda scope: typed_text(text_of(scope), kind)
        return text_of

    def _path_nodes(self, path: Path) -> NodesClosure:
        route = self.route(path)
        if route is not None:
            start = items_of(route)
            return along(start, route.rest, self.inside(self.context_of(path))) if route.rest else start
        inside = self.inside(self.context_of(path))
        if path.origin is not None:
            return along(self.nodes(path.origin), path.steps, inside)
        if path.absolute:
            return along(document, path.steps, inside)
        return along(lambda scope: [scope.node], path.steps, inside)

    def context_of(self, path: Expression) -> int | None:
        """Return the definition whose items the last predicate of a path sees, None if that is not certain."""
        route = self.route(path) if isinstance(path, Path) else None
        if route is None:
            return None
        here = route.target
        for index, step in enumerate(route.rest):
            known = self.layout.children[here].get(step.test) if step.axis == "child" else None
            if step.axis == "parent":
                known = self.layout.definitions[here].parent
            if known is None or known < 0:
                return None
            if step.predicates:
                return known if not any(later.predicates for later in route.rest[index + 1 :]) else None
            here = known
        return here

    def _context_after(self, tree: Expression) -> int | None:
        route = self.route(tree) if isinstance(tree, Path) else None
        return route.target if route is not None and not route.rest else None

    def _arithmetic(self, tree: Chain) -> NumberClosure:
        current = self.number(tree.operands[0])
        for name, operand in zip(tree.operators, tree.operands[1:], strict=True):
            current = _binary(name, current, self.number(operand))
        return current

    def _logic(self, tree: Chain) -> TruthClosure:
        if tree.operators[0] in {"and", "or"}:
            parts = [self.truth(part) for part in tree.operands]
            if tree.operators[0] == "and":
                return lambda scope: all(part(scope) for part in parts)
            return lambda scope: any(part(scope) for part in parts)
        current = self.value(tree.operands[0])
        for name, operand in zip(tree.operators, tree.operands[1:], strict=True):
            current = self._compared(name, current, tree.operands[0], operand)
        return cast("TruthClosure", current)

    def _compared(
        self, name: str, left: Closure, left_tree: Expression, right_tree: Expression
    ) -> TruthClosure:
        right = self.value(right_tree)
        if name in {"=", "!="} and self._is_text(left_tree) and self._is_text(right_tree):
            if name == "=":
                return lambda scope: left(scope) == right(scope)
            return lambda scope: left(scope) != right(scope)
        compare = comparison(name)
        if {self.kind(left_tree), self.kind(right_tree)} <= {"nodes", "any"}:
            return lambda scope: _each_with_each(compare, left(scope), right(scope), scope)
        return lambda scope: compare(left(scope), right(scope))

    def _is_text(self, tree: Expression) -> bool:
        return self.kind(tree) == "text"

    def _function(self, call: Call) -> Function:
        function = self._registry.get(call.name)
        if function is None:
            nearest = nearest_name(call.name, self._registry)
            raise fail(
                "formula.unknown_function",
                name=call.name,
                nearest=nearest,
                offset=call.offset,
                position=call.offset + 1,
            )
        if not function.fits(len(call.arguments)):
            raise fail(
                "formula.arguments",
                name=call.name,
                count=len(call.arguments),
                expected=function.expected,
                offset=call.offset,
                position=call.offset + 1,
            )
        return function


def _each_with_each(compare: Comparison, left: Value, right: Value, scope: Scope) -> bool:
    if isinstance(left, list) and isinstance(right, list):
        scope.visit(len(left) * len(right))
    return compare(left, right)


def _binary(name: str, left: NumberClosure, right: NumberClosure) -> NumberClosure:
    if name == "div":
        return lambda scope: _divide(left(scope), right(scope))
    if name == "mod":
        return lambda scope: _modulo(left(scope), right(scope))
    match name:
        case "+":
            return lambda scope: left(scope) + right(scope)
        case "-":
            return lambda scope: left(scope) - right(scope)
        case _:
            return lambda scope: left(scope) * right(scope)


def _divide(left: float, right: float) -> float:
    if right:
        return left / right
    return NAN if not left or math.isnan(left) else math.copysign(math.inf, left)


def _modulo(left: float, right: float) -> float:
    return math.fmod(left, right) if right and math.isfinite(left) else NAN
