"""How a cell of a repeat is answered and painted."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from greenfield.base.formats import unit_sign
from greenfield.forms.node import Node
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.editors.quiet_box import QuietBox
from greenfield.ui.visit.repeats.model import CONFLICT_ROLE, NODE_ROLE

_CORNER = 10
_Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """A line to type in, or a box to choose from; a wrong answer gets a frame, a conflict a folded corner."""

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

    def updateEditorGeometry(  # noqa: N802  Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index
    ) -> None:
        """Let the field take the whole cell: its frame is the only one."""
        editor.setGeometry(option.rect)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the cell, with at most one frame: of the keyboard, or where something is wrong."""
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        plain = QStyleOptionViewItem(option)
        plain.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, plain, index)
        colour = self.frame_of(index, focused=focused)
        if colour is not None:
            self._frame(painter, option.rect, colour, 2 if focused else 1)
        if index.data(CONFLICT_ROLE):
            self._corner(painter, option.rect, option.direction)

    def frame_of(self, index: _Index, *, focused: bool) -> Colour | None:
        """Return the colour of the one frame of a cell, None where it has none, or where its field draws it."""
        view = self.parent()
        if (
            isinstance(view, QAbstractItemView)
            and view.state() is QAbstractItemView.State.EditingState
            and view.currentIndex() == index
        ):
            return None
        node: Node | None = index.data(NODE_ROLE)
        if node is not None and node.problem is not None and node.relevant:
            return Colour.WARNING if node.problem.code == "answer.required" else Colour.ERROR
        return Colour.FOCUS if focused else None

    def _frame(self, painter: QPainter, cell: QRect, colour: Colour, width: int) -> None:
        painter.save()
        painter.setPen(QPen(self._theme.colour(colour), width))
        painter.drawRect(cell.adjusted(1, 1, -2, -2))
        painter.restore()

    def _corner(self, painter: QPainter, cell: QRect, direction: Qt.LayoutDirection) -> None:
        """Paint the corner at the end of the cell, where no number stands."""
        size = QSize(_CORNER, _CORNER)
        box = QStyle.alignedRect(
            direction, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, size, cell
        )
        outer, inner = (
            (box.topRight(), box.topLeft())
            if direction == Qt.LayoutDirection.LeftToRight
            else (box.topLeft(), box.topRight())
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Colour.WARNING))
        painter.drawPolygon(QPolygon([inner, outer, QPoint(outer.x(), box.bottom())]))
        painter.restore()

    def _choose(self, box: QComboBox) -> None:
        """Answer at once; the box stays, so that arrows go on through the choices."""
        self.commitData.emit(box)
