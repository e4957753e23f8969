"""XML into trees, safely: no entities, no network, no huge trees; and the names that XForms use."""

from collections.abc import Iterator
from typing import Final, cast

from lxml import etree

from greenfield.base.problem import Place, fail

XFORMS: Final = "http://www.w3.org/2002/xforms"
XHTML: Final = "http://www.w3.org/1999/xhtml"
JAVAROSA: Final = "http://openrosa.org/javarosa"
EVENTS: Final = "http://www.w3.org/2001/xml-events"
ODK: Final = "http://www.opendatakit.org/xforms"
OPENROSA: Final = "http://openrosa.org/xforms"
ENTITIES: Final = "http://www.opendatakit.org/xforms/entities"
Node = etree._Element  # noqa: SLF001  lxml has no other name for the type


def read_xml(data: bytes, name: str = "") -> Node:
    """Return the root of a document.

    Raises ProblemError `form.not_xml` for a document that cannot be read or that declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise fail("form.not_xml", Place(name, row=line), line=line) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise fail("form.not_xml", Place(name, row=1), line=1)
    return root


def local(node: Node) -> str:
    """Return the name of an element without its namespace."""
    return node.tag.rpartition("}")[2]


def namespace(node: Node) -> str:
    """Return the namespace of an element."""
    return str(node.tag)[1:].partition("}")[0] if str(node.tag).startswith("{") else ""


def written_name(node: Node) -> str:
    """Return the name of an element as paths write it, with its prefix if it has one."""
    return f"{node.prefix}:{local(node)}" if node.prefix else local(node)


def elements(node: Node, *names: str) -> Iterator[Node]:
    """Return the child elements with one of these local names, all of them without names."""
    return (child for child in node if local(child) in names) if names else iter(node)


def first(node: Node, name: str) -> Node | None:
    """Return the first child element of that local name."""
    for child in node:
        if local(child) == name:
            return child
    return None


def text_attributes(node: Node) -> Iterator[tuple[str, str]]:
    """Return the attributes of an element; a name in a namespace is written `{namespace}name`."""
    return cast("Iterator[tuple[str, str]]", iter(node.items()))


def attribute(node: Node, name: str, space: str = "") -> str:
    """Return an attribute's value, empty if it is not there."""
    return node.get(f"{{{space}}}{name}" if space else name) or ""
