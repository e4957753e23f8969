"""What a person has to know at once of a hub, in a band: taken out, another hub, no connection, a second computer."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from greenfield.base.catalogue import sentence
from greenfield.base.texts import Texts
from greenfield.services.sync.known import Report
from greenfield.services.sync.state import SyncState
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.messages import Tone
from greenfield.ui.leaving import let_go
from greenfield.ui.sync.words import is_other_hub
from greenfield.ui.theme import space
from greenfield.ui.widgets.status_band import StatusBand

_NO_LINE = "sync.line"
_NEEDS_CODE = frozenset({"token.expired", "device.unknown"})
SAVE_UNSENT, CONNECT_AGAIN = "save-unsent", "connect-again"


@dataclass(frozen=True, slots=True)
class Said:
    """What a band says; `action` is what it offers, `other` what a button below it does, empty for nothing."""

    words: str
    tone: Tone
    action: str = ""
    other: str = ""


def to_say(state: SyncState, report: Report | None, texts: Texts, *, is_syncing: bool) -> Said | None:
    """Return the gravest of what has to be said, None for nothing."""
    if state.link is not None and state.link.revoked:
        words = texts(
            "This device was taken out of the organisation, and syncs no more. What it had not sent can be saved to a"
            " file for the organisation. If this is a mistake, ask whoever runs the hub for a new code."
        )
        return Said(words, Tone.ERROR, SAVE_UNSENT, CONNECT_AGAIN)
    if report is None or report.problem is None or is_syncing:
        return None
    if is_other_hub(report):
        words = texts(
            "Another hub answers at this address than the one that you connected to. Nothing was sent, and everything"
            " is kept here. Ask whoever runs the hub. If it was set up anew, disconnect, and connect with a new code."
        )
        return Said(words, Tone.ERROR)
    code = report.problem.code
    tone = Tone.NEWS if code == _NO_LINE else Tone.WARNING
    return Said(sentence(report.problem, texts), tone, CONNECT_AGAIN if code in _NEEDS_CODE else "")


class HubBand(QWidget):
    """One band, or none."""

    joining_wanted = Signal()
    """A person wants to connect again, with a new code."""

    def __init__(self, context: WindowContext) -> None:
        """Say nothing yet."""
        super().__init__()
        self._context = context
        self._said: Said | None = None
        self.shown: StatusBand | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(space.NEAR)
        self._parts: list[QWidget] = []
        self.hide()

    def show_state(self, state: SyncState) -> None:
        """Say what has to be said now."""
        keeper, texts = self._context.sync, self._context.texts
        said = to_say(state, keeper.report, texts, is_syncing=keeper.is_syncing)
        if said == self._said:
            return
        self._said = said
        for part in self._parts:
            self._rows.removeWidget(part)
            part.hide()
            let_go(part)
        self._parts, self.shown = [], None
        if said is not None:
            theme = self._context.theme
            self.shown = StatusBand(theme, said.words, said.tone, self._action(said.action))
            self._parts.append(self.shown)
            if (other := self._action(said.other)) is not None:
                button = other.button(theme)
                button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
                self._parts.append(button)
            for part in self._parts:
                self._rows.addWidget(part)
        self.setVisible(said is not None)

    def _action(self, name: str) -> Action | None:
        texts = self._context.texts
        ways = {
            SAVE_UNSENT: (texts("Save what was not sent to a file…"), self._save_unsent),
            CONNECT_AGAIN: (texts("Connect again…"), self.joining_wanted.emit),
        }
        return Action(name, ways[name][0], "", ways[name][1]) if name else None

    def _save_unsent(self) -> None:
        self._context.router.show("exchange", unsent="1")
