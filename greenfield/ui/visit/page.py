"""The page of a visit: the bar of steps, the step that is shown, and the results at its side."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from greenfield.base.problem import ProblemError
from greenfield.forms.references import plain_path
from greenfield.services.sync.conflicts import conflicts
from greenfield.services.visit_states import VisitState
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.in_order import InOrder
from greenfield.ui.frame.messages import Tone
from greenfield.ui.frame.page import Page
from greenfield.ui.leaving import let_go
from greenfield.ui.theme import space
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.outline import paths_in
from greenfield.ui.visit.side_panel import SidePanel
from greenfield.ui.visit.step import StepWidget
from greenfield.ui.visit.step_bar import StepBar
from greenfield.ui.visit.steps import all_steps
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.status_band import StatusBand

_FIRST = {VisitState.PREPARED: "agreement", VisitState.OPEN: "questionnaire", VisitState.FINISHED: "results"}
_ASKING = ("profile", "questionnaire")
_LATER_MS = 700


class VisitPage(Page):
    """Shows one visit; `open_with(visit=id, step="results", place="...")`."""

    def __init__(self, context: WindowContext) -> None:
        """Show nothing yet."""
        super().__init__(context)
        self.desk: VisitDesk | None = None
        self.entries = {entry.id: entry for entry in all_steps()}
        self.steps: dict[str, StepWidget] = {}
        self.step = ""
        self._in_order = InOrder()
        self.panel: SidePanel | None = None
        self.bar = StepBar(context.theme, context.texts, context.formats, tuple(self.entries.values()))
        self.bar.chosen.connect(self.show_step)
        self._stack = QStackedWidget()
        self._band = self._make_band()
        self._beside = QHBoxLayout()
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self._take_arrived)
        self._build()
        context.events.arrived.connect(self._note_arrived)
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self._go_by(by))

    def open_with(self, **what: str) -> None:
        """Show a visit, at a step, or where it is; raises `visit.unknown` and what opening a visit raises."""
        visit = what.get("visit", "") or (self.desk.visit.id if self.desk else "")
        if self.desk is None or self.desk.visit.id != visit:
            self._take(
                VisitDesk(
                    self.context.workspace, visit, self.context.texts.language, self.context.clock, self
                )
            )
            self.step = ""
        desk = self._opened()
        step = what.get("step") or self.step or _FIRST.get(VisitState(desk.visit.state), "questionnaire")
        self.show_step(step, what.get("place", ""))
        desk.reassess()
        self._read_conflicts()

    def leave(self) -> None:
        """Keep what is being typed; raises the problem if that cannot be done."""
        if self.step:
            self.steps[self.step].leave()

    def first_focus(self) -> QWidget | None:
        """Return where the keyboard belongs in the step that is shown."""
        return self.steps[self.step].first_focus() if self.step in self.steps else None

    def title(self) -> str:
        """Return the name of the company."""
        return self._opened().company.name if self.desk else ""

    def subtitle(self) -> str:
        """Return toolkit, day and state."""
        if self.desk is None:
            return ""
        visit, texts = self.desk.visit, self.context.texts
        day = self.desk.visited_on
        states = {
            VisitState.PREPARED: texts("Prepared"),
            VisitState.OPEN: texts("Open"),
            VisitState.FINISHED: texts("Finished"),
        }
        parts = (
            self.desk.opened.toolkit.title(texts.language),
            self.context.formats.date(day, "medium") if day else "",
            states.get(VisitState(visit.state), visit.state),
        )
        return " · ".join(part for part in parts if part)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # see Page
        """Return what the step offers."""
        offered = tuple(self.steps[self.step].actions()) if self.step in self.steps else ()
        if self.desk is not None and self.desk.conflict_count:
            offered = (self._to_conflicts(self.desk), *offered)
        if self.desk is None or not self.desk.is_finished:
            return offered
        text = self.context.texts("Follow-up visit")
        return (*offered, Action("follow-up-visit", text, "arrow-right", self._follow_up))

    def show_step(self, step: str, place: str = "") -> None:
        """Show a step, with a place in it; what is being typed in the one before is kept first."""
        desk = self._opened()
        step = self._step_of(step, place)
        if self.step and step != self.step:
            try:
                self.steps[self.step].leave()
            except ProblemError as problem:
                self.context.messages.problem(problem)
                self.bar.show_current(self.step)
                return
        if step not in self.steps:
            made = self.entries[step].make(self.context, desk)
            made.wanted.connect(self.show_step)
            made.header_changed.connect(self.header_changed)
            self.steps[step] = made
            self._stack.addWidget(made)
        self.step = step
        self.bar.show_current(step)
        self._stack.setCurrentWidget(self.steps[step])
        self._show_around()
        self.steps[step].enter(place)
        self.header_changed.emit()

    def _note_arrived(self, visits: frozenset[str]) -> None:
        """Show what others changed in this visit, at once or when nobody writes into a table."""
        if self.desk is not None and self.desk.visit.id in visits:
            self._take_arrived()

    def _take_arrived(self) -> None:
        if self.desk is None or self.desk.is_closed or not self.context.door.is_open:
            return
        if _writes_into_table():
            self._later.start()
            return
        try:
            self.desk.take_arrived()
        except ProblemError as problem:
            self.context.messages.problem(problem)
            return
        self._read_conflicts()

    def _read_conflicts(self) -> None:
        """Look in the background on what people disagree in this visit."""
        desk, workspace = self._opened(), self.context.workspace
        visit = desk.visit.id

        def work(_progress: object) -> list[tuple[str, str]]:
            return [(one.belonging.record, one.field) for one in conflicts(workspace, visit)]

        def show(found: list[tuple[str, str]]) -> None:
            if not desk.is_closed:
                desk.show_conflicts(found)
                self.header_changed.emit()

        self.context.runner.run(work, desk).on_success(self._in_order.show(show))

    def _to_conflicts(self, desk: VisitDesk) -> Action:
        said = self.context.texts.plural("{count} conflict", "{count} conflicts", desk.conflict_count)
        visit = desk.visit.id
        return Action(
            "visit-conflicts", said, "scales", lambda: self.context.router.show("conflicts", visit=visit)
        )

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(space.MARGIN - 10, 0, space.MARGIN - 10, 0)
        top.addWidget(self.bar)
        rows.addLayout(top)
        rows.addWidget(Line(self.context.theme))
        around = QWidget()
        self._band_place = QVBoxLayout(around)
        self._band_place.setContentsMargins(space.MARGIN, space.NEAR, space.MARGIN, 0)
        self._band_place.addWidget(self._band)
        self._around = around
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(around)
        left.addWidget(self._stack, 1)
        self._beside.setSpacing(0)
        self._beside.addLayout(left, 1)
        rows.addLayout(self._beside, 1)
        around.hide()

    def _make_band(self) -> StatusBand:
        texts = self.context.texts
        reopen = Action("reopen", texts("Reopen"), "arrow-counter-clockwise", self.reopen)
        text = texts("This visit is finished, and its answers stay as they are. Reopen it to change them.")
        return StatusBand(self.context.theme, text, Tone.NEWS, reopen)

    def reopen(self) -> None:
        """Let the answers be changed again; the result stays."""
        try:
            self._opened().reopen()
        except ProblemError as problem:
            self.context.messages.problem(problem)
            return
        texts = self.context.texts
        self.context.messages.toast(texts("The visit is open again. The earlier result is kept."))

    def _follow_up(self) -> None:
        """Prepare a visit that begins with the answers of this one."""
        desk = self._opened()
        self.context.router.show(
            "new-visit",
            company=desk.visit.company,
            toolkit=desk.opened.toolkit.manifest.id,
            follow=desk.visit.id,
        )

    def _take(self, desk: VisitDesk) -> None:
        """Put another visit on the desk."""
        if self.desk is not None:
            self.desk.close()
            let_go(self.desk)
        for step in self.steps.values():
            self._stack.removeWidget(step)
            step.hide()
            let_go(step)
        self.steps.clear()
        if self.panel is not None:
            self._beside.removeWidget(self.panel)
            self.panel.hide()
            let_go(self.panel)
        self.desk = desk
        desk.commit_typing = self.leave
        self.panel = SidePanel(self.context, desk)
        self.panel.wanted.connect(self.show_step)
        self.panel.hide()
        self._beside.addWidget(self.panel)
        desk.assessed.connect(self._assessed)
        desk.state_changed.connect(self._state_changed)
        self._show_progress()

    def _opened(self) -> VisitDesk:
        if self.desk is None:
            msg = "no visit is shown"
            raise RuntimeError(msg)
        return self.desk

    def _step_of(self, step: str, place: str) -> str:
        """Return on which of the asking steps a question stands."""
        if step not in _ASKING or not place:
            return step
        desk = self._opened()
        ref = plain_path(desk.opened.answers.ref(place) or place)
        return _ASKING[0] if ref in paths_in(desk.parts.about) else _ASKING[1]

    def _go_by(self, by: int) -> None:
        names = list(self.entries)
        at = names.index(self.step) + by
        if 0 <= at < len(names):
            self.show_step(names[at])

    def _show_around(self) -> None:
        entry = self.entries[self.step]
        self._around.setVisible(entry.is_edited and self._opened().is_finished)
        if self.panel is not None:
            self.panel.setVisible(entry.has_results)

    def _assessed(self) -> None:
        self._show_progress()
        self.context.events.visit_changed.emit(self._opened().visit.id)

    def _state_changed(self) -> None:
        if self.step:
            self._show_around()
        self.header_changed.emit()

    def _show_progress(self) -> None:
        for entry in self.entries.values():
            self.bar.show_progress(entry.id, entry.progress(self._opened()))


def _writes_into_table() -> bool:
    """Tell whether the keyboard is in a field that stands open in a table."""
    focused: QWidget | None = QApplication.focusWidget()
    while focused is not None:
        around = focused.parentWidget()
        if isinstance(around, QAbstractItemView):
            return around.state() is QAbstractItemView.State.EditingState
        focused = around
    return False
