"""A line of one pixel between parts."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme


class Line(QWidget):
    """A line, level unless `upright`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, upright: bool = False) -> None:
        """Draw it in the colour of lines."""
        super().__init__(parent)
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if upright else free, free if upright else fixed)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, theme.colour(Colour.LINE))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
