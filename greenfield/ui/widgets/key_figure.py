"""A figure that matters, with its unit and what it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme
from greenfield.ui.widgets.words import QuietText, Words


class KeyFigure(QWidget):
    """A large figure, its unit beside it, its name above and a remark below it."""

    def __init__(self, theme: Theme, name: str, value: str, unit: str = "", remark: str = "") -> None:
        """Show a value that is already written as the reader writes it."""
        super().__init__()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.name = QuietText(name, theme)
        self.value = Words(value, theme, Type.FIGURE)
        self.value.setWordWrap(False)
        self.unit = Words(unit, theme, Type.BODY, Colour.QUIET)
        self.unit.setWordWrap(False)
        self.remark = QuietText(remark, theme)
        self.remark.setVisible(bool(remark))
        line = QHBoxLayout()
        line.setSpacing(space.NEAR)
        line.addWidget(self.value, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        self.unit.setContentsMargins(0, 0, 0, 7)
        rows.addWidget(self.name)
        rows.addLayout(line)
        rows.addWidget(self.remark)

    def show_value(self, value: str, unit: str, remark: str = "") -> None:
        """Show another value."""
        self.value.setText(value)
        self.unit.setText(unit)
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
