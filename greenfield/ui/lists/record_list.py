"""A list of records that opens one at a click or at Enter."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QListView, QWidget

from greenfield.ui.lists.row_delegate import RowDelegate
from greenfield.ui.lists.row_face import RowRole
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme


class RecordList(QListView):
    """Shows the rows of a model; thousands of them, as only those in sight are drawn."""

    opened = Signal(str)
    """The id of the record that a person wants to see."""

    def __init__(
        self, theme: Theme, model: QAbstractItemModel, name: str, parent: QWidget | None = None
    ) -> None:
        """Show the model; `name` is what a screen reader says of the list."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(RowDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, theme.colour(Colour.PAPER))
        self.setPalette(palette)
        self.clicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Open the current row at Enter or the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._open(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def enter(self) -> None:
        """Take the focus on the first row, from the search field above."""
        if self.model().rowCount():
            self.setFocus(Qt.FocusReason.TabFocusReason)
            self.setCurrentIndex(self.model().index(0, 0))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(str(index.data(RowRole.ID)))
