"""What every field of a question has in common: it shows a node, and says what the person answered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from greenfield.base.formats import Formats
from greenfield.base.texts import Texts
from greenfield.forms.node import Node
from greenfield.ui.theme.theme import Theme


class Manners:
    """How fields speak, write and look; one for a form on the screen."""

    def __init__(self, texts: Texts, formats: Formats, theme: Theme) -> None:
        """Use the texts, formats and theme of the moment; after a change fields are made anew."""
        self.texts = texts
        self.formats = formats
        self.theme = theme


class Editor(QWidget):
    """Base of the fields. What is typed becomes an answer when the field is left.

    `answered` carries the answer as it is stored, `refused` what is wrong with what was typed, empty as soon
    as nothing is wrong any more.
    """

    answered = Signal(str)
    refused = Signal(str)

    def __init__(self, manners: Manners, parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(parent)
        self.manners = manners
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)

    def show_node(self, node: Node) -> None:
        """Show the state of the question; what is being typed stays."""

    def commit(self) -> None:
        """Make what is being typed the answer, if it is another one."""

    def revert(self) -> None:
        """Show the last answer again."""

    def not_kept(self, node: Node) -> None:
        """Be told that the answer could not be kept, and which one stands."""
        self.show_node(node)

    def hold(self, node: Node) -> bool:
        """Be told that somebody else changed the answer; True if something is being typed here, which stays."""
        del node
        return False

    def typed(self) -> str | None:
        """Return what is being typed and is no answer yet, None for nothing."""
        return None

    def type_again(self, text: str) -> None:
        """Go on with what was being typed in a field that was made anew."""

    def mark_wrong(self, *, wrong: bool) -> None:
        """Show by the frame whether something is wrong with the answer."""

    def name_field(self, name: str, description: str) -> None:
        """Say to those who do not see what the field is."""
        for widget in self.fields():
            widget.setAccessibleName(name)
            widget.setAccessibleDescription(description)

    def fields(self) -> list[QWidget]:
        """Return the widgets that take the keyboard, the first one first."""
        return []

    def take_focus(self) -> None:
        """Put the keyboard into the field."""
        fields = self.fields()
        if fields:
            fields[0].setFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  Qt's name
        """Answer before the next field is looked for: the answer may bring one that stands in between."""
        self.commit()
        return super().focusNextPrevChild(forward)
