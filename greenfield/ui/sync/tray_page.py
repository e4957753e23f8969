"""What waits to be sent, or was not taken by the hub: each change in words, why, and what to do."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from greenfield.services.stored_words import moment
from greenfield.services.sync.field_words import FieldWords
from greenfield.services.sync.reasons import reason
from greenfield.services.sync.state import MOST_SHOWN, InTray, Tray, changes_in, send_again
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.in_order import InOrder
from greenfield.ui.frame.page import Page
from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour
from greenfield.ui.widgets.line_list import LineList
from greenfield.ui.widgets.line_painter import Line
from greenfield.ui.widgets.words import BodyText, QuietText

_MARKS = {Tray.UNSENT: Colour.INFO, Tray.HELD: Colour.WARNING, Tray.REFUSED: Colour.ERROR}


class TrayPage(Page):
    """Opened with `tray`: `unsent`, `held` or `refused`."""

    def __init__(self, context: WindowContext) -> None:
        """Begin empty."""
        super().__init__(context)
        self.tray = Tray.UNSENT
        self._in_order = InOrder()
        self.found: list[InTray] = []
        self.advice = BodyText("", context.theme)
        self.list = LineList(context.theme, context.texts("Changes"))
        self.more = QuietText("", context.theme)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(space.MARGIN, space.GAP, space.MARGIN, space.MARGIN)
        rows.setSpacing(space.GAP)
        rows.addWidget(self.advice)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.more)
        self.more.hide()
        context.sync.changed.connect(self._read_if_shown)

    def open_with(self, **what: str) -> None:
        """Show a tray."""
        self.tray = Tray(what.get("tray", self.tray))
        self.list.lines.show(())
        self.found = []
        self._read()
        self.header_changed.emit()

    def title(self) -> str:
        """Return what the tray is called."""
        texts = self.context.texts
        return {
            Tray.UNSENT: texts("Not sent yet"),
            Tray.HELD: texts("Held by the hub"),
            Tray.REFUSED: texts("Refused by the hub"),
        }[self.tray]

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # see Page
        """Offer what can be done."""
        texts, keeper = self.context.texts, self.context.sync
        if self.tray is Tray.UNSENT:
            may = keeper.is_linked and not keeper.is_syncing
            return (
                Action(
                    "sync-now", texts("Sync now"), "arrows-clockwise", keeper.sync, enabled=may, main=True
                ),
            )
        to_file = Action(
            "exchange", texts("Exchange files…"), "file-plus", lambda: self.context.router.show("exchange")
        )
        again = Action(
            "send-again", texts("Send all of them again"), "arrows-clockwise", self.send_again,
            enabled=bool(self.found), main=True,
        )  # fmt: skip
        return (to_file, again)

    def send_again(self) -> None:
        """Take all changes out of the tray, and sync."""
        workspace, cids = self.context.workspace, [each.change.cid for each in self.found]
        job = self.context.runner.run(lambda _progress: send_again(workspace, cids), self)
        job.on_success(lambda _none: self.context.sync.sync())

    def _read_if_shown(self) -> None:
        if self.isVisible():
            self._read()
            self.header_changed.emit()

    def _read(self) -> None:
        context, tray = self.context, self.tray
        workspace, texts, formats, now = context.workspace, context.texts, context.formats, context.clock()

        def work(_progress: object) -> tuple[Tray, list[InTray], tuple[Line, ...]]:
            found = changes_in(workspace, tray)
            words = FieldWords(workspace, texts, formats, now)
            return tray, found, tuple(_line(each, words, tray) for each in found)

        def _line(each: InTray, words: FieldWords, tray: Tray) -> Line:
            below = [
                words.where(each.belonging),
                moment(each.change.at_device, formats),
                reason(each.change.reason, texts) if tray is not Tray.UNSENT else "",
            ]
            said = "\n".join(words.change(each.belonging, each.change.op, each.change.values))
            return Line(said, " · ".join(part for part in below if part), _MARKS[tray])

        context.runner.run(work, self).on_success(self._in_order.show(self._show))

    def _show(self, read: tuple[Tray, list[InTray], tuple[Line, ...]]) -> None:
        tray, self.found, lines = read
        if tray is not self.tray:
            return
        texts = self.context.texts
        advice = {
            Tray.UNSENT: texts(
                "These changes go to the hub with the next sync. They are safe here until then."
            ),
            Tray.HELD: texts(
                "The hub keeps these changes for later, because it cannot show you what they belong to: most often because"
                " you lost the permission to read it. Ask its owner, and send them again."
            ),
            Tray.REFUSED: texts(
                "The hub did not take these changes. They stay on this computer. Send them again when the reason is gone,"
                " or carry them to the organisation in an exchange file."
            ),
        }
        self.advice.setText(advice[tray] if lines else texts("Nothing lies here."))
        self.list.lines.show(lines)
        self.list.setVisible(bool(lines))
        full = len(lines) >= MOST_SHOWN
        self.more.setText(texts("Only the first {count} are shown.", count=MOST_SHOWN) if full else "")
        self.more.setVisible(full)
        self.header_changed.emit()
