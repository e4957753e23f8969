"""A field to say that something was read or done."""

from PySide6.QtWidgets import QWidget

from greenfield.forms.node import Node
from greenfield.ui.visit.editors.editor import Editor, Manners
from greenfield.ui.visit.editors.wrapping_button import WrappingButton

OK = "OK"


class TriggerEditor(Editor):
    """One box to tick; the answer is `OK`, as other programs write it."""

    def __init__(self, manners: Manners, parent: QWidget | None = None) -> None:
        """Show an empty box."""
        super().__init__(manners, parent)
        self.button = WrappingButton(manners.theme, manners.texts("Done"), self, single=False)
        self.button.clicked.connect(self._choose)
        self.row.addWidget(self.button, 1)

    def show_node(self, node: Node) -> None:
        """Show whether it was ticked."""
        self.button.setChecked(bool(node.value))
        self.button.setEnabled(not node.readonly)

    def fields(self) -> list[QWidget]:
        """Return the box."""
        return [self.button]

    def _choose(self) -> None:
        self.answered.emit(OK if self.button.isChecked() else "")
