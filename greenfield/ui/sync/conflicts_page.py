"""All open conflicts, by company and visit: each with its values, and for each visit a way to decide all of them."""

from collections.abc import Callable
from itertools import groupby

from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from greenfield.services.sync.shown_conflicts import ConflictWords, ShownConflict
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.focus_keeper import first_field
from greenfield.ui.frame.page import Page
from greenfield.ui.leaving import let_go
from greenfield.ui.sync.deciding import Deciding, has_keyboard
from greenfield.ui.sync.side_row import ConflictRow
from greenfield.ui.theme import space
from greenfield.ui.widgets.column import ScrollColumn
from greenfield.ui.widgets.empty_page import EmptyPage
from greenfield.ui.widgets.words import BodyText, QuietText, SectionTitle
from greenfield.ui.widgets.wrapping_row import WrappingRow


class ConflictsPage(Page):
    """Opened with `visit` it begins at that one."""

    def __init__(self, context: WindowContext) -> None:
        """Begin empty."""
        super().__init__(context)
        texts, theme = context.texts, context.theme
        self.rows: list[ConflictRow] = []
        self.bulk: dict[tuple[str, str], QWidget] = {}
        self._keys: list[object] | None = None
        self._total = 0
        self._is_reading = self._again = False
        self._visit = ""
        self.deciding = Deciding(context, self)
        self.deciding.decided.connect(self._read)
        self.column = ScrollColumn()
        sentence = texts(
            "No conflicts. Where two people answer the same question differently, you decide here."
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.column)
        self._stack.addWidget(EmptyPage(theme, sentence, drawing="scales"))
        self._inside: QWidget | None = None
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._stack)
        context.sync.changed.connect(self._read_if_shown)
        context.events.arrived.connect(self._read_if_shown)

    def open_with(self, **what: str) -> None:
        """Show what there is now."""
        self._visit = what.get("visit", "")
        self._read()

    def first_focus(self) -> QWidget | None:
        """Return where the keyboard belongs."""
        return self.rows[0].sides[0].button if self.rows else None

    def subtitle(self) -> str:
        """Return how many there are."""
        return (
            self.context.texts.plural("{count} to decide", "{count} to decide", self._total)
            if self._total
            else ""
        )

    def _read_if_shown(self, _what: object = None) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        if not self.context.door.is_open:
            return
        if self._is_reading:
            self._again = True
            return
        self._is_reading = True
        context = self.context
        words = ConflictWords(context.workspace, context.texts, context.formats, context.clock())
        job = context.runner.run(lambda _progress: words.all(), self)
        job.on_success(self._show)
        job.ended.connect(self._has_read)

    def _has_read(self) -> None:
        self._is_reading = False
        if self._again:
            self._again = False
            self._read()

    def _show(self, read: tuple[int, list[ShownConflict]]) -> None:
        self._total, found = read
        keys: list[object] = [(one.key, one.sides) for one in found]
        self._stack.setCurrentIndex(0 if found else 1)
        if keys == self._keys:
            self._go_to_visit()
            return
        self._keys = keys
        bar = self.column.verticalScrollBar()
        before, had_focus = bar.value(), has_keyboard(self)
        self._drop()
        self._inside = QWidget()
        rows = QVBoxLayout(self._inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.GAP)
        for where, group in groupby(found, lambda one: (one.described.where, one.conflict.belonging.visit)):
            self._add_group(rows, where[0], list(group))
        if self._total > len(found):
            more = self.context.texts("Only the first {count} are shown.", count=len(found))
            rows.addWidget(QuietText(more, self.context.theme))
        self.column.add(self._inside)
        bar.setValue(before)
        if had_focus or QApplication.focusWidget() is None:
            (self.first_focus() or first_field(self) or self).setFocus()
        self._go_to_visit()
        self.header_changed.emit()

    def _go_to_visit(self) -> None:
        visit, self._visit = self._visit, ""
        for row in self.rows:
            if visit and row.shown.conflict.belonging.visit == visit:
                self.column.reveal(row)
                row.sides[0].button.setFocus()
                return

    def _add_group(self, rows: QVBoxLayout, where: str, group: list[ShownConflict]) -> None:
        texts, theme = self.context.texts, self.context.theme
        rows.addWidget(SectionTitle(where, theme))
        belonging = group[0].conflict.belonging
        below = belonging.visit or belonging.company
        if len(group) > 1 and below:
            people = {
                side.side.device: (side.side.is_own, side.who)
                for one in group
                for side in one.sides
                if side.side.device
            }
            line = WrappingRow(spacing=space.NEAR)
            for device, (is_own, who) in sorted(people.items(), key=lambda one: not one[1][0]):
                said = texts("Keep all of mine") if is_own else texts("Keep all of {person}", person=who)
                button = Action("keep-all", said, "", self._keeper_of_all(below, device, group)).button(theme)
                self.bulk[below, device] = button
                line.addWidget(button)
            rows.addWidget(BodyText(texts("Decide each one, or all of them at once:"), theme))
            rows.addLayout(line)
        for one in group:
            row = ConflictRow(self.context, self.deciding, one)
            self.rows.append(row)
            rows.addWidget(row)

    def _keeper_of_all(self, below: str, device: str, group: list[ShownConflict]) -> Callable[[], None]:
        return lambda: self.deciding.keep_all(below, device, group)

    def _drop(self) -> None:
        self.rows, self.bulk = [], {}
        if self._inside is not None:
            self.column.rows.removeWidget(self._inside)
            self._inside.hide()
            let_go(self._inside)
            self._inside = None
