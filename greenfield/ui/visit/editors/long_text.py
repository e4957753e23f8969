"""A field for a text of several lines; it grows with what is written."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from greenfield.forms.node import Node
from greenfield.ui.visit.editors.editor import Editor, Manners

_LEAST_LINES = 3
_MOST_LINES = 10
_AROUND = 18


class LongTextEditor(Editor):
    """Takes several lines; Tab leaves the field."""

    def __init__(self, manners: Manners, parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(manners, parent)
        self.area = QPlainTextEdit(self)
        self.area.setTabChangesFocus(True)
        self.area.installEventFilter(self)
        self.area.textChanged.connect(self._grow)
        self.row.addWidget(self.area, 1)
        self._value = ""
        self._grow()

    def show_node(self, node: Node) -> None:
        """Show the answer, unless something else is being typed."""
        before, self._value = self._value, node.value
        if self.area.toPlainText() == before or node.value != before:
            self.revert()
        self.area.setEnabled(not node.readonly)

    def commit(self) -> None:
        """Make what was typed the answer."""
        text = self.area.toPlainText()
        if text != self._value and self.area.isEnabled():
            self._value = text
            self.answered.emit(text)

    def revert(self) -> None:
        """Show the last answer again."""
        if self.area.toPlainText() != self._value:
            self.area.setPlainText(self._value)

    def not_kept(self, node: Node) -> None:
        """Keep what was typed in the field, so that it can be tried again."""
        self._value = node.value

    def hold(self, node: Node) -> bool:
        """Keep what is being typed; Escape shows the answer of the others then."""
        if self.area.toPlainText() == self._value:
            return False
        self._value = node.value
        return True

    def typed(self) -> str | None:
        """Return the text, if it is not the answer."""
        text = self.area.toPlainText()
        return text if text != self._value else None

    def type_again(self, text: str) -> None:
        """Put a text into the area that is no answer yet."""
        self.area.setPlainText(text)

    def fields(self) -> list[QWidget]:
        """Return the area."""
        return [self.area]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Answer when the area is left."""
        if event.type() == QEvent.Type.FocusOut:
            self.commit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Escape takes back what was typed since the last answer."""
        if event.key() == Qt.Key.Key_Escape and self.area.toPlainText() != self._value:
            self.revert()
            return
        super().keyPressEvent(event)

    def _grow(self) -> None:
        lines = max(_LEAST_LINES, min(_MOST_LINES, self.area.document().lineCount()))
        self.area.setFixedHeight(lines * self.area.fontMetrics().lineSpacing() + _AROUND)
