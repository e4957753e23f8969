"""One field: its history; where people disagree, their values with who, when and photos, to keep one or another."""

from functools import partial

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from greenfield.services.sync.earlier import Earlier, earlier_values
from greenfield.services.sync.ended import last_decision
from greenfield.services.sync.resolving import Decision
from greenfield.services.sync.shown_conflicts import ConflictDetails, ConflictWords, ShownConflict
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.in_order import InOrder
from greenfield.ui.frame.page import Page
from greenfield.ui.leaving import let_go
from greenfield.ui.sync.deciding import Deciding, has_keyboard
from greenfield.ui.sync.earlier_row import EarlierRow
from greenfield.ui.sync.side_row import SideRow
from greenfield.ui.sync.third_value import ThirdValue, may_be_written
from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour
from greenfield.ui.widgets.column import ScrollColumn
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.line_list import LineList
from greenfield.ui.widgets.line_painter import Line as Words
from greenfield.ui.widgets.words import BodyText, QuietText, SectionTitle
from greenfield.ui.widgets.wrapping_row import WrappingRow

_HISTORY_HIGHEST = 464


class ConflictPage(Page):
    """Opened with `record` and `field`."""

    def __init__(self, context: WindowContext) -> None:
        """Begin empty."""
        super().__init__(context)
        self._record = self._field = ""
        self._in_order = InOrder()
        self.shown: ShownConflict | None = None
        self.sides: list[SideRow] = []
        self.earlier: list[EarlierRow] = []
        """What could stand in place of the value that ended the conflict."""
        self.third: ThirdValue | None = None
        self.history: LineList | None = None
        self._details: ConflictDetails | None = None
        self.decision: Decision | None = None
        """What ended the conflict and can be taken back."""
        self._others: Earlier | None = None
        self._was_open = False
        self.deciding = Deciding(context, self)
        self.deciding.decided.connect(self._read)
        self.column = ScrollColumn()
        self._inside: QWidget | None = None
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.column)
        context.events.arrived.connect(self._read_if_shown)

    def open_with(self, **what: str) -> None:
        """Show a conflict."""
        wanted = what.get("record", self._record), what.get("field", self._field)
        if wanted != (self._record, self._field):
            self._drop()
            self._in_order.pass_over()
            self._details = self.decision = self._others = None
            self._was_open = False
        self._record, self._field = wanted
        self._read()

    def first_focus(self) -> QWidget | None:
        """Return where the keyboard belongs."""
        return self.sides[0].button if self.sides else None

    def title(self) -> str:
        """Return whose conflict it is."""
        return self._details.described.where if self._details else ""

    def _read_if_shown(self, _what: object = None) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        context, record, field = self.context, self._record, self._field
        if not context.door.is_open or not record:
            return
        workspace = context.workspace
        words = ConflictWords(workspace, context.texts, context.formats, context.clock())

        def work(_progress: object) -> tuple[ConflictDetails, Decision | None, Earlier | None]:
            decision = last_decision(workspace, record, field)
            return words.details(record, field), decision, earlier_values(workspace, record, field)

        context.runner.run(work, self).on_success(self._in_order.show(self._show))

    def _show(self, read: tuple[ConflictDetails, Decision | None, Earlier | None]) -> None:
        details, decision, others = read
        if read == (self._details, self.decision, self._others):
            return
        self._details, self.decision, self._others = read
        had_focus = has_keyboard(self)
        self._drop()
        theme, shown = self.context.theme, details.shown
        self.shown = shown
        self._inside = QWidget()
        rows = QVBoxLayout(self._inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.GAP)
        rows.addWidget(SectionTitle(details.described.title, theme))
        first: QWidget | None = None
        if shown is not None:
            first = self._fill(rows, shown)
        elif self._was_open or others is not None or decision is not None:
            rows.addWidget(BodyText(self._decided(details), theme))
            first = self._add_ways_on(rows, decision)
            if others is not None:
                self._add_earlier(rows, details, others)
        self._add_history(rows, details)
        self.column.add(self._inside)
        self._was_open = self._was_open or shown is not None
        if first is not None and (had_focus or QApplication.focusWidget() is None):
            first.setFocus()
        self.header_changed.emit()

    def _fill(self, rows: QVBoxLayout, shown: ShownConflict) -> QWidget:
        """Show the values that disagree; return where the keyboard belongs."""
        texts, theme = self.context.texts, self.context.theme
        if shown.conflict.is_delete:
            rows.addWidget(BodyText(texts("One person removed it while another one changed it."), theme))
        for side in shown.sides:
            row = SideRow(self.context, self.deciding, shown, side, photos=True)
            self.sides.append(row)
            rows.addWidget(row)
        if may_be_written(shown):
            self.third = ThirdValue(self.context, shown)
            self.third.given.connect(lambda text, words: self.deciding.write(shown, text, words))
            rows.addWidget(Line(theme))
            rows.addWidget(self.third)
        rows.addWidget(Line(theme))
        return self.sides[0].button

    def _add_ways_on(self, rows: QVBoxLayout, decision: Decision | None) -> QWidget:
        """Offer what can be done after a decision; return where the keyboard belongs."""
        texts, theme = self.context.texts, self.context.theme
        line = WrappingRow(spacing=space.NEAR)
        others = Action(
            "all-conflicts", texts("All conflicts"), "scales", lambda: self.context.router.show("conflicts")
        ).button(theme)
        line.addWidget(others)
        if decision is not None:
            back = Action(
                "take-back", texts("Take the decision back"), "arrow-u-up-left",
                lambda: self.deciding.take_back([decision]),
                hint=texts("The value that counted before stands again."),
            )  # fmt: skip
            line.addWidget(back.button(theme))
        rows.addLayout(line)
        return others

    def _decided(self, details: ConflictDetails) -> str:
        texts = self.context.texts
        value = next((side.value for side in details.history if side.side.stands), "")
        if not value:
            return texts("This is decided. The history keeps all values.")
        return texts("This is decided: {value} stands. The history keeps all values.", value=value)

    def _add_earlier(self, rows: QVBoxLayout, details: ConflictDetails, others: Earlier) -> None:
        """Offer the other values, since whoever takes a decision back mostly wants another one."""
        texts, theme = self.context.texts, self.context.theme
        key, title = (self._record, self._field), details.described.title
        offered = [side for side in details.history if side.side.cid in others.others]
        if offered:
            rows.addWidget(BodyText(texts("Another of the values can stand in its place:"), theme))
        for side in offered:
            row = EarlierRow(
                self.context,
                side,
                partial(self.deciding.put_in_place, key, title, side, others.stands),
            )
            self.earlier.append(row)
            rows.addWidget(row)
        rows.addWidget(Line(theme))

    def _add_history(self, rows: QVBoxLayout, details: ConflictDetails) -> None:
        texts, theme = self.context.texts, self.context.theme
        rows.addWidget(SectionTitle(texts("History"), theme))
        if not details.history:
            rows.addWidget(QuietText(texts("Nothing was ever written here."), theme))
            return
        rows.addWidget(
            QuietText(texts("Times are as each device had them; a device's clock may be wrong."), theme)
        )
        self.history = LineList(theme, texts("History"), highest=_HISTORY_HIGHEST)
        lines = tuple(
            Words(side.value, side.below, Colour.WARNING if side.side.stands else Colour.LINE)
            for side in details.history
        )
        self.history.lines.show(lines)
        rows.addWidget(self.history)

    def _drop(self) -> None:
        self.sides, self.earlier, self.third, self.history, self.shown = [], [], None, None, None
        if self._inside is not None:
            self.column.rows.removeWidget(self._inside)
            self._inside.hide()
            let_go(self._inside)
            self._inside = None
