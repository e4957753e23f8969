"""The desk of the visit on the screen: everything that its steps do with it goes over this one object."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from greenfield.base.problem import Problem
from greenfield.forms.node import Delta, Node
from greenfield.records.change import DELETED
from greenfield.records.kinds import ANSWERS
from greenfield.services.assessment import Assessment
from greenfield.services.chosen_measures import ChosenMeasure
from greenfield.services.finishing import Finished, assess_visit, finish_visit
from greenfield.services.follow_ups import last_time
from greenfield.services.last_answers import LastAnswer
from greenfield.services.open_visit import OpenVisit, open_visit
from greenfield.services.own_measures import own_measures
from greenfield.services.photos import Photo, attach_photo
from greenfield.services.visit_photos import photos_of
from greenfield.services.visit_states import VisitState
from greenfield.services.visits import reopen_visit
from greenfield.store.reading.companies import Company, find_company
from greenfield.store.reading.visits import Visit
from greenfield.store.workspace import Workspace
from greenfield.toolkit.toolkit import said
from greenfield.ui.visit.outline import Parts, parts_of

REST_MS = 30
"""Answers that follow each other within this time are assessed together."""


class VisitDesk(QObject):
    """One visit with its running form. What a method does is kept for good when it returns.

    `answered` comes after each answer with its Delta, `assessed` with the Assessment that follows a moment
    later, `state_changed` when the visit was opened by its first answer, finished or reopened, `restructured`
    when the form was opened anew and everything that shows it must look again, `photos_changed` with the
    name of the question, `unread_changed` when a text in a field became one that cannot be kept, or no longer is one,
    `changed_elsewhere` with a Delta when others changed answers, `conflicts_changed` when people disagree on other ones.
    """

    answered = Signal(object)
    assessed = Signal(object)
    state_changed = Signal()
    restructured = Signal()
    photos_changed = Signal(str)
    unread_changed = Signal()
    changed_elsewhere = Signal(object)
    conflicts_changed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        visit: str,
        language: str,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        """Open a visit by its id, its form in `language` where it has it; raises as `open_visit` does."""
        super().__init__(parent)
        self.workspace = workspace
        self.language = language
        self._clock = clock
        self.opened: OpenVisit = open_visit(workspace, visit, language, clock())
        self.parts: Parts = parts_of(self.opened.session.form, self.opened.toolkit)
        self._nodes: dict[str, Node] | None = None
        self._assessment: Assessment | None = None
        self._chosen: list[ChosenMeasure] = []
        self._last_time: dict[str, LastAnswer] | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.assess_now)
        self.unread: dict[str, str] = {}
        """What is wrong with texts that stand in fields and are no answers, by the place of the question."""
        self.conflicts: dict[str, tuple[str, str]] = {}
        """The record and field of each question on which people disagree, by its place."""
        self.torn_rows: frozenset[str] = frozenset()
        """The rows of tables that one person removed while another one changed them, by their records."""
        self.conflict_count = 0
        """On how many fields of the visit people disagree, those included that are no questions."""
        self.is_closed = False
        self.commit_typing: Callable[[], None] = _nothing

    @property
    def visit(self) -> Visit:
        """The visit as it stands now."""
        return self.opened.visit

    @property
    def company(self) -> Company:
        """The company that is visited, as the workspace has it now."""
        with self.workspace.read() as connection:
            return find_company(connection, self.visit.company)

    @property
    def visited_on(self) -> date | None:
        """The day of the visit."""
        try:
            return date.fromisoformat(self.visit.date)
        except ValueError:
            return None

    @property
    def is_finished(self) -> bool:
        """Whether the visit has its result, and its answers stay as they are."""
        return self.visit.state == VisitState.FINISHED

    @property
    def nodes(self) -> Mapping[str, Node]:
        """All nodes of the form as they are now, by place and in their order; looked up once an answer."""
        if self._nodes is None:
            self._nodes = {node.ref: node for node in self.opened.session.nodes()}
        return self._nodes

    @property
    def assessment(self) -> Assessment:
        """What the visit says now; worked out at once when answers changed since."""
        if self._assessment is None or self._rest.isActive():
            return self.assess_now()
        return self._assessment

    @property
    def chosen(self) -> list[ChosenMeasure]:
        """The chosen measures, as of the assessment."""
        if self._assessment is None or self._rest.isActive():
            self.assess_now()
        return self._chosen

    @property
    def last_time(self) -> Mapping[str, LastAnswer]:
        """The answers of the visit that this one follows up, by their places here; looked up once."""
        if self._last_time is None:
            found = last_time(self.workspace, self.opened, self.now())
            self._last_time = {answer.ref: answer for answer in found.fitting}
        return self._last_time

    def now(self) -> datetime:
        """Return the time."""
        return self._clock()

    def node(self, ref: str) -> Node:
        """Return one node of the form as it is now; `answer.unknown_question`."""
        return self.opened.session.node(ref)

    def answer(self, ref: str, value: str) -> Delta:
        """Give an answer, as it is stored; raises as `OpenVisit.answer` does, then the last answer stands."""
        return self._told(lambda: self.opened.answer(ref, value))

    def add_instance(self, repeat: str, after: int | None = None) -> Delta:
        """Add an instance of a repeat behind the one at `after` (from 0), at the end without it."""
        return self._told(lambda: self.opened.add_instance(repeat, after))

    def remove_instance(self, repeat: str, index: int) -> Delta:
        """Remove the instance at `index` (from 0) of a repeat."""
        return self._told(lambda: self.opened.remove_instance(repeat, index))

    def restore_instance(self, record: str) -> None:
        """Take a removed instance back; raises as `OpenVisit.restore_instance` does."""
        self.opened.restore_instance(record)
        self._assessment = self._nodes = None
        self.unread.clear()
        self.restructured.emit()
        self.reassess()

    def show_conflicts(self, fields: Sequence[tuple[str, str]]) -> None:
        """Note on which fields of which records of this visit people disagree."""
        found = {self.opened.place_of(*each): each for each in fields if each[1].startswith(ANSWERS)}
        found.pop("", None)
        torn = frozenset(record for record, field in fields if field == DELETED)
        if (found, torn, len(fields)) != (self.conflicts, self.torn_rows, self.conflict_count):
            self.conflicts, self.torn_rows, self.conflict_count = found, torn, len(fields)
            self.conflicts_changed.emit()

    def take_arrived(self) -> None:
        """Show what others changed meanwhile: only that where the form kept its shape, else all of it anew."""
        fresh = open_visit(self.workspace, self.visit.id, self.language, self.now())
        before, after = self.nodes, {node.ref: node for node in fresh.session.nodes()}
        finished = fresh.visit.state == VisitState.FINISHED
        same_form = fresh.visit.toolkit == self.visit.toolkit and finished == self.is_finished
        if not same_form or list(before) != list(after):
            self._open_again()
            return
        changed = tuple(node for ref, node in after.items() if node != before[ref])
        other_visit = fresh.visit != self.visit
        self.opened, self._nodes = fresh, after
        self._assessment = self._last_time = None
        if changed:
            self.changed_elsewhere.emit(Delta(lambda: changed, {}))
        if other_visit:
            self.state_changed.emit()
        for question in {photo.question for photo in photos_of(self.workspace, self.visit.id)}:
            self.photos_changed.emit(question)
        self.reassess()

    def note_unread(self, ref: str, complaint: str) -> None:
        """Note that what stands in a field is no answer, and why; an empty complaint says that all is well again."""
        if complaint != self.unread.get(ref, ""):
            self.unread[ref] = complaint
            if not complaint:
                del self.unread[ref]
            self.unread_changed.emit()

    def keep_photo(self, photo: Photo, *, question: str = "", caption: str = "") -> str:
        """Keep a photo with the visit or one of its questions; return its name. Raises as `attach_photo`.

        Fit for the background; emit `photos_changed` from the window's thread when it is done.
        """
        attach_photo(self.workspace, self.opened, photo, question=question, caption=caption)
        return photo.name

    def reassess(self) -> None:
        """Say that something changed from which the assessment follows: a chosen measure, say."""
        self._rest.start()

    def assess_now(self) -> Assessment:
        """Work out what the visit says, and tell everybody."""
        self._rest.stop()
        assessment, self._chosen = assess_visit(self.workspace, self.opened, self.now().date())
        assessment = self._assessment = replace(assessment, problems=self._with_titles(assessment))
        self.assessed.emit(assessment)
        return assessment

    def _with_titles(self, assessment: Assessment) -> tuple[Problem, ...]:
        """Return the problems of an assessment with the titles of measures in place of their names."""
        names = {str(one.values["measure"]) for one in assessment.problems if "measure" in one.values}
        if not names:
            return assessment.problems
        rows = {name: self.opened.toolkit.measure(name) for name in names}
        titles = {name: said(row.title, self.language) for name, row in rows.items() if row is not None}
        titles |= {one.record: one.title for one in own_measures(self.workspace, self.visit.id)}
        return tuple(
            replace(one, values={**one.values, "measure": titles.get(name, name)})
            if (name := str(one.values.get("measure", "")))
            else one
            for one in assessment.problems
        )

    def finish(self) -> Finished:
        """Finish the visit with what is being typed; raises as `finish_visit` does."""
        self.commit_typing()
        finished = finish_visit(self.workspace, self.opened, self.now())
        self._open_again()
        return finished

    def reopen(self) -> None:
        """Set the finished visit back to open."""
        reopen_visit(self.workspace, self.visit.id)
        self._open_again()

    def look_again(self, language: str = "") -> None:
        """Open the form anew: in another language, or because the visit changed behind it."""
        self.language = language or self.language
        self._open_again()

    def close(self) -> None:
        """Stop what would still come; nothing is lost, everything was kept when it was given."""
        self.is_closed = True
        self._rest.stop()

    def _open_again(self) -> None:
        self.opened = open_visit(self.workspace, self.visit.id, self.language, self.now())
        self.parts = parts_of(self.opened.session.form, self.opened.toolkit)
        self._assessment = self._nodes = self._last_time = None
        self.unread.clear()  # all fields are made anew
        self.restructured.emit()
        self.state_changed.emit()
        self.reassess()

    def _told(self, step: Callable[[], Delta]) -> Delta:
        before = self.visit.state
        self._nodes = None  # a step that fails may have opened the form anew
        delta = step()
        self._rest.start()
        self.answered.emit(delta)
        if self.visit.state != before:
            self.state_changed.emit()
        return delta


def _nothing() -> None:
    pass
