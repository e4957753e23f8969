"""What waits: changes in their trays, conflicts, photos and documents."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenfield.services.sync.file_words import waiting_size
from greenfield.services.sync.state import SyncState, Tray
from greenfield.ui.context import WindowContext
from greenfield.ui.visit.text_link import TextLink
from greenfield.ui.widgets.words import BodyText, QuietText


class Waiting(QWidget):
    """Links that lead to what waits; a sentence where nothing does."""

    def __init__(self, context: WindowContext) -> None:
        """Begin with nothing to show."""
        super().__init__()
        self._context = context
        theme, router = context.theme, context.router
        self.trays = {tray: TextLink(theme, "") for tray in Tray}
        self.conflicts = TextLink(theme, "")
        self.files = QuietText("", theme)
        self.carry_now = TextLink(theme, context.texts("Let them go and come now, this once"))
        self.nothing = BodyText(context.texts("Nothing waits."), theme)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for part in (self.nothing, *self.trays.values(), self.conflicts, self.files, self.carry_now):
            rows.addWidget(part)
        for tray, link in self.trays.items():
            link.setObjectName(f"tray-{tray}")
            link.clicked.connect(lambda _=False, tray=tray: router.show("tray", tray=str(tray)))
        self.carry_now.setObjectName("carry-files-now")
        self.carry_now.clicked.connect(lambda: context.sync.sync(all_files=True))
        self.carry_now.hide()
        self.conflicts.setObjectName("to-conflicts")
        self.conflicts.clicked.connect(lambda: router.show("conflicts"))

    def first_focus(self) -> QWidget | None:
        """Return what wants to be looked at first, None for nothing."""
        links = (self.conflicts, *(self.trays[tray] for tray in (Tray.REFUSED, Tray.HELD, Tray.UNSENT)))
        return next((link for link in links if not link.isHidden()), None)

    def show_state(self, state: SyncState) -> None:
        """Show how much waits now."""
        texts, formats = self._context.texts, self._context.formats
        said = {
            Tray.UNSENT: texts.plural(
                "{count} change is not sent yet", "{count} changes are not sent yet", state.unsent
            )
            if state.unsent
            else "",
            Tray.HELD: texts.plural(
                "{count} change is held by the hub", "{count} changes are held by the hub", state.held
            )
            if state.held
            else "",
            Tray.REFUSED: texts.plural(
                "{count} change was refused by the hub",
                "{count} changes were refused by the hub",
                state.refused,
            )
            if state.refused
            else "",
        }
        for tray, words in said.items():
            _show_link(self.trays[tray], words)
        conflicts = texts.plural("{count} conflict to decide", "{count} conflicts to decide", state.conflicts)
        _show_link(self.conflicts, conflicts if state.conflicts else "")
        files = texts(
            "Photos and documents: {sending} to send ({size_out}), {fetching} to fetch ({size_in}).",
            sending=formats.number(state.files_to_send),
            size_out=waiting_size(state.files_to_send, state.bytes_to_send, texts, formats),
            fetching=formats.number(state.files_to_fetch),
            size_in=waiting_size(state.files_to_fetch, state.bytes_to_fetch, texts, formats),
        )
        some_files = bool(state.files_to_send or state.files_to_fetch)
        metered = some_files and state.link is not None and state.link.metered
        if metered:
            files += " " + texts("They wait because this connection costs. Untick that where it does not.")
        self.files.setText(files if some_files else "")
        self.files.setVisible(some_files)
        self.carry_now.setVisible(metered and not self._context.sync.is_syncing)
        waits = state.unsent or state.held or state.refused or state.conflicts or some_files
        self.nothing.setVisible(not waits)


def _show_link(link: TextLink, text: str) -> None:
    link.setText(text)
    link.setAccessibleName(text)
    link.setVisible(bool(text))
    link.updateGeometry()
