"""References to elements: `/data/person[2]/age` to its item, and back."""

import re

from greenfield.base.problem import ProblemError, fail
from greenfield.forms.definition import ROOT, Definition
from greenfield.forms.evaluation.instance import Frame, Item
from greenfield.forms.expression.nearest import nearest_name
from greenfield.forms.form import Form

_POSITION = re.compile(r"\[(\d{1,9})\]", re.ASCII)


def plain_path(ref: str) -> str:
    """Return a reference without its positions."""
    return _POSITION.sub("", ref)


def find_definition(form: Form, ref: str) -> Definition:
    """Return the definition that a reference names; ProblemError `answer.unknown_question`."""
    path = plain_path(ref)
    found = form.layout.by_path.get(path)
    if found is None:
        raise unknown(form, ref)
    return found


def unknown(form: Form, ref: str) -> ProblemError:
    """Make the problem of a reference that the form, or its instance now, does not have."""
    nearest = nearest_name(plain_path(ref), form.layout.by_path)
    return fail("answer.unknown_question", ref, ref=ref, nearest=nearest)


def positions(form: Form, ref: str, scope: int) -> list[int | None]:
    """Return the position that a reference writes for each repeat around a scope, None where it writes none."""
    steps = ref.split("/")
    found = (
        _POSITION.search(steps[form.definition(repeat).path.count("/")])
        for repeat in form.layout.scopes(scope)[1:]
    )
    return [int(written[1]) if written else None for written in found]


def find_frame(form: Form, root: Frame, ref: str, scope: int) -> Frame:
    """Return the frame of a scope on a reference's way, without a position the first one."""
    frame = root
    for repeat, written in zip(form.layout.scopes(scope)[1:], positions(form, ref, scope), strict=True):
        position = 1 if written is None else written
        instances = frame.repeats[repeat]
        if not 1 <= position <= len(instances):
            raise unknown(form, ref)
        frame = instances[position - 1]
    return frame


def find_item(form: Form, root: Frame, ref: str) -> Item:
    """Return the item that a reference names; ProblemError `answer.unknown_question`."""
    definition = form.layout.by_path.get(ref)
    if definition is not None and definition.scope == ROOT:
        return root.items[definition.index]
    definition = find_definition(form, ref)
    return find_frame(form, root, ref, definition.scope).items[definition.index]


def write_ref(form: Form, item: Item) -> str:
    """Return the reference of an item, with the positions of the repeats around it."""
    definition = item.definition
    if definition.scope == ROOT:
        return definition.path
    return frame_ref(form, item.frame) + definition.path[len(form.definition(definition.scope).path) :]


def frame_ref(form: Form, frame: Frame) -> str:
    """Return the reference of a repeat instance, empty for the root."""
    if frame.parent is None:
        return ""
    path = form.definition(frame.scope).path
    around = frame_ref(form, frame.parent)
    inner = path[len(form.definition(frame.parent.scope).path) :] if around else path
    return f"{around}{inner}[{frame.position}]"
