"""Short names of months and days in the language of a form, from CLDR, as ODK's engines take them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from greenfield.base.languages import find_language, form_language_code

ENGLISH = "en"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def date_language(form_language: str) -> str:
    """Return the code of a form's language by its name: `Français (fr)`, `French`; English where it has none."""
    return form_language_code(form_language) or find_language(form_language) or ENGLISH


@lru_cache(maxsize=32)
def date_names(language: str) -> tuple[Sequence[str], Sequence[str]]:
    """Return the short names of the months and of the days from Monday; English for an unknown language."""
    if language == ENGLISH:
        return _MONTHS, _DAYS
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  slow to import, and rarely needed

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return _MONTHS, _DAYS
    months: Mapping[int, str] = locale.months["format"]["abbreviated"]
    days: Mapping[int, str] = locale.days["format"]["abbreviated"]
    return [months[month] for month in range(1, 13)], [days[day] for day in range(7)]
