"""A field for a question that is answered by a photo."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from greenfield.forms.node import Node
from greenfield.ui.frame.action import Action
from greenfield.ui.visit.editors.editor import Editor, Manners
from greenfield.ui.widgets.words import QuietText


class PhotoEditor(Editor):
    """A button that asks for a photo; the photo itself is shown below the question."""

    wanted = Signal()

    def __init__(self, manners: Manners, parent: QWidget | None = None) -> None:
        """Show the button."""
        super().__init__(manners, parent)
        hint = manners.texts("Or drop a photo here, or paste one")
        action = Action("add-photo", manners.texts("Add a photo"), "camera", self.wanted.emit, hint=hint)
        self.button = action.button(manners.theme, self)
        self.row.addWidget(self.button)
        self.waits = QuietText("", manners.theme)
        self.row.addWidget(self.waits, 1)

    def show_node(self, node: Node) -> None:
        """Offer to add one, unless the visit is finished."""
        self.button.setEnabled(not node.readonly)

    def say(self, text: str) -> None:
        """Say beside the button for what photos wait; nothing without a text."""
        self.waits.setText(text)

    def fields(self) -> list[QWidget]:
        """Return the button."""
        return [self.button]
