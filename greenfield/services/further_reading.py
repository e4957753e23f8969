"""Which resources stand under a measure: those that its toolkit names, else what fits by a rule.

The rule, and why it is so: docs/decisions/library.md.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from greenfield.base.languages import SOURCE_LANGUAGE
from greenfield.services.library import (
    Library,
    LibraryRow,
    fits_country,
    fits_sector,
    is_expired,
    row_of,
    searchable,
)
from greenfield.services.library_words import TYPES
from greenfield.toolkit.toolkit import LibraryItem, MeasureRow, Toolkit

MOST = 3
_PLACE_BOUND = frozenset({"training", "technical assistance", "finance"})
"""What helps nobody in another country."""
_ORDER = ("guide", "fact sheet", "case study", "tool", *TYPES)
_WORD = re.compile(r"\w+")
_STEM = 5
_FIRST_IDEOGRAPH = "\u2e80"


class FurtherReading:
    """Finds the resources of the measures of one visit; `sector` is an ISIC code, `country` ISO 3166 alpha-3."""

    def __init__(self, library: Library, toolkit: Toolkit, *, sector: str, country: str, today: date) -> None:
        """Read from a library, for the reader whose language it has."""
        self._library, self._toolkit, self._today = library, toolkit, today
        self._sector, self._country = sector, country
        self._by_area: dict[str, tuple[LibraryItem, ...]] = {}
        self._stems: dict[str, Mapping[str, frozenset[str]]] = {}
        self._rarity: dict[str, Counter[str]] = {}

    def of(self, row: MeasureRow, *, most: int = MOST, without: Collection[str] = ()) -> list[LibraryRow]:
        """Return the resources of a measure, the best first, at most `most` where it names none.

        Those that its toolkit names always count, in the reader's language before English before others. The
        names in `without` are left out of what the rule offers.
        """
        named = [
            item for name in row.library if (item := self._item(name)) and not is_expired(item, self._today)
        ]
        if named:
            found = sorted(named, key=lambda item: self._distance(item.language))
        else:
            found = [item for item in self._offered(row) if item.name not in without][:most]
        return [row_of(item, "", self._library.language, self._today) for item in found]

    def _item(self, name: str) -> LibraryItem | None:
        return self._toolkit.library.get(name) or self._library.named(name)

    def _distance(self, language: str) -> int:
        return 0 if language == self._library.language else 1 if language == SOURCE_LANGUAGE else 2

    def _offered(self, row: MeasureRow) -> list[LibraryItem]:
        candidates = self._candidates(row.area)
        wanted = stems([row.name.replace("_", " "), *row.title.values()])
        known, rarity = self._stems[row.area], self._rarity[row.area]

        def key(item: LibraryItem) -> tuple[object, ...]:
            shared = sum(1 / rarity[stem] for stem in sorted(wanted & known[item.name]))
            year = int(item.year) if item.year.isdigit() else 0
            return (
                -round(shared, 6),
                not item.sectors,
                not (item.countries and fits_country(item, self._country)),
                _ORDER.index(item.type) if item.type in _ORDER else len(_ORDER),
                -year,
                item.name,
            )

        return sorted(candidates, key=key)

    def _candidates(self, area: str) -> tuple[LibraryItem, ...]:
        """Return what fits area, sector and country: in the reader's language, in English if there is none."""
        if area not in self._by_area:
            fitting = [item for item in self._library.items if self._fits(item, area)]
            own = [item for item in fitting if item.language == self._library.language]
            found = own or [item for item in fitting if item.language == SOURCE_LANGUAGE]
            self._by_area[area] = tuple(found)
            self._stems[area] = {item.name: stems([item.title]) for item in found}
            self._rarity[area] = Counter(stem for held in self._stems[area].values() for stem in held)
        return self._by_area[area]

    def _fits(self, item: LibraryItem, area: str) -> bool:
        return (
            area in item.topics
            and fits_sector(item, self._sector)
            and (item.type not in _PLACE_BOUND or fits_country(item, self._country))
            and not is_expired(item, self._today)
        )


def stems(texts: Iterable[str]) -> frozenset[str]:
    """Return what titles are compared by: the first five letters of longer words, pairs of ideographs."""
    found: set[str] = set()
    for text in texts:
        for word in _WORD.findall(searchable(text)):
            if word[0] >= _FIRST_IDEOGRAPH:
                found |= {word[at : at + 2] for at in range(len(word) - 1)}
            elif len(word) >= _STEM:
                found.add(word[:_STEM])
    return frozenset(found)
