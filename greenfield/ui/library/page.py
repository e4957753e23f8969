"""The library: resources to read, found offline; an address is opened only when a person asks for it."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from greenfield.base.catalogue import sentence
from greenfield.base.problem import Problem
from greenfield.services.library import Library, LibraryRow, left_out, library_of
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.page import Page
from greenfield.ui.library.details import ResourceDetails
from greenfield.ui.library.filters import Filters
from greenfield.ui.library.reading import ResourceWords, ranked
from greenfield.ui.lists.record_list import RecordList
from greenfield.ui.lists.record_list_model import RecordListModel
from greenfield.ui.lists.row_delegate import INSET
from greenfield.ui.lists.row_face import RowRole
from greenfield.ui.lists.search_field import SearchField
from greenfield.ui.theme import space
from greenfield.ui.widgets.empty_page import EmptyPage
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import QuietText


class LibraryPage(Page):
    """Search field and filters above a list, and beside it the resource that is chosen."""

    def __init__(self, context: WindowContext) -> None:
        """Build the page; the resources follow in `open_with`."""
        super().__init__(context)
        texts, theme = context.texts, context.theme
        self._library: Library | None = None
        self._sector = ""
        words = ResourceWords(texts, context.formats)
        self.resources: RecordListModel[LibraryRow] = RecordListModel(words.reading(), self)
        self.search = SearchField(theme, texts("Find a guide, a case study or an offer"))
        self.filters = Filters(texts)
        self.count = QuietText("", theme)
        self.left_out = QuietText("", theme)
        self.list = RecordList(theme, self.resources, texts("Resources"))
        self.details = ResourceDetails(context)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._body())
        empty = texts("Here resources for further reading will stand. This installation came without any.")
        self._stack.addWidget(EmptyPage(theme, empty, drawing="book-open"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.search.textChanged.connect(self._search)
        self.search.went_down.connect(self.list.enter)
        self.filters.changed.connect(self._search)
        self.list.opened.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._go)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)

    def open_with(self, **_what: str) -> None:
        """Read the resources of the program and of the workspace as they are now."""
        language, workspace = self.context.texts.language, self.context.workspace

        def work() -> tuple[Library, list[Problem]]:
            return library_of(language, workspace), left_out(workspace)

        job = self.context.runner.run(lambda _progress: work(), self)
        job.on_success(lambda found: self._show(*found))

    def draft(self) -> dict[str, str]:
        """Return what is searched for."""
        return {"words": self.search.text(), **self.filters.keys()}

    def take_draft(self, draft: Mapping[str, str]) -> None:
        """Search for it again."""
        self.search.setText(draft.get("words", ""))
        self._sector = draft.get("sector", "")
        self.filters.set_keys(dict(draft))

    def _body(self) -> QWidget:
        top = QVBoxLayout()
        top.setContentsMargins(INSET, 0, INSET, 0)
        top.setSpacing(space.NEAR)
        for widget in (self.search, self.filters, self.count, self.left_out):
            top.addWidget(widget)
        main = QVBoxLayout()
        main.setContentsMargins(0, space.GAP, 0, 0)
        main.setSpacing(space.NEAR)
        main.addLayout(top)
        main.addWidget(self.list, 1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.addSpacing(space.MARGIN - INSET)  # not a margin: Qt does not mirror those
        row.setSpacing(space.NEAR)
        row.addLayout(main, 1)
        row.addWidget(Line(self.context.theme, upright=True))
        row.addWidget(self.details)
        return body

    def _show(self, library: Library, problems: list[Problem]) -> None:
        self.left_out.setText("\n".join(sentence(one, self.context.texts) for one in problems))
        self.left_out.setVisible(bool(problems))
        sector, self._sector = self.filters.sector.key() or self._sector, ""
        self._library = library
        self._stack.setCurrentIndex(0 if library.items else 1)
        self.filters.offer_sectors(library.items)
        self.filters.sector.set_key(sector)
        self._search()

    def _search(self) -> None:
        if self._library is None:
            return
        texts, formats = self.context.texts, self.context.formats
        found = self._library.search(self.filters.wanted(self.search.text()), self.context.clock().date())
        self.resources.show(ranked(found))
        self.details.show_resource(None)
        number = formats.number(len(found))
        self.count.setText(
            texts.plural("{number} resource", "{number} resources", len(found), number=number)
            if found
            else texts("Nothing was found. Try fewer words, or another filter.")
        )

    def _go(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self._choose(str(index.data(RowRole.ID)))

    def _choose(self, identity: str) -> None:
        self.details.show_resource(self.resources.record(identity))
