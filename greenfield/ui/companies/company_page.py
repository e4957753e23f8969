"""One company: its visits, its sites, and whether photos may be taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from greenfield.records.scopes import Scope
from greenfield.services.companies import are_permitted, permit_photos
from greenfield.services.sync.sharing import share
from greenfield.services.visit_progress import most_questions
from greenfield.store.reading.companies import Company, Site, find_company, sites_of
from greenfield.store.reading.visits import VisitRow, visits_of
from greenfield.store.workspace import Workspace
from greenfield.ui.companies.about_company import AboutCompany
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.in_order import InOrder
from greenfield.ui.frame.page import Page
from greenfield.ui.lists.company_reading import CompanyWords
from greenfield.ui.lists.record_list import RecordList
from greenfield.ui.lists.record_list_model import RecordListModel
from greenfield.ui.lists.row_delegate import INSET
from greenfield.ui.lists.visit_reading import VisitWords
from greenfield.ui.new_visit.new_visit_action import new_visit_action
from greenfield.ui.theme import space
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import BodyText, SectionTitle


@dataclass(frozen=True, slots=True)
class Read:
    """A company with what belongs to it."""

    company: Company
    sites: list[Site]
    visits: list[VisitRow]
    most: dict[str, int]


class CompanyPage(Page):
    """Opened with `company`."""

    def __init__(self, context: WindowContext) -> None:
        """Build the page; the company follows in `open_with`."""
        super().__init__(context)
        texts, theme = context.texts, context.theme
        self._words = VisitWords(texts, context.formats, with_company=False)
        self._company_words = CompanyWords(texts, context.formats)
        self.visits: RecordListModel[VisitRow] = RecordListModel(self._words.reading(), self)
        self.list = RecordList(theme, self.visits, texts("Visits"))
        self.about = AboutCompany(context)
        self.about.photos_permitted.connect(self.permit_photos)
        self.about.sharing_chosen.connect(self.share)
        self.about.changed.connect(self._read)
        self._none = BodyText(texts("No visit yet. Begin the first one with “New visit”."), theme)
        self._none.hide()
        main = QVBoxLayout()
        main.setContentsMargins(0, space.GAP, 0, 0)
        main.setSpacing(space.NEAR)
        title = SectionTitle(texts("Visits"), theme)
        for words in (title, self._none):
            words.setContentsMargins(INSET, 0, INSET, 0)
            main.addWidget(words)
        main.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addSpacing(space.MARGIN - INSET)  # not a margin: Qt does not mirror those
        row.setSpacing(space.NEAR)
        row.addLayout(main, 1)
        row.addWidget(Line(theme, upright=True))
        row.addWidget(self.about)
        self._id = ""
        self._in_order = InOrder()
        self._company: Company | None = None
        self.list.opened.connect(lambda visit: context.router.show("visit", visit=visit))
        context.events.companies_changed.connect(self._read_if_shown)
        context.events.visit_changed.connect(self._read_if_shown)

    def open_with(self, **what: str) -> None:
        """Show a company; raises `record.unknown`."""
        self._id = what.get("company", self._id)
        with self.context.workspace.read() as connection:
            self._company = find_company(connection, self._id)
        self._read()

    def title(self) -> str:
        """Return the company's name."""
        return self._company.name if self._company else ""

    def subtitle(self) -> str:
        """Return town, country and sector."""
        return self._company_words.face(self._company).under if self._company else ""

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # see Page
        """Offer a visit to the company."""
        return (new_visit_action(self.context.texts, self._new_visit),)

    def permit_photos(self, allowed: bool) -> None:
        """Keep whether the company permits photos, and say so, with a way back."""
        if self._company is None or are_permitted(self._company) == allowed:
            return
        context, texts = self.context, self.context.texts
        permit_photos(context.workspace, self._id, allowed=allowed)
        context.events.companies_changed.emit()
        undo = Action(
            "undo", texts("Undo"), "arrow-u-up-left", lambda: self._undo_photos(self._id, not allowed)
        )
        name = self._company.name
        said = (
            texts("Photos may be taken at {company}.", company=name)
            if allowed
            else texts("No photos are taken at {company}. Those that were taken stay.", company=name)
        )
        context.messages.toast(said, undo)

    def share(self, wanted: str) -> None:
        """Keep who may see the company, and say so, with a way back."""
        if self._company is None:
            return
        before = Scope.ORGANISATION if self._company.sharing == Scope.ORGANISATION else Scope.OWN
        if before == wanted:
            return
        context, texts, name = self.context, self.context.texts, self._company.name
        self._keep_sharing(self._id, Scope(wanted))
        said = (
            texts("{company} is shared with the organisation.", company=name)
            if wanted == Scope.ORGANISATION
            else texts("{company} is yours alone again. What others have read, they have read.", company=name)
        )
        company = self._id
        undo = Action("undo", texts("Undo"), "arrow-u-up-left", lambda: self._keep_sharing(company, before))
        context.messages.toast(said, undo, about=f"sharing of {company}")

    def _keep_sharing(self, company: str, scope: Scope) -> None:
        share(self.context.workspace, company, scope)
        self.context.events.companies_changed.emit()

    def _undo_photos(self, company: str, allowed: bool) -> None:
        permit_photos(self.context.workspace, company, allowed=allowed)
        self.context.events.companies_changed.emit()

    def _new_visit(self) -> None:
        self.context.router.show("new-visit", company=self._id)

    def _read_if_shown(self, _visit: str = "") -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        workspace, identity = self.context.workspace, self._id
        self.context.runner.run(lambda _progress: _read(workspace, identity), self).on_success(
            self._in_order.show(self._show)
        )

    def _show(self, read: Read) -> None:
        if read.company.id != self._id:
            self._id = read.company.id
        self._company = read.company
        self._words.most.update(read.most)
        self._words.unknown = {row.toolkit for row in read.visits} - read.most.keys()
        self.visits.show(read.visits)
        self._none.setVisible(not read.visits)
        self.list.setVisible(bool(read.visits))
        self.about.show_company(read.company, read.sites)
        self.header_changed.emit()


def _read(workspace: Workspace, identity: str) -> Read:
    with workspace.read() as connection:
        company = find_company(connection, identity)
        sites, visits = sites_of(connection, company.id), visits_of(connection, company.id)
    return Read(company, sites, visits, most_questions(workspace, {row.toolkit for row in visits}))
