"""Says that a second computer works with a copy of this workspace, and offers the way out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.messages import Tone
from greenfield.ui.theme import space
from greenfield.ui.widgets.status_band import StatusBand


class TwinBand(QWidget):
    """A band and a button below it, since both have many words. Hidden until `setVisible`."""

    own_device_wanted = Signal()

    def __init__(self, context: WindowContext) -> None:
        """Say what is, what is safe, and what to do."""
        super().__init__()
        texts, theme = context.texts, context.theme
        said = texts(
            "A second computer works with a copy of this workspace, and the hub takes both for the same device. Nothing is"
            " lost: what either of them writes is kept and sent. But nobody can tell the two apart. Make one of them a"
            " device of its own, with a new code. If that was done on the other computer, nothing is left to do here: this"
            " goes away by itself."
        )
        self.band = StatusBand(theme, said, Tone.WARNING)
        self.button = Action(
            "own-device", texts("Make this computer a device of its own…"), "", self.own_device_wanted.emit
        ).button(theme)
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.NEAR)
        rows.addWidget(self.band)
        rows.addWidget(self.button)
        self.hide()
