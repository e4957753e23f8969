"""The unit of a number: a small box at the end of the number's frame."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from greenfield.base.formats import unit_sign
from greenfield.forms.node import Node
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.editors.quiet_box import QuietBox
from greenfield.ui.widgets.words import Words

_BARE = (
    "QComboBox { border: none; background: transparent; padding: 0 4px; min-height: 0; }"
    "QComboBox:focus { border: none; text-decoration: underline; }"
)


class UnitBox(QWidget):
    """Offers the units of a question; one that stands alone is just a word."""

    chosen = Signal(str)

    def __init__(self, manners: Manners, parent: QWidget | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(parent)
        self._manners = manners
        self.box = QuietBox(self)
        self.box.setStyleSheet(_BARE)
        self.word = Words("", manners.theme, Type.BODY, Colour.QUIET, self)
        self.word.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        row.addWidget(self.word)
        self._values: list[str] = []
        self.box.activated.connect(self._choose)

    def show_node(self, node: Node) -> None:
        """Offer the units of a node and show the one that is chosen."""
        options = list(node.options or ())
        values = [option.value for option in options]
        labels = [unit_sign(option.label) for option in options]
        if node.value and node.value not in values:
            values.append(node.value)
            labels.append(node.value)
        self.setVisible(node.relevant and bool(values))
        if labels != [self.box.itemText(index) for index in range(self.box.count())]:
            self.box.clear()
            self.box.addItems(labels)
        self._values = values
        self.box.setCurrentIndex(values.index(node.value) if node.value in values else -1)
        self.box.setPlaceholderText(self._manners.texts("Unit"))
        is_fixed = node.readonly or (len(values) == 1 and node.value == values[0])
        self.box.setVisible(not is_fixed)
        self.word.setVisible(is_fixed)
        self.word.setText(self.box.currentText())

    def _choose(self, index: int) -> None:
        self.chosen.emit(self._values[index])
