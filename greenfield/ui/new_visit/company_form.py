"""The fields of a company that is not noted yet."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from greenfield.base.catalogue import sentence
from greenfield.base.places import currency_of
from greenfield.base.problem import Place, Problem
from greenfield.services.companies import NewCompany, missing_of
from greenfield.ui.context import WindowContext
from greenfield.ui.new_visit.people import read_people
from greenfield.ui.new_visit.place_choices import country_choices, currency_choices, sector_choices
from greenfield.ui.theme import space
from greenfield.ui.widgets.choice_box import ChoiceBox
from greenfield.ui.widgets.field import Field


class CompanyForm(QWidget):
    """Name, country, town, sector, currency, people. The country suggests the currency until one is chosen."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        """Begin with the country and the currency of the settings."""
        super().__init__(parent)
        texts, theme = context.texts, context.theme
        self._context, self._formats = context, context.formats
        self.name, self.city, self.employees = QLineEdit(), QLineEdit(), QLineEdit()
        self.country = ChoiceBox(country_choices(texts), hint=texts("Type a part of the name"))
        self.sector = ChoiceBox(sector_choices(texts), hint=texts("Type a part of the name"))
        self.currency = ChoiceBox(currency_choices(texts), hint=texts("Name or code"))
        sector_hint = texts("Decides with whom the factory is compared.")
        people_hint = texts("All who work here, part-time counted as one.")
        self.fields = {
            "name": Field(theme, texts("Name of the company"), self.name),
            "country": Field(theme, texts("Country"), self.country, framed=False),
            "city": Field(theme, texts("Town"), self.city),
            "sector": Field(theme, texts("Sector"), self.sector, hint=sector_hint, framed=False),
            "currency": Field(theme, texts("Currency"), self.currency, framed=False),
            "employees": Field(
                theme, texts("Employees"), self.employees, unit=texts("people"), hint=people_hint
            ),
        }
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.GAP)
        for names in (("name",), ("country", "city"), ("sector",), ("currency", "employees")):
            rows.addLayout(self._row(names))
        self.country.chosen.connect(self._suggest_currency)
        self.currency.chosen.connect(self._note_own_currency)
        self._has_own_currency = False
        self.begin()

    def begin(self) -> None:
        """Empty the fields, as for the next company."""
        for editor in (self.name, self.city, self.employees):
            editor.clear()
        settings = self._context.settings
        self._has_own_currency = bool(settings.currency)
        self.country.set_key(settings.country)
        self.sector.set_key("")
        self.currency.set_key(settings.currency or currency_of(settings.country))
        self.show_problems(())
        self._begun = {"name": "", "city": "", "employees": ""} | {
            name: box.key() for name, box in self._boxes().items()
        }

    def draft(self) -> dict[str, str]:
        """Return what is written, for a form in another language; nothing if it is as it began."""
        people, _ = self._people()
        written = {
            "name": self.name.text(),
            "city": self.city.text(),
            "employees": self.employees.text() if people is None else str(people),
            **{name: box.key() for name, box in self._boxes().items()},
        }
        return {} if written == self._begun else written

    def take_draft(self, draft: Mapping[str, str]) -> None:
        """Show what was written; what the draft lacks stays as it is."""
        for name, editor in (("name", self.name), ("city", self.city)):
            editor.setText(draft.get(name, editor.text()))
        for name, box in self._boxes().items():
            box.set_key(draft.get(name, box.key()))
        people = draft.get("employees", "")
        self.employees.setText(self._formats.number(int(people)) if people.isdecimal() else people)
        self._has_own_currency = True

    def commit(self) -> None:
        """Take what was typed into the boxes for what it names."""
        for box in self._boxes().values():
            box.commit()

    def company(self) -> tuple[NewCompany, list[Problem]]:
        """Return what is written here, and what is wrong with it, by the names of the fields."""
        self.commit()
        employees, problems = self._people()
        new = NewCompany(
            name=self.name.text(),
            country=self.country.key(),
            currency=self.currency.key(),
            sector=self.sector.key(),
            city=self.city.text().strip(),
            employees=employees,
        )
        return new, [*missing_of(new), *problems]

    def show_problems(self, problems: Iterable[Problem]) -> QWidget | None:
        """Show each problem below its field; return the first field that has one."""
        said = {problem.place.name: sentence(problem, self._context.texts) for problem in problems}
        for name, field in self.fields.items():
            field.show_problem(said.get(name, ""))
        return next((field for name, field in self.fields.items() if name in said), None)

    def _row(self, names: Iterable[str]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space.GAP)
        for name in names:
            row.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
        return row

    def _boxes(self) -> dict[str, ChoiceBox]:
        return {"country": self.country, "sector": self.sector, "currency": self.currency}

    def _people(self) -> tuple[int | None, list[Problem]]:
        typed = self.employees.text().strip()
        if not typed:
            return None, []
        people = read_people(typed, self._formats)
        if people is None:
            return None, [Problem("company.not_a_count", Place("employees"), {"value": typed})]
        return people, []

    def _suggest_currency(self, country: str) -> None:
        if not self._has_own_currency or not self.currency.key():
            self.currency.set_key(currency_of(country))

    def _note_own_currency(self, currency: str) -> None:
        self._has_own_currency = bool(currency)
