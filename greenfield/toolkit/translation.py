"""Texts per language: English in the plain columns and gettext catalogues become a column per language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from greenfield.base.languages import LANGUAGES, SOURCE_LANGUAGE
from greenfield.toolkit.columns import TEXT_COLUMNS, Columns, columns_of, language_name, split_header
from greenfield.toolkit.sheets import Row, Sheet, Sheets

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

# Which columns together name a row, for the context of its texts.
_KEYS: Mapping[str, tuple[str, ...]] = {
    "survey": ("name",),
    "choices": ("list_name", "name"),
    "flows": ("name",),
    "losses": ("name",),
    "indicators": ("name",),
    "measures": ("name",),
    "library": ("name",),
    "package": (),
}


@dataclass(frozen=True, slots=True)
class Message:
    """One text for translation: its context (`survey/<name>/label`), the English, and its cell."""

    context: str
    text: str
    sheet: str
    row: int
    column: str


def messages_of(sheets: Sheets) -> tuple[Message, ...]:
    """Return all texts in plain columns of a toolkit, in the order of the sheets."""
    return tuple(message for sheet in sheets.sheets.values() for message in _messages(sheet))


def _messages(sheet: Sheet) -> Iterator[Message]:
    columns = columns_of(sheet)
    for row in sheet:
        for column in TEXT_COLUMNS.get(sheet.name, ()):
            text = columns.get(row, column)
            if text:
                yield Message(
                    _context(sheet, columns, row, column),
                    text,
                    sheet.name,
                    row.number,
                    columns.header(column),
                )


def _context(sheet: Sheet, columns: Columns, row: Row, column: str) -> str:
    names = [columns.get(row, key) for key in _KEYS[sheet.name]]
    return "/".join([sheet.name, *names, column])


def catalogue_path(root: Path, language: str, toolkit: str) -> Path:
    """Return where the catalogue of a toolkit in a language stands below the translations folder."""
    return root / language / "LC_MESSAGES" / f"{toolkit.replace('-', '_')}.po"


def load_catalogues(root: Path, toolkit: str) -> dict[str, "Catalog"]:
    """Return the catalogues of a toolkit that exist below `root`, by language code."""
    from babel.messages.pofile import read_po  # noqa: PLC0415  loaded at first use

    found = {}
    for language in LANGUAGES:
        path = catalogue_path(root, language, toolkit)
        if language != SOURCE_LANGUAGE and path.is_file():
            with path.open("rb") as file:
                found[language] = read_po(file, locale=language)
    return found


def translated(catalogue: "Catalog", context: str, text: str) -> str:
    """Return the translation of a text in its context, empty if there is none or it is fuzzy."""
    message = catalogue.get(text, context=context)
    if message is None or message.fuzzy or not isinstance(message.string, str):
        return ""
    return message.string


def with_languages(sheets: Sheets, catalogues: Mapping[str, "Catalog"]) -> Sheets:
    """Return the sheets with a column per language instead of the plain text columns.

    The plain columns are those of the form's `default_language` setting, English where none is set. A
    form that names no language at all stays as it is.
    """
    names = {split_header(h)[1] for s in sheets.sheets.values() for h in s.headers if s.name in TEXT_COLUMNS}
    stated = stated_language(sheets)
    if not catalogues and not stated and names <= {""}:
        return sheets
    default = stated or language_name(SOURCE_LANGUAGE)
    return Sheets(
        sheets.name,
        {
            name: _expanded(sheet, catalogues, default) if name in TEXT_COLUMNS else sheet
            for name, sheet in sheets.sheets.items()
        },
    )


def default_language(sheets: Sheets) -> str:
    """Return the language of a form's plain columns as a column names it: `English (en)` unless set."""
    return stated_language(sheets) or language_name(SOURCE_LANGUAGE)


def stated_language(sheets: Sheets) -> str:
    """Return the `default_language` of a form's settings, empty where none is set."""
    settings = sheets.sheet("settings")
    columns = columns_of(settings)
    for row in settings:
        name = columns.get(row, "default_language")
        if name:
            return name
    return ""


def _expanded(sheet: Sheet, catalogues: Mapping[str, "Catalog"], default: str) -> Sheet:
    columns = columns_of(sheet)
    plain = {columns.header(c): c for c in TEXT_COLUMNS[sheet.name] if c in columns.headers}
    languages = {code: language_name(code) for code in catalogues}
    headers: list[str] = []
    for header in sheet.headers:
        if header in plain:
            headers += [f"{plain[header]}::{name}" for name in (default, *languages.values())]
        else:
            headers.append(header)
    unique = tuple(dict.fromkeys(headers))
    rows = []
    for row in sheet:
        cells: dict[str, str] = {}
        for header, text in row.cells.items():
            if header not in plain:
                cells[header] = text
                continue
            column = plain[header]
            cells.setdefault(f"{column}::{default}", text)
            context = _context(sheet, columns, row, column)
            for code, name in languages.items():
                other = translated(catalogues[code], context, text)
                if other:
                    cells[f"{column}::{name}"] = other
        rows.append(Row(row.number, cells))
    return Sheet(sheet.name, unique, tuple(rows))
