"""The hub that a workspace belongs to: how things stand, when to sync, what waits, and leaving it."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from greenfield.services.sync.connecting import disconnect, fingerprint_of
from greenfield.services.sync.role_words import role_word
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.sync.course import Course
from greenfield.ui.sync.hub_band import HubBand
from greenfield.ui.sync.this_device import ThisDevice
from greenfield.ui.sync.twin_band import TwinBand
from greenfield.ui.sync.waiting import Waiting
from greenfield.ui.sync.when_to_sync import WhenToSync
from greenfield.ui.sync.words import is_other_hub, standing
from greenfield.ui.widgets.column import ScrollColumn
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import BodyText, QuietText, SectionTitle


class HubPanel(ScrollColumn):
    """Follows the keeper of the window. `left` when the workspace was disconnected."""

    left = Signal()

    def __init__(self, context: WindowContext) -> None:
        """Begin with nothing to show."""
        super().__init__()
        self.context = context
        texts, theme = context.texts, context.theme
        self.organisation = SectionTitle("", theme)
        self.member = BodyText("", theme)
        self.address = QuietText("", theme)
        self.band = HubBand(context)
        self.twin = TwinBand(context)
        self.how = BodyText("", theme)
        self.course = Course(context)
        self.waiting = Waiting(context)
        self.when = WhenToSync(context)
        self.exchange = Action(
            "exchange", texts("Exchange files…"), "file-plus", lambda: context.router.show("exchange")
        ).button(theme)
        self.device = ThisDevice(context)
        self.leave_button = Action(
            "disconnect", texts("Disconnect…"), "", self.leave_hub, dangerous=True
        ).button(theme)
        self._build()

    def first_focus(self) -> QWidget | None:
        """Return where the keyboard belongs: what wants to be looked at, else the choice that holds."""
        return self.waiting.first_focus() or self.when.first_focus()

    def show_state(self) -> None:
        """Show how things stand now."""
        keeper, texts, formats = self.context.sync, self.context.texts, self.context.formats
        state = keeper.state
        if state is None or state.link is None:
            return
        link = state.link
        self.organisation.setText(link.organisation_name)
        self.member.setText(
            texts("You are {member}, {role}.", member=link.member_name, role=role_word(link.role, texts))
        )
        fingerprint = fingerprint_of(link)
        parts = [
            link.url,
            *([texts("fingerprint {fingerprint}", fingerprint=fingerprint)] if fingerprint else []),
        ]
        self.address.setText("\n".join(parts))
        self.device.show_link(link)
        besides = replace(state, has_twin=False)  # of which the band above speaks
        now = standing(besides, keeper.report, texts, formats, is_syncing=keeper.is_syncing)
        self.how.setText(now.sentence)
        is_said = link.revoked or (is_other_hub(keeper.report) and not keeper.is_syncing)
        self.how.setVisible(not is_said)  # the band says it at length
        self.when.show_link(link)
        self.waiting.show_state(state)
        self.band.show_state(state)
        self.twin.setVisible(state.has_twin and not link.revoked)
        self.course.show_progress()

    def leave_hub(self) -> None:
        """Forget the hub, if the person agrees."""
        context, texts, state = self.context, self.context.texts, self.context.sync.state
        if state is None or state.link is None:
            return
        name = state.link.organisation_name
        said = texts(
            "All records stay on this computer, and what was not sent stays unsent. What the hub has stays there, and"
            " others go on with it. To connect again, you need a new code."
        )
        if state.unsent:
            unsent = texts.plural(
                "{count} change was not sent yet, so nobody else has it. Sync before you leave, if you can.",
                "{count} changes were not sent yet, so nobody else has them. Sync before you leave, if you can.",
                state.unsent,
            )
            said = f"{unsent}\n\n{said}"
        agreed = context.messages.ask(
            texts("Disconnect from {organisation}?", organisation=name),
            said,
            texts("Disconnect from {organisation}", organisation=name),
            dangerous=True,
        )
        if not agreed:
            return
        context.sync.cancel()
        workspace = context.workspace
        job = context.runner.run(lambda _progress: disconnect(workspace), self)
        job.on_success(lambda _none: self._has_left(name))

    def _has_left(self, name: str) -> None:
        self.context.messages.toast(
            self.context.texts(
                "Disconnected from {organisation}. All records are still here.", organisation=name
            )
        )
        self.left.emit()

    def _build(self) -> None:
        texts, theme = self.context.texts, self.context.theme
        carry = texts(
            "Carry records on a USB stick, to another device or to the organisation, and read what others wrote."
        )
        whole: tuple[tuple[QWidget, ...], ...] = (
            (self.organisation, self.member, self.band, self.twin, self.how, self.course),
            (Line(theme), SectionTitle(texts("What waits"), theme), self.waiting),
            (Line(theme), SectionTitle(texts("When to sync"), theme), self.when),
            (
                Line(theme),
                SectionTitle(texts("Without a connection"), theme),
                BodyText(carry, theme),
                self.exchange,
            ),
            (
                Line(theme),
                SectionTitle(texts("This hub"), theme),
                self.address,
                self.device,
                self.leave_button,
            ),
        )
        for parts in whole:
            for each in parts:
                self.add(each)
        for named in (self.exchange, self.leave_button):
            named.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
