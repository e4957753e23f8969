"""The languages of Greenfield, how a person may name them, and which way they run."""

import re
from collections.abc import Sequence

from greenfield.base.problem import fail

SOURCE_LANGUAGE = "en"
LANGUAGES: dict[str, str] = {
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "pt_BR": "Português (Brasil)",
    "ru": "Русский",
    "ar": "العربية",
    "zh_Hans": "简体中文",
}
_SHORT = {"pt": "pt_BR", "zh": "zh_Hans", "zh_CN": "zh_Hans", "zh_SG": "zh_Hans"}
# Windows names its locales so: `French_France.1252`, `Chinese (Simplified)_China.936`.
_ENGLISH_NAMES = {
    "english": "en",
    "french": "fr",
    "spanish": "es",
    "portuguese": "pt_BR",
    "russian": "ru",
    "arabic": "ar",
    "chinese": "zh_Hans",
}
_RIGHT_TO_LEFT = frozenset({"ar"})
_CODE_IN_BRACKETS = re.compile(r"\(([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\)\s*$")


def find_language(name: str) -> str | None:
    """Return the code of a language that Greenfield has, or None.

    `pt`, `pt-BR`, `fr_CA.UTF-8`, `zh-CN` and `zh-Hans` find ours; so do English names, as Windows has them:
    `French_France.1252`.
    """
    parts = name.split(".", 1)[0].replace("-", "_").split("_")
    first = parts[0].lower()
    wanted = "_".join([first, *(p.title() if len(p) > 3 else p.upper() for p in parts[1:])])
    in_english = _ENGLISH_NAMES.get(first.partition("(")[0].strip(), "")
    for candidate in (wanted, _SHORT.get(wanted, ""), first, _SHORT.get(first, ""), in_english):
        if candidate in LANGUAGES:
            return candidate
    return None


def pick_language(name: str) -> str:
    """Return the code of the language that `name` means; ProblemError `language.unknown` if there is none."""
    code = find_language(name)
    if code is None:
        raise fail("language.unknown", name, known=" ".join(LANGUAGES))
    return code


def is_right_to_left(language: str) -> bool:
    """Tell whether a language is written from right to left."""
    return language in _RIGHT_TO_LEFT


def form_language_code(name: str) -> str | None:
    """Return the code in brackets of a form's language: `Français (fr)` gives `fr`."""
    found = _CODE_IN_BRACKETS.search(name)
    return found.group(1) if found else None


def pick_form_language(wanted: str, offered: Sequence[str]) -> str | None:
    """Return which of a form's languages is `wanted` (one of our codes), or None.

    The code in brackets decides; a language without one is compared by its whole name.
    """
    for name in offered:
        code = form_language_code(name)
        if code is not None and find_language(code) == wanted:
            return name
    native = LANGUAGES.get(wanted, wanted)
    return next((name for name in offered if name in (wanted, native)), None)
