"""A field to put choices into an order, by keyboard and by mouse."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from greenfield.forms.node import Node, Option
from greenfield.ui.frame.action import Action
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.editors.editor import Editor, Manners
from greenfield.ui.visit.editors.radio import with_kept

_VALUE = Qt.ItemDataRole.UserRole
_WIDEST = 480
_AROUND = 2
_DELETE = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class RankEditor(Editor):
    """Shows the choices in their order, numbered once there is an answer. Any move answers with all of them."""

    def __init__(self, manners: Manners, parent: QWidget | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(manners, parent)
        self._value = ""
        self._options: tuple[Option, ...] = ()
        self.list = RankList(manners, self)
        self.list.model().rowsMoved.connect(self._answer)
        self.list.move_wanted.connect(self.move_by)
        texts, theme = manners.texts, manners.theme
        up, down = texts("Alt and arrow up, or drag it"), texts("Alt and arrow down, or drag it")
        self.earlier = Action("rank-earlier", texts("Earlier"), "arrow-up", lambda: self.move_by(-1), hint=up)
        self.later = Action("rank-later", texts("Later"), "arrow-down", lambda: self.move_by(1), hint=down)
        self.keep = Action("rank-keep", texts("This order is right"), "check", self._answer)
        self.buttons = [action.button(theme) for action in (self.earlier, self.later, self.keep)]
        rows = QVBoxLayout()
        rows.setSpacing(8)
        rows.addWidget(self.list)
        below = QHBoxLayout()
        for button in self.buttons:
            below.addWidget(button)
        below.addStretch(1)
        rows.addLayout(below)
        self.row.addLayout(rows, 1)

    def show_node(self, node: Node) -> None:
        """Show the choices in the order of the answer; what it lacks follows in the order of the form."""
        self._value, self._options = node.value, with_kept(node)
        self._show(can_change=not node.readonly)

    def revert(self) -> None:
        """Show the last answer again."""
        self._show(can_change=self.list.isEnabled())

    def fields(self) -> list[QWidget]:
        """Return the list and its buttons."""
        return [self.list, *self.buttons]

    def name_field(self, name: str, description: str) -> None:
        """Say what is asked; each button says what it does."""
        self.list.setAccessibleName(name)
        self.list.setAccessibleDescription(description)

    def move_by(self, by: int) -> None:
        """Move the current choice up (-1) or down (1)."""
        row = self.list.currentRow()
        if row < 0 or not self.list.isEnabled() or not 0 <= row + by < self.list.count():
            return
        place = row + by if by < 0 else row + by + 1  # Qt names the row before which it goes
        self.list.model().moveRow(QModelIndex(), row, QModelIndex(), place)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Take the answer back by Delete."""
        if event.key() in _DELETE and self._value and self.list.isEnabled():
            self.answered.emit("")
            return
        super().keyPressEvent(event)

    def _answer(self) -> None:
        value = " ".join(self.list.values())
        if value != self._value:
            self.answered.emit(value)

    def _show(self, *, can_change: bool) -> None:
        labels = {option.value: option.label for option in self._options}
        ranked = [value for value in dict.fromkeys(self._value.split()) if value in labels]
        order = [*ranked, *(value for value in labels if value not in ranked)]
        self.list.offer(order)
        for row, value in enumerate(order):
            number = self.manners.formats.number(row + 1)
            numbered = self.manners.texts("{number}. {choice}", number=number, choice=labels[value])
            self.list.item(row).setText(numbered if value in ranked else labels[value])
        self.list.setEnabled(can_change)
        for button in self.buttons:
            button.setVisible(can_change and bool(order))
        self.buttons[-1].setVisible(can_change and bool(order) and not self._value)
        self.list.fit()


class RankList(QListWidget):
    """As high as its choices; one is dragged to its place. `move_wanted` comes by Alt and arrows: -1 is up."""

    move_wanted = Signal(int)

    def __init__(self, manners: Manners, parent: QWidget | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(parent)
        self._high = manners.theme.target
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.setMaximumWidth(_WIDEST)
        ground, edge, soft, ink, focus = (
            manners.theme.hex(role)
            for role in (Colour.FIELD, Colour.EDGE, Colour.MAIN_SOFT, Colour.INK, Colour.FOCUS)
        )
        self.setStyleSheet(
            f"QListView {{ background: {ground}; border: 1px solid {edge}; border-radius: 6px; outline: none; }}"
            f"QListView:focus {{ border-color: {focus}; }}"
            f"QListView::item {{ padding: 0 8px; min-height: {self._high - 4}px; }}"
            f"QListView::item:selected {{ background: {soft}; color: {ink}; }}"
        )

    def values(self) -> list[str]:
        """Return the choices in the order in which they stand."""
        return [self.item(row).data(_VALUE) for row in range(self.count())]

    def offer(self, values: list[str]) -> None:
        """Show choices in an order; the current one stays the current one."""
        if values == self.values():
            return
        current = self.currentItem().data(_VALUE) if self.currentRow() >= 0 else None
        self.clear()
        for value in values:
            item = QListWidgetItem()
            item.setData(_VALUE, value)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)  # between two, not upon one
            self.addItem(item)
        self.setCurrentRow(values.index(current) if current in values else 0)

    def fit(self) -> None:
        """Take the height of the choices at this width."""
        rows = (max(self._high - 4, self.sizeHintForRow(row)) for row in range(self.count()))
        self.setFixedHeight(sum(rows) + 2 * _AROUND)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Ask for a move by Alt and arrows."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_wanted.emit(by)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Take the height that long choices need at the new width."""
        super().resizeEvent(event)
        self.fit()
