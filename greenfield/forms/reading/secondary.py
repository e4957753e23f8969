"""Secondary instances: choice lists inside the form, and the CSV, XML and GeoJSON files that it names."""

from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from greenfield.base.problem import Place, ProblemError
from greenfield.forms.definition import Definition
from greenfield.forms.element import Element
from greenfield.forms.expression.tree import Call, Text
from greenfield.forms.expression.walk import every
from greenfield.forms.reading.collector import Collector
from greenfield.forms.reading.geojson import read_geojson
from greenfield.forms.reading.tables import read_rows
from greenfield.forms.reading.xml import Node, attribute, elements, local, read_xml

LAST_SAVED = "jr://instance/last-saved"
EXTERNAL = "itemsets.csv"


def read_secondary(
    model: Node, definitions: Sequence[Definition], files: Mapping[str, bytes], collector: Collector
) -> dict[str, Element]:
    """Return the secondary instances of a model by id, each as a document above its root element.

    The instance saved last is empty here: a session brings it. A file that was not handed in is the problem
    `form.file_missing`.
    """
    found: dict[str, Element] = {}
    for node in list(elements(model, "instance"))[1:]:
        instance_id = attribute(node, "id")
        source = attribute(node, "src")
        if source and source != LAST_SAVED:
            found[instance_id] = _from_file(source.rpartition("/")[2], files, collector)
        else:
            found[instance_id] = Element("#document")
            for child in elements(node):
                _copy(child, found[instance_id])
    searched = {d.control.extra["search"] for d in definitions if d.control and "search" in d.control.extra}
    found.update(
        (name, _from_file(f"{name}.csv", files, collector)) for name in sorted(searched - set(found))
    )
    external = _queried(definitions) - set(found)
    if external:
        found.update(_from_itemsets(external, files, collector))
    return found


def last_saved_ids(model: Node) -> tuple[str, ...]:
    """Return the ids of the instances that stand for the instance saved last."""
    return tuple(
        attribute(node, "id") for node in elements(model, "instance") if attribute(node, "src") == LAST_SAVED
    )


def read_document(data: bytes, name: str = "") -> Element:
    """Return an XML document as an element above its root; ProblemError `form.not_xml`."""
    document = Element("#document")
    _copy(read_xml(data, name), document)
    return document


def _from_file(name: str, files: Mapping[str, bytes], collector: Collector) -> Element:
    data = files.get(name)
    document = Element("#document")
    if data is None:
        collector.add("form.file_missing", Place(name), file=name)
        return document
    try:
        if name.lower().endswith(".csv"):
            root = Element("root", document)
            for row in read_rows(name, data):
                _add_item(root, row)
        elif name.lower().endswith(".geojson"):
            root = Element("root", document)
            for row in read_geojson(name, data):
                _add_item(root, row)
        else:
            document = read_document(data, name)
    except ProblemError as error:
        collector.problems.extend(error.problems)
    return document


def _add_item(root: Element, row: Mapping[str, str]) -> None:
    item = Element("item", root)
    for column, value in row.items():
        Element(column, item, value)


def _queried(definitions: Iterable[Definition]) -> set[str]:
    """Return the lists that questions of the type `select_one_external` read."""
    controls = (d.control for d in definitions if d.control is not None and "query" in d.control.extra)
    itemsets = (control.itemset for control in controls if control.itemset is not None)
    calls = (node for itemset in itemsets for node in every(itemset.nodes) if isinstance(node, Call))
    return {
        call.arguments[0].value
        for call in calls
        if call.name == "instance" and call.arguments and isinstance(call.arguments[0], Text)
    }


def _from_itemsets(
    lists: set[str], files: Mapping[str, bytes], collector: Collector
) -> Mapping[str, Element]:
    """Return lists of the file `itemsets.csv`, where a column `list_name` says to which one a row belongs."""
    found = {name: Element("#document") for name in lists}
    roots = {name: Element("root", document) for name, document in found.items()}
    data = files.get(EXTERNAL)
    if data is None:
        collector.add("form.file_missing", Place(EXTERNAL), file=EXTERNAL)
        return found
    try:
        for row in read_rows(EXTERNAL, data):
            root = roots.get(row.get("list_name", ""))
            if root is not None:
                _add_item(root, row)
    except ProblemError as error:
        collector.problems.extend(error.problems)
    return found


def _copy(node: Node, parent: Element) -> None:
    """Copy an element and all below it, without recursion, as files may nest deeply."""
    above = parent
    for event, source in etree.iterwalk(node, events=("start", "end")):
        if event == "end":
            above = above.parent or parent
            continue
        above = Element(local(source), above, (source.text or "").strip())
        for key, value in source.attrib.items():
            above.attributes[str(key).rpartition("}")[2]] = str(value)
