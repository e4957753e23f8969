"""The mark of the program: a leaf and its name."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget

from greenfield.ui.frame.context import WindowContext
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour

_NAME = "Greenfield"
_HEIGHT, _LEAF, _INSET = 40, 24, 12
_WIDTH = space.RAIL - 2 * space.NEAR


class Mark(QWidget):
    """A leaf with the name beside it, or alone where the rail is folded."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        """Show both."""
        super().__init__(parent)
        self._context = context
        self.setFixedHeight(_HEIGHT)
        theme = context.theme
        self._leaf = QLabel(self)
        picture = theme.icon("leaf", Colour.MAIN_TEXT).pixmap(QSize(_LEAF, _LEAF), self.devicePixelRatioF())
        self._leaf.setPixmap(picture)
        self._name = QLabel(_NAME, self)
        self._name.setFont(theme.font(Type.SECTION))
        self.set_folded(folded=False)

    def set_folded(self, *, folded: bool) -> None:
        """Hide the name where there is no room."""
        self._name.setVisible(not folded)
        width = space.RAIL_FOLDED - 2 * space.NEAR if folded else _WIDTH
        start = (width - _LEAF) // 2 if folded else _INSET
        rtl = self._context.right_to_left
        self._leaf.setGeometry(width - start - _LEAF if rtl else start, _HEIGHT // 5, _LEAF, _LEAF)
        name_width = self._name.sizeHint().width()
        after = _INSET + _LEAF + 10
        self._name.setGeometry(width - after - name_width if rtl else after, 4, name_width, 32)

    def stand_in_corner(self, host: QWidget) -> None:
        """Stand in the corner of a page without a rail, where the rail would show it."""
        at_end = host.width() - _WIDTH - space.NEAR
        self.setGeometry(at_end if self._context.right_to_left else space.NEAR, space.GAP, _WIDTH, _HEIGHT)
        self.raise_()
