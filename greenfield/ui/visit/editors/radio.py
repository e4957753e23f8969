"""A field to choose one of a few: all of them in sight."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from greenfield.forms.node import Node, Option
from greenfield.ui.leaving import let_go
from greenfield.ui.visit.editors.editor import Editor, Manners
from greenfield.ui.visit.editors.wrapping_button import WrappingButton


class RadioEditor(Editor):
    """Shows each choice on a line of its own. Delete, or a second click, takes the answer back."""

    def __init__(self, manners: Manners, parent: QWidget | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(manners, parent)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.row.addLayout(self._rows, 1)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, WrappingButton] = {}
        self._options: tuple[Option, ...] = ()
        self._value = ""
        self._group.buttonClicked.connect(self._choose)

    def show_node(self, node: Node) -> None:
        """Offer what the node offers, and show what is chosen."""
        options = with_kept(node)
        if options != self._options:
            self._offer(options)
        self._value = node.value
        self._group.setExclusive(False)
        for value, button in self._buttons.items():
            button.setChecked(value == node.value)
            button.setEnabled(not node.readonly)
        self._group.setExclusive(True)
        self._let_one_stop()

    def fields(self) -> list[QWidget]:
        """Return the buttons, the chosen one first."""
        chosen = self._buttons.get(self._value)
        others: list[QWidget] = [button for button in self._buttons.values() if button is not chosen]
        return [chosen, *others] if chosen else others

    def name_field(self, name: str, description: str) -> None:
        """Say what is asked; each button says its own choice."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def revert(self) -> None:
        """Show the last answer again."""
        self._group.setExclusive(False)
        for value, button in self._buttons.items():
            button.setChecked(value == self._value)
        self._group.setExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Take the answer back by Delete."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self._value:
            self.answered.emit("")
            return
        super().keyPressEvent(event)

    def _let_one_stop(self) -> None:
        """Let Tab stop at the chosen one, else at the first; arrows go on from there."""
        stop = self._buttons.get(self._value) or next(iter(self._buttons.values()), None)
        for button in self._buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def _offer(self, options: tuple[Option, ...]) -> None:
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.hide()
            let_go(button)
        self._buttons = {}
        for option in options:
            button = WrappingButton(self.manners.theme, option.label, self, single=True)
            self._group.addButton(button)
            self._rows.addWidget(button)
            self._buttons[option.value] = button
        self._options = options

    def _choose(self, button: WrappingButton) -> None:
        value = next(value for value, one in self._buttons.items() if one is button)
        self.answered.emit("" if value == self._value else value)


def with_kept(node: Node) -> tuple[Option, ...]:
    """Return what a node offers, and an answer that is kept though it is not on offer any more."""
    options = node.options or ()
    known = {option.value for option in options}
    chosen = node.value.split() if node.type in {"select", "rank"} else [node.value] if node.value else []
    return (*options, *(Option(value, value) for value in chosen if value not in known))
