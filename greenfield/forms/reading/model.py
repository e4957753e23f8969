"""The model of a form: its instance and binds as definitions."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from greenfield.base.problem import Place
from greenfield.forms.definition import ROOT, Action, Definition, Seed
from greenfield.forms.expression.nearest import nearest_name
from greenfield.forms.reading.body import Body, absolute_path
from greenfield.forms.reading.collector import Collector
from greenfield.forms.reading.labels import read_message
from greenfield.forms.reading.xml import (
    JAVAROSA,
    Node,
    attribute,
    elements,
    local,
    text_attributes,
    written_name,
)

_TYPES = {
    **dict.fromkeys(("integer", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"), "int"),
    **dict.fromkeys(("double", "float"), "decimal"),
    **dict.fromkeys(("select", "select1", "", "anyURI", "text"), "string"),
    "datetime": "dateTime",
}


@dataclass
class Model:
    """Definitions while they are made, in document order."""

    definitions: list[Definition] = field(default_factory=list)
    by_path: dict[str, int] = field(default_factory=dict)


def read_definitions(root: Node, model_node: Node, body: Body, collector: Collector) -> Model:
    """Return a definition for each element of the primary instance below and with `root`.

    Binds and controls without an element are the problem `form.unknown_element`.
    """
    binds: dict[str, Node] = {}
    root_path = "/" + written_name(root)
    for bind in elements(model_node, "bind"):
        binds[absolute_path(attribute(bind, "nodeset") or attribute(bind, "ref"), root_path)] = bind
    model = Model()
    _Reader(model, binds, body, collector).read(root, "", -1, ROOT)
    for path in (*binds, *body.controls):
        if path not in model.by_path:
            nearest = nearest_name(path, model.by_path)
            collector.add("form.unknown_element", Place(path), path=path, nearest=nearest)
    return model


class _Reader:
    def __init__(self, model: Model, binds: dict[str, Node], body: Body, collector: Collector) -> None:
        self._model = model
        self._binds = binds
        self._body = body
        self._collector = collector

    def read(self, node: Node, above: str, parent: int, scope: int, same: Sequence[Node] = ()) -> int:
        path = f"{above}/{written_name(node)}"
        index = len(self._model.definitions)
        is_repeat = path in self._body.repeats
        scope = index if is_repeat else scope
        definition = Definition(
            index=index,
            name=written_name(node),
            path=path,
            parent=parent,
            scope=scope,
            is_repeat=is_repeat,
            seeds=self._seeds(same, path) if is_repeat else (),
            default="" if len(node) else (node.text or "").strip(),
            attributes=tuple(_attributes(node, path, self._binds)),
            control=self._body.controls.get(path),
        )
        self._model.definitions.append(self._bound(definition))
        self._model.by_path[path] = index
        children = [
            self._read_attribute(key, value, path, index, scope)
            for key, value in text_attributes(node)
            if f"{path}/@{key}" in self._binds
        ]
        children.extend(self._read_children(node, path, index, scope))
        self._model.definitions[index] = msgspec.structs.replace(
            self._model.definitions[index], children=tuple(children)
        )
        return index

    def _seeds(self, same: Sequence[Node], path: str) -> tuple[Seed, ...]:
        return tuple(_seed(node, path, self._body.repeats) for node in same if not is_template(node))

    def _read_children(self, node: Node, path: str, index: int, scope: int) -> list[int]:
        together: dict[str, list[Node]] = {}
        for child in elements(node):
            together.setdefault(written_name(child), []).append(child)
        children = []
        for name, same in together.items():
            templates = [child for child in same if is_template(child)]
            if len(same) > 1 and f"{path}/{name}" not in self._body.repeats:
                self._collector.add("form.twice", Place(f"{path}/{name}"), path=f"{path}/{name}")
            shown = templates[0] if templates else same[0]
            children.append(self.read(shown, path, index, scope, same))
        return children

    def _read_attribute(self, key: str, value: str, path: str, parent: int, scope: int) -> int:
        index = len(self._model.definitions)
        made = Definition(
            index=index,
            name=f"@{key}",
            path=f"{path}/@{key}",
            parent=parent,
            scope=scope,
            is_attribute=True,
            default=value,
        )
        self._model.definitions.append(self._bound(made))
        self._model.by_path[made.path] = index
        return index

    def _bound(self, definition: Definition) -> Definition:
        bind = self._binds.get(definition.path)
        if bind is None:
            return definition
        path, collector = definition.path, self._collector
        expressions = {
            name: collector.expression(attribute(bind, name), path, name)
            for name in ("calculate", "relevant", "readonly", "required", "constraint")
        }
        messages = {
            f"{name}_message": read_message(attribute(bind, key, JAVAROSA), path, key, collector)
            for name, key in (("constraint", "constraintMsg"), ("required", "requiredMsg"))
        }
        kind = attribute(bind, "type").rpartition(":")[2]
        return msgspec.structs.replace(
            definition,
            type=_TYPES.get(kind, kind),
            preload=(attribute(bind, "preload", JAVAROSA), attribute(bind, "preloadParams", JAVAROSA)),
            **expressions,
            **messages,
        )


def is_template(node: Node) -> bool:
    """Tell whether an element is the pattern for new instances of its repeat."""
    return f"{{{JAVAROSA}}}template" in node.attrib


def _seed(node: Node, path: str, repeats: set[str]) -> Seed:
    """Return what stands in one instance of a repeat, empty texts too."""
    texts: dict[str, str] = {}
    inner: dict[str, tuple[Seed, ...]] = {}
    waiting = [(node, path)]
    while waiting:
        current, where = waiting.pop()
        for child in elements(current):
            below = f"{where}/{written_name(child)}"
            if below in repeats:
                if not is_template(child):
                    inner[below] = (*inner.get(below, ()), _seed(child, below, repeats))
            elif len(child):
                waiting.append((child, below))
            else:
                texts[below] = (child.text or "").strip()
    return Seed(texts, inner)


def _attributes(node: Node, path: str, binds: dict[str, Node]) -> list[tuple[str, str]]:
    """Return the attributes to write as they are: not the template mark, not those with a bind."""
    prefixes = {uri: prefix for prefix, uri in node.nsmap.items()}
    found = []
    for key, value in text_attributes(node):
        space, _, name = key.rpartition("}")
        prefix = prefixes.get(space[1:]) if space else None
        written = f"{prefix}:{name}" if prefix else name
        if space[1:] != JAVAROSA and f"{path}/@{key}" not in binds:
            found.append((written, value))
    return found


def read_actions(
    nodes: list[tuple[Node, str]], model: Model, repeats: set[str], collector: Collector
) -> tuple[Action, ...]:
    """Return the actions of setvalue elements, each given with the path that it stands at."""
    actions = []
    for node, place in nodes:
        path = absolute_path(attribute(node, "ref"), place)
        value = attribute(node, "value")
        target, trigger = model.by_path.get(path), model.by_path.get(place)
        if target is None or local(node) != "setvalue":
            nearest = nearest_name(path, model.by_path)
            collector.add("form.unknown_element", Place(path), path=path, nearest=nearest)
            continue
        events = attribute(node, "event").split()
        is_group = place in repeats or trigger in {None, ROOT}
        actions.append(
            Action(
                events=tuple(events),
                target=target,
                value=collector.expression(value, path, "setvalue") if value else None,
                text=node.text or "",
                trigger=-1 if is_group or trigger is None else trigger,
            )
        )
    return tuple(actions)
