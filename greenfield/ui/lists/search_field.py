"""The field above a list that finds its rows while somebody types."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme
from greenfield.ui.widgets.start_edge import stand_at_start


class SearchField(QLineEdit):
    """Sends `textChanged` as it is typed; Down goes to the list, Escape empties the field."""

    went_down = Signal()

    def __init__(self, theme: Theme, hint: str, parent: QWidget | None = None) -> None:
        """Begin empty, with a hint of what is found."""
        super().__init__(parent)
        stand_at_start(self)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.addAction(theme.icon("magnifying-glass", Colour.QUIET), QLineEdit.ActionPosition.LeadingPosition)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Begin at the start edge in either direction of writing."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            stand_at_start(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go down into the list, or begin anew."""
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
