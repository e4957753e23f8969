"""Resources for further reading, from the toolkits that come with the program."""

from dataclasses import asdict, dataclass

from greenfield.base.places import plain
from greenfield.services.toolkits import shipped_packages
from greenfield.toolkit.toolkit import LibraryItem, open_toolkit, said


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """A resource as it is listed: title as published, summary in the reader's language."""

    name: str
    title: str
    publisher: str
    year: str
    language: str
    type: str
    topics: tuple[str, ...]
    address: str
    seen: str
    summary: str

    def as_json(self) -> dict[str, object]:
        """Return the row for the command line."""
        return asdict(self)


def search_library(words: str, language: str) -> list[LibraryRow]:
    """Return the resources in which each word stands, those in the reader's language first.

    Capitals and accents do not matter.
    """
    wanted = plain(words).split()
    found: dict[str, LibraryRow] = {}
    for name, content in shipped_packages():
        for item in open_toolkit(content, name).library.values():
            text = plain(_text(item))
            if all(word in text for word in wanted):
                found.setdefault(item.address, _row(item, language))
    return sorted(found.values(), key=lambda row: (row.language != language, row.title))


def _text(item: LibraryItem) -> str:
    return " ".join([item.title, item.publisher, item.year, item.type, *item.topics, *item.summary.values()])


def _row(item: LibraryItem, language: str) -> LibraryRow:
    return LibraryRow(
        name=item.name,
        title=item.title,
        publisher=item.publisher,
        year=item.year,
        language=item.language,
        type=item.type,
        topics=item.topics,
        address=item.address,
        seen=item.seen,
        summary=said(item.summary, language),
    )
