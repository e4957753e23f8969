"""Countries (ISO 3166) and currencies (ISO 4217), named by CLDR in the reader's language."""

import unicodedata
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.localedata import exists

# CLDR names these too, and gives them three letters; ISO 3166 only reserves them or knows nothing of them.
_NOT_ISO = frozenset({"AC", "CP", "DG", "EU", "TA", "XA", "XB", "XK", "ZZ"})
# Three letters of states that have gone, which CLDR still leads to their successors.
_WITHDRAWN = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})


_WORLD_ENGLISH = "en_001"


@dataclass(frozen=True, slots=True)
class Country:
    """A country: ISO 3166 alpha-3 as records keep it, alpha-2 as CLDR names it, its name for the reader."""

    alpha3: str
    alpha2: str
    name: str


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency that is legal tender somewhere today: ISO 4217 code, and its name for the reader."""

    code: str
    name: str


def countries(locale: Locale) -> list[Country]:
    """Return the countries and territories of ISO 3166, by name in the order of the reader's alphabet."""
    names = locale.territories
    found = [
        Country(alpha3, alpha2, str(names[alpha2]))
        for alpha3, alpha2 in _letters().items()
        if alpha2 in names
    ]
    return sorted(found, key=lambda one: plain(one.name))


def country_name(alpha3: str, locale: Locale) -> str:
    """Return the name of a country by its three letters, the letters themselves if there is no such one."""
    return str(locale.territories.get(_letters().get(alpha3, ""), alpha3))


def alpha2_of(alpha3: str) -> str:
    """Return the two letters of a country by its three, empty for what is no country's three letters."""
    return _letters().get(alpha3, "")


def alpha3_of(alpha2: str) -> str:
    """Return the three letters of a country by its two, empty if there is no such country."""
    return next((long for long, short in _letters().items() if short == alpha2), "")


def currencies(locale: Locale) -> list[Currency]:
    """Return the currencies of today, by name in the order of the reader's alphabet."""
    codes = {code for rows in get_global("territory_currencies").values() for code in _tender(rows)}
    found = [Currency(code, str(locale.currencies.get(code, code))) for code in codes]
    return sorted(found, key=lambda one: plain(one.name))


def currency_of(alpha3: str) -> str:
    """Return the code of the currency that a country uses, its own before a neighbour's; empty if none is known."""
    alpha2 = _letters().get(alpha3, "")
    codes = _tender(get_global("territory_currencies").get(alpha2, []))
    return next((code for code in codes if code.startswith(alpha2)), next(iter(codes), ""))


def locale_of(language: str, alpha3: str) -> str:
    """Return the locale of a language (`fr`, `zh_Hans`) in a country, empty if the language alone has to do.

    English in a country that CLDR has no English for is that of the world: plain `en` means the United States,
    which alone write the month before the day.
    """
    short = language if language.startswith("zh") else language.partition("_")[0]
    locale = f"{short}_{_letters().get(alpha3, '')}"
    if exists(locale):
        return locale
    return _WORLD_ENGLISH if short == "en" and alpha3 in _letters() else ""


def plain(text: str) -> str:
    """Return a text without capitals and accents, to search and to sort by."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


@cache
def _letters() -> dict[str, str]:
    """Return the two letters of each country by its three; CLDR keeps the three as another name of the two."""
    return {
        alpha3: targets[0]
        for alpha3, targets in get_global("territory_aliases").items()
        if len(alpha3) == 3
        and alpha3.isalpha()
        and len(targets) == 1
        and alpha3 not in _WITHDRAWN
        and targets[0] not in _NOT_ISO
        and not _is_private(targets[0])
    }


def _is_private(alpha2: str) -> bool:
    """Tell whether ISO 3166 leaves two letters to its users: AA, QM to QZ, XA to XZ, ZZ."""
    return alpha2 in {"AA", "ZZ"} or alpha2[0] == "X" or (alpha2[0] == "Q" and alpha2[1] >= "M")


def _tender(rows: list[tuple[str, object, object, bool]]) -> list[str]:
    return [code for code, _, until, tender in rows if until is None and tender]
