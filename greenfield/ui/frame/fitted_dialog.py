"""The base of dialogs that say a few words: of one width, and as high as the words need at it."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget


class FittedDialog(QDialog):
    """A dialog that follows the height of its words; Qt would keep room for them at the narrowest width."""

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        """Be `width` pixels wide."""
        super().__init__(parent)
        self.setFixedWidth(width)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Take the height before it is seen."""
        self._fit()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take another height when words come or go."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return handled

    def _fit(self) -> None:
        rows = self.layout()
        if rows is not None:
            rows.activate()
            self.setFixedHeight(rows.totalHeightForWidth(self.width()))
