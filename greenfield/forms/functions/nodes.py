"""Functions of nodes: how many, where, which of a repeat, in what order."""

import hashlib
import math
from collections.abc import Sequence

from greenfield.base.problem import fail
from greenfield.forms.definition import ROOT
from greenfield.forms.evaluation.builder import Builder, Function, Kind, Registry, plain
from greenfield.forms.evaluation.convert import Value, XNode, as_number, as_text, typed_text
from greenfield.forms.evaluation.instance import Item
from greenfield.forms.evaluation.navigation import descendants, name_of
from greenfield.forms.evaluation.paths import start_frame
from greenfield.forms.evaluation.routes import Route
from greenfield.forms.evaluation.scope import Closure, Scope
from greenfield.forms.expression.tree import Call, Expression, Path
from greenfield.forms.values import NAN

_MODULUS = 2_147_483_647
_MULTIPLIER = 16_807


def functions() -> Registry:
    """Return the family by name."""
    return {
        "count": plain(lambda nodes: float(len(nodes)), "number", "nodes"),
        "count-non-empty": Function(_build_count_filled, "number", 1, 1, wants=("nodes",)),
        "position": Function(_build_position, "number", 0, 1),
        "last": Function(lambda _builder, _call: lambda scope: float(scope.size), "number", 0, 0),
        "name": Function(_build_name, "text", 0, 1),
        "local-name": Function(_build_local_name, "text", 0, 1),
        "indexed-repeat": Function(_build_indexed_repeat, "any", 3, None, _indexed_kind),
        "randomize": Function(_build_randomize, "nodes", 1, 2),
    }


def _build_count_filled(builder: Builder, call: Call) -> Closure:
    nodes = builder.nodes(call.arguments[0])
    return lambda scope: float(sum(_has_text(node, scope) for node in nodes(scope)))


def _has_text(node: XNode, scope: Scope) -> bool:
    """Tell whether there is a text in a node, or anywhere below it."""
    if node.text:
        return True
    for inner in descendants(node):
        scope.visit(1)
        if inner.text:
            return True
    return False


def _build_position(builder: Builder, call: Call) -> Closure:
    if not call.arguments:
        return lambda scope: float(scope.position)
    tree = call.arguments[0]
    route = builder.route(tree, bind_last=True) if isinstance(tree, Path) else None
    if route is not None and route.is_single:
        frame_of = start_frame(route)
        return lambda scope: float(frame_of(scope).position)
    nodes = builder.nodes(tree)
    return lambda scope: _position(nodes(scope), scope)


def _position(nodes: Sequence[XNode], scope: Scope) -> float:
    if not nodes:
        return NAN
    node = nodes[0]
    if isinstance(node, Item):
        return float(node.frame.position) if node.definition.is_repeat else 1.0
    together = [other for other in node.parent.children if other.name == node.name] if node.parent else [node]
    scope.visit(len(together))
    return float(next(index for index, other in enumerate(together, start=1) if other is node))


def _build_name(builder: Builder, call: Call) -> Closure:
    if not call.arguments:
        return lambda scope: name_of(scope.node)
    nodes = builder.nodes(call.arguments[0])
    return lambda scope: name_of(found[0]) if (found := nodes(scope)) else ""


def _build_local_name(builder: Builder, call: Call) -> Closure:
    name = _build_name(builder, call)
    return lambda scope: str(name(scope)).rpartition(":")[2]


def _indexed_route(builder: Builder, call: Call) -> tuple[Route, dict[int, Expression]]:
    """Return the way to the question and the index of each repeat on it."""
    question, *pairs = call.arguments
    indexes: dict[int, Expression] = {}
    for tree, index in zip(pairs[::2], pairs[1::2], strict=False):
        route = builder.route(tree) if isinstance(tree, Path) else None
        if route is None:
            raise fail("formula.nodes", position=tree.offset + 1)
        indexes[route.target] = index
    outermost = min(indexes, key=lambda target: len(builder.layout.scopes(target)))
    found = builder.route(question, unbound=outermost) if isinstance(question, Path) else None
    if found is None or found.rest:
        raise fail("formula.nodes", position=question.offset + 1)
    return found, indexes


def _indexed_kind(builder: Builder, call: Call) -> Kind:
    question = call.arguments[0]
    route = builder.route(question) if isinstance(question, Path) else None
    if route is None or route.target == ROOT:
        return "any"
    kind = builder.layout.definitions[route.target].type
    return "number" if kind in {"int", "decimal"} else "any"


def _build_indexed_repeat(builder: Builder, call: Call) -> Closure:
    route, indexes = _indexed_route(builder, call)
    frame_of, target = start_frame(route), route.target
    numbers = [builder.number(indexes[repeat]) if repeat in indexes else None for repeat in route.repeats]
    kind = _indexed_kind(builder, call)

    def picked(scope: Scope) -> Value:
        frame = frame_of(scope)
        for repeat, number in zip(route.repeats, numbers, strict=True):
            instances = frame.repeats[repeat]
            index = number(scope) if number else 1.0
            if not 1 <= index <= len(instances):
                return ""
            frame = instances[int(index) - 1]
        return typed_text(frame.items[target].text, kind)

    return picked


def _build_randomize(builder: Builder, call: Call) -> Closure:
    """Shuffle nodes by a seed; without one by chance, in the same order for a question as long as a session lasts."""
    nodes = builder.nodes(call.arguments[0])
    seed = builder.value(call.arguments[1]) if len(call.arguments) > 1 else None

    def shuffled(scope: Scope) -> list[XNode]:
        if seed is not None:
            return shuffle(nodes(scope), _seed(seed(scope)))
        drawn = scope.world.drawn
        if scope.origin not in drawn:
            drawn[scope.origin] = int(scope.world.random() * (_MODULUS - 1))
        return shuffle(nodes(scope), drawn[scope.origin])

    return shuffled


def _seed(value: Value) -> int:
    """Return the number that a seed means; a text that is none gives the start of its SHA-256, as in ODK."""
    number = as_number(value)
    if math.isfinite(number):
        return math.trunc(number)
    digest = hashlib.sha256(as_text(value).encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def shuffle(nodes: Sequence[XNode], seed: int) -> list[XNode]:
    """Return nodes in the order that ODK's engines give for a seed.

    The inside-out shuffle of Fisher and Yates with the generator of Park and Miller.
    """
    state = math.fmod(float(seed), _MODULUS)
    state += _MODULUS - 1 if state <= 0 else 0
    mixed: list[XNode] = []
    for place, node in enumerate(nodes):
        state = state * _MULTIPLIER % _MODULUS
        other = int((int(state) - 1) / (_MODULUS - 1) * (place + 1))
        mixed.append(node)
        mixed[place], mixed[other] = mixed[other], node
    return mixed
