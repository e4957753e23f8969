"""A field to choose several: a box to tick for each."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenfield.forms.node import Node, Option
from greenfield.ui.leaving import let_go
from greenfield.ui.visit.editors.editor import Editor, Manners
from greenfield.ui.visit.editors.radio import with_kept
from greenfield.ui.visit.editors.wrapping_button import WrappingButton


class MultipleEditor(Editor):
    """Shows each choice on a line of its own; the answer has them in the order in which they are offered."""

    def __init__(self, manners: Manners, parent: QWidget | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(manners, parent)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.row.addLayout(self._rows, 1)
        self._buttons: dict[str, WrappingButton] = {}
        self._options: tuple[Option, ...] = ()
        self._value = ""

    def show_node(self, node: Node) -> None:
        """Offer what the node offers, and show what is chosen."""
        options = with_kept(node)
        if options != self._options:
            self._offer(options)
        self._value = node.value
        self.revert()
        for button in self._buttons.values():
            button.setEnabled(not node.readonly)

    def revert(self) -> None:
        """Show the last answer again."""
        chosen = self._value.split()
        for value, button in self._buttons.items():
            button.setChecked(value in chosen)

    def fields(self) -> list[QWidget]:
        """Return the boxes."""
        return list(self._buttons.values())

    def name_field(self, name: str, description: str) -> None:
        """Say what is asked; each box says its own choice."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def _offer(self, options: tuple[Option, ...]) -> None:
        for button in self._buttons.values():
            button.hide()
            let_go(button)
        self._buttons = {}
        for option in options:
            button = WrappingButton(self.manners.theme, option.label, self, single=False)
            button.clicked.connect(self._choose)
            self._rows.addWidget(button)
            self._buttons[option.value] = button
        self._options = options

    def _choose(self) -> None:
        self.answered.emit(" ".join(value for value, button in self._buttons.items() if button.isChecked()))
