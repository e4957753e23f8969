"""Where the text of a line stands: at the start edge of its field, in either direction of writing."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

_START: Final = {
    Qt.LayoutDirection.LeftToRight: Qt.AlignmentFlag.AlignLeft,
    Qt.LayoutDirection.RightToLeft: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute,
}


def stand_at_start(line: QLineEdit) -> None:
    """Let text begin at the start edge; figures and names in other letters would stand at the other one."""
    line.setAlignment(_START[line.layoutDirection()] | Qt.AlignmentFlag.AlignVCenter)
