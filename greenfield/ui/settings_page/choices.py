"""What settings can be chosen from: languages by their own names, ways to write numbers and dates."""

from babel import Locale
from babel.localedata import locale_identifiers

from greenfield.base.languages import LANGUAGES
from greenfield.base.places import plain
from greenfield.base.texts import Texts, translated
from greenfield.ui.widgets.choice_box import Choice

_WORLD_ENGLISH = "en_001"


def language_choices() -> list[Choice]:
    """Return the languages that the window speaks, each by its own name."""
    return [Choice(code, LANGUAGES[code]) for code in translated("program")]


def locale_choices(texts: Texts) -> list[Choice]:
    """Return the places whose way to write numbers and dates can be chosen, in each of our languages.

    The first one, without a key, is the way of the window's own language.
    """
    reader = Locale.parse(texts.language)
    own = {code.partition("_")[0] for code in LANGUAGES}
    found = []
    for identifier in locale_identifiers():
        parts = identifier.split("_")
        if parts[0] not in own or len(parts) != 2:
            continue
        if identifier != _WORLD_ENGLISH and not (len(parts[1]) == 2 and parts[1].isalpha()):
            continue
        place = reader.territories.get(parts[1])
        language = reader.languages.get(parts[0])
        if place and language:
            found.append(Choice(identifier, f"{place} ({language})"))
    found.sort(key=lambda one: plain(one.text))
    return [Choice("", texts("As the language of the window")), *found]
