"""When a workspace syncs: by itself, by hand, never; and whether its connection costs."""

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from greenfield.base.problem import ProblemError
from greenfield.services.sync.known import Link
from greenfield.services.sync.state import Mode, set_metered, set_mode
from greenfield.ui.context import WindowContext
from greenfield.ui.sync.words import modes
from greenfield.ui.theme import space


class WhenToSync(QWidget):
    """What is chosen holds at once."""

    def __init__(self, context: WindowContext) -> None:
        """Begin with nothing chosen."""
        super().__init__()
        self._context = context
        self.modes = {mode: QRadioButton(words) for mode, words in modes(context.texts).items()}
        self.metered = QCheckBox(context.texts("This connection costs: records first, photos only later"))
        group = QButtonGroup(self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.NEAR)
        for mode, button in self.modes.items():
            group.addButton(button)
            rows.addWidget(button)
            button.clicked.connect(lambda _=False, mode=mode: self._choose_mode(mode))
        rows.addWidget(self.metered)
        self.metered.clicked.connect(self._choose_metered)

    def first_focus(self) -> QWidget | None:
        """Return the choice that holds."""
        return next((button for button in self.modes.values() if button.isChecked()), None)

    def show_link(self, link: Link) -> None:
        """Show what holds now."""
        for mode, button in self.modes.items():
            button.setChecked(str(mode) == link.mode)
        self.metered.setChecked(link.metered)

    def _choose_mode(self, mode: Mode) -> None:
        self._keep(lambda: set_mode(self._context.workspace, mode))
        if mode is Mode.AUTOMATIC:
            self._context.sync.sync(by_hand=False)
        elif mode is Mode.NEVER:
            self._context.sync.cancel()

    def _choose_metered(self, metered: bool) -> None:
        self._keep(lambda: set_metered(self._context.workspace, metered=metered))

    def _keep(self, work: Callable[[], None]) -> None:
        try:
            work()
        except ProblemError as error:
            self._context.messages.problem(error)
        self._context.sync.look_again()
