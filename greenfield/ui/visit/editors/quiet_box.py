"""A box of choices that lets the page scroll under the pointer."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class QuietBox(QComboBox):
    """A combo box whose answer a wheel never changes: people scroll the page with it."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Leave the wheel to the page."""
        event.ignore()
