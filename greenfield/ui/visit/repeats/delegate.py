"""How a cell of a repeat is answered and painted."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from greenfield.base.formats import unit_sign
from greenfield.forms.node import Node
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.editors.quiet_box import QuietBox
from greenfield.ui.visit.repeats.model import NODE_ROLE

_Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """A line to type in, or a box to choose from; a cell with a wrong answer gets a frame."""

    def __init__(self, manners: Manners, parent: QWidget) -> None:
        """Paint in the colours of the theme."""
        super().__init__(parent)
        self._theme = manners.theme

    def createEditor(  # noqa: N802  Qt's name
        self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index
    ) -> QWidget:
        """Return the field for a cell."""
        node: Node = index.data(NODE_ROLE)
        if node.options is None:
            line = QLineEdit(parent)
            line.setAlignment(Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)))
            line.setStyleSheet(
                f"border: 2px solid {self._theme.hex(Colour.FOCUS)}; border-radius: 0; min-height: 0;"
            )
            return line
        box = QuietBox(parent)
        box.addItem("", "")
        for option in node.options:
            box.addItem(unit_sign(option.label), option.value)
        box.activated.connect(lambda: self._choose(box))
        return box

    def setEditorData(self, editor: QWidget, index: _Index) -> None:  # noqa: N802  Qt's name
        """Put the answer into the field."""
        if isinstance(editor, QComboBox):
            node: Node = index.data(NODE_ROLE)
            editor.setCurrentIndex(max(0, editor.findData(node.value)))
        elif isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(  # noqa: N802  Qt's name
        self, editor: QWidget, model: QAbstractItemModel, index: _Index
    ) -> None:
        """Give what stands in the field as the answer."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the cell, with a frame where something is wrong."""
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._frame(painter, option.rect, Colour.FOCUS)
        node: Node | None = index.data(NODE_ROLE)
        if node is None or node.problem is None or not node.relevant:
            return
        needed = node.problem.code == "answer.required"
        self._frame(painter, option.rect, Colour.WARNING if needed else Colour.ERROR)

    def _frame(self, painter: QPainter, cell: QRect, colour: Colour) -> None:
        painter.save()
        painter.setPen(QPen(self._theme.colour(colour), 1))
        painter.drawRect(cell.adjusted(1, 1, -2, -2))
        painter.restore()

    def _choose(self, box: QComboBox) -> None:
        """Answer at once; the box stays, so that arrows go on through the choices."""
        self.commitData.emit(box)
