"""Reads a form: XForm XML as pyxform writes it, and the files that it names."""

from collections.abc import Mapping
from types import MappingProxyType

from greenfield.base.problem import Place, fail
from greenfield.forms.collecting import without_collecting
from greenfield.forms.definition import Questionnaire
from greenfield.forms.form import Form
from greenfield.forms.reading.actions import ACTIONS, Written, read_actions
from greenfield.forms.reading.body import read_body
from greenfield.forms.reading.collector import Collector
from greenfield.forms.reading.labels import read_translations
from greenfield.forms.reading.model import read_definitions
from greenfield.forms.reading.secondary import last_saved_ids, read_secondary
from greenfield.forms.reading.xml import (
    OPENROSA,
    XHTML,
    Node,
    attribute,
    elements,
    first,
    local,
    namespace,
    read_xml,
    written_name,
)

_NO_FILES: Mapping[str, bytes] = MappingProxyType({})


@without_collecting()
def parse_form(xml: bytes, files: Mapping[str, bytes] = _NO_FILES) -> Form:
    """Return the form that XForm XML describes; `files` are the CSV and XML files that it names.

    Raises ProblemError with every problem found: `form.not_xml`, `form.not_xform`, `form.unknown_element`,
    `form.unknown_reference`, `form.twice`, `form.file_missing`, `form.file_unreadable`, `form.cycle`, and those
    of expressions with the path and the attribute in which they stand.
    """
    collector = Collector()
    head, body_node = _head_and_body(read_xml(xml))
    model_node = first(head, "model")
    instance = first(model_node, "instance") if model_node is not None else None
    root = next(elements(instance), None) if instance is not None else None
    if model_node is None or root is None:
        raise fail("form.not_xform")
    body = read_body(body_node, "/" + written_name(root), collector)
    model = read_definitions(root, model_node, body, collector)
    translations, default_language = read_translations(model_node, collector)
    in_model = [Written(node, "/" + written_name(root)) for node in elements(model_node, *ACTIONS)]
    submission = first(model_node, "submission")
    title = first(head, "title")
    questionnaire = Questionnaire(
        id=attribute(root, "id") or namespace(root),
        version=attribute(root, "version") or attribute(root, "version", OPENROSA),
        title=((title.text if title is not None else "") or "").strip(),
        definitions=tuple(model.definitions),
        actions=read_actions([*in_model, *body.actions], model.by_path, collector),
        translations=translations,
        default_language=default_language,
        namespaces=_namespaces(root),
        last_saved=last_saved_ids(model_node),
        public_key=attribute(submission, "base64RsaPublicKey") if submission is not None else "",
    )
    instances = read_secondary(model_node, questionnaire.definitions, files, collector)
    form = Form(questionnaire, instances)
    collector.problems.extend(form.problems())
    collector.check()
    return form


def _head_and_body(document: Node) -> tuple[Node, Node | None]:
    head = first(document, "head")
    if local(document) != "html" or namespace(document) != XHTML or head is None:
        raise fail("form.not_xform", Place(row=1))
    return head, first(document, "body")


def _namespaces(root: Node) -> tuple[tuple[str, str], ...]:
    """Return the prefixes that names in the instance use, and the root's own default namespace."""
    used = {node.prefix for node in root.iter() if node.prefix}
    used |= {
        prefix
        for node in root.iter()
        for key in node.attrib
        for prefix, uri in node.nsmap.items()
        if prefix and str(key).startswith(f"{{{uri}}}") and not str(key).endswith("}template")
    }
    found = [(prefix, uri) for prefix, uri in root.nsmap.items() if prefix and prefix in used]
    own = root.nsmap.get(None)
    parent = root.getparent()
    if own and parent is not None and parent.nsmap.get(None) != own:
        found.insert(0, ("", own))
    return tuple(found)
