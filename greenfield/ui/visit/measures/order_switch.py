"""Two buttons that choose in which order measures stand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from greenfield.services.offered_measures import Order
from greenfield.ui.context import WindowContext
from greenfield.ui.theme.roles import Colour


class OrderSwitch(QWidget):
    """Low first cost first, or best first."""

    picked = Signal(object)
    """The `Order` that was chosen."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        """Begin with the low first cost."""
        super().__init__(parent)
        theme, texts = context.theme, context.texts
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._group = QButtonGroup(self)
        self.buttons: dict[Order, QPushButton] = {}
        soft, main, ink = theme.hex(Colour.MAIN_SOFT), theme.hex(Colour.MAIN), theme.hex(Colour.MAIN_TEXT)
        for order, text, hint in (
            (
                Order.FIRST_COST,
                texts("Low first cost first"),
                texts("What costs least to begin stands first"),
            ),
            (
                Order.RANK,
                texts("Best first"),
                texts("First cost, payback, saving and how easy it is, weighed together"),
            ),
        ):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setToolTip(hint)
            button.setObjectName(f"order_{order}")
            button.setStyleSheet(
                f"QPushButton:checked {{ background: {soft}; border-color: {main}; color: {ink}; }}"
            )
            button.setChecked(order is Order.FIRST_COST)
            button.clicked.connect(lambda _checked, order=order: self.picked.emit(order))
            self._group.addButton(button)
            self.buttons[order] = button
            row.addWidget(button)
