"""How a company is said in a list: name, town and country, sector, how many visits."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from babel import Locale

from greenfield.base.formats import Formats
from greenfield.base.places import country_name
from greenfield.base.texts import Texts
from greenfield.services.sector_names import sector_name
from greenfield.store.reading.companies import Company
from greenfield.ui.lists.record_list_model import Reading
from greenfield.ui.lists.row_face import RowFace


@dataclass
class CompanyWords:
    """Says companies in a language; `visits` is how many visits each company had."""

    texts: Texts
    formats: Formats
    visits: Mapping[str, int] = field(default_factory=dict)

    def reading(self) -> Reading[Company]:
        """Return how a list reads companies: by name, found by name, town, country and sector."""
        return Reading(
            identity=lambda company: company.id,
            place=lambda company: (company.name.casefold(),),
            searched=lambda company: " ".join([company.name, self.town(company), self.sector(company)]),
            face=self.face,
        )

    def face(self, company: Company) -> RowFace:
        """Return what the row of a company says."""
        return RowFace(
            title=company.name or self.texts("Company without a name"),
            under=" · ".join(part for part in (self.town(company), self.sector(company)) if part),
            words=self.visited(company),
        )

    def town(self, company: Company) -> str:
        """Return town and country."""
        country = country_name(company.country, Locale.parse(self.texts.language))
        return ", ".join(part for part in (company.city, country) if part)

    def sector(self, company: Company) -> str:
        """Return the sector by name, empty if none is known."""
        return sector_name(company.sector, self.texts) if company.sector else ""

    def visited(self, company: Company) -> str:
        """Return how many visits the company had."""
        count = self.visits.get(company.id, 0)
        if not count:
            return self.texts("No visit yet")
        return self.texts.plural(
            "{number} visit", "{number} visits", count, number=self.formats.number(count)
        )
