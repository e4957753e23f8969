"""Which column is which: the other names that XLSForm allows, and columns per language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from greenfield.base.languages import LANGUAGES
from greenfield.toolkit.sheets import Row, Sheet

# The columns that people read, and that therefore have one column per language, by sheet.
TEXT_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "survey": ("label", "hint", "guidance_hint", "constraint_message", "required_message"),
    "choices": ("label",),
    "flows": ("label",),
    "losses": ("label", "step"),
    "indicators": ("label", "topic"),
    "measures": ("title", "reason", "first_step", "how_to", "co_benefits", "risks"),
    "library": ("summary",),
    "package": ("title",),
}
MEDIA_COLUMNS = ("image", "big-image", "audio", "video")
_ALIASES = {
    "relevance": "relevant",
    "calculate": "calculation",
    "read_only": "readonly",
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "list name": "list_name",
    "constraining_message": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "bind::relevant": "relevant",
    "bind::constraint": "constraint",
    "bind::required": "required",
    "bind::calculate": "calculation",
    "bind::readonly": "readonly",
    "control::appearance": "appearance",
    "body::appearance": "appearance",
    "id_string": "form_id",
    "set_form_id": "form_id",
    "set_form_title": "form_title",
}
_SPOKEN = frozenset(
    {
        "media",
        *MEDIA_COLUMNS,
        *TEXT_COLUMNS["survey"],
        *(name.replace("_", " ") for name in TEXT_COLUMNS["survey"]),
    }
)


def language_name(code: str) -> str:
    """Return a language as a column names it: `fr` gives `Français (fr)`."""
    return f"{LANGUAGES[code]} ({code})"


def split_header(header: str) -> tuple[str, str]:
    """Return a header's plain name and its language: `label::Français (fr)`; language empty if plain."""
    lowered = " ".join(header.lower().split())
    if lowered in _ALIASES:
        return _ALIASES[lowered], ""
    parts = [part.strip() for part in header.split("::")]
    if len(parts) == 1 and lowered.partition(":")[0].strip() in _SPOKEN:
        parts = [part.strip() for part in header.split(":")]  # as older forms write `label:English`
    if parts[0].lower() in {"bind", "media", "control", "body"} and len(parts) > 1:
        parts = parts[1:]
    base = parts[0].lower()
    base = _ALIASES.get(base, base if base in MEDIA_COLUMNS else base.replace(" ", "_"))
    return base, parts[1] if len(parts) > 1 else ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Finds cells of a sheet by the plain name of their column, however the author wrote the header."""

    headers: Mapping[str, str]
    languages: Mapping[str, Mapping[str, str]]

    def get(self, row: Row, column: str) -> str:
        """Return the text of a cell of a column that has no languages."""
        return row.get(self.headers.get(column, column))

    def header(self, column: str) -> str:
        """Return how the author wrote the column's header; of one in several languages the first."""
        return self.headers.get(column) or next(iter(self.languages.get(column, {}).values()), column)

    def has(self, column: str) -> bool:
        """Tell whether the sheet has the column, in one language at least."""
        return column in self.headers or column in self.languages

    def texts(self, row: Row, column: str) -> dict[str, str]:
        """Return what a text column says by the name of the language, empty name for the plain column."""
        found = {language: row.get(header) for language, header in self.languages.get(column, {}).items()}
        plain = self.get(row, column)
        return {language: text for language, text in ({"": plain} | found).items() if text}


def columns_of(sheet: Sheet) -> Columns:
    """Return the columns of a sheet."""
    headers: dict[str, str] = {}
    languages: dict[str, dict[str, str]] = {}
    for header in sheet.headers:
        base, language = split_header(header)
        if language:
            languages.setdefault(base, {})[language] = header
        else:
            headers.setdefault(base, header)
    return Columns(headers, languages)


def languages_of(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """Return the names of all languages that have a column in one of the sheets, in order of appearance."""
    names: dict[str, None] = {}
    for sheet in sheets:
        for header in sheet.headers:
            base, language = split_header(header)
            if language and (base in TEXT_COLUMNS.get(sheet.name, ()) or base in MEDIA_COLUMNS):
                names[language] = None
    return tuple(names)
