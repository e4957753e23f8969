"""Whom a visit is paid to: a company that is noted, at one of its sites, or a new one."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from greenfield.base.catalogue import sentence
from greenfield.base.problem import Place, Problem
from greenfield.store.reading.companies import Company, sites_of
from greenfield.ui.context import WindowContext
from greenfield.ui.lists.company_reading import CompanyWords
from greenfield.ui.new_visit.company_form import CompanyForm
from greenfield.ui.theme import space
from greenfield.ui.widgets.choice_box import Choice, ChoiceBox
from greenfield.ui.widgets.field import Field

_OF_FORM = "form."


class CompanyChoice(QWidget):
    """Offers the companies of the workspace, found by name, town or sector; or the form of a new one."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        """Begin with a new company, as long as none is known."""
        super().__init__(parent)
        texts, theme = context.texts, context.theme
        self._context = context
        self._words = CompanyWords(texts, context.formats)
        self.known = QRadioButton(texts("A company that was noted before"))
        self.new = QRadioButton(texts("A new company"))
        group = QButtonGroup(self)
        group.addButton(self.known)
        group.addButton(self.new)
        self.company = ChoiceBox((), hint=texts("Type a part of the name or of the town"))
        self.site = ChoiceBox(())
        self.form = CompanyForm(context)
        self.company_field = Field(theme, texts("Company"), self.company, framed=False)
        self._site_field = Field(theme, texts("Site"), self.site, framed=False)
        self._which = QWidget()
        which = QHBoxLayout(self._which)
        which.setContentsMargins(0, 0, 0, 0)
        which.setSpacing(space.MARGIN)
        which.addWidget(self.known)
        which.addWidget(self.new)
        which.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.GAP)
        for widget in (self._which, self.company_field, self._site_field, self.form):
            rows.addWidget(widget)
        self.new.setChecked(True)
        self.new.toggled.connect(self._show_choice)
        self.company.chosen.connect(self._offer_sites)
        self._show_choice()

    def offer(self, companies: Sequence[Company]) -> None:
        """Offer these companies; a new one is written where there is none."""
        had_any = bool(self._which.property("offers"))
        self._which.setProperty("offers", bool(companies))
        self.company.offer(
            [
                Choice(one.id, " · ".join(filter(None, (one.name, one.city))), self._words.town(one))
                for one in companies
            ]
        )
        if not companies:
            self.new.setChecked(True)
        elif not had_any:
            self.known.setChecked(True)
        self._show_choice()

    def choose(self, company: str) -> None:
        """Choose a company that is offered."""
        self.known.setChecked(True)
        self.company.set_key(company)
        self._offer_sites(self.company.key())

    def draft(self) -> dict[str, str]:
        """Return what is written and chosen; `new` says which of both counts."""
        return {
            "company": self.company.key(),
            "site": self.site.key(),
            "new": "yes" if self.is_new else "",
            **{_OF_FORM + name: value for name, value in self.form.draft().items()},
        }

    def take_draft(self, draft: Mapping[str, str]) -> None:
        """Show what was written and chosen; the companies are on offer already."""
        written = {
            name.removeprefix(_OF_FORM): value for name, value in draft.items() if name.startswith(_OF_FORM)
        }
        if written:
            self.form.take_draft(written)
        if draft.get("company"):
            self.choose(draft["company"])
            self.site.set_key(draft.get("site", ""))
        if draft.get("new"):
            self.new.setChecked(True)
        elif self._which.property("offers"):
            self.known.setChecked(True)

    def begin(self) -> None:
        """Forget what was written, as for the next visit."""
        self.form.begin()
        self.company.set_key("")
        self._offer_sites("")
        self.show_problems(())

    def commit(self) -> None:
        """Take what was typed into the boxes for what it names."""
        self.company.commit()
        self.site.commit()
        self.form.commit()

    @property
    def is_new(self) -> bool:
        """Tell whether a new company is written."""
        return self.new.isChecked()

    def problems(self) -> list[Problem]:
        """Return what is wrong with what is written or chosen."""
        self.commit()
        if self.is_new:
            return self.form.company()[1]
        return [] if self.company.key() else [Problem("company.not_chosen", Place("company"))]

    def show_problems(self, problems: Sequence[Problem]) -> QWidget | None:
        """Show each problem below its field; return the first field that has one."""
        own = [one for one in problems if one.place.name == "company"]
        self.company_field.show_problem(sentence(own[0], self._context.texts) if own else "")
        return self.form.show_problems(problems) or (self.company_field if own else None)

    def _show_choice(self) -> None:
        self._which.setVisible(bool(self._which.property("offers")))
        self.company_field.setVisible(not self.is_new)
        self._site_field.setVisible(not self.is_new and self.site.count() > 1)
        self.form.setVisible(self.is_new)

    def _offer_sites(self, company: str) -> None:
        sites = []
        if company:
            with self._context.workspace.read() as connection:
                sites = sites_of(connection, company)
        self.site.offer(Choice(one.id, one.name, one.city) for one in sites)
        self.site.set_key(sites[0].id if sites else "")
        self._show_choice()
