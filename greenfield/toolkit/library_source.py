"""The source of a library pack: a text with the sheet `package`, and the tables of resources (.csv) beside it."""

import csv
from io import StringIO
from pathlib import Path

from greenfield.base import resources
from greenfield.base.problem import Place, Problem, ProblemError, fail
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS
from greenfield.toolkit.package import LIBRARY
from greenfield.toolkit.read import read_file
from greenfield.toolkit.sheets import Sheets, make_sheet

SOURCE_NAME = "package.md"
SHEET = "library"


def library_source() -> Path:
    """Return the source of the library that comes with the program; `resource.missing` if it is not there."""
    return resources.source(SHEET, SOURCE_NAME)


def is_library(sheets: Sheets) -> bool:
    """Tell whether the sheet `package` says that a library pack is to be made."""
    sheet = sheets.sheet("package")
    return any(columns_of(sheet).get(row, "kind") == LIBRARY for row in sheet)


def read_tables(folder: Path) -> list[Sheets]:
    """Return the tables of a folder in the order of their names, each as a sheet `library`.

    ProblemError with every file that cannot be read: `library.not_a_table`, `library.cells`,
    `workbook.too_large`, `workbook.long_cell`, and what `read_file` raises.
    """
    tables: list[Sheets] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.csv")):
        try:
            tables.append(read_table(read_file(path), path.name))
        except ProblemError as error:
            problems += error.problems
    if problems:
        raise ProblemError(*problems)
    return tables


def read_table(content: bytes, name: str) -> Sheets:
    """Return one table. Rows are numbered as in a spreadsheet, the header being row 1; empty ones are left out."""
    try:
        table = list(
            enumerate(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True), start=1)
        )
    except (UnicodeDecodeError, csv.Error) as error:
        raise fail("library.not_a_table", name) from error
    width = len(table[0][1]) if table else 0
    if len(table) > MAX_ROWS or width > MAX_COLUMNS:
        raise fail("workbook.too_large", name, rows=MAX_ROWS, columns=MAX_COLUMNS)
    for number, cells in table:
        if any(cells[width:]):
            raise fail("library.cells", Place(name, SHEET, number))
        if any(len(cell) > MAX_CELL for cell in cells):
            raise fail("workbook.long_cell", Place(name, SHEET, number), limit=MAX_CELL)
    return Sheets(name, {SHEET: make_sheet(SHEET, table)})
