"""A field of one line: what is typed is read when the field is left."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from greenfield.forms.node import Node
from greenfield.ui.visit.editors.editor import Editor, Manners
from greenfield.ui.widgets.field import FieldFrame


class LineEditor(Editor):
    """Base of the fields of one line. A kind of its own says how an answer is read and shown."""

    def __init__(
        self, manners: Manners, parent: QWidget | None = None, *, inside: Sequence[QWidget] = ()
    ) -> None:
        """Make an empty line, with what is `inside` of its frame at the end."""
        super().__init__(manners, parent)
        self.line = QLineEdit(self)
        self.frame = FieldFrame(manners.theme, self.line, inside, self)
        self.row.addWidget(self.frame, 1)
        self._shown = ""
        self._refused = False
        self.line.editingFinished.connect(self.commit)
        self.line.textEdited.connect(self._forgive)

    def read(self, text: str) -> str | None:
        """Return a text as it is stored, None if it is no answer of this kind."""
        return text.strip()

    def shown(self, stored: str) -> str:
        """Return a stored answer as it is shown."""
        return stored

    def complaint(self, text: str) -> str:
        """Return what is wrong with a text that is no answer, and what to write."""
        return text

    def last_answer(self) -> str:
        """Return a sentence about the answer that stands, nothing if there is none."""
        if not self._shown:
            return ""
        return " " + self.manners.texts("The last answer, {answer}, was kept.", answer=self._shown)

    @property
    def is_typing(self) -> bool:
        """Whether something stands there that is not the last answer."""
        return self.line.text() != self._shown

    def show_node(self, node: Node) -> None:
        """Show the answer, unless something else is being typed."""
        was_typing = self.is_typing
        before, self._shown = self._shown, self.shown(node.value)
        if not was_typing or self._shown != before:
            self._put(self._shown)
        self.line.setEnabled(not node.readonly)

    def commit(self) -> None:
        """Make what was typed the answer; what is none stays there with a word about it."""
        text = self.line.text()
        if not self.is_typing or not self.line.isEnabled():
            self._say("")
            return
        stored = self.read(text)
        if stored is None:
            self._say(self.complaint(text))
            return
        self._say("")
        self._shown = self.shown(stored)
        self._put(self._shown)
        self.answered.emit(stored)

    def revert(self) -> None:
        """Show the last answer again."""
        self._put(self._shown)
        self._say("")

    def not_kept(self, node: Node) -> None:
        """Keep what was typed in the field, so that it can be tried again."""
        self._shown = self.shown(node.value)

    def hold(self, node: Node) -> bool:
        """Keep what is being typed; Escape shows the answer of the others then."""
        if not self.is_typing:
            return False
        self._shown = self.shown(node.value)
        return True

    def typed(self) -> str | None:
        """Return the text of the line, if it is not the answer."""
        return self.line.text() if self.is_typing else None

    def type_again(self, text: str) -> None:
        """Put a text into the line that is no answer yet."""
        self.line.setText(text)

    def mark_wrong(self, *, wrong: bool) -> None:
        """Paint the frame as of a wrong answer."""
        self.frame.set_wrong(wrong or self._refused)

    def fields(self) -> list[QWidget]:
        """Return the line."""
        return [self.line]

    def take_focus(self) -> None:
        """Put the keyboard into the line, with all of it selected."""
        self.line.setFocus()
        self.line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Escape takes back what was typed since the last answer."""
        if event.key() == Qt.Key.Key_Escape and self.is_typing:
            self.revert()
            event.accept()
            return
        super().keyPressEvent(event)

    def _put(self, text: str) -> None:
        self.line.setText(text)
        if not self.line.hasFocus():
            self.line.setCursorPosition(0)

    def _say(self, complaint: str) -> None:
        if complaint or self._refused:
            self._refused = bool(complaint)
            self.frame.set_wrong(self._refused)
            self.refused.emit(complaint)

    def _forgive(self) -> None:
        self._say("")
