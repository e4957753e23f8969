"""The words of a form by which an export may name its questions and choices: names, paths, labels."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from greenfield.forms.definition import Definition, Itemset, Label
from greenfield.forms.expression.tree import Call, Path, Text
from greenfield.forms.form import Form

SEPARATORS = "/-:."
SELECTS = frozenset({"select1", "select", "rank"})
MANY = frozenset({"select", "rank"})


def spoken(text: str) -> str:
    """Return a label as it is compared: white space as single spaces."""
    return " ".join(text.split())


def below(path: str, above: str) -> list[str]:
    """Return the names from a path down to another one, without prefixes."""
    return [name.rpartition(":")[2] for name in path.removeprefix(above).strip("/").split("/") if name]


class FormWords:
    """Looks up what a form calls things; made once for a form."""

    def __init__(self, form: Form) -> None:
        """Read from `form`."""
        self.form = form
        self._choices: dict[int, tuple[dict[str, None], dict[str, str]]] = {}

    @cached_property
    def leaves(self) -> list[Definition]:
        """The definitions that hold an answer, in the order of the form."""
        return [
            each
            for each in self.form.questionnaire.definitions
            if not each.children and not each.is_repeat and not each.is_attribute
        ]

    def labels(self, label: Label | None) -> Iterator[str]:
        """Yield a label in every language; one with answers in it is left out."""
        if label is None:
            return
        found = [label] if not label.itext else []
        for translation in self.form.questionnaire.translations:
            text = translation.texts.get(label.itext)
            if label.itext and text is not None:
                found.append(text)
        for each in found:
            if each.parts and all(isinstance(part, str) for part in each.parts):
                yield spoken("".join(str(part) for part in each.parts))

    def values(self, definition: Definition) -> dict[str, None]:
        """Return the values of a question's choices in order, whatever the other answers."""
        return self._of(definition)[0]

    def by_label(self, definition: Definition) -> dict[str, str]:
        """Return the values of a question's choices by their labels in every language."""
        return self._of(definition)[1]

    def _of(self, definition: Definition) -> tuple[dict[str, None], dict[str, str]]:
        found = self._choices.get(definition.index)
        if found is None:
            values: dict[str, None] = {}
            by_label: dict[str, str] = {}
            for value, label in self._pairs(definition):
                values[value] = None
                for text in self.labels(label):
                    by_label.setdefault(text, value)
            found = self._choices[definition.index] = (values, by_label)
        return found

    def _pairs(self, definition: Definition) -> Iterable[tuple[str, Label]]:
        control = definition.control
        if control is None:
            return ()
        if control.itemset is None:
            return ((choice.value, choice.label) for choice in control.choices)
        return self._listed(control.itemset)

    def _listed(self, itemset: Itemset) -> Iterator[tuple[str, Label]]:
        match itemset.nodes:
            case Path(origin=Call(name="instance", arguments=(Text(value=name), *_))):
                document = self.form.instances.get(name)
            case _:
                document = None
        if document is None or not document.children:
            return
        value, (label, is_itext) = _last_name(itemset.value), _label_name(itemset.label)
        for item in document.children[0].children:
            text = item.child_text(label)
            yield item.child_text(value), Label(itext=text) if is_itext else Label((text,))


def _last_name(tree: object) -> str:
    return tree.steps[-1].test if isinstance(tree, Path) and tree.steps else ""


def _label_name(tree: object) -> tuple[str, bool]:
    match tree:
        case Call(name="jr:itext", arguments=(inner, *_)):
            return _last_name(inner), True
        case _:
            return _last_name(tree), False
