"""Resources for further reading: found by words, and by what they are for."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache

from greenfield.base.places import plain
from greenfield.base.problem import Problem
from greenfield.base.texts import Texts, texts_for
from greenfield.services.library_shelf import Pack, each_once, packs
from greenfield.services.library_words import topic_word, type_word
from greenfield.services.sector_names import sector_name
from greenfield.services.unopened_packages import unopened_packages
from greenfield.store.workspace import Workspace
from greenfield.toolkit.package import LIBRARY
from greenfield.toolkit.toolkit import LibraryItem, said

_STRETCHED = "\u0640"  # makes an Arabic word longer and means nothing


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """A resource as it is listed: title as published, summary in the reader's language.

    `seen` is the day, `seen_at` the address where it was seen, `proof` the words there that prove title and
    year; `package` says which package lists it. `expired`: an offer that has ended.
    """

    name: str
    title: str
    publisher: str
    year: str
    language: str
    type: str
    topics: tuple[str, ...]
    sectors: tuple[str, ...]
    countries: tuple[str, ...]
    address: str
    summary: str
    expires: str
    expired: bool
    seen: str
    seen_at: str
    proof: str
    package: str

    def as_json(self) -> dict[str, object]:
        """Return the row for the command line."""
        return asdict(self)

    @property
    def web(self) -> str:
        """The address that a browser can open: its own, else that of the page where it was seen."""
        return self.address or self.seen_at


@dataclass(frozen=True, slots=True)
class Wanted:
    """What resources are looked for; an empty field is no condition.

    `sector` is an ISIC code (`C10`, `C1071`), `country` ISO 3166 alpha-3; resources without sectors or countries
    fit all. `language` is that of the resource.
    """

    words: str = ""
    topic: str = ""
    type: str = ""
    sector: str = ""
    country: str = ""
    language: str = ""
    expired: bool = False


class Library:
    """The resources of packs as one reader finds them: words of the reader's language find them too."""

    def __init__(self, found: tuple[Pack, ...], texts: Texts) -> None:
        """Make the resources ready for the reader of `texts`."""
        self.language = texts.language
        self._named: dict[str, tuple[Pack, LibraryItem]] = {}
        for pack in found:
            for item in pack.items:
                self._named.setdefault(item.name, (pack, item))
        self._all = each_once(found)
        sectors = {code: _sector_words(code, texts) for _, item in self._all for code in item.sectors}
        self._titles = [searchable(item.title) for _, item in self._all]
        self._bodies = [searchable(" ".join(_words(item, sectors, texts))) for _, item in self._all]

    @property
    def items(self) -> list[LibraryItem]:
        """All resources, equal addresses once."""
        return [item for _, item in self._all]

    def named(self, name: str) -> LibraryItem | None:
        """Return the resource of a name, None if there is none."""
        return self._named[name][1] if name in self._named else None

    def search(self, wanted: Wanted, today: date) -> list[LibraryRow]:
        """Return what is wanted: each word stands in title, publisher, year, kind, topics, sectors or summary.

        Capitals and accents do not matter. All words in the title come first, then some of them, then none; among
        equals those in the reader's language, then the newer ones.
        """
        words = searchable(wanted.words).split()
        ranked = []
        for (pack, item), title, body in zip(self._all, self._titles, self._bodies, strict=True):
            in_title = sum(word in title for word in words)
            if all(word in body for word in words) and _fits(item, wanted, today):
                rank = 0 if in_title == len(words) else 1 if in_title else 2
                year = int(item.year) if item.year.isdigit() else 0
                key = (rank, item.language != self.language, -year, title, item.name)
                ranked.append((key, row_of(item, pack.package, self.language, today)))
        return [row for _, row in sorted(ranked, key=lambda pair: pair[0])]


def library_of(language: str, workspace: Workspace | None = None) -> Library:
    """Return the resources of the program and of a workspace, for a reader; made once as long as none changes."""
    return library_from(packs(workspace), language)


def left_out(workspace: Workspace | None) -> list[Problem]:
    """Return a warning for each library pack of a workspace that does not open here; see `unopened_packages`."""
    return [] if workspace is None else unopened_packages(workspace, {LIBRARY})


@lru_cache(maxsize=8)
def library_from(found: tuple[Pack, ...], language: str) -> Library:
    """Return the resources of packs for a reader, made once; any thread may ask."""
    return Library(found, texts_for(language))


def row_of(item: LibraryItem, package: str, language: str, today: date) -> LibraryRow:
    """Return a resource as it is listed for a reader."""
    keys = ("name", "title", "publisher", "year", "language", "type", "topics", "sectors", "countries")
    return LibraryRow(
        **{key: getattr(item, key) for key in (*keys, "address", "expires", "seen", "seen_at", "proof")},
        summary=said(item.summary, language),
        expired=is_expired(item, today),
        package=package,
    )


def is_expired(item: LibraryItem, today: date) -> bool:
    """Tell whether a resource is an offer that has ended; its last day still counts."""
    return bool(item.expires) and item.expires < today.isoformat()


def fits_sector(item: LibraryItem, sector: str) -> bool:
    """Tell whether a resource is for a sector: its division, or all."""
    return not item.sectors or not sector or any(sector.startswith(code) for code in item.sectors)


def fits_country(item: LibraryItem, country: str) -> bool:
    """Tell whether a resource is for a country, or for all."""
    return not item.countries or not country or country in item.countries


def searchable(text: str) -> str:
    """Return a text as it is searched: without capitals, accents, vowel signs and stretched letters."""
    return plain(text).replace(_STRETCHED, "")


def _fits(item: LibraryItem, wanted: Wanted, today: date) -> bool:
    return (
        wanted.topic in {"", *item.topics}
        and wanted.type in {"", item.type}
        and wanted.language in {"", item.language}
        and fits_sector(item, wanted.sector)
        and fits_country(item, wanted.country)
        and (wanted.expired or not is_expired(item, today))
    )


def _sector_words(code: str, texts: Texts) -> str:
    return f"{sector_name(code, texts_for('en'))} {sector_name(code, texts)} {code}"


def _words(item: LibraryItem, sectors: Mapping[str, str], texts: Texts) -> Iterable[str]:
    yield from (item.title, item.publisher, item.year, item.type, type_word(item.type, texts))
    for topic in item.topics:
        yield from (topic, topic_word(topic, texts))
    yield from (sectors[code] for code in item.sectors)
    yield from item.summary.values()
