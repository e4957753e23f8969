"""Writing a value of one's own in place of those that disagree, in a field as its own one is."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from greenfield.forms.node import Node, Option
from greenfield.records.change import DELETED
from greenfield.records.kinds import KINDS, FieldType, is_answer
from greenfield.services.agreements import AGREEMENT
from greenfield.services.chosen_measures import OVERRIDES
from greenfield.services.measure_figures import MONEY
from greenfield.services.stored_words import show_date, show_number
from greenfield.services.sync.field_names import VALUES
from greenfield.services.sync.shown_conflicts import ShownConflict
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.editors.choosing import make_editor
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.editors.field import field_node
from greenfield.ui.visit.editors.number import NumberEditor
from greenfield.ui.widgets.words import SectionTitle, Words

_WRITABLE = {FieldType.TEXT: "string", FieldType.WHOLE: "int", FieldType.NUMBER: "decimal"}
_DATES = frozenset({"date", "due", "done_on", "period_start", "period_end"})
_NOT_BY_HAND = frozenset(
    {"toolkit", "state", "order_key", "repeat", "catalogue", "media_type", "question", "photos"}
)
_FIGURES = frozenset({*MONEY, "verified_saving", "life_years"})
_AGREED = frozenset({"met", "role"})
_LONG = 40
_NOT_HERE = frozenset({"binary", "note", "group", "repeat", "calculate", "trigger"})


def may_be_written(shown: ShownConflict) -> bool:
    """Tell whether a value of one's own can be written: not of references, files, and what the program itself sets."""
    field, kind = shown.conflict.field, shown.conflict.belonging.kind
    if field == DELETED:
        return False
    if is_answer(kind, field):
        node = shown.described.node
        return node is not None and node.type not in _NOT_HERE and not node.readonly
    return bool(_kind_of_field(kind, field)) and field not in _NOT_BY_HAND


def _kind_of_field(kind: str, field: str) -> str:
    """Return of which kind the field is that takes a value, as forms name them; empty for what nobody writes by hand."""
    table, _, part = field.partition("/")
    if (part or table) in _FIGURES and (not part or table == OVERRIDES):
        return "decimal"
    if part:
        return "string" if table == AGREEMENT and part in _AGREED else ""
    known = KINDS.get(kind)
    holds = known.fields.get(field) if known else None
    if holds is None:
        return ""
    return "date" if field in _DATES else _WRITABLE.get(holds, "")


class ThirdValue(QWidget):
    """A field as in the visit, and a button. `given` carries what was written, as it is stored, and in words."""

    given = Signal(str, str)

    def __init__(self, context: WindowContext, shown: ShownConflict) -> None:
        """Begin empty."""
        super().__init__()
        self._shown, self._formats = shown, context.formats
        self._value = _begun_with(shown)
        self._complaint = ""
        texts, theme = context.texts, context.theme
        node = self._node(context)
        self._node_shown = node
        self.editor = make_editor(node, Manners(texts, context.formats, theme))
        self.editor.show_node(node)
        if isinstance(self.editor, NumberEditor):
            self.editor.show_sign(shown.described.unit)
        self.editor.name_field(texts("Another value"), "")
        self.editor.answered.connect(self._answered)
        self.editor.refused.connect(self._refused)
        self.message = Words("", theme, Type.SECONDARY, Colour.ERROR_TEXT)
        self.message.hide()
        self.button = Action("keep-third", texts("Keep what is written here"), "", self.give).button(theme)
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._empty = texts("Write a value first.")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.NEAR)
        for part in (
            SectionTitle(texts("Or write another value"), theme),
            self.editor,
            self.message,
            self.button,
        ):
            rows.addWidget(part)

    def give(self) -> None:
        """Hand on what is written, if it is a value."""
        self.editor.commit()
        if self._complaint:
            return
        if not self._value:
            self._say(self._empty)
            self.editor.take_focus()
            return
        self._say("")
        self.given.emit(self._value, self._in_words())

    def _in_words(self) -> str:
        """Return what is written as people read it."""
        node, formats = self._node_shown, self._formats
        if node.options is not None:
            labels = {one.value: one.label for one in node.options}
            chosen = [self._value] if node.type == "select1" else self._value.split()
            return ", ".join(labels.get(one, one) for one in chosen)
        if node.type in {"int", "decimal"}:
            return "\u00a0".join(
                part for part in (show_number(self._value, formats), self._shown.described.unit) if part
            )
        return show_date(self._value, formats) if node.type == "date" else self._value

    def _node(self, context: WindowContext) -> Node:
        node, field = self._shown.described.node, self._shown.conflict.field
        if node is not None:
            return msgspec.structs.replace(
                node,
                value=self._value,
                readonly=False,
                relevant=True,
                message="",
                problem=None,
                constraint_ok=True,
            )
        if field in VALUES:
            texts = context.texts
            options = tuple(Option(key, texts(words)) for key, words in VALUES[field].items())
            return field_node(field, "select1", "", options=options)
        return field_node(field, _kind_of_field(self._shown.conflict.belonging.kind, field), self._value)

    def _answered(self, value: str) -> None:
        self._value = value
        self._node_shown = msgspec.structs.replace(self._node_shown, value=value)
        self.editor.show_node(self._node_shown)
        self._say("")

    def _refused(self, complaint: str) -> None:
        self._complaint = complaint
        self._say(complaint)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
        self.editor.mark_wrong(wrong=bool(text))


def _begun_with(shown: ShownConflict) -> str:
    """Return the text that a person goes on from: a longer one is rarely written anew."""
    value, node = shown.sides[0].side.value, shown.described.node
    is_text = isinstance(value, str) and (node is None or node.type == "string")
    return str(value) if is_text and len(str(value)) > _LONG else ""
