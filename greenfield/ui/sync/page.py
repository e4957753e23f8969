"""The page of sharing: how this workspace stands with the hub of an organisation, or how it joins one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from greenfield.services.sync.state import Mode
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.page import Page
from greenfield.ui.sync.connect_panel import ConnectPanel
from greenfield.ui.sync.deciding import has_keyboard
from greenfield.ui.sync.hub_panel import HubPanel
from greenfield.ui.sync.joining_head import Purpose


class SyncPage(Page):
    """Shows one of two panels; which one follows from the keeper of the window."""

    def __init__(self, context: WindowContext) -> None:
        """Build both."""
        super().__init__(context)
        self.joining = ConnectPanel(context)
        self.hub = HubPanel(context)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.joining)
        self._stack.addWidget(self.hub)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._stack)
        self.joining.connected.connect(context.sync.look_again)
        self.hub.left.connect(context.sync.look_again)
        self.hub.band.joining_wanted.connect(lambda: self._join_again(Purpose.AGAIN))
        self.hub.twin.own_device_wanted.connect(lambda: self._join_again(Purpose.OWN_DEVICE))
        self.joining.left.connect(self._stay)
        self.joining.connected.connect(self._is_joined)
        self._joins_again = False
        context.sync.changed.connect(self._show)
        context.sync.progressed.connect(self._show_progress)
        self._shown = (False, False, "")
        self._show()

    def open_with(self, **what: str) -> None:
        """Show how things stand now; `invite` is a file to join by."""
        self._stay()
        self.context.sync.look_again()
        if what.get("invite") and not self.context.sync.is_linked:
            self.joining.take_invite(Path(what["invite"]))

    def first_focus(self) -> QWidget | None:
        """Return where the keyboard belongs."""
        is_hub = self.context.sync.is_linked and not self._joins_again
        return self.hub.first_focus() if is_hub else self.joining.first_focus()

    def subtitle(self) -> str:
        """Return the name of the organisation."""
        state = self.context.sync.state
        return state.link.organisation_name if state and state.link else ""

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # see Page
        """Offer a sync, or exchange files where there is no hub."""
        texts, keeper = self.context.texts, self.context.sync
        if not keeper.is_linked:
            text = texts("Exchange files…")
            return (Action("exchange", text, "file-plus", lambda: self.context.router.show("exchange")),)
        state = keeper.state
        may = state is not None and state.link is not None and state.link.mode != Mode.NEVER
        return (
            Action(
                "sync-now", texts("Sync now"), "arrows-clockwise", keeper.sync,
                shortcut="Ctrl+R", enabled=may and not keeper.is_syncing, main=True,
            ),
        )  # fmt: skip

    def _show(self) -> None:
        keeper = self.context.sync
        joins = self._joins_again or not keeper.is_linked
        wanted: QWidget = self.joining if joins else self.hub
        left = self._stack.currentWidget()
        had_keyboard = left is not None and left is not wanted and has_keyboard(left)
        self.hub.show_state()
        self._stack.setCurrentWidget(wanted)
        # not on what waits: that goes with the first sync, and the keyboard with it
        first = self.joining.first_focus() if joins else self.hub.when.first_focus()
        if had_keyboard and first is not None:
            first.setFocus()
        state = keeper.state
        mode = state.link.mode if state and state.link else ""
        shown = (keeper.is_linked, keeper.is_syncing, mode)
        if shown != self._shown:
            self._shown = shown
            self.header_changed.emit()

    def _join_again(self, purpose: Purpose) -> None:
        """Offer to connect with a new code; what is known of the organisation stays until the hub has taken it."""
        state = self.context.sync.state
        self.joining.begin(purpose, state.link.url if state and state.link else "")
        self._joins_again = True
        self._show()
        self.joining.first_focus().setFocus()

    def _stay(self) -> None:
        """Show the hub as it is."""
        if self._joins_again:
            self._joins_again = False
            self.joining.begin(Purpose.FIRST)
        self._show()

    def _is_joined(self) -> None:
        self._joins_again = False
        self._show()
        self.context.sync.sync()

    def _show_progress(self) -> None:
        self.hub.course.show_progress()
