"""Figures at the end edge of their column, whichever way the window is read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def at_end(label: QLabel, vertical: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter) -> None:
    """Align a label to the end edge of the window, also where its text runs the other way."""
    mirrored = label.layoutDirection() == Qt.LayoutDirection.RightToLeft
    edge = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
    label.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute | vertical)


def in_middle(label: QLabel) -> None:
    """Align a label as it is, but in the middle of the height of its row."""
    label.setAlignment(label.alignment() | Qt.AlignmentFlag.AlignVCenter)
