"""A form as bytes that a cache keeps: what was read and what depends on what, so that neither is done again."""

import hashlib
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from greenfield import __version__
from greenfield.forms import definition
from greenfield.forms.collecting import without_collecting
from greenfield.forms.definition import Questionnaire
from greenfield.forms.element import Element
from greenfield.forms.expression import tree
from greenfield.forms.form import Form
from greenfield.forms.graph import Graph, Reader
from greenfield.forms.tasks import Task, Work


class _Packed(Struct, frozen=True, gc=False, array_like=True):
    """`instances` has the elements of each secondary instance in document order, each with its parent's place.

    Tasks are work, definition and scope in the order in which they run; the others name them by their place.
    """

    questionnaire: Questionnaire
    instances: dict[str, list[tuple[int, str, str, dict[str, str]]]]
    tasks: list[tuple[int, int, int]]
    readers: list[list[tuple[int, int]]]
    inside: dict[int, list[int]]
    outside: dict[int, list[tuple[int, int]]]
    of_language: list[int]
    keeping: list[int]


def engine() -> str:
    """Return what bytes depend on apart from the form: another engine may not read them."""
    shapes = "".join(
        f"{name}{found.__struct_fields__}"
        for module in (definition, tree)
        for name, found in sorted(vars(module).items())
        if isinstance(found, type) and issubclass(found, Struct) and found is not Struct
    )
    return f"{__version__}-{hashlib.sha256(shapes.encode()).hexdigest()[:12]}"


def pack_form(form: Form) -> bytes:
    """Return a form without problems as bytes for `unpack_form`."""
    graph = form.graph
    return msgspec.msgpack.encode(
        _Packed(
            form.questionnaire,
            {name: list(_flat(document)) for name, document in form.instances.items()},
            [(task.work, task.index, task.scope) for task in graph.tasks],
            [_numbers(readers) for readers in graph.readers],
            {scope: [task.order for task in tasks] for scope, tasks in graph.inside.items()},
            {repeat: _numbers(readers) for repeat, readers in graph.outside.items()},
            [task.order for task in graph.of_language],
            sorted(graph.keeping),
        )
    )


@without_collecting()
def unpack_form(content: bytes) -> Form:
    """Return the form in bytes of `pack_form`; ValueError for others."""
    try:
        packed = msgspec.msgpack.decode(content, type=_Packed)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
    form = Form(packed.questionnaire, {name: _deep(flat) for name, flat in packed.instances.items()})
    form.graph = _graph(packed)
    return form


def _numbers(readers: list[Reader]) -> list[tuple[int, int]]:
    return [(task.order, anchor) for task, anchor in readers]


def _graph(packed: _Packed) -> Graph:
    tasks = [Task(Work(work), index, scope, order) for order, (work, index, scope) in enumerate(packed.tasks)]
    return Graph(
        tasks=tasks,
        by_work={(task.index, task.work): task for task in tasks},
        readers=[[(tasks[order], anchor) for order, anchor in readers] for readers in packed.readers],
        inside={scope: [tasks[order] for order in orders] for scope, orders in packed.inside.items()},
        outside={
            repeat: [(tasks[order], anchor) for order, anchor in readers]
            for repeat, readers in packed.outside.items()
        },
        of_language=[tasks[order] for order in packed.of_language],
        keeping=set(packed.keeping),
    )


def _flat(document: Element) -> Iterator[tuple[int, str, str, dict[str, str]]]:
    """Yield the elements below a document in its order, without recursion, as files may nest deeply."""
    waiting = [(child, -1) for child in reversed(document.children)]
    place = 0
    while waiting:
        element, parent = waiting.pop()
        yield parent, element.name, element.text, element.attributes
        waiting.extend((child, place) for child in reversed(element.children))
        place += 1


def _deep(flat: list[tuple[int, str, str, dict[str, str]]]) -> Element:
    document = Element("#document")
    made: list[Element] = []
    for parent, name, text, attributes in flat:
        element = Element(name, document if parent < 0 else made[parent], text)
        element.attributes = attributes
        made.append(element)
    return document
