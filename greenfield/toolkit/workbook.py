"""Workbooks (.xlsx): read by openpyxl after the archive has been found harmless."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from greenfield.base.problem import Place, Problem, ProblemError, Severity, fail
from greenfield.toolkit.archive import MANY_MEGABYTES, MEGABYTE, open_archive
from greenfield.toolkit.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS
from greenfield.toolkit.sheets import Sheet, Sheets, column_letter, make_sheet

if TYPE_CHECKING:
    from openpyxl import Workbook

_MOST_FORMATS = 4 * MEGABYTE
_MOST_STRINGS = 150_000
_MOST_ROW_MARKS = 120_000  # more than the rows that count: spreadsheet programs keep formats of empty ones
_MOST_TEXT = 20 * MEGABYTE
_BLOCK = 1 << 20
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>]")
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# openpyxl raises whatever the damage makes it stumble over.
_STUMBLES = (
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,  # of which XML's ParseError is one
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    ArithmeticError,
    NotImplementedError,
)


def read_workbook(
    content: bytes, name: str, *, most_rows: int = MAX_ROWS, most_columns: int = MAX_COLUMNS
) -> Sheets:
    """Return the sheets of a workbook's bytes; formulas in it count by the value that was saved with them.

    Raises ProblemError `workbook.old_format`, `workbook.not_one`, `archive.hostile`, `workbook.too_large`,
    `workbook.formats`, `workbook.long_cell`.
    """
    if content.startswith(_OLD_WORKBOOK):
        raise fail("workbook.old_format", name)
    try:
        with open_archive(content, name, limit=MANY_MEGABYTES) as archive:
            _refuse(archive, name, max(most_rows, _MOST_ROW_MARKS))
        return _read(content, name, most_rows, most_columns)
    except ProblemError as error:
        if error.code == "archive.damaged":
            raise fail("workbook.not_one", name) from error
        raise
    except _STUMBLES as error:
        raise fail("workbook.not_one", name) from error


def _refuse(archive: zipfile.ZipFile, name: str, most_rows: int) -> None:
    """Refuse what would take too long to read, and entities, wherever and in whatever encoding they are declared."""
    for entry in archive.infolist():
        if entry.filename == "xl/styles.xml" and entry.file_size > _MOST_FORMATS:
            raise fail("workbook.formats", name)
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        strings = rows = 0
        with archive.open(entry) as member:
            before = b""
            while block := member.read(_BLOCK):
                strings += block.count(b"<si>") + block.count(b"<si ")
                rows += block.count(b"<row")
                if rows > most_rows or strings > _MOST_STRINGS or (strings and entry.file_size > _MOST_TEXT):
                    raise fail("workbook.too_large", name, rows=MAX_ROWS, columns=MAX_COLUMNS)
                plain = (before + block).replace(b"\x00", b"")
                if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
                    raise fail("archive.hostile", name)
                before = block[-40:]


def _read(content: bytes, name: str, most_rows: int, most_columns: int) -> Sheets:
    import openpyxl  # noqa: PLC0415  loaded at the first workbook: 0.2 s

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns about formats and charts, which are not read
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            return Sheets(name, {sheet.name: sheet for sheet in _sheets(book, name, most_rows, most_columns)})
        finally:
            book.close()


def _sheets(book: "Workbook", name: str, most_rows: int, most_columns: int) -> Iterator[Sheet]:
    if len(book.worksheets) > MAX_SHEETS:
        raise fail("workbook.too_large", name, rows=most_rows, columns=most_columns)
    for worksheet in book.worksheets:
        worksheet.reset_dimensions()  # the stated size may be wrong, or a trap
        table: list[tuple[int, list[str]]] = []
        for number, values in enumerate(
            worksheet.iter_rows(max_row=most_rows + 1, max_col=most_columns + 1, values_only=True), 1
        ):
            texts = [_text(value) for value in values]
            if any(len(text) > MAX_CELL for text in texts):
                where = Place(name, worksheet.title.strip().lower(), number)
                raise fail("workbook.long_cell", where, limit=MAX_CELL)
            if not any(texts):
                continue
            if number > most_rows or any(texts[most_columns:]):
                raise fail("workbook.too_large", name, rows=most_rows, columns=most_columns)
            table.append((number, texts))
        yield make_sheet(worksheet.title.strip().lower(), table)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("\xa0", " ").strip()


def notes_on(content: bytes, sheets: Sheets) -> list[Problem]:
    """Return warnings about what a workbook holds and what is not read: macros, formulas without a result."""
    found: list[Problem] = []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()):
            found.append(Problem("workbook.macros", Place(sheets.name), severity=Severity.WARNING))
        has_formulas = any(
            _FORMULA.search(archive.read(name))
            for name in archive.namelist()
            if name.startswith("xl/worksheets/") and name.endswith(".xml")
        )
    if has_formulas:
        found += _without_value(content, sheets)
    return found


def _without_value(content: bytes, sheets: Sheets) -> Iterator[Problem]:
    """Yield the cells with a formula whose result was not saved: they read as empty."""
    import openpyxl  # noqa: PLC0415  loaded at the first workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, keep_links=False)
    try:
        for worksheet in book.worksheets:
            sheet = sheets.sheet(worksheet.title.strip().lower())
            headers = {letters: header for header, letters in sheet.letters.items()}
            read = {row.number: row for row in sheet}
            worksheet.reset_dimensions()
            rows = worksheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
            for number, values in enumerate(rows, 1):
                for index, value in enumerate(values):
                    header = headers.get(column_letter(index), "")
                    is_formula = isinstance(value, str) and value.startswith("=")
                    if is_formula and header and not (number in read and read[number].get(header)):
                        yield sheets.warning("workbook.formula_without_value", sheet.name, number, header)
    finally:
        book.close()
