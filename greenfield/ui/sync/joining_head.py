"""Why a workspace is being connected, above the ways to do it: for the first time, again, or as a device of its own."""

from enum import Enum

from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenfield.ui.context import WindowContext
from greenfield.ui.leaving import let_go
from greenfield.ui.theme import space
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import BodyText, SectionTitle


class Purpose(Enum):
    """Why somebody connects."""

    FIRST = "first"
    AGAIN = "again"
    OWN_DEVICE = "own device"


class JoiningHead(QWidget):
    """What to know before."""

    def __init__(self, context: WindowContext) -> None:
        """Begin with the first time."""
        super().__init__()
        self._context = context
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(space.GAP)
        self._parts: list[QWidget] = []
        self.show_purpose(Purpose.FIRST)

    def show_purpose(self, purpose: Purpose) -> None:
        """Say what belongs to this purpose."""
        for old in self._parts:
            self._rows.removeWidget(old)
            old.hide()
            let_go(old)
        self._parts = {
            Purpose.FIRST: self._first,
            Purpose.AGAIN: self._again,
            Purpose.OWN_DEVICE: self._own_device,
        }[purpose]()
        for part in self._parts:
            self._rows.addWidget(part)

    def _first(self) -> list[QWidget]:
        texts, theme = self._context.texts, self._context.theme
        return [
            BodyText(
                texts(
                    "Work on the same companies and visits with others of your organisation, through a hub that it runs."
                    " Everything stays on this computer as well, and works without a connection."
                ),
                theme,
            ),
            SectionTitle(texts("What goes to the hub, and what does not"), theme),
            BodyText(
                texts(
                    "All records of this workspace go to the hub. Of companies and visits that are yours alone, it gives"
                    " nothing to other people; what you share, everybody in the organisation can read. Photos go only where"
                    " the company permits them."
                ),
                theme,
            ),
            BodyText(
                texts(
                    "Whoever runs the hub could read what lies on it. Your passphrase, your keys and the settings of this"
                    " window never leave this computer."
                ),
                theme,
            ),
            Line(theme),
            SectionTitle(texts("Connect"), theme),
        ]

    def _again(self) -> list[QWidget]:
        texts, theme = self._context.texts, self._context.theme
        said = texts(
            "Ask whoever runs the hub for a new code. All that is here stays, and syncing goes on where it was."
        )
        return [SectionTitle(texts("Connect again"), theme), BodyText(said, theme)]

    def _own_device(self) -> list[QWidget]:
        texts, theme = self._context.texts, self._context.theme
        said = texts(
            "Ask whoever runs the hub for a new code for this computer, and give it a name by which you can tell the two"
            " apart. Until the hub has taken the code, nothing changes. All records stay here, and what was not sent yet is"
            " sent by the new device."
        )
        return [SectionTitle(texts("Make this computer a device of its own"), theme), BodyText(said, theme)]
