"""Texts of a form: labels with outputs in them, and translations."""

from greenfield.forms.definition import Label, Translation
from greenfield.forms.expression.tree import Call, Expression, Text
from greenfield.forms.reading.collector import Collector
from greenfield.forms.reading.xml import Node, attribute, elements, first, local

MEDIA = frozenset({"image", "big-image", "audio", "video"})


def read_label(node: Node | None, where: str, collector: Collector) -> Label | None:
    """Return the text of a `label`, `hint` or `value` element: its content, or a reference to itext."""
    if node is None:
        return None
    reference = attribute(node, "ref")
    if reference:
        tree = collector.expression(reference, where, local(node))
        return label_of(tree) if tree is not None else None
    return Label(_parts(node, where, collector))


def label_of(tree: Expression) -> Label:
    """Return the label that an expression gives: the text of an id for `jr:itext('id')`, else its value."""
    match tree:
        case Call(name="jr:itext", arguments=(Text(value=text_id),)):
            return Label(itext=text_id)
        case _:
            return Label((tree,))


def read_message(text: str, where: str, column: str, collector: Collector) -> Label | None:
    """Return the text of `jr:constraintMsg` or `jr:requiredMsg`: as written, or an itext reference."""
    if not text.strip():
        return None
    if text.strip().startswith("jr:itext("):
        tree = collector.expression(text, where, column)
        return label_of(tree) if tree is not None else None
    return Label((text,))


def _parts(node: Node, where: str, collector: Collector) -> tuple[str | Expression, ...]:
    if not len(node):
        text = (node.text or "").strip()
        return (text,) if text else ()
    parts: list[str | Expression] = [node.text or ""]
    for child in elements(node):
        if local(child) == "output":
            tree = collector.expression(attribute(child, "value") or attribute(child, "ref"), where, "output")
            if tree is not None:
                parts.append(tree)
        else:
            parts.append("".join(str(text) for text in child.itertext()))
        parts.append(child.tail or "")
    kept = [part for part in parts if part != ""]
    if kept and isinstance(kept[0], str):
        kept[0] = kept[0].lstrip()
    if kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip()
    return tuple(part for part in kept if part != "")


def read_translations(model: Node, collector: Collector) -> tuple[tuple[Translation, ...], str]:
    """Return the translations of a model and the name of the default one (else the first)."""
    itext = first(model, "itext")
    if itext is None:
        return (), ""
    translations: list[Translation] = []
    default = ""
    for node in elements(itext, "translation"):
        language = attribute(node, "lang")
        if attribute(node, "default") in {"true()", "true", ""} and "default" in node.attrib:
            default = language
        translations.append(_translation(node, language, collector))
    return tuple(translations), default or (translations[0].language if translations else "")


def _translation(node: Node, language: str, collector: Collector) -> Translation:
    texts: dict[str, Label] = {}
    media: dict[str, dict[str, str]] = {}
    other: dict[str, dict[str, Label]] = {}
    for entry in elements(node, "text"):
        text_id = attribute(entry, "id")
        for value in elements(entry, "value"):
            form = attribute(value, "form")
            if form in MEDIA:
                media.setdefault(text_id, {})[form] = (value.text or "").strip()
                continue
            label = read_label(value, text_id, collector)
            if label is None:
                continue
            if form not in {"", "long"}:
                other.setdefault(text_id, {})[form] = label
            elif not form or text_id not in texts:
                texts[text_id] = label
    return Translation(language, texts, media, other)
