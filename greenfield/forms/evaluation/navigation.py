"""Steps over nodes, for the paths that no route covers: axes, tests, secondary instances."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from greenfield.forms.element import Element
from greenfield.forms.evaluation.convert import XNode
from greenfield.forms.evaluation.instance import Item

Axis = Callable[[XNode], Iterator[XNode]]


def name_of(node: XNode) -> str:
    """Return the name of a node as paths write it."""
    return node.definition.name if isinstance(node, Item) else node.name


def children(node: XNode) -> Iterator[XNode]:
    """Yield the elements below a node; of the form's instance only those that are relevant."""
    if not isinstance(node, Item):
        yield from node.children
        return
    frame = node.frame
    for index in node.definition.children:
        if index in frame.repeats:
            yield from (item for inner in frame.repeats[index] if (item := inner.items[index]).relevant)
        elif frame.items[index].relevant and not frame.items[index].definition.is_attribute:
            yield frame.items[index]


def parent(node: XNode) -> Iterator[XNode]:
    """Yield the element above a node, if there is one."""
    if not isinstance(node, Item):
        if node.parent is not None:
            yield node.parent
        return
    frame = node.frame.parent if node.definition.is_repeat else node.frame
    above = node.definition.parent
    if frame is not None and above >= 0:
        yield frame.items[above]


def _self(node: XNode) -> Iterator[XNode]:
    yield node


def descendants(node: XNode) -> Iterator[XNode]:
    """Yield all elements below a node in document order."""
    waiting = list(children(node))[::-1]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(list(children(current))[::-1])


def _descendants_and_self(node: XNode) -> Iterator[XNode]:
    yield node
    yield from descendants(node)


def _ancestors(node: XNode) -> Iterator[XNode]:
    for above in parent(node):
        yield above
        yield from _ancestors(above)


def _ancestors_and_self(node: XNode) -> Iterator[XNode]:
    yield node
    yield from _ancestors(node)


def _siblings(node: XNode) -> tuple[list[XNode], int]:
    together = [sibling for above in parent(node) for sibling in children(above)] or [node]
    return together, next(index for index, sibling in enumerate([*together, node]) if sibling is node)


def _following_siblings(node: XNode) -> Iterator[XNode]:
    together, index = _siblings(node)
    yield from together[index + 1 :]


def _preceding_siblings(node: XNode) -> Iterator[XNode]:
    together, index = _siblings(node)
    yield from reversed(together[:index])


def _following(node: XNode) -> Iterator[XNode]:
    for above in _ancestors_and_self(node):
        for sibling in _following_siblings(above):
            yield from _descendants_and_self(sibling)


def _preceding(node: XNode) -> Iterator[XNode]:
    for above in _ancestors_and_self(node):
        for sibling in _preceding_siblings(above):
            yield from reversed(list(_descendants_and_self(sibling)))


def attributes(node: XNode) -> Iterator[XNode]:
    """Yield the attributes of a node: computed ones as items, others as elements."""
    if not isinstance(node, Item):
        yield from (Element(name, None, text) for name, text in node.attributes.items())
        return
    yield from (Element(name, None, text) for name, text in node.definition.attributes)
    items = (node.frame.items[index] for index in node.definition.children if index in node.frame.items)
    yield from (item for item in items if item.definition.is_attribute)


AXES: Mapping[str, Axis] = MappingProxyType(
    {
        "child": children,
        "parent": parent,
        "self": _self,
        "attribute": attributes,
        "descendant": descendants,
        "descendant-or-self": _descendants_and_self,
        "ancestor": _ancestors,
        "ancestor-or-self": _ancestors_and_self,
        "following-sibling": _following_siblings,
        "preceding-sibling": _preceding_siblings,
        "following": _following,
        "preceding": _preceding,
    }
)


def passes(test: str) -> Callable[[XNode], bool]:
    """Return whether a node passes a test: a name, `*`, `prefix:*`, `node()`, `text()`."""
    if test in {"*", "node()"}:
        return lambda _node: True
    if test == "text()":
        return lambda node: not (node.children if isinstance(node, Element) else node.definition.children)
    if test.endswith(":*"):
        return lambda node: name_of(node).startswith(test[:-1])
    return lambda node: name_of(node).removeprefix("@") == test
