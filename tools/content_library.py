"""The part of `docs/content.md` about the library."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from babel import Locale

from greenfield.base.languages import LANGUAGES
from greenfield.base.places import country_name
from greenfield.toolkit.library_source import library_source, read_tables
from greenfield.toolkit.library_words import TOPICS, TYPES
from greenfield.toolkit.toolkit import LibraryItem, library_items

_ENGLISH = Locale("en")
_MOST_PUBLISHERS = 20


def library_rows() -> list[LibraryItem]:
    """Return all rows of the library's tables; raises as `read_tables`."""
    return [row for sheets in read_tables(library_source().parent) for row in library_items(sheets)]


def library_part(rows: Sequence[LibraryItem]) -> Iterator[str]:
    """Yield the counts by type, topic, language, country and publisher, then each resource in a line."""
    yield "## Library\n"
    spoken = [code for code in LANGUAGES if any(row.language == code for row in rows)]
    yield from _crossed("type", TYPES, spoken, [({row.type}, row.language) for row in rows])
    yield from _crossed("topic", TOPICS, spoken, [({*row.topics}, row.language) for row in rows])
    yield "A resource with several topics is counted with each.\n"
    countries = Counter(code for row in rows for code in row.countries or ("",))
    named = (
        (country_name(code, _ENGLISH) if code else "every country", count)
        for code, count in countries.most_common()
    )
    yield from _counted("country", named)
    publishers = Counter(row.publisher for row in rows).most_common(_MOST_PUBLISHERS)
    yield from _counted("publisher (those with most)", publishers)
    for kind in TYPES:
        yield from _listed(kind, [row for row in rows if row.type == kind])


def _crossed(
    head: str, names: Iterable[str], spoken: Sequence[str], rows: Sequence[tuple[set[str], str]]
) -> Iterator[str]:
    counts = Counter((name, language) for found, language in rows for name in found)
    yield f"| {head} | " + " | ".join(spoken) + " | all |"
    yield "|---|" + "---:|" * (len(spoken) + 1)
    for name in names:
        cells = [counts[name, code] for code in spoken]
        yield f"| {name} | " + " | ".join(str(one or "") for one in cells) + f" | {sum(cells)} |"
    yield ""


def _counted(head: str, counts: Iterable[tuple[str, int]]) -> Iterator[str]:
    yield f"| {head} | resources |"
    yield "|---|---:|"
    for name, count in counts:
        yield f"| {_cell(name)} | {count} |"
    yield ""


def _listed(kind: str, rows: Sequence[LibraryItem]) -> Iterator[str]:
    if not rows:
        return
    yield f"### {kind.capitalize()} ({len(rows)})\n"
    for row in sorted(rows, key=lambda one: (one.publisher.casefold(), one.title.casefold())):
        about = ", ".join(part for part in (row.publisher, row.year, row.language) if part)
        yield f"- {_cell(row.title)} ({_cell(about)})"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
