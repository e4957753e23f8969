"""The body of a form: what is shown for each element of the instance, and the actions in it."""

from dataclasses import dataclass, field
from itertools import chain

from msgspec import structs

from greenfield.forms.definition import Bounds, Choice, Control, Itemset, Label
from greenfield.forms.expression.tree import Expression
from greenfield.forms.reading.actions import ACTIONS, Written
from greenfield.forms.reading.collector import Collector
from greenfield.forms.reading.labels import read_label
from greenfield.forms.reading.paths import absolute_path
from greenfield.forms.reading.search import read_search
from greenfield.forms.reading.xml import JAVAROSA, Node, attribute, elements, first, local, text_attributes

_CONTROLS = frozenset({"input", "secret", "select", "select1", "rank", "range", "upload", "trigger"})
_READ_APART = frozenset({"ref", "nodeset", "appearance", "bind"})


@dataclass
class Body:
    """Controls by the path that they stand for, the paths of repeats, and the actions with where they stand."""

    controls: dict[str, Control] = field(default_factory=dict)
    repeats: set[str] = field(default_factory=set)
    actions: list[Written] = field(default_factory=list)


def read_body(node: Node | None, root: str, collector: Collector) -> Body:
    """Return what the body holds; `root` is the path of the instance's root element."""
    body = Body()
    if node is not None:
        _read_children(node, root, "", body, collector)
    return body


def _read_children(node: Node, base: str, repeat: str, body: Body, collector: Collector) -> None:
    for child in elements(node):
        name = local(child)
        if name == "group":
            path = _path_of(child, base)
            if path != base:
                body.controls[path] = _read_control(child, _named(child), path, collector)
            _read_children(child, path, repeat, body, collector)
        elif name == "repeat":
            path = _path_of(child, base)
            body.repeats.add(path)
            body.controls[path] = _read_repeat(child, path, body.controls.get(path), collector)
            _read_children(child, path, path, body, collector)
        elif name in _CONTROLS:
            path, inside = _path_of(child, base), _named(child)
            body.controls[path] = _read_control(child, inside, path, collector)
            if not ACTIONS.isdisjoint(inside):
                body.actions.extend(Written(action, path, repeat) for action in elements(child, *ACTIONS))
        elif name in ACTIONS:
            body.actions.append(Written(child, base, repeat))


def _path_of(node: Node, base: str) -> str:
    reference = attribute(node, "ref") or attribute(node, "nodeset")
    return absolute_path(reference, base) if reference else base


def _read_repeat(node: Node, path: str, group: Control | None, collector: Collector) -> Control:
    """Join a repeat with the group around it, which has its label."""
    count = attribute(node, "count", JAVAROSA)
    return Control(
        tag="repeat",
        label=group.label if group else read_label(first(node, "label"), path, collector),
        hint=group.hint if group else None,
        appearance=attribute(node, "appearance") or (group.appearance if group else ""),
        count=collector.expression(count, path, "jr:count") if count else None,
        fixed=attribute(node, "noAddRemove", JAVAROSA) in {"true()", "true"},
    )


def _named(node: Node) -> dict[str, Node]:
    """Return the children of an element by their names, of several the first."""
    found: dict[str, Node] = {}
    for child in elements(node):
        found.setdefault(local(child), child)
    return found


def _read_control(node: Node, inside: dict[str, Node], path: str, collector: Collector) -> Control:
    query, tag = attribute(node, "query"), local(node)
    control = Control(
        tag="select1" if query else tag,
        label=read_label(inside.get("label"), path, collector),
        hint=read_label(inside.get("hint"), path, collector),
        appearance=attribute(node, "appearance"),
        choices=tuple(_read_choice(item, path, collector) for item in elements(node, "item"))
        if "item" in inside
        else (),
        itemset=_read_itemset(inside.get("itemset"), path, collector) or _read_query(query, path, collector),
        bounds=_read_bounds(node) if tag == "range" else None,
        extra={
            key.rpartition("}")[2]: value for key, value in text_attributes(node) if key not in _READ_APART
        },
    )
    if "search" not in control.appearance:
        return control
    searched = read_search(control.appearance, control.choices, path, collector)
    if searched is None:
        return control
    itemset, name = searched
    return structs.replace(control, itemset=itemset, choices=(), extra={**control.extra, "search": name})


def _read_choice(node: Node, path: str, collector: Collector) -> Choice:
    value = first(node, "value")
    label = read_label(first(node, "label"), path, collector)
    return Choice(((value.text if value is not None else "") or "").strip(), label or Label())


def _read_itemset(node: Node | None, path: str, collector: Collector) -> Itemset | None:
    if node is None:
        return None
    value, label = first(node, "value"), first(node, "label")
    texts = (
        attribute(node, "nodeset"),
        *(attribute(n, "ref") if n is not None else "" for n in (value, label)),
    )
    trees: list[Expression | None] = [
        collector.expression(text, path, column)
        for text, column in zip(chain(texts), ("itemset", "value", "label"), strict=True)
    ]
    if trees[0] is None or trees[1] is None:
        return None
    return Itemset(trees[0], trees[1], trees[2] or trees[1])


def _read_query(query: str, path: str, collector: Collector) -> Itemset | None:
    """Return the choices of a `select_one_external` question, which stand in `itemsets.csv`."""
    if not query:
        return None
    nodes = collector.expression(query, path, "query")
    value, label = (collector.expression(name, path, "query") for name in ("name", "label"))
    return Itemset(nodes, value, label) if nodes and value and label else None


def _read_bounds(node: Node) -> Bounds | None:
    """Return the values of a range; None for one that lacks them."""
    start, end, step = (attribute(node, name).strip() for name in ("start", "end", "step"))
    return Bounds(start, end, step or "1") if start and end else None
