"""Texts in the language of the reader, by gettext.

English is the source: a text stands in the code as it is shown in English, with named placeholders in
braces. A text that is kept in a table is wrapped in `mark`, so that it is found by the extraction, and
looked up when it is shown.
"""

import gettext

from greenfield.base import resources
from greenfield.base.languages import LANGUAGES, SOURCE_LANGUAGE, pick_language
from greenfield.base.problem import fail


def mark(message: str, /) -> str:
    """Return the message unchanged; marks it for translation without looking it up."""
    return message


class Texts:
    """Looks up texts of one domain in one language. Call it: `texts("{count} answers", count=3)`."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        """Use `catalogue` for the texts; `language` is one of `greenfield.base.languages.LANGUAGES`."""
        self.language = language
        self._catalogue = catalogue

    def __call__(self, message: str, /, **values: object) -> str:
        """Return the translated message with its placeholders filled."""
        text = self._catalogue.gettext(message) if message else ""
        return text.format_map(values) if values else text

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Return the form that belongs to `count`; `{count}` is filled by it unless given."""
        text = self._catalogue.ngettext(one, many, count)
        return text.format_map({"count": count, **values})


def texts_for(language: str, domain: str = "program") -> Texts:
    """Return the texts of a domain (`program`, `document`) in a language, English where none stands.

    Raises ProblemError `language.unknown` for a language that Greenfield does not have.
    """
    code = pick_language(language)
    if code == SOURCE_LANGUAGE:
        return Texts(code, gettext.NullTranslations())
    folder = resources.built("translations")
    catalogue = gettext.translation(domain, folder, languages=[code], fallback=True)
    return Texts(code, catalogue)


def translated(domain: str) -> tuple[str, ...]:
    """Return the languages that have texts of a domain (`program`, `document`), English first."""
    folder = resources.built("translations")
    others = (code for code in LANGUAGES if code != SOURCE_LANGUAGE)
    return (SOURCE_LANGUAGE, *(code for code in others if gettext.find(domain, folder, [code])))


def pick_document_language(name: str) -> str:
    """Return the code of the language that `name` means, one in which documents can be written.

    Raises ProblemError `language.unknown`, and `language.no_document` for a language whose documents would
    speak English.
    """
    code, known = pick_language(name), translated("document")
    if code not in known:
        raise fail("language.no_document", code, known=" ".join(known))
    return code
