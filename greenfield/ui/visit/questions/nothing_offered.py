"""Why a question offers nothing to choose yet: its choices follow from the answer to another question."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import astuple

from greenfield.forms.definition import Definition
from greenfield.forms.expression.tree import Path
from greenfield.forms.form import Form
from greenfield.forms.node import Node
from greenfield.forms.references import plain_path

_CHOOSING = frozenset({"select1", "select", "rank"})


def offers_nothing(node: Node) -> bool:
    """Tell whether a question wants a choice, and there is none."""
    return node.type in _CHOOSING and not node.options and not node.value


def questions_before(form: Form, definition: Definition, ref: str) -> tuple[str, ...]:
    """Return the places of the questions whose answers choose what the one at `ref` offers."""
    itemset = definition.control.itemset if definition.control else None
    if itemset is None:
        return ()
    around = ref.rpartition("/")[0]
    found = (_place(path, around) for path in _read(itemset.nodes, within=False, own=definition.path))
    return tuple(dict.fromkeys(path for path in found if plain_path(path) in form.layout.by_path))


def _place(path: str, around: str) -> str:
    """Return a path in the same row of a repeat as the question, where it stands beside it."""
    beside, _, name = path.rpartition("/")
    return f"{around}/{name}" if beside == plain_path(around) else path


def _read(tree: object, *, within: bool, own: str) -> Iterator[str]:
    """Yield the paths that the filters of an expression read in the form: absolute ones, and those by `current()`."""
    if isinstance(tree, Path) and within:
        names = [step.test for step in tree.steps if step.axis == "child"]
        if tree.absolute:
            yield "/" + "/".join(names)
        elif tree.origin is not None:
            up = sum(step.axis == "parent" for step in tree.steps)
            yield "/".join([*own.split("/")[: -up or None], *names])
    if isinstance(tree, Struct):
        inside = within or type(tree).__name__ in {"Step", "Filter"}
        for part in astuple(tree):
            yield from _read(part, within=inside, own=own)
    elif isinstance(tree, tuple):
        for part in tree:
            yield from _read(part, within=within, own=own)
