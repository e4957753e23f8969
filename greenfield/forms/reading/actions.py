"""Actions of a form: what is set, when, and where in the form that was written."""

from typing import NamedTuple

from greenfield.base.problem import Place
from greenfield.forms.definition import ROOT, Action
from greenfield.forms.expression.nearest import nearest_name
from greenfield.forms.expression.tree import Expression, Path
from greenfield.forms.reading.collector import Collector
from greenfield.forms.reading.paths import absolute_path
from greenfield.forms.reading.xml import EVENTS, Node, attribute, local

ACTIONS = frozenset({"setvalue", "setgeopoint", "recordaudio"})
# Names that older forms use for an event.
_EVENTS = {"xforms-ready": "odk-instance-first-load", "jr-insert": "odk-new-repeat"}


class Written(NamedTuple):
    """An action element, the path of what it stands in, and of the repeat around it (empty without one)."""

    node: Node
    place: str
    repeat: str = ""


def read_actions(written: list[Written], by_path: dict[str, int], collector: Collector) -> tuple[Action, ...]:
    """Return the actions; one that names what the form does not have is `form.unknown_element`."""
    made = (_read(one, by_path, collector) for one in written)
    return tuple(action for action in made if action is not None)


def _read(written: Written, by_path: dict[str, int], collector: Collector) -> Action | None:
    node, place, repeat = written
    reference = attribute(node, "ref") or attribute(node, "bind")
    nodes: Expression | None = None
    if "[" in reference:
        nodes = collector.expression(reference, place, local(node))
        reference = _without_conditions(nodes)
    path = absolute_path(reference, place)
    target = by_path.get(path)
    if target is None:
        nearest = nearest_name(path, by_path)
        collector.add("form.unknown_element", Place(path), path=path, nearest=nearest)
        return None
    events = attribute(node, "event") or attribute(node, "event", EVENTS)
    value = attribute(node, "value")
    return Action(
        events=tuple(_EVENTS.get(event, event) for event in events.split()),
        target=target,
        value=collector.expression(value, path, local(node)) if value else None,
        text=node.text or "",
        trigger=by_path.get(place, -1),
        repeat=by_path.get(repeat, ROOT),
        kind=local(node),
        nodes=nodes,
    )


def _without_conditions(tree: Expression | None) -> str:
    """Return the plain path of a path with conditions; empty for what is no path of names."""
    if not isinstance(tree, Path):
        return ""
    short = {("parent", "node()"): "..", ("self", "node()"): "."}
    names = [short.get((step.axis, step.test), step.test) for step in tree.steps]
    return ("/" if tree.absolute else "") + "/".join(names)
