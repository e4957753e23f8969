"""The hub that a workspace belongs to: how things stand, when to sync, what waits, and leaving it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QProgressBar,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from greenfield.base.catalogue import sentence
from greenfield.base.problem import ProblemError
from greenfield.services.sync.connecting import disconnect, fingerprint_of
from greenfield.services.sync.progress_words import how_far
from greenfield.services.sync.state import Mode, SyncState, Tray, set_metered, set_mode
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.messages import Tone
from greenfield.ui.leaving import let_go
from greenfield.ui.sync.this_device import ThisDevice
from greenfield.ui.sync.words import Sign, is_other_hub, modes, outcome, role, standing
from greenfield.ui.theme import space
from greenfield.ui.visit.text_link import TextLink
from greenfield.ui.widgets.column import ScrollColumn
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.status_band import StatusBand
from greenfield.ui.widgets.words import BodyText, QuietText, SectionTitle

_NO_LINE = "sync.line"
_NEEDS_CODE = frozenset({"token.expired", "device.unknown"})


class HubPanel(ScrollColumn):
    """Follows the keeper of the window. `left` when the workspace was disconnected."""

    left = Signal()
    joining_wanted = Signal()
    """A person wants to connect again, with a new code."""

    def __init__(self, context: WindowContext) -> None:
        """Begin with nothing to show."""
        super().__init__()
        self.context = context
        texts, theme = context.texts, context.theme
        self.organisation = SectionTitle("", theme)
        self.member = BodyText("", theme)
        self.address = QuietText("", theme)
        self._band_place = QVBoxLayout()
        self._band: StatusBand | None = None
        self._said = ("", Tone.NEWS)
        self.how = BodyText("", theme)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.far = QuietText("", theme)
        stop = Action("cancel-sync", texts("Stop syncing"), "x", context.sync.cancel)
        self.stop = stop.button(theme)
        self.did = QuietText("", theme)
        self.modes = {mode: QRadioButton(words) for mode, words in modes(texts).items()}
        self.metered = QCheckBox(texts("This connection costs: records first, photos only later"))
        self.trays = {tray: TextLink(theme, "") for tray in Tray}
        self.conflicts = TextLink(theme, "")
        self.files = QuietText("", theme)
        self.nothing = BodyText(texts("Nothing waits."), theme)
        self.exchange = Action(
            "exchange", texts("Exchange files…"), "file-plus", lambda: context.router.show("exchange")
        ).button(theme)
        self.device = ThisDevice(context)
        self.leave_button = Action(
            "disconnect", texts("Disconnect…"), "", self.leave_hub, dangerous=True
        ).button(theme)
        self._build()
        self._connect()

    def first_focus(self) -> QWidget | None:
        """Return where the keyboard belongs: what wants to be looked at, else the choice that holds."""
        links = (self.conflicts, *(self.trays[tray] for tray in (Tray.REFUSED, Tray.HELD, Tray.UNSENT)))
        chosen = [button for button in self.modes.values() if button.isChecked()]
        return next((link for link in links if not link.isHidden()), chosen[0] if chosen else None)

    def show_state(self) -> None:
        """Show how things stand now."""
        keeper, texts, formats = self.context.sync, self.context.texts, self.context.formats
        state = keeper.state
        if state is None or state.link is None:
            return
        link = state.link
        self.organisation.setText(link.organisation_name)
        self.member.setText(
            texts("You are {member}, {role}.", member=link.member_name, role=role(link.role, texts))
        )
        fingerprint = fingerprint_of(link)
        parts = [
            link.url,
            *([texts("fingerprint {fingerprint}", fingerprint=fingerprint)] if fingerprint else []),
        ]
        self.address.setText("\n".join(parts))
        self.device.show_link(link)
        now = standing(state, keeper.report, texts, formats, is_syncing=keeper.is_syncing)
        self.how.setText(now.sentence)
        for mode, button in self.modes.items():
            button.setChecked(str(mode) == link.mode)
        self.metered.setChecked(link.metered)
        self._show_waiting(state)
        self._show_band(state, now.sign)
        self.show_progress()

    def show_progress(self) -> None:
        """Show how far a sync is, or what the last one did."""
        keeper, texts, formats = self.context.sync, self.context.texts, self.context.formats
        progress = keeper.progress
        for part in (self.bar, self.far, self.stop):
            part.setVisible(keeper.is_syncing)
        self.bar.setRange(0, progress.total if progress else 0)
        self.bar.setValue(progress.done if progress else 0)
        self.far.setText(how_far(progress, texts, formats))
        report = None if keeper.is_syncing else keeper.report
        self.did.setText(outcome(report, texts, formats) if report else "")
        self.did.setVisible(bool(self.did.text()))

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

    def _choose_mode(self, mode: Mode) -> None:
        self._keep(lambda: set_mode(self.context.workspace, mode))
        if mode is Mode.AUTOMATIC:
            self.context.sync.sync(by_hand=False)
        elif mode is Mode.NEVER:
            self.context.sync.cancel()

    def _choose_metered(self, metered: bool) -> None:
        self._keep(lambda: set_metered(self.context.workspace, metered=metered))

    def _keep(self, work: Callable[[], None]) -> None:
        try:
            work()
        except ProblemError as error:
            self.context.messages.problem(error)
        self.context.sync.look_again()

    def _show_waiting(self, state: SyncState) -> None:
        texts, formats = self.context.texts, self.context.formats
        counts = {
            Tray.UNSENT: texts.plural(
                "{count} change is not sent yet", "{count} changes are not sent yet", state.unsent
            ),
            Tray.HELD: texts.plural(
                "{count} change is held by the hub", "{count} changes are held by the hub", state.held
            ),
            Tray.REFUSED: texts.plural(
                "{count} change was refused by the hub",
                "{count} changes were refused by the hub",
                state.refused,
            ),
        }
        for tray, count in (
            (Tray.UNSENT, state.unsent),
            (Tray.HELD, state.held),
            (Tray.REFUSED, state.refused),
        ):
            self._show_link(self.trays[tray], counts[tray] if count else "")
        conflicts = texts.plural("{count} conflict to decide", "{count} conflicts to decide", state.conflicts)
        self._show_link(self.conflicts, conflicts if state.conflicts else "")
        files = texts(
            "Photos and documents: {sending} to send, {fetching} to fetch.",
            sending=formats.number(state.files_to_send),
            fetching=formats.number(state.files_to_fetch),
        )
        if state.link is not None and state.link.metered:
            files += " " + texts("They wait because this connection costs. Untick that where it does not.")
        some_files = bool(state.files_to_send or state.files_to_fetch)
        self.files.setText(files if some_files else "")
        self.files.setVisible(some_files)
        waits = state.unsent or state.held or state.refused or state.conflicts or some_files
        self.nothing.setVisible(not waits)

    @staticmethod
    def _show_link(link: TextLink, text: str) -> None:
        link.setText(text)
        link.setAccessibleName(text)
        link.setVisible(bool(text))
        link.updateGeometry()

    def _show_band(self, state: SyncState, sign: Sign) -> None:
        texts, report = self.context.texts, self.context.sync.report
        said, tone, action = "", Tone.WARNING, None
        if state.link is not None and state.link.revoked:
            said = texts(
                "This device was taken out of the organisation, and syncs no more. What it had not sent can be saved to a"
                " file for the organisation. If this is a mistake, ask whoever runs the hub."
            )
            save = texts("Save what was not sent to a file…")
            action = Action("save-unsent", save, "", lambda: self.context.router.show("exchange", unsent="1"))
            tone = Tone.ERROR
        elif report is not None and report.problem is not None and sign is not Sign.WORKING:
            said = sentence(report.problem, texts)
            tone = Tone.NEWS if report.problem.code == _NO_LINE else Tone.WARNING
            if report.problem.code in _NEEDS_CODE:
                again = texts("Connect again…")
                action = Action("connect-again", again, "", self.joining_wanted.emit)
            if is_other_hub(report):
                tone, said = Tone.ERROR, texts(
                    "Another hub answers at this address than the one that you connected to. Nothing was sent, and everything"
                    " is kept here. Ask whoever runs the hub. If it was set up anew, disconnect, and connect with a new code."
                )  # fmt: skip
        if (said, tone) == self._said:
            return
        self._said = said, tone
        if self._band is not None:
            self._band_place.removeWidget(self._band)
            self._band.hide()
            let_go(self._band)
            self._band = None
        if said:
            self._band = StatusBand(self.context.theme, said, tone, action)
            self._band_place.addWidget(self._band)

    def _build(self) -> None:
        texts, theme = self.context.texts, self.context.theme
        group = QButtonGroup(self)
        choices = QWidget()
        rows = QVBoxLayout(choices)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.NEAR)
        for button in self.modes.values():
            group.addButton(button)
            rows.addWidget(button)
        rows.addWidget(self.metered)
        waiting = QWidget()
        links = QVBoxLayout(waiting)
        links.setContentsMargins(0, 0, 0, 0)
        links.setSpacing(0)
        for part in (self.nothing, *self.trays.values(), self.conflicts, self.files):
            links.addWidget(part)
        whole: tuple[tuple[QWidget | QVBoxLayout, ...], ...] = (
            (
                self.organisation,
                self.member,
                self._band_place,
                self.how,
                self.bar,
                self.far,
                self.stop,
                self.did,
            ),
            (Line(theme), SectionTitle(texts("What waits"), theme), waiting),
            (Line(theme), SectionTitle(texts("When to sync"), theme), choices),
            (
                Line(theme),
                SectionTitle(texts("Without a connection"), theme),
                BodyText(
                    texts(
                        "Carry records on a USB stick, to another device or to the organisation, and read what others wrote."
                    ),
                    theme,
                ),
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
        for named in (self.stop, self.exchange, self.leave_button):
            named.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        router = self.context.router
        for mode, button in self.modes.items():
            button.clicked.connect(lambda _=False, mode=mode: self._choose_mode(mode))
        self.metered.clicked.connect(self._choose_metered)
        for tray, link in self.trays.items():
            link.setObjectName(f"tray-{tray}")
            link.clicked.connect(lambda _=False, tray=tray: router.show("tray", tray=str(tray)))
        self.conflicts.setObjectName("to-conflicts")
        self.conflicts.clicked.connect(lambda: router.show("conflicts"))
