"""Checks of texts in several languages: columns and cells that are missing."""

from collections.abc import Iterator, Mapping

from greenfield.base.languages import find_language, form_language_code
from greenfield.base.problem import Problem
from greenfield.toolkit.columns import TEXT_COLUMNS, columns_of, languages_of, split_header
from greenfield.toolkit.sheets import HEADER_ROW, Sheet, Sheets
from greenfield.toolkit.translation import default_language

_SHOWN_ROWS = 8


def check_languages(sheets: Sheets) -> Iterator[Problem]:
    """Yield warnings for what a language lacks that another one has: whole columns, or cells of one."""
    default = default_language(sheets)
    languages = languages_of(list(sheets.sheets.values()))
    settings = sheets.sheet("settings")
    stated = columns_of(settings)
    for row in settings:
        name = stated.get(row, "default_language")
        if name and languages and name not in languages and not _has_plain(sheets):
            yield sheets.warning(
                *("translation.default_language", "settings", row.number, stated.header("default_language")),
                language=name,
                known=", ".join(languages),
            )
    yield from _without_code(sheets, languages)
    for sheet in sheets.sheets.values():
        for column in TEXT_COLUMNS.get(sheet.name, ()):
            found = dict(columns_of(sheet).languages.get(column, {}))
            plain = columns_of(sheet).headers.get(column)
            if found and plain:
                found.setdefault(default, plain)
            if found:
                yield from _column(sheets, sheet, column, found, languages)


def _without_code(sheets: Sheets, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Yield each language that names no code, at its first column."""
    for language in languages:
        if form_language_code(language) is None and find_language(language) is None:
            sheet, header = next(
                (sheet, header)
                for sheet in sheets.sheets.values()
                for header in sheet.headers
                if split_header(header)[1] == language
            )
            yield sheets.warning("translation.no_code", sheet.name, HEADER_ROW, header, language=language)


def _has_plain(sheets: Sheets) -> bool:
    return any(
        column in columns_of(sheet).headers
        for sheet in sheets.sheets.values()
        for column in TEXT_COLUMNS.get(sheet.name, ())
    )


def _column(
    sheets: Sheets, sheet: Sheet, column: str, found: Mapping[str, str], languages: tuple[str, ...]
) -> Iterator[Problem]:
    for language in languages:
        header = found.get(language)
        if header is None:
            yield sheets.warning(
                *("translation.no_column", sheet.name, HEADER_ROW, f"{column}::{language}"),
                column=column,
                language=language,
            )
            continue
        gaps = [
            row.number
            for row in sheet
            if not row.get(header) and any(row.get(other) for other in found.values())
        ]
        if gaps:
            shown = ", ".join(map(str, gaps[:_SHOWN_ROWS])) + (", …" if len(gaps) > _SHOWN_ROWS else "")
            code = "translation.gap" if len(gaps) == 1 else "translation.gaps"
            yield sheets.warning(
                *(code, sheet.name, gaps[0], header),
                language=language,
                count=len(gaps),
                rows=shown,
            )
