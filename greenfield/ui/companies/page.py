"""All companies of the workspace."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from greenfield.store.reading.companies import Company, list_companies
from greenfield.store.reading.visits import list_visits
from greenfield.store.workspace import Workspace
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.in_order import InOrder
from greenfield.ui.frame.page import Page
from greenfield.ui.lists.company_reading import CompanyWords
from greenfield.ui.lists.record_list import RecordList
from greenfield.ui.lists.record_list_model import Arranged, Reading, RecordListModel, arrange
from greenfield.ui.lists.row_delegate import INSET
from greenfield.ui.lists.search_field import SearchField
from greenfield.ui.theme import space
from greenfield.ui.widgets.empty_page import EmptyPage
from greenfield.ui.widgets.words import QuietText

Read = tuple[Arranged[Company], Mapping[str, int]]


class CompaniesPage(Page):
    """A list of companies, found by name, town, country or sector."""

    def __init__(self, context: WindowContext) -> None:
        """Build the page over the open workspace."""
        super().__init__(context)
        texts, theme = context.texts, context.theme
        self._words = CompanyWords(texts, context.formats)
        self._in_order = InOrder()
        self.companies: RecordListModel[Company] = RecordListModel(self._words.reading(), self)
        self.search = SearchField(theme, texts("Find a company by name, town, country or sector"))
        self.list = RecordList(theme, self.companies, texts("Companies"))
        self.nothing = QuietText("", theme)
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(space.MARGIN - INSET, space.GAP, space.MARGIN - INSET, 0)
        rows.setSpacing(space.GAP)
        top = QVBoxLayout()
        top.setContentsMargins(INSET, 0, INSET, 0)
        top.setSpacing(space.GAP)
        top.addWidget(self.search)
        top.addWidget(self.nothing)
        rows.addLayout(top)
        rows.addWidget(self.list, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(body)
        empty = texts(
            "Here the companies will stand that you visit. Note the first one, or begin a visit right away."
        )
        self._stack.addWidget(EmptyPage(theme, empty, drawing="buildings"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.search.textChanged.connect(self._search)
        self.search.went_down.connect(self.list.enter)
        self.list.opened.connect(lambda company: context.router.show("company", company=company))
        context.events.companies_changed.connect(self._read_if_shown)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)

    def open_with(self, **_what: str) -> None:
        """Read the companies as they are now."""
        workspace, reading = self.context.workspace, self._words.reading()
        self.context.runner.run(lambda _progress: _read(workspace, reading), self).on_success(
            self._in_order.show(self._show)
        )

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # see Page
        """Offer to note a company."""
        texts, router = self.context.texts, self.context.router
        return (
            Action(
                "new-company", texts("New company"), "plus", lambda: router.show("new-company"), main=True
            ),
        )

    def _read_if_shown(self) -> None:
        if self.isVisible():
            self.open_with()

    def _show(self, read: Read) -> None:
        companies, self._words.visits = read
        self.companies.show(companies)
        self._stack.setCurrentIndex(0 if companies.records else 1)
        self._search(self.search.text())

    def _search(self, words: str) -> None:
        self.companies.search(words)
        self.nothing.setText(
            self.context.texts("No company has “{words}” in its names.", words=words.strip())
        )
        self.nothing.setVisible(bool(words.strip()) and not self.companies.rowCount())


def _read(workspace: Workspace, reading: Reading[Company]) -> Read:
    with workspace.read() as connection:
        companies, visits = list_companies(connection), list_visits(connection)
    return arrange(reading, companies), Counter(row.company for row in visits)
