"""Puts saved answers back into a fresh instance."""

from collections.abc import Mapping

from greenfield.base.problem import Place, Problem
from greenfield.forms.answers import stored, writable
from greenfield.forms.definition import ROOT, Definition
from greenfield.forms.evaluation.instance import Frame
from greenfield.forms.form import Form
from greenfield.forms.growth import add_instances, children_of
from greenfield.forms.recompute import MOST_INSTANCES
from greenfield.forms.references import find_item, plain_path, positions, write_ref


def restore(form: Form, root: Frame, answers: Mapping[str, str]) -> tuple[str, ...]:
    """Put answers into an instance, making repeat instances as needed; return refs that have no place in it.

    The ref of a repeat without a position gives its number of instances. An answer that is not of its
    question's type stays, with a problem. A default of the form does not come back where the answer was
    cleared: what is not among the answers is empty.
    """
    lost: list[str] = []
    for ref in sorted(answers, key=lambda ref: ref.count("/")):
        definition = form.layout.by_path.get(plain_path(ref))
        if definition is None or not _make_room(form, root, ref, definition, answers[ref]):
            lost.append(ref)
        elif definition.index in form.kept:
            item = find_item(form, root, ref)
            item.value = writable(answers[ref])
            item.text = item.value if item.relevant else ""
            if stored(item.value, definition.type) is None:
                item.kept_problem = Problem(
                    "answer.type", Place(ref), {"value": item.value, "expected": definition.type}
                )
        elif not definition.children:
            lost.append(ref)
    waiting = children_of(root.items[ROOT])
    while waiting:
        item = waiting.pop()
        waiting.extend(children_of(item))
        if item.value and item.definition.index in form.kept and write_ref(form, item) not in answers:
            item.value = item.text = ""
    return tuple(lost)


def _make_room(form: Form, root: Frame, ref: str, definition: Definition, value: str) -> bool:
    """Make the repeat instances that a ref names; tell whether it can stand in the form."""
    frame = root
    wanted = positions(form, ref, definition.scope)
    for repeat, position in zip(form.layout.scopes(definition.scope)[1:], wanted, strict=True):
        instances = frame.repeats[repeat]
        if position is None and repeat == definition.index:
            return _resize(form, frame, definition, value)
        place = position or 1
        if not 1 <= place <= MOST_INSTANCES:
            return False
        if place > len(instances):
            add_instances(form, frame, form.definition(repeat), place - len(instances))
        frame = instances[place - 1]
    return True


def _resize(form: Form, frame: Frame, repeat: Definition, count: str) -> bool:
    if not count.isdecimal() or int(count) > MOST_INSTANCES:
        return False
    instances = frame.repeats[repeat.index]
    if int(count) > len(instances):
        add_instances(form, frame, repeat, int(count) - len(instances))
    del instances[int(count) :]
    return True
