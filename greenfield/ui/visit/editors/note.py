"""A note of the form: a text that nobody answers."""

from PySide6.QtWidgets import QWidget

from greenfield.forms.node import Node
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.editors.editor import Editor, Manners
from greenfield.ui.widgets.words import Words


class NoteEditor(Editor):
    """Shows nothing but a value that the form put into the note; its text is the label of the question."""

    def __init__(self, manners: Manners, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(manners, parent)
        self.words = Words("", manners.theme, Type.BODY, Colour.INK, self)
        self.row.addWidget(self.words, 1)

    def show_node(self, node: Node) -> None:
        """Show the value, where the form gives one."""
        self.words.setText(node.value)
        self.setVisible(bool(node.value))
