"""The model of a form: its instance and binds as definitions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from greenfield.base.problem import Place
from greenfield.forms.definition import ROOT, Definition, Seed
from greenfield.forms.expression.nearest import nearest_name
from greenfield.forms.reading.body import Body
from greenfield.forms.reading.collector import Collector
from greenfield.forms.reading.labels import read_message
from greenfield.forms.reading.paths import absolute_path
from greenfield.forms.reading.xml import (
    ENTITIES,
    JAVAROSA,
    ODK,
    OPENROSA,
    Node,
    attribute,
    elements,
    text_attributes,
    written_name,
)

# Another type counts as a text (ODK XForms specification, bind attributes).
DATA_TYPES = frozenset(
    {
        *("string", "int", "boolean", "decimal", "date", "time", "dateTime"),
        *("geopoint", "geotrace", "geoshape", "binary", "barcode", "intent"),
    }
)
_TYPES = {
    **dict.fromkeys(("integer", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"), "int"),
    **dict.fromkeys(("double", "float"), "decimal"),
    "datetime": "dateTime",
}
_READ_APART = frozenset(
    {
        *("nodeset", "ref", "id", "type", "calculate", "relevant", "readonly", "required", "constraint"),
        *(f"{{{JAVAROSA}}}{name}" for name in ("constraintMsg", "requiredMsg", "preload", "preloadParams")),
        *("preload", "preloadParams"),
    }
)
_EXPRESSIONS = ("calculate", "relevant", "readonly", "required", "constraint")
_MESSAGES = (
    ("constraint_message", "constraintMsg", f"{{{JAVAROSA}}}constraintMsg"),
    ("required_message", "requiredMsg", f"{{{JAVAROSA}}}requiredMsg"),
)
_COMMON = frozenset({"nodeset", "ref", "id", "type", *_EXPRESSIONS})
_TEMPLATE = f"{{{JAVAROSA}}}template"
_TO_COME = Definition(-1, "", "", -1, ROOT)
_PREFIXES = {ENTITIES: "entities:", OPENROSA: "orx:", ODK: "odk:", JAVAROSA: "jr:"}


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
        name = written_name(node)
        path = f"{above}/{name}"
        index = len(self._model.definitions)
        is_repeat = path in self._body.repeats
        scope = index if is_repeat else scope
        self._model.definitions.append(_TO_COME)
        self._model.by_path[path] = index
        bound = self._bound(path)
        children = [
            self._read_attribute(key, value, path, index, scope)
            for key, value in text_attributes(node)
            if f"{path}/@{key}" in self._binds
        ]
        is_leaf = not len(node)
        if not is_leaf:
            children.extend(self._read_children(node, path, index, scope))
        self._model.definitions[index] = Definition(
            index=index,
            name=name,
            path=path,
            parent=parent,
            scope=scope,
            children=tuple(children),
            is_repeat=is_repeat,
            seeds=self._seeds(same, path) if is_repeat else (),
            default=(node.text or "").strip() if is_leaf else "",
            attributes=tuple(_attributes(node, path, self._binds)),
            control=self._body.controls.get(path),
            **bound,
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
            templates = [child for child in same if is_template(child)] if len(same) > 1 else []
            if len(same) > 1 and f"{path}/{name}" not in self._body.repeats:
                self._collector.add("form.twice", Place(f"{path}/{name}"), path=f"{path}/{name}")
            shown = templates[0] if templates else same[0]
            children.append(self.read(shown, path, index, scope, same))
        return children

    def _read_attribute(self, key: str, value: str, path: str, parent: int, scope: int) -> int:
        index = len(self._model.definitions)
        written = f"{path}/@{key}"
        made = Definition(
            index=index,
            name=f"@{key}",
            path=written,
            parent=parent,
            scope=scope,
            is_attribute=True,
            default=value,
            **self._bound(written),
        )
        self._model.definitions.append(made)
        self._model.by_path[written] = index
        return index

    def _bound(self, path: str) -> dict[str, Any]:
        """Return what the bind of a path says, by the names that it has in a definition; mostly not much."""
        bind = self._binds.get(path)
        if bind is None:
            return {}
        collector, said = self._collector, dict(text_attributes(bind))
        kind = said.get("type", "").rpartition(":")[2]
        found: dict[str, Any] = {"type": kind if kind in DATA_TYPES else _TYPES.get(kind, "string")}
        for name in _EXPRESSIONS:
            if name in said:
                found[name] = collector.expression(said[name], path, name)
        if said.keys() <= _COMMON:
            return found
        for name, column, key in _MESSAGES:
            if key in said:
                found[name] = read_message(said[key], path, column, collector)
        found["preload"] = (_preload(bind, "preload"), _preload(bind, "preloadParams"))
        found["extra"] = _further(bind)
        return found


def _preload(bind: Node, name: str) -> str:
    """Return a preload attribute, which some forms write without its prefix."""
    return attribute(bind, name, JAVAROSA) or attribute(bind, name)


def _further(bind: Node) -> dict[str, str]:
    """Return the attributes of a bind that only others use, with the usual prefix."""
    found = {}
    for key, value in text_attributes(bind):
        if key not in _READ_APART:
            space, _, name = key.rpartition("}")
            found[_PREFIXES.get(space[1:], "") + name] = value
    return found


def is_template(node: Node) -> bool:
    """Tell whether an element is the pattern for new instances of its repeat."""
    return _TEMPLATE in node.attrib


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
    found: list[tuple[str, str]] = []
    if not node.attrib:
        return found
    prefixes = {uri: prefix for prefix, uri in node.nsmap.items()}
    for key, value in text_attributes(node):
        space, _, name = key.rpartition("}")
        prefix = prefixes.get(space[1:]) if space else None
        written = f"{prefix}:{name}" if prefix else name
        if space[1:] != JAVAROSA and f"{path}/@{key}" not in binds:
            found.append((written, value))
    return found
