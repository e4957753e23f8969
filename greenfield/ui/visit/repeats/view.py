"""The table of a repeat: as high as its rows, left by Tab at its ends."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QTableView,
    QWidget,
)

from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme

_AROUND = 2
_MOST_ROWS = 12
_INSIDE = 8
_WIDEST = 220
_LOOKED_AT = 40


class RepeatView(QTableView):
    """Answers are typed right into the cells. `add_wanted` and `remove_wanted` come from the keyboard."""

    add_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed
            | triggers.DoubleClicked
            | triggers.SelectedClicked
            | triggers.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(theme.target + 2)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across = self.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setMinimumSectionSize(110)
        across.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        )
        across.setHighlightSections(False)
        across.setFont(theme.font(Type.SECONDARY))
        across.sectionResized.connect(self._fit_head)
        self.verticalHeader().setHighlightSections(False)
        ground, line, soft, ink = (
            theme.hex(role) for role in (Colour.FIELD, Colour.LINE, Colour.MAIN_SOFT, Colour.INK)
        )
        self.setStyleSheet(
            f"QTableView {{ background: {ground}; border: 1px solid {line}; border-radius: 0; }}"
            "QTableView { outline: none; } QTableView::item { padding: 0 6px; }"
            f"QTableView::item:selected {{ background: {soft}; color: {ink}; }}"
            "QHeaderView, QTableCornerButton::section { background: transparent; border: none; }"
        )

    def fit(self) -> None:
        """Take the height of the rows that there are."""
        rows = self.model().rowCount()
        self._fit_columns()
        high = min(rows, _MOST_ROWS) * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height() if self._is_too_wide() else 0
        self._fit_head()
        self.setFixedHeight(self.horizontalHeader().height() + high + bar + _AROUND)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return how wide it likes to be."""
        return QSize(480, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Take the height that the questions in the head, and the rows, need at the new width."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Add a row by Ctrl and Enter, remove one by Ctrl and Delete, clear a cell by Delete."""
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if ctrl and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.add_wanted.emit()
        elif ctrl and event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self._can_edit():
            self.model().setData(self.currentIndex(), "")
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._can_edit():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  Qt's name
        """Go from cell to cell, and out of the table behind the last and before the first."""
        if self._is_at_end(forward=forward) and self.state() is not QAbstractItemView.State.EditingState:
            return QAbstractScrollArea.focusNextPrevChild(self, forward)
        return super().focusNextPrevChild(forward)

    def closeEditor(  # noqa: N802  Qt's name
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        """Leave the table by Tab from what is typed in its last cell, and by Shift+Tab from its first."""
        hints = QAbstractItemDelegate.EndEditHint
        forward = hint is hints.EditNextItem
        if hint in {hints.EditNextItem, hints.EditPreviousItem} and self._is_at_end(forward=forward):
            super().closeEditor(editor, hints.NoHint)
            QAbstractScrollArea.focusNextPrevChild(self, forward)
            return
        super().closeEditor(editor, hint)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Let the page scroll where the table shows all of its rows."""
        if self.verticalScrollBar().maximum() == 0:
            event.ignore()
            return
        super().wheelEvent(event)

    def moveCursor(  # noqa: N802  Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Stay at the ends instead of beginning anew at the other one."""
        current, model = self.currentIndex(), self.model()
        actions = QAbstractItemView.CursorAction
        last = current.row() == model.rowCount() - 1 and current.column() == model.columnCount() - 1
        first = current.row() == 0 and current.column() == 0
        if (action is actions.MoveNext and last) or (action is actions.MovePrevious and first):
            return current
        return super().moveCursor(action, modifiers)

    def _is_at_end(self, *, forward: bool) -> bool:
        current, model = self.currentIndex(), self.model()
        row, column = (model.rowCount() - 1, model.columnCount() - 1) if forward else (0, 0)
        return not current.isValid() or (current.row() == row and current.column() == column)

    def _fit_columns(self) -> None:
        """Share the width out while all columns fit; else let each be as wide as its answers, within limits."""
        across = self.horizontalHeader()
        modes = QHeaderView.ResizeMode
        if not self._is_too_wide():
            across.setSectionResizeMode(modes.Stretch)
            return
        across.setSectionResizeMode(modes.Fixed)
        model, metrics = self.model(), self.fontMetrics()
        for column in range(across.count()):
            shown = (
                str(model.index(row, column).data() or "") for row in range(min(model.rowCount(), _LOOKED_AT))
            )
            widest = max((metrics.horizontalAdvance(text) for text in shown), default=0) + 2 * _INSIDE + 4
            across.resizeSection(column, min(_WIDEST, max(across.minimumSectionSize(), widest)))

    def _fit_head(self) -> None:
        """Let the head be as high as the longest question needs."""
        across = self.horizontalHeader()
        flags = int(Qt.TextFlag.TextWordWrap)
        high = 0
        for column in range(across.count()):
            room = QRect(0, 0, max(40, across.sectionSize(column) - 2 * _INSIDE), 10_000)
            words = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
            high = max(high, across.fontMetrics().boundingRect(room, flags, words).height())
        wanted = high + 2 * _INSIDE
        if across.height() != wanted:
            before = across.height()
            across.setFixedHeight(wanted)
            self.setFixedHeight(self.height() + wanted - before)
            self.updateGeometries()  # the head would keep its place until the next change of the table

    def _can_edit(self) -> bool:
        current = self.currentIndex()
        is_editing = self.state() is QAbstractItemView.State.EditingState
        return not is_editing and current.isValid() and bool(current.flags() & Qt.ItemFlag.ItemIsEditable)

    def _is_too_wide(self) -> bool:
        across = self.horizontalHeader()
        return across.minimumSectionSize() * across.count() > self.width()
