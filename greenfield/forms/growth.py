"""Makes frames: the instance that a form starts with, and instances of repeats."""

from greenfield.forms.definition import ROOT, Definition, Seed
from greenfield.forms.evaluation.instance import Frame, Item
from greenfield.forms.form import Form

_NEW = Seed()


def make_frame(form: Form, scope: int, parent: Frame | None, seed: Seed | None = None) -> Frame:
    """Return the root frame, or a new instance of a repeat, with its defaults and inner repeats.

    Relevance and whether it can be answered are taken from what is around it; a repeat with a count starts
    without instances.
    """
    frame = Frame(scope, parent)
    waiting = [scope]
    while waiting:
        definition = form.definition(waiting.pop())
        if definition.is_repeat and definition.index != scope:
            frame.repeats[definition.index] = []
            frame.parked[definition.index] = []
            continue
        item = frame.items[definition.index] = Item(definition, frame)
        above = parent_of(item)
        if above is not None:
            item.relevant, item.readonly = above.relevant, above.readonly
        if seed is not None:
            item.value = seed.texts.get(definition.path, item.value)
        item.text = item.value if item.relevant else ""
        waiting.extend(reversed(definition.children))
    for index in frame.repeats:
        repeat = form.definition(index)
        seeds = repeat.seeds if seed is None else seed.inner.get(repeat.path, ())
        if repeat.control is None or repeat.control.count is None:
            frame.repeats[index] = [make_frame(form, index, frame, inner) for inner in seeds]
            renumber(frame.repeats[index], 0)
    return frame


def is_relevant_above(item: Item) -> bool:
    """Tell whether all that is around an item is relevant."""
    above = parent_of(item)
    return above is None or above.relevant


def parent_of(item: Item) -> Item | None:
    """Return the item around another one, None for the root."""
    index = item.definition.parent
    if index < ROOT:
        return None
    frame = item.frame
    if item.definition.is_repeat and frame.parent is not None:
        frame = frame.parent
    return frame.items[index]


def children_of(item: Item) -> list[Item]:
    """Return the items right below one, instances of repeats included."""
    found: list[Item] = []
    frame = item.frame
    for index in item.definition.children:
        instances = frame.repeats.get(index)
        if instances is None:
            found.append(frame.items[index])
        else:
            found.extend(inner.items[index] for inner in instances)
    return found


def add_instances(
    form: Form, frame: Frame, repeat: Definition, count: int, at: int | None = None
) -> list[Frame]:
    """Put new instances of a repeat into a frame, at a place counted from 0 or at the end; return them.

    Repeats inside of them start without instances.
    """
    instances = frame.repeats[repeat.index]
    place = len(instances) if at is None else at
    made = [make_frame(form, repeat.index, frame, _NEW) for _ in range(count)]
    instances[place:place] = made
    renumber(instances, place)
    return made


def renumber(instances: list[Frame], start: int) -> None:
    """Write the positions of instances from a place on."""
    for position, instance in enumerate(instances[start:], start=start + 1):
        instance.position = position
