"""Turns items into the nodes that a session shows."""

from greenfield.base.plain_words import plain_words
from greenfield.base.problem import Place, Problem
from greenfield.forms.choices import SELECTS, Choices
from greenfield.forms.definition import Label
from greenfield.forms.evaluation.instance import Item
from greenfield.forms.evaluation.scope import World
from greenfield.forms.form import Form
from greenfield.forms.labels import Labels
from greenfield.forms.node import Node, Option, node_type
from greenfield.forms.references import write_ref

Options = tuple[Option, ...]
_FINE: tuple[Problem | None, str] = (None, "")


class Display:
    """Makes nodes in the language of `labels`."""

    def __init__(self, form: Form, world: World, labels: Labels, choices: Choices, *, plain: bool) -> None:
        """Show items of a form, their texts as written or as plain words."""
        self._plain = plain
        self._form = form
        self._world = world
        self._choices = choices
        self._types = [node_type(definition) for definition in form.questionnaire.definitions]
        self._offered: dict[int, tuple[Options, Options]] = {}
        self.labels = labels

    def node(self, item: Item) -> Node:
        """Return the state of an item."""
        definition, control = item.definition, item.definition.control
        ref = write_ref(self._form, item)
        problem, message = _FINE
        if not (item.required_ok and item.constraint_ok):
            problem, message = self._what_is_wrong(item, ref)
        if control is None:
            return Node(
                ref=ref,
                type=self._types[definition.index],
                relevant=item.relevant,
                readonly=item.readonly or definition.calculate is not None,
                required=item.required,
                value=item.value,
                label="",
                hint="",
                options=None,
                constraint_ok=item.constraint_ok,
                required_ok=item.required_ok,
                message=message,
                appearance="",
                problem=problem,
                control="",
                extra={},
                cannot=self._form.cannot.get(definition.index, ""),
            )
        is_select = control.tag in SELECTS
        return Node(
            ref=ref,
            type=self._types[definition.index],
            relevant=item.relevant,
            readonly=item.readonly or definition.calculate is not None,
            required=item.required,
            value=item.value if item.shown is None or not item.relevant else item.text,
            label=self._words(control.label, item),
            hint=self._words(control.hint, item) if control.hint is not None else "",
            options=self._options(item) if is_select else None,
            constraint_ok=item.constraint_ok,
            required_ok=item.required_ok,
            message=message,
            appearance=control.appearance,
            problem=problem,
            control=control.tag,
            extra=control.extra,
            media=self.labels.media(control.label),
            guidance=self._read(self.labels.other(control.hint, "guidance", item, self._world)),
            bounds=control.bounds,
            cannot=self._form.cannot.get(definition.index, ""),
        )

    def _words(self, label: Label | None, item: Item) -> str:
        return self._read(self.labels.show(label, item, self._world))

    def _read(self, text: str) -> str:
        """Return a text as it is read: as its author wrote it, or what is marked up as plain words."""
        return plain_words(text) if self._plain else text

    def _options(self, item: Item) -> Options:
        """Return the choices on offer; formulas read their labels as they were written."""
        written = self._choices.options(item, self._world)
        if not self._plain:
            return written
        before = self._offered.get(item.definition.index)
        if before is not None and before[0] is written:
            return before[1]
        plain = tuple(Option(one.value, plain_words(one.label), one.media) for one in written)
        self._offered[item.definition.index] = (written, plain)
        return plain

    def _what_is_wrong(self, item: Item, ref: str) -> tuple[Problem | None, str]:
        definition = item.definition
        if not item.required_ok:
            problem = Problem("answer.required", Place(ref))
            return problem, self._words(definition.required_message, item)
        if not item.constraint_ok:
            problem = item.kept_problem or Problem("answer.not_allowed", Place(ref), {"value": item.text})
            return problem, self._words(definition.constraint_message, item)
        return None, ""
