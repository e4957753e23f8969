"""The choices of select questions: which are on offer, and what they are called."""

from typing import TypeAlias

from greenfield.forms.definition import Definition, Itemset
from greenfield.forms.evaluation.convert import XNode
from greenfield.forms.evaluation.instance import Item
from greenfield.forms.evaluation.scope import Scope, TextClosure, World
from greenfield.forms.expression.tree import Call, Path
from greenfield.forms.form import Form
from greenfield.forms.labels import Labels
from greenfield.forms.node import NO_MEDIA, Option
from greenfield.forms.tasks import Work

SELECTS = frozenset({"select1", "select", "rank"})
Offered: TypeAlias = list[tuple[str, XNode]]
_MOST_KEPT = 1_000
_MANY = frozenset({"select", "rank"})


def chosen(definition: Definition, value: str) -> list[str]:
    """Return the choices in an answer: those of several are separated by blanks, a single one may have them in it."""
    control = definition.control
    return value.split() if control is not None and control.tag in _MANY else [value]


class Choices:
    """Works out choices for a session; lists that depend on no answer are worked out once a language."""

    def __init__(self, form: Form, labels: Labels) -> None:
        """Give labels as `labels` has them."""
        self._form = form
        self._labels = labels
        self._fixed_values: dict[int, tuple[str, ...]] = {}
        self._fixed_options: dict[int, tuple[Option, ...]] = {}
        self._offered_options: dict[tuple[object, ...], tuple[Option, ...]] = {}
        self._whole_values: dict[Itemset, tuple[str, ...]] = {}
        self._whole_options: dict[Itemset, tuple[Option, ...]] = {}

    def use(self, labels: Labels) -> None:
        """Give labels in another language from now on."""
        self._labels = labels
        self._fixed_options.clear()
        self._offered_options.clear()
        self._whole_options.clear()

    def depend_on_answers(self, index: int) -> bool:
        """Tell whether the choices of a question change with answers."""
        return (index, Work.CHOICES) in self._form.graph.by_work

    def values(self, item: Item, world: World) -> tuple[str, ...]:
        """Return the values on offer, in order."""
        index = item.definition.index
        control = item.definition.control
        if control is None:
            return ()
        found = self._fixed_values.get(index)
        if found is None:
            whole = _whole_list(control.itemset)
            if control.itemset is None:
                found = tuple(choice.value for choice in control.choices)
            elif whole in self._whole_values:
                found = self._whole_values[whole]
            else:
                offered = self._nodes(item, world)
                found = tuple(value for value, _node in offered)
                item.offered = offered if self.depend_on_answers(index) else None
            if not self.depend_on_answers(index):
                self._fixed_values[index] = found
                if whole is not None:
                    self._whole_values[whole] = found
        return found

    def options(self, item: Item, world: World) -> tuple[Option, ...]:
        """Return the choices on offer with their labels."""
        index = item.definition.index
        control = item.definition.control
        if control is None:
            return ()
        found = self._fixed_options.get(index)
        if found is None:
            whole = _whole_list(control.itemset)
            if control.itemset is None:
                found = tuple(
                    Option(
                        choice.value,
                        self._labels.show(choice.label, item, world),
                        self._labels.media(choice.label),
                    )
                    for choice in control.choices
                )
            elif whole in self._whole_options:
                found = self._whole_options[whole]
            else:
                found = self._from_nodes(item, world)
            if not self.depend_on_answers(index) and (index, Work.TEXT) not in self._form.graph.by_work:
                self._fixed_options[index] = found
                if whole is not None:
                    self._whole_options[whole] = found
        return found

    def label(self, item: Item, value: str, world: World) -> str:
        """Return the label of a value, of each of several separated by spaces; empty for one not on offer."""
        names = {option.value: option.label for option in self.options(item, world)}
        return ", ".join(names[part] for part in chosen(item.definition, value) if part in names)

    def _nodes(self, item: Item, world: World) -> Offered:
        closures = self._form.itemset(item.definition.index)
        if closures is None:
            return []
        nodes, value, _label = closures
        scope = Scope(item, world)
        found = nodes(scope)
        size = len(found)
        pairs = ((value(scope.at(node, place, size)), node) for place, node in enumerate(found, start=1))
        return [(text, node) for text, node in pairs if text]

    def _from_nodes(self, item: Item, world: World) -> tuple[Option, ...]:
        closures = self._form.itemset(item.definition.index)
        if closures is None:
            return ()
        index = item.definition.index
        offered: Offered = self._nodes(item, world) if item.offered is None else item.offered
        key = (index, *(node for _value, node in offered))
        known = self._offered_options.get(key)
        if known is None:
            known = self._labelled(item, world, offered, closures[2])
            if (index, Work.TEXT) not in self._form.graph.by_work and len(self._offered_options) < _MOST_KEPT:
                self._offered_options[key] = known
        return known

    def _labelled(self, item: Item, world: World, offered: Offered, label: TextClosure) -> tuple[Option, ...]:
        text_id = self._form.choice_text_id(item.definition.index) if self._labels.has_media else None
        scope = Scope(item, world)
        found = []
        for value, node in offered:
            inner = scope.at(node, 1, 1)
            media = self._labels.media_by_id(text_id(inner)) if text_id is not None else NO_MEDIA
            found.append(Option(value, label(inner), media))
        return tuple(found)


def _whole_list(itemset: Itemset | None) -> Itemset | None:
    """Return an itemset that gives all of a list, the same for every question that has it; None for others."""
    match itemset:
        case Itemset(nodes=Path(origin=Call(name="instance"), steps=steps)) if not any(
            step.predicates for step in steps
        ):
            return itemset
    return None
