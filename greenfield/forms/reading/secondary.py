"""Secondary instances: choice lists inside the form, and the CSV and XML files that it names."""

import csv
import io
from collections.abc import Mapping

from lxml import etree

from greenfield.base.problem import Place
from greenfield.forms.element import Element
from greenfield.forms.reading.collector import Collector
from greenfield.forms.reading.xml import Node, attribute, elements, local, read_xml


def read_secondary(model: Node, files: Mapping[str, bytes], collector: Collector) -> dict[str, Element]:
    """Return the secondary instances of a model by id, each as a document above its root element.

    A file that was not handed in is the problem `form.file_missing`.
    """
    found: dict[str, Element] = {}
    for node in list(elements(model, "instance"))[1:]:
        instance_id = attribute(node, "id")
        source = attribute(node, "src")
        if source:
            found[instance_id] = _from_file(source.rpartition("/")[2], files, collector)
        else:
            found[instance_id] = Element("#document")
            for child in elements(node):
                _copy(child, found[instance_id])
    return found


def _from_file(name: str, files: Mapping[str, bytes], collector: Collector) -> Element:
    data = files.get(name)
    document = Element("#document")
    if data is None:
        collector.add("form.file_missing", Place(name), file=name)
    elif name.lower().endswith(".csv"):
        _read_csv(name, data, document, collector)
    else:
        _copy(read_xml(data, name), document)
    return document


def _read_csv(name: str, data: bytes, document: Element, collector: Collector) -> None:
    """Make `root/item/COLUMN` of a CSV file with a header row; UTF-8, comma or semicolon."""
    root = Element("root", document)
    try:
        text = data.decode("utf-8-sig")
        header_line = text.partition("\n")[0]
        delimiter = ";" if header_line.count(";") > header_line.count(",") else ","
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        header = [column.strip() for column in next(rows, [])]
        for row in rows:
            item = Element("item", root)
            for column, value in zip(header, row, strict=False):
                Element(column, item, value)
    except (UnicodeDecodeError, csv.Error):
        collector.add("form.file_unreadable", Place(name), file=name)


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
