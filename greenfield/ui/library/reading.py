"""How a resource is said in a list and beside it."""

from dataclasses import dataclass
from datetime import date

from babel import Locale

from greenfield.base.formats import Formats
from greenfield.base.languages import LANGUAGES
from greenfield.base.places import country_name
from greenfield.base.texts import Texts
from greenfield.services.library import LibraryRow
from greenfield.services.library_words import topic_word, type_word
from greenfield.services.sector_names import sector_name
from greenfield.ui.lists.record_list_model import Arranged, Reading
from greenfield.ui.lists.row_face import RowFace


def identity(row: LibraryRow) -> str:
    """Return what tells a resource from all others: its package and its name."""
    return f"{row.package}/{row.name}"


def ranked(rows: list[LibraryRow]) -> Arranged[LibraryRow]:
    """Return resources for a list, in the order in which they were found."""
    records = {identity(row): row for row in rows}
    return Arranged(records, dict.fromkeys(records, ""), list(records))


@dataclass(frozen=True, slots=True)
class ResourceWords:
    """Says resources in the language of the window."""

    texts: Texts
    formats: Formats

    def reading(self) -> Reading[LibraryRow]:
        """Return how a list reads resources that come in their order."""
        return Reading(identity=identity, place=lambda _row: (), searched=lambda _row: "", face=self.face)

    def face(self, row: LibraryRow) -> RowFace:
        """Return what the row of a resource says."""
        return RowFace(title=row.title, under=self.origin(row))

    def origin(self, row: LibraryRow) -> str:
        """Return publisher, year, kind and language."""
        parts = (row.publisher, row.year, type_word(row.type, self.texts), LANGUAGES.get(row.language, ""))
        return " · ".join(part for part in parts if part)

    def facts(self, row: LibraryRow) -> list[tuple[str, str]]:
        """Return names and values of what else is known of a resource."""
        texts, place = self.texts, Locale.parse(self.texts.language)
        countries = sorted(country_name(code, place) for code in row.countries)
        found = [
            (texts("Topics"), ", ".join(topic_word(topic, texts) for topic in row.topics)),
            (
                texts("Sectors"),
                ", ".join(sector_name(code, texts) for code in row.sectors) or texts("All sectors"),
            ),
            (texts("Countries"), ", ".join(countries) or texts("All countries")),
        ]
        if row.expires:
            found.append((texts("The offer ends on"), self._day(row.expires)))
        if row.seen:
            found.append((texts("Seen on"), self._day(row.seen)))
        if row.proof:
            found.append((texts("What stood there"), texts("“{words}”", words=row.proof)))
        return [(name, value) for name, value in found if value]

    def _day(self, text: str) -> str:
        try:
            return self.formats.date(date.fromisoformat(text))
        except ValueError:
            return text
