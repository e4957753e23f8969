"""Paths to questions worked out once: how many frames to climb, which repeats to go down, where to arrive.

An absolute path inside a repeat means the repeat instance around it, as in ODK's engines, unless it ends
at that repeat itself (`count(/data/person)` counts all) or filters it.
"""

from msgspec import Struct

from greenfield.base.problem import fail
from greenfield.forms.definition import ROOT
from greenfield.forms.expression.nearest import nearest_name
from greenfield.forms.expression.tree import Call, Path, Step
from greenfield.forms.layout import Layout


class Route(Struct, frozen=True, gc=False):
    """From the frame of the expression's item (`from_origin`) or of the context node: climb, then go down.

    `anchor` is the scope of the frame that the climb ends at, `repeats` are entered from there, `rest` are
    steps that can only be followed over nodes.
    """

    from_origin: bool
    climb: int
    anchor: int
    repeats: tuple[int, ...]
    target: int
    rest: tuple[Step, ...] = ()

    @property
    def is_single(self) -> bool:
        """Tell whether the route ends at one item, never at several."""
        return not self.repeats and not self.rest


class Place(Struct, frozen=True, gc=False):
    """Where an expression stands: the definition it belongs to, and that of its context node.

    `context` is None for a node of a secondary instance; `in_predicate` when it is not the item itself.
    """

    origin: int
    context: int | None
    in_predicate: bool = False


def find_route(
    path: Path, place: Place, layout: Layout, *, bind_last: bool = False, unbound: int = -1
) -> Route | None:
    """Return the route of a path into the form's instance, None when it starts elsewhere.

    `bind_last` keeps a path that ends at a repeat around the expression to the instance around it;
    `unbound` names a repeat of which all instances are meant. Raises `form.unknown_reference`.
    """
    if not path.absolute or bind_last or unbound >= 0:
        return _find_route(path, place, layout, bind_last=bind_last, unbound=unbound)
    key = (path.steps, layout.definitions[place.origin].scope)
    known = layout.routes.get(key)
    if isinstance(known, Route):
        return known
    found = layout.routes[key] = _find_route(path, place, layout, bind_last=False, unbound=-1)
    return found


def _find_route(path: Path, place: Place, layout: Layout, *, bind_last: bool, unbound: int) -> Route | None:
    if path.absolute and not bind_last and unbound < 0:
        target = layout.by_path.get("/" + "/".join([step.test for step in path.steps]))
        if target is not None and not target.is_repeat and all(map(_is_plain, path.steps)):
            inner, origin = layout.scopes(target.index), layout.scopes(place.origin)
            anchor = layout.common_scope(place.origin, target.index)
            depth = len(layout.scopes(anchor))
            return Route(True, len(origin) - depth, anchor, inner[depth:], target.index)
    start = _start(path, place)
    if start is None:
        return None
    from_origin, here, index = start
    anchor = layout.definitions[here].scope if here is not None else ROOT
    steps = path.steps
    while index < len(steps) and not steps[index].predicates:
        following = _follow(steps[index], here, layout)
        if following is None:
            break
        here = following
        index += 1
        if layout.definitions[here].scope != anchor and anchor not in layout.scopes(here):
            anchor = layout.common_scope(anchor, here)
    if here is None:
        return None
    rest = steps[index:]
    if path.absolute:
        is_free = layout.definitions[here].is_repeat and not rest and not bind_last
        anchor = layout.common_scope(place.origin, layout.definitions[here].parent if is_free else here)
    if unbound >= 0 and unbound in layout.scopes(anchor):
        anchor = layout.definitions[layout.definitions[unbound].parent].scope
    base = place.origin if from_origin else (place.context or ROOT)
    inner = layout.scopes(here)[len(layout.scopes(anchor)) :]
    climb = len(layout.scopes(base)) - len(layout.scopes(anchor))
    return Route(from_origin, climb, anchor, inner, here, rest)


def _is_plain(step: Step) -> bool:
    return step.axis == "child" and not step.predicates


def _start(path: Path, place: Place) -> tuple[bool, int | None, int] | None:
    """Return whether the path starts at the expression's own item, its first definition, its first step."""
    if path.absolute:
        if not path.steps or path.steps[0].axis != "child":
            return None
        return True, None, 0
    match path.origin:
        case None if place.context is not None:
            return not place.in_predicate, place.context, 0
        case Call(name="current"):
            return True, place.origin, 0
        case _:
            return None


def _follow(step: Step, here: int | None, layout: Layout) -> int | None:
    """Return where a step leads, None when it needs nodes to be followed."""
    if step.test == "node()" and step.axis in {"self", "parent"} and here is not None:
        parent = layout.definitions[here].parent
        return here if step.axis == "self" else (parent if parent >= 0 else None)
    if step.axis not in {"child", "attribute"} or step.test == "*" or step.test.endswith("()"):
        return None
    name = f"@{step.test}" if step.axis == "attribute" else step.test
    known = layout.children[here] if here is not None else {layout.definitions[ROOT].name: ROOT}
    if name not in known:
        if step.axis == "attribute":
            return None
        above = layout.definitions[here].path if here is not None else ""
        raise fail("form.unknown_reference", path=f"{above}/{name}", nearest=nearest_name(name, known))
    return known[name]
