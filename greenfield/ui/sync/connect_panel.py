"""Joining an organisation: an invite file, an address and a code, or a hub that was found; then its fingerprint."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from greenfield.base.catalogue import sentence
from greenfield.base.problem import ProblemError
from greenfield.services.sync.connecting import Invitation, connect, hub_at, invitation_in
from greenfield.services.sync.discovery import hubs_nearby
from greenfield.services.sync.known import Certificate, FoundHub, Link, checked, in_groups
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.leaving import let_go
from greenfield.ui.sync.compare_panel import ComparePanel
from greenfield.ui.sync.joining_head import JoiningHead, Purpose
from greenfield.ui.theme import space
from greenfield.ui.visit.text_link import TextLink
from greenfield.ui.widgets.column import ScrollColumn
from greenfield.ui.widgets.field import Field
from greenfield.ui.widgets.file_drop import FileDrop
from greenfield.ui.widgets.words import BodyText, QuietText
from greenfield.ui.widgets.wrapping_row import WrappingRow

INVITE_ENDING = ".greenfield-invite"
_AT_ONCE = "sync.other_organisation"
_OF_THE_CODE = frozenset({"code.unknown", "code.used"})


class ConnectPanel(QWidget):
    """Shows the ways to join; when a hub was looked at, name and fingerprint to compare. `connected` follows.

    `left` when somebody who wanted to connect anew does not any more.
    """

    connected = Signal()
    left = Signal()

    def __init__(self, context: WindowContext) -> None:
        """Begin with nothing typed."""
        super().__init__()
        self.context = context
        FileDrop(self, self.take_invite)
        self.invitation: Invitation | None = None
        self.purpose = Purpose.FIRST
        self.head = JoiningHead(context)
        self._fingerprint = ""
        self._is_searching = False
        self.interfaces: tuple[str, ...] = ()
        """Addresses of this computer on whose networks hubs are searched; all of them for none."""
        texts, theme = context.texts, context.theme
        self.column = ScrollColumn()
        self.address, self.code = QLineEdit(), QLineEdit()
        self.address.setObjectName("hub-address")
        self.code.setObjectName("hub-code")
        self.address_field = Field(
            theme, texts("Address of the hub"), self.address,
            hint=texts("As you were told, for example 192.168.1.20 or https://hub.example.org"),
        )  # fmt: skip
        self.code_field = Field(theme, texts("Code"), self.code, hint=texts("It works once, for one device."))
        self.look_button = Action("look-at-hub", texts("Look at the hub"), "", self.look, main=True).button(
            theme
        )
        self.back = Action("back-to-hub", texts("Back"), "", self.left.emit).button(theme)
        self.back.hide()
        choose = Action("choose-invite", texts("Choose the invite file…"), "folder-open", self.choose)
        self.choose_button = choose.button(theme)
        search = Action("search-hubs", texts("Search this network"), "wifi-high", self.search)
        self.search_button = search.button(theme)
        self.found = QWidget()
        self.found_rows = QVBoxLayout(self.found)
        self.found_rows.setContentsMargins(0, 0, 0, 0)
        self.found_rows.setSpacing(0)
        self.found.hide()
        self.compare = ComparePanel(context)
        self.compare.agreed.connect(self.connect_now)
        self.compare.left.connect(self._back)
        self._build()

    def first_focus(self) -> QWidget:
        """Return where the keyboard belongs."""
        if self.compare.isVisible():
            return self.compare.first_focus()
        return self.choose_button if self.purpose is Purpose.FIRST else self.code

    def begin(self, purpose: Purpose, url: str = "") -> None:
        """Offer to connect for this purpose; `url` is the address of a hub that is known already."""
        self.purpose = purpose
        self.head.show_purpose(purpose)
        self.back.setVisible(purpose is not Purpose.FIRST)
        if url:
            self.address.setText(url)

    def choose(self) -> None:
        """Ask for the invite file."""
        texts = self.context.texts
        pattern = texts("Invites to a hub ({endings})", endings=f"*{INVITE_ENDING}")
        name, _ = QFileDialog.getOpenFileName(self, texts("Choose the invite file"), "", pattern)
        if name:
            self.take_invite(Path(name))

    def take_invite(self, path: Path) -> None:
        """Read an invite file and look at the hub that it names."""
        try:
            found = invitation_in(path)
        except ProblemError as error:
            self.context.messages.problem(error)
            return
        self.address.setText(found.url)
        self.code.setText(found.code)
        self._look_at(found)

    def look(self) -> None:
        """Look at the hub whose address is typed; nothing is sent to it yet."""
        texts = self.context.texts
        self.address_field.show_problem("")
        self.code_field.show_problem(
            "" if self.code.text().strip() else texts("Type the code that you were given.")
        )
        try:
            url = checked(self.address.text())
        except ProblemError as error:
            self.address_field.show_problem(sentence(error.problems[0], texts))
            self.address.setFocus()
            return
        if not self.code.text().strip():
            self.code.setFocus()
            return
        self._look_at(Invitation(url, self.code.text()), self._fingerprint)

    def search(self) -> None:
        """List the hubs that answer on this network."""
        if self._is_searching:
            return
        self._is_searching = True  # the button stays enabled, so that the keyboard can stay on it
        texts, interfaces = self.context.texts, self.interfaces
        self._show_found([], searched=False)
        job = self.context.runner.run(lambda _progress: hubs_nearby(interfaces=interfaces), self)
        job.on_success(self._show_found).with_progress(texts("Hubs are being searched on this network"))
        job.ended.connect(self._has_searched)

    def _has_searched(self) -> None:
        """Give the keyboard to what was found, unless somebody went on elsewhere meanwhile."""
        self._is_searching = False
        found = self.found.findChild(TextLink, "found-hub")
        if found is not None and self.search_button.hasFocus():
            found.setFocus()

    def connect_now(self, *, bring_along: bool = False) -> None:
        """Join; the hub was compared by then."""
        invitation, context = self.invitation, self.context
        if invitation is None:
            return
        workspace, line_to, name = context.workspace, context.sync.line(), self.compare.device.text()
        own = self.purpose is Purpose.OWN_DEVICE
        if own:
            context.sync.cancel()
        self.compare.set_busy(busy=True)
        job = context.runner.run(
            lambda _progress: connect(
                workspace,
                invitation,
                name=name,
                bring_along=bring_along,
                as_new_device=own,
                line_to=line_to,
            ),
            self,
        )
        job.on_success(self._is_connected).on_failure(self._failed)
        job.with_progress(context.texts("This workspace is being connected"))
        job.ended.connect(lambda: self.compare.set_busy(busy=False))

    def _look_at(self, invitation: Invitation, announced: str = "") -> None:
        texts = self.context.texts
        self.look_button.setEnabled(False)
        self.choose_button.setEnabled(False)
        job = self.context.runner.run(lambda _progress: hub_at(invitation.url), self)
        job.on_success(lambda found: self._show_hub(invitation, found, announced))
        job.with_progress(texts("The hub is being looked at"))
        job.ended.connect(self._allow)

    def _allow(self) -> None:
        self.look_button.setEnabled(True)
        self.choose_button.setEnabled(True)

    def _show_hub(self, invitation: Invitation, found: Certificate | None, announced: str) -> None:
        if found is not None and not invitation.fingerprint and not found.is_trusted:
            self.invitation = replace(invitation, fingerprint=found.fingerprint)
        else:
            self.invitation = invitation
        self.compare.show_hub(invitation, found, announced)
        self.column.hide()
        self.compare.show()
        self.compare.first_focus().setFocus()

    def _back(self) -> None:
        self.invitation = None
        self.compare.hide()
        self.column.show()
        self.address.setFocus()

    def _is_connected(self, link: Link) -> None:
        texts = self.context.texts
        self.context.messages.toast(
            texts(
                "Connected to {organisation} as {member}.",
                organisation=link.organisation_name,
                member=link.member_name,
            )
        )
        self._back()
        for field in (self.address, self.code):
            field.clear()
        self.code_field.show_problem("")
        self._fingerprint = ""
        self.begin(Purpose.FIRST)
        self.connected.emit()

    def _failed(self, error: ProblemError) -> None:
        texts, messages = self.context.texts, self.context.messages
        if error.code in _OF_THE_CODE:
            self._back()
            self.code_field.show_problem(sentence(error.problems[0], texts))
            self.column.reveal(self.look_button)
            self.code.setFocus()
            self.code.selectAll()
            return
        if error.code != _AT_ONCE:
            messages.problem(error)
            return
        told = sentence(error.problems[0], texts)
        if messages.ask(
            texts("Bring everything along?"), told, texts("Bring everything along"), dangerous=True
        ):
            self.connect_now(bring_along=True)

    def _show_found(self, hubs: list[FoundHub], *, searched: bool = True) -> None:
        texts, theme = self.context.texts, self.context.theme
        while (item := self.found_rows.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                let_go(widget)
        if searched and not hubs:
            none = texts(
                "No hub answered. Both computers have to be in the same network; else type its address."
            )
            self.found_rows.addWidget(QuietText(none, theme))
        for hub in hubs:
            name = " · ".join(part for part in (hub.organisation, hub.name) if part)
            link = TextLink(theme, name)
            link.setObjectName("found-hub")
            link.clicked.connect(lambda _=False, hub=hub: self._take_found(hub))
            self.found_rows.addWidget(link)
            self.found_rows.addWidget(QuietText(f"{hub.url} · {in_groups(hub.fingerprint)}", theme))
        self.found.setVisible(searched)

    def _take_found(self, hub: FoundHub) -> None:
        self.address.setText(hub.url)
        self._fingerprint = hub.fingerprint
        self.code.setFocus()

    def _build(self) -> None:
        texts, theme = self.context.texts, self.context.theme
        buttons = WrappingRow(spacing=space.NEAR)
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.search_button)
        self.column.add(self.head)
        self.column.add(
            BodyText(texts("Choose the invite file that you were given, or drop it here."), theme)
        )
        self.column.add(buttons)
        self.column.add(self.found)
        self.column.add(BodyText(texts("Or type what you were told:"), theme))
        for field in (self.address_field, self.code_field):
            self.column.add(field)
        ends = WrappingRow(spacing=space.NEAR)
        ends.addWidget(self.back)
        ends.addWidget(self.look_button)
        self.column.add(ends)
        self.address.textEdited.connect(self._forget_fingerprint)
        for line, field in ((self.address, self.address_field), (self.code, self.code_field)):
            line.textEdited.connect(lambda _text, field=field: field.show_problem(""))
        for line in (self.address, self.code):
            line.returnPressed.connect(self.look)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.column)
        rows.addWidget(self.compare)
        self.compare.hide()

    def _forget_fingerprint(self) -> None:
        self._fingerprint = ""
