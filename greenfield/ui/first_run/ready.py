"""The last step: the sample factory, or the own first visit."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel

from greenfield.ui.context import WindowContext
from greenfield.ui.first_run.sheet import Sheet
from greenfield.ui.frame.action import Action
from greenfield.ui.theme.roles import Colour
from greenfield.ui.widgets.field import Field
from greenfield.ui.widgets.sample_choice import SampleChoice

_DRAWING = 72


class Ready(Sheet):
    """Offers the sample factory first: all of the program can be tried in it."""

    sample_wanted = Signal()
    own_wanted = Signal()

    def __init__(self, context: WindowContext) -> None:
        """Build the sheet."""
        texts, theme = context.texts, context.theme
        super().__init__(
            theme,
            "",
            texts("Everything is ready"),
            texts(
                "Look around in a bakery that was visited already: all answers, results and measures can be tried out. "
                "Or begin with your own visits; the bakery can be added later."
            ),
        )
        picture = QLabel()
        size = QSize(_DRAWING, _DRAWING)
        picture.setPixmap(theme.icon("factory", Colour.MAIN_TEXT).pixmap(size, self.devicePixelRatioF()))
        self.rows.insertWidget(0, picture, 0, Qt.AlignmentFlag.AlignLeading)
        self.which = SampleChoice(texts)
        self.rows.addWidget(Field(theme, texts("Sample factory"), self.which, framed=False))
        self.own = Action("start-own", texts("Begin with my own visits"), "", self.own_wanted.emit).button(
            theme
        )
        self.sample = Action(
            "start-sample", texts("Start with the sample factory"), "", self.sample_wanted.emit, main=True
        ).button(theme)
        self.end_with([], [self.own, self.sample])

    def set_busy(self, *, busy: bool) -> None:
        """Take no further wish while the sample is being prepared."""
        self.own.setEnabled(not busy)
        self.sample.setEnabled(not busy)
