"""The body of a form: what is shown for each element of the instance, and the actions in it."""

from dataclasses import dataclass, field
from itertools import chain

from greenfield.forms.definition import Choice, Control, Itemset, Label
from greenfield.forms.expression.tree import Expression
from greenfield.forms.reading.collector import Collector
from greenfield.forms.reading.labels import read_label
from greenfield.forms.reading.xml import JAVAROSA, Node, attribute, elements, first, local

_CONTROLS = frozenset({"input", "secret", "select", "select1", "rank", "range", "upload", "trigger"})
_READ_APART = frozenset({"ref", "nodeset", "appearance", "bind"})


@dataclass
class Body:
    """Controls by the path that they stand for, the paths of repeats, and setvalue elements by trigger."""

    controls: dict[str, Control] = field(default_factory=dict)
    repeats: set[str] = field(default_factory=set)
    actions: list[tuple[Node, str]] = field(default_factory=list)


def read_body(node: Node | None, root: str, collector: Collector) -> Body:
    """Return what the body holds; `root` is the path of the instance's root element."""
    body = Body()
    if node is not None:
        _read_children(node, root, body, collector)
    return body


def absolute_path(path: str, base: str) -> str:
    """Return a reference as an absolute path, `current()` and `..` at its start resolved."""
    path = path.strip()
    if path.startswith("/"):
        return path
    steps = base.split("/")
    for step in path.split("/"):
        if step == "..":
            steps.pop()
        elif step not in {".", "current()"}:
            steps.append(step)
    return "/".join(steps)


def _read_children(node: Node, base: str, body: Body, collector: Collector) -> None:
    for child in elements(node):
        name = local(child)
        if name == "group":
            path = _path_of(child, base)
            if path != base:
                body.controls[path] = _read_control(child, path, collector)
            _read_children(child, path, body, collector)
        elif name == "repeat":
            path = _path_of(child, base)
            body.repeats.add(path)
            body.controls[path] = _read_repeat(child, path, body.controls.get(path), collector)
            _read_children(child, path, body, collector)
        elif name in _CONTROLS:
            path = _path_of(child, base)
            body.controls[path] = _read_control(child, path, collector)
            body.actions.extend((action, path) for action in elements(child, "setvalue"))
        elif name == "setvalue":
            body.actions.append((child, base))


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


def _read_control(node: Node, path: str, collector: Collector) -> Control:
    return Control(
        tag=local(node),
        label=read_label(first(node, "label"), path, collector),
        hint=read_label(first(node, "hint"), path, collector),
        appearance=attribute(node, "appearance"),
        choices=tuple(_read_choice(item, path, collector) for item in elements(node, "item")),
        itemset=_read_itemset(first(node, "itemset"), path, collector),
        extra={
            str(key).rpartition("}")[2]: str(value)
            for key, value in node.attrib.items()
            if str(key) not in _READ_APART
        },
    )


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
