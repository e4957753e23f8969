"""The choices of select questions: which are on offer, and what they are called."""

from greenfield.forms.evaluation.convert import XNode
from greenfield.forms.evaluation.instance import Item
from greenfield.forms.evaluation.scope import Scope, World
from greenfield.forms.form import Form
from greenfield.forms.labels import Labels
from greenfield.forms.node import Option
from greenfield.forms.tasks import Work

SELECTS = frozenset({"select1", "select", "rank"})


class Choices:
    """Works out choices for a session; lists that depend on no answer are worked out once a language."""

    def __init__(self, form: Form, labels: Labels) -> None:
        """Give labels as `labels` has them."""
        self._form = form
        self._labels = labels
        self._fixed_values: dict[int, tuple[str, ...]] = {}
        self._fixed_options: dict[int, tuple[Option, ...]] = {}

    def use(self, labels: Labels) -> None:
        """Give labels in another language from now on."""
        self._labels = labels
        self._fixed_options.clear()

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
            if control.itemset is None:
                found = tuple(choice.value for choice in control.choices)
            else:
                found = tuple(value for value, _node in self._nodes(item, world))
            if not self.depend_on_answers(index):
                self._fixed_values[index] = found
        return found

    def options(self, item: Item, world: World) -> tuple[Option, ...]:
        """Return the choices on offer with their labels."""
        index = item.definition.index
        control = item.definition.control
        if control is None:
            return ()
        found = self._fixed_options.get(index)
        if found is None:
            if control.itemset is None:
                found = tuple(
                    Option(choice.value, self._labels.show(choice.label, item, world))
                    for choice in control.choices
                )
            else:
                found = self._from_nodes(item, world)
            if not self.depend_on_answers(index) and (index, Work.TEXT) not in self._form.graph.by_work:
                self._fixed_options[index] = found
        return found

    def label(self, item: Item, value: str, world: World) -> str:
        """Return the label of a value, of each of several separated by spaces; empty for one not on offer."""
        names = {option.value: option.label for option in self.options(item, world)}
        if item.definition.control is not None and item.definition.control.tag == "select1":
            return names.get(value, "")
        return ", ".join(names[part] for part in value.split() if part in names)

    def _nodes(self, item: Item, world: World) -> list[tuple[str, XNode]]:
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
        label = closures[2]
        scope = Scope(item, world)
        return tuple(Option(value, label(scope.at(node, 1, 1))) for value, node in self._nodes(item, world))
