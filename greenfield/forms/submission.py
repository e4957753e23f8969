"""Writes the instance as it would be submitted: relevant elements, answers as stored."""

from collections.abc import Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from greenfield.forms.definition import ROOT
from greenfield.forms.evaluation.instance import Frame, Item
from greenfield.forms.form import Form
from greenfield.forms.growth import children_of

_RETURN: Mapping[str, str] = MappingProxyType({"\r": "&#13;"})  # who reads it would take it as a line's end


def write_instance(form: Form, root: Frame) -> str:
    """Return the instance as XML in one line; what is irrelevant is left out."""
    questionnaire = form.questionnaire
    spaces = ((f"xmlns:{prefix}" if prefix else "xmlns", uri) for prefix, uri in questionnaire.namespaces)
    pieces: list[str] = []
    _write(root.items[ROOT], list(spaces), pieces)
    return "".join(pieces)


def _write(item: Item, spaces: list[tuple[str, str]], pieces: list[str]) -> None:
    waiting: list[Item | str] = [item]
    first = True
    while waiting:
        current = waiting.pop()
        if isinstance(current, str):
            pieces.append(current)
            continue
        children = [child for child in children_of(current) if child.relevant]
        computed = [(c.definition.name[1:], c.text) for c in children if c.definition.is_attribute]
        attributes = [*(spaces if first else ()), *current.definition.attributes, *computed]
        first = False
        name = current.definition.name
        start = name + "".join(f" {key}={quoteattr(value)}" for key, value in attributes)
        inner = [child for child in children if not child.definition.is_attribute]
        if inner:
            pieces.append(f"<{start}>")
            waiting.append(f"</{name}>")
            waiting.extend(reversed(inner))
        elif current.definition.children and not current.text:
            pieces.append(f"<{start}/>")
        else:
            text = escape(current.text, _RETURN)
            pieces.append(f"<{start}>{text}</{name}>" if text else f"<{start}/>")
