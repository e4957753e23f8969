"""Writing a value of one's own in place of those that disagree, read as its own field reads it."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from greenfield.forms.node import Node, Option
from greenfield.records.change import DELETED, Json
from greenfield.records.kinds import KINDS, FieldType, is_answer
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
    known = KINDS.get(kind)
    return known is not None and known.fields.get(field) in _WRITABLE and field not in _NOT_BY_HAND


class ThirdValue(QWidget):
    """A field as in the visit, and a button. `given` carries the value as it is stored, and in words."""

    given = Signal(object, str)

    def __init__(self, context: WindowContext, shown: ShownConflict) -> None:
        """Begin empty."""
        super().__init__()
        self._shown = shown
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
        self.given.emit(self._typed(), self._value)

    def _typed(self) -> Json:
        known = KINDS.get(self._shown.conflict.belonging.kind)
        type_of = known.fields.get(self._shown.conflict.field) if known else None
        if type_of is FieldType.WHOLE:
            return int(self._value.partition(".")[0])
        return float(self._value) if type_of is FieldType.NUMBER else self._value

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
        known = KINDS[self._shown.conflict.belonging.kind]
        kind = "date" if field in _DATES else _WRITABLE[known.fields[field]]
        return field_node(field, kind, self._value)

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
