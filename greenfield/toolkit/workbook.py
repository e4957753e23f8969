"""Workbooks (.xlsx): read by openpyxl after the archive has been found harmless."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from greenfield.base.problem import ProblemError, fail
from greenfield.toolkit.archive import MANY_MEGABYTES, open_archive
from greenfield.toolkit.sheets import Sheet, Sheets, make_sheet

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_ROWS = 20_000
MAX_COLUMNS = 300
MAX_SHEETS = 100
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


def read_workbook(content: bytes, name: str) -> Sheets:
    """Return the sheets of a workbook's bytes; formulas in it count by the value that was saved with them.

    Raises ProblemError `workbook.old_format`, `workbook.not_one`, `archive.hostile`, `workbook.too_large`.
    """
    if content.startswith(_OLD_WORKBOOK):
        raise fail("workbook.old_format", name)
    try:
        with open_archive(content, name, limit=MANY_MEGABYTES) as archive:
            _refuse_doctype(archive, name)
        return _read(content, name)
    except ProblemError as error:
        if error.code == "archive.damaged":
            raise fail("workbook.not_one", name) from error
        raise
    except _STUMBLES as error:
        raise fail("workbook.not_one", name) from error


def _refuse_doctype(archive: zipfile.ZipFile, name: str) -> None:
    for entry in archive.infolist():
        if entry.filename.endswith((".xml", ".rels")):
            with archive.open(entry) as member:
                if b"<!DOCTYPE" in member.read(4096):
                    raise fail("archive.hostile", name)


def _read(content: bytes, name: str) -> Sheets:
    import openpyxl  # noqa: PLC0415  loaded at the first workbook: 0.2 s

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns about formats and charts, which are not read
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            return Sheets(name, {sheet.name: sheet for sheet in _sheets(book, name)})
        finally:
            book.close()


def _sheets(book: "Workbook", name: str) -> Iterator[Sheet]:
    if len(book.worksheets) > MAX_SHEETS:
        raise fail("workbook.too_large", name, rows=MAX_ROWS, columns=MAX_COLUMNS)
    for worksheet in book.worksheets:
        worksheet.reset_dimensions()  # the stated size may be wrong, or a trap
        table: list[tuple[int, list[str]]] = []
        for number, values in enumerate(
            worksheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS + 1, values_only=True), 1
        ):
            texts = [_text(value) for value in values]
            if not any(texts):
                continue
            if number > MAX_ROWS or any(texts[MAX_COLUMNS:]):
                raise fail("workbook.too_large", name, rows=MAX_ROWS, columns=MAX_COLUMNS)
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
