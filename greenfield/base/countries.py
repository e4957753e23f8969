"""Countries: their three letters (ISO 3166 alpha-3) and the two that CLDR wants."""

import re

from babel.core import get_global

_ALPHA_3 = re.compile(r"[A-Z]{3}")


def alpha2_of(alpha3: str) -> str:
    """Return the two letters of a country, empty for what is no country's three letters."""
    if not _ALPHA_3.fullmatch(alpha3):
        return ""
    found = get_global("territory_aliases").get(alpha3) or []
    return str(found[0]) if len(found) == 1 and len(found[0]) == 2 else ""
