"""A field to choose one of many: a box that is found through by typing."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from greenfield.forms.node import Node
from greenfield.ui.leaving import let_go
from greenfield.ui.visit.editors.editor import Editor, Manners
from greenfield.ui.visit.editors.radio import with_kept
from greenfield.ui.widgets.choice_box import Choice, ChoiceBox

_WIDEST = 480


class ComboEditor(Editor):
    """Shows the chosen one in a box; typing a part of a name finds it."""

    def __init__(self, manners: Manners, parent: QWidget | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(manners, parent)
        self._choices: Sequence[Choice] | None = None
        self._value = ""
        self.box: ChoiceBox | None = None

    def choices(self, node: Node) -> Sequence[Choice]:
        """Return what a node offers."""
        return [Choice(option.value, option.label) for option in with_kept(node)]

    def show_node(self, node: Node) -> None:
        """Offer what the node offers, and show what is chosen."""
        choices = self.choices(node)
        box = self.box
        if box is None or choices != self._choices:
            box = self._offer(choices)
        self._value = node.value
        if box.key() != node.value:
            box.set_key(node.value)
        box.setEnabled(not node.readonly)

    def commit(self) -> None:
        """Take what was typed for the choice that it names."""
        if self.box is not None and self.box.isEnabled():
            self.box.commit()

    def revert(self) -> None:
        """Show the last answer again."""
        if self.box is not None:
            self.box.set_key(self._value)

    def fields(self) -> list[QWidget]:
        """Return the box."""
        return [self.box] if self.box else []

    def _offer(self, choices: Sequence[Choice]) -> ChoiceBox:
        before = self.box
        self.box = ChoiceBox(choices, self, hint=self.manners.texts("Choose or type"))
        self.box.setMaximumWidth(_WIDEST)
        self.box.chosen.connect(self._choose)
        if before is None:
            self.row.addWidget(self.box, 1)
            self.row.addStretch(0)
        else:
            self.row.replaceWidget(before, self.box)
            before.hide()
            let_go(before)
        self._choices = choices
        return self.box

    def _choose(self, value: str) -> None:
        if value != self._value:
            self.answered.emit(value)
