"""What is known of a company beside its visits: figures, permission for photos, sites."""

from collections.abc import Iterable

from babel import Locale
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from greenfield.base.catalogue import sentence
from greenfield.base.problem import ProblemError
from greenfield.records.scopes import Scope
from greenfield.services.companies import add_site, are_permitted
from greenfield.store.reading.companies import Company, Site
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.history_way import HistoryWay
from greenfield.ui.leaving import let_go
from greenfield.ui.lists.company_reading import CompanyWords
from greenfield.ui.theme import space
from greenfield.ui.widgets.column import ScrollColumn
from greenfield.ui.widgets.field import Field
from greenfield.ui.widgets.words import BodyText, QuietText, SectionTitle


class AboutCompany(ScrollColumn):
    """The side of a company's page."""

    photos_permitted = Signal(bool)
    sharing_chosen = Signal(str)
    """The scope that was chosen: who may see the company."""
    changed = Signal()
    """A site was noted."""

    def __init__(self, context: WindowContext) -> None:
        """Begin empty."""
        super().__init__(margin=space.GAP)
        texts, theme = context.texts, context.theme
        self._context = context
        self._company: Company | None = None
        self.setFixedWidth(space.SIDE)
        self._facts = QWidget()
        self._fact_rows = QVBoxLayout(self._facts)
        self._fact_rows.setContentsMargins(0, 0, 0, 0)
        self._fact_rows.setSpacing(0)
        self.photos = QCheckBox(texts("Photos may be taken"))
        self.photos.clicked.connect(self.photos_permitted)
        hint = texts("Ask the owner before the first photo. Without this, no photo can be added to a visit.")
        self.sharing = {
            Scope.OWN: QRadioButton(texts("Only I")),
            Scope.ORGANISATION: QRadioButton(texts("My whole organisation")),
        }
        for scope, button in self.sharing.items():
            button.setObjectName(f"share-{scope}")
            button.clicked.connect(lambda _=False, scope=scope: self.sharing_chosen.emit(str(scope)))
        self._sharing_group = QButtonGroup(self)
        for button in self.sharing.values():
            self._sharing_group.addButton(button)
        self.shared_how = QuietText("", theme)
        self._sites = QWidget()
        self._site_rows = QVBoxLayout(self._sites)
        self._site_rows.setContentsMargins(0, 0, 0, 0)
        self._site_rows.setSpacing(space.NEAR)
        self.site_name = QLineEdit()
        self.site_field = Field(theme, texts("A further site"), self.site_name)
        self.site_name.setPlaceholderText(texts("Name or town"))
        self.site_name.returnPressed.connect(self.note_site)
        self.add_site = QPushButton(texts("Note the site"))
        self.add_site.setObjectName("note-site")
        self.add_site.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.add_site.clicked.connect(self.note_site)
        self._way(self.photos, "photos")
        for button in self.sharing.values():
            self._way(button, "sharing")
        for widget in (self._facts, self.photos, QuietText(hint, theme)):
            self.add(widget)
        self.add_space(space.NEAR)
        self.add(SectionTitle(texts("Who may see it"), theme))
        for widget in (*self.sharing.values(), self.shared_how):
            self.add(widget)
        self.add_space(space.NEAR)
        for widget in (SectionTitle(texts("Sites"), theme), self._sites, self.site_field, self.add_site):
            self.add(widget)

    def show_company(self, company: Company, sites: Iterable[Site]) -> None:
        """Show a company as it is now."""
        self._company = company
        self.photos.setChecked(are_permitted(company))
        self._show_sharing(company)
        _empty(self._fact_rows)
        for field, name, value in self._known(company):
            self._fact_rows.addWidget(QuietText(name, self._context.theme))
            shown = BodyText(value, self._context.theme)
            shown.setObjectName(f"fact-{field}")
            self._way(shown, field)
            self._fact_rows.addWidget(shown)
            self._fact_rows.addSpacing(space.NEAR)
        self._show_sites(sites)

    def _way(self, widget: QWidget, field: str) -> None:
        HistoryWay(self._context, widget, lambda: (self._company.id if self._company else "", field))

    def _show_sharing(self, company: Company) -> None:
        texts = self._context.texts
        is_shared = company.sharing == Scope.ORGANISATION
        self.sharing[Scope.ORGANISATION if is_shared else Scope.OWN].setChecked(True)
        if is_shared:
            said = texts(
                "Everybody in the organisation can read the company, and those of its visits that are shared. You can take"
                " this back; what others have read by then, they have read. Photos go only where the company permits them."
            )
        else:
            said = texts(
                "Nobody else can read the company and its visits. Sharing with a group comes with the hub of a whole organisation."
            )
        self.shared_how.setText(said)

    def note_site(self) -> None:
        """Note the site whose name is written; a problem stands below the field."""
        if self._company is None:
            return
        try:
            add_site(self._context.workspace, self._company, self.site_name.text())
        except ProblemError as error:
            self.site_field.show_problem(sentence(error.problems[0], self._context.texts))
            return
        self.site_field.show_problem("")
        self.site_name.clear()
        self.changed.emit()

    def _show_sites(self, sites: Iterable[Site]) -> None:
        _empty(self._site_rows)
        for site in sites:
            label = BodyText(site.name or self._context.texts("Site without a name"), self._context.theme)
            if site.city and site.city != site.name:
                label.setText(f"{label.text()} · {site.city}")
            self._site_rows.addWidget(label)

    def _known(self, company: Company) -> list[tuple[str, str, str]]:
        texts, formats = self._context.texts, self._context.formats
        words = CompanyWords(texts, formats)
        names = Locale.parse(texts.language).currencies
        people = "" if company.employees is None else formats.number(company.employees)
        currency = str(names.get(company.currency, company.currency))
        known = [
            ("city", texts("Place"), words.town(company)),
            ("sector", texts("Sector"), words.sector(company)),
            ("employees", texts("Employees"), people),
            ("currency", texts("Currency"), currency),
        ]
        return [one for one in known if one[2]]


def _empty(rows: QVBoxLayout) -> None:
    while (item := rows.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            let_go(widget)
