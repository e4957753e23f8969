"""The first page: the last visit on top, all visits and companies below, found by their names."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from greenfield.services.visit_progress import Progress
from greenfield.services.visit_states import VisitState
from greenfield.store.reading.companies import Company
from greenfield.store.reading.visits import VisitRow, visit_rows
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.page import Page
from greenfield.ui.home.companies_aside import CompaniesAside
from greenfield.ui.home.contents import FIRST_SIGHT, Contents, count_visits, read_all, read_first
from greenfield.ui.home.last_visit import LastVisit
from greenfield.ui.home.sample import SampleStart
from greenfield.ui.lists.company_reading import CompanyWords
from greenfield.ui.lists.record_list import RecordList
from greenfield.ui.lists.record_list_model import RecordListModel
from greenfield.ui.lists.row_delegate import INSET
from greenfield.ui.lists.row_face import RowRole
from greenfield.ui.lists.search_field import SearchField
from greenfield.ui.lists.visit_reading import VisitWords
from greenfield.ui.new_visit.new_visit_action import new_visit_action
from greenfield.ui.theme import space
from greenfield.ui.widgets.empty_page import EmptyPage
from greenfield.ui.widgets.words import QuietText, SectionTitle


class HomePage(Page):
    """Shows at once the visits that were last worked on, and all others a moment later."""

    def __init__(self, context: WindowContext) -> None:
        """Build the page over the open workspace."""
        super().__init__(context)
        texts, theme = context.texts, context.theme
        self._visit_words = VisitWords(texts, context.formats)
        self._company_words = CompanyWords(texts, context.formats)
        self.visits: RecordListModel[VisitRow] = RecordListModel(self._visit_words.reading(), self)
        self.companies: RecordListModel[Company] = RecordListModel(self._company_words.reading(), self)
        self._sample = SampleStart(context, self)
        self._changed: set[str] = set()
        self._changed_meanwhile: set[str] = set()
        self._toolkits: frozenset[str] = frozenset()
        self._is_read = self._is_reading = self._is_counting = False
        self._not_counted: set[tuple[str, int]] = set()
        """Visits that were opened to be counted, as they were: none is tried twice in vain."""
        self.last_visit = LastVisit(theme, texts, self._visit_words)
        self.search = SearchField(theme, texts("Find a visit or a company by name"))
        self.visit_list = RecordList(theme, self.visits, texts("Visits"))
        self.aside = CompaniesAside(theme, texts, self.companies)
        self.nothing = QuietText("", theme)
        self.nothing.hide()
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._body())
        self._stack.addWidget(self._empty())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._stack)
        self._connect()

    def open_with(self, **what: str) -> None:
        """Show what there is, and read what has changed; `search` finds something at once."""
        if "search" in what:
            self.search.setText(what["search"])
        if not self._is_read and not self.visits.total:
            self.visits.show(read_first(self.context.workspace))
            self._say_what_is_there()
        if not self._is_read:
            self._read()
        self._refresh()

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # see Page
        """Offer a new visit."""
        return (new_visit_action(self.context.texts, self._new_visit),)

    def _body(self) -> QWidget:
        body = QWidget()
        top = QVBoxLayout()
        top.setContentsMargins(space.MARGIN, space.GAP, space.MARGIN, 0)
        top.setSpacing(space.GAP)
        top.addWidget(self.last_visit)
        top.addWidget(self.search)
        title = SectionTitle(self.context.texts("All visits"), self.context.theme)
        for words in (title, self.nothing):
            words.setContentsMargins(INSET, 0, INSET, 0)
        visits = QVBoxLayout()
        visits.setSpacing(space.NEAR)
        visits.addWidget(title)
        visits.addWidget(self.nothing)
        visits.addWidget(self.visit_list, 1)
        lists = QHBoxLayout()
        lists.setContentsMargins(space.MARGIN - INSET, 0, space.MARGIN - INSET, 0)
        lists.setSpacing(space.NEAR)
        lists.addLayout(visits, 1)
        lists.addWidget(self.aside)
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.GAP)
        rows.addLayout(top)
        rows.addLayout(lists, 1)
        return body

    def _empty(self) -> QWidget:
        return EmptyPage(
            self.context.theme,
            self.context.texts(
                "Here your visits will stand. Begin one with “New visit”, or look at a bakery that was visited already."
            ),
            self._sample.action(),
            "factory",
            choice=self._sample.which,
        )

    def _connect(self) -> None:
        events, router = self.context.events, self.context.router
        self.search.textChanged.connect(self._search)
        self.search.went_down.connect(self.visit_list.enter)
        self.visit_list.opened.connect(lambda visit: router.show("visit", visit=visit))
        self.last_visit.continued.connect(lambda visit: router.show("visit", visit=visit))
        self.aside.opened.connect(lambda company: router.show("company", company=company))
        self.aside.all_wanted.connect(lambda: router.show("companies"))
        events.visit_changed.connect(self._note_change)
        events.companies_changed.connect(self._note_new)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)

    def _new_visit(self) -> None:
        self.context.router.show("new-visit")

    def _search(self, words: str) -> None:
        self.visits.search(words)
        self.companies.search(words)
        self._say_what_is_there()

    def _note_change(self, visit: str) -> None:
        self._changed.add(visit)
        if self._is_reading:  # what is being read may be older than this change
            self._changed_meanwhile.add(visit)
        if self.isVisible():
            self._refresh()

    def _note_new(self) -> None:
        self._is_read = False
        if self.isVisible():
            self._read()

    def _refresh(self) -> None:
        """Read the visits that changed since, a few rows of the list."""
        if not self._changed or not self.context.door.is_open:
            return
        changed, self._changed = self._changed, set()
        with self.context.workspace.read() as connection:
            rows = {row.id: row for row in visit_rows(connection, changed)}
        for identity in changed:
            if identity in rows:
                self.visits.put(rows[identity])
            else:
                self.visits.remove(identity)
        self._say_what_is_there()
        if not self._is_reading and {row.toolkit for row in rows.values()} - self._toolkits:
            self._read()
        self._count()

    def _read(self) -> None:
        if self._is_reading:
            return
        self._is_reading = self._is_read = True
        self._changed_meanwhile.clear()
        workspace = self.context.workspace
        visits, companies = self._visit_words.reading(), self._company_words.reading()
        job = self.context.runner.run(lambda _progress: read_all(workspace, visits, companies), self)
        job.on_success(self._show)
        job.ended.connect(self._end_reading)

    def _show(self, contents: Contents) -> None:
        self._toolkits = contents.toolkits
        self._visit_words.most.update(contents.most)
        self._visit_words.unknown = set(contents.toolkits - contents.most.keys())
        self._company_words.visits = contents.visits_by_company
        self.visits.show(contents.visits)
        self.companies.show(contents.companies)
        self._changed |= self._changed_meanwhile
        self._say_what_is_there()
        self._refresh()
        self._count()

    def _count(self) -> None:
        """Count the open visits in sight as their own pages do; each is opened for it, in the background."""
        if self._is_counting or not self.context.door.is_open:
            return
        shown = [
            self.visits.record(self.visits.index(row).data(RowRole.ID)) for row in range(self._in_sight())
        ]
        rows = [
            row
            for row in shown
            if row is not None and row.state == VisitState.OPEN and self._visit_words.count_of(row) is None
        ]
        rows = [row for row in rows if (row.id, row.order) not in self._not_counted]
        if not rows:
            return
        self._is_counting = True
        self._not_counted |= {
            (row.id, row.order) for row in rows
        }  # those that cannot be opened are tried once
        workspace, now = self.context.workspace, self.context.clock()
        job = self.context.runner.run(lambda _progress: count_visits(workspace, rows, now), self)
        job.on_success(self._show_counts)
        job.ended.connect(self._end_counting)

    def _show_counts(self, counted: dict[str, tuple[int, Progress]]) -> None:
        self._visit_words.counted.update(counted)
        for identity in counted:
            row = self.visits.record(identity)
            if row is not None:
                self.visits.put(row)
        self._say_what_is_there()

    def _end_counting(self) -> None:
        self._is_counting = False
        self._count()  # what changed meanwhile

    def _in_sight(self) -> int:
        return min(self.visits.rowCount(), FIRST_SIGHT)

    def _end_reading(self) -> None:
        self._is_reading = False
        if not self._is_read:  # something changed meanwhile
            self._read()

    def _say_what_is_there(self) -> None:
        texts = self.context.texts
        is_empty = not self.visits.total and not self.companies.total
        self._stack.setCurrentIndex(1 if is_empty else 0)
        words = self.search.text().strip()
        self.last_visit.show_visit(None if words else self.visits.first)
        if words:
            sentence = texts("No visit has “{words}” in its names.", words=words)
        else:
            sentence = texts("No visit yet. Begin one with “New visit”.")
        self.nothing.setText(sentence)
        self.nothing.setVisible(not self.visits.rowCount())
        self.aside.say_what_is_there(bool(words))
