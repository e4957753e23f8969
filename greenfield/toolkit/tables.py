"""Tables of a centre: a CSV file or a workbook as rows of texts with their places; one reader for all of them."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite

from greenfield.base.problem import Place, fail
from greenfield.toolkit.sheets import Sheets
from greenfield.toolkit.workbook import read_workbook

MAX_TABLE_ROWS = 20_000
WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its cells by column, and where it stands."""

    cells: Mapping[str, str]
    name: str
    line: int
    sheet: str = ""

    def place(self, column: str) -> Place:
        """Return the place of a cell, for problems."""
        return Place(name=self.name, sheet=self.sheet, row=self.line, column=column)

    def text(self, column: str) -> str:
        """Return a cell that must not be empty; ProblemError `factor.table_empty`."""
        text = self.optional(column)
        if not text:
            raise fail("factor.table_empty", self.place(column), column=column)
        return text

    def optional(self, column: str) -> str:
        """Return a cell, which may be empty."""
        return (self.cells.get(column) or "").strip()

    def number(self, column: str) -> float:
        """Return a finite number of zero or more; ProblemError `factor.table_value`, `factor.table_empty`."""
        text = self.text(column)
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not isfinite(value) or value < 0:
            raise fail("factor.table_value", self.place(column), value=text)
        return value

    def number_if_known(self, column: str) -> float | None:
        """Return a number, None for an empty cell: not known is never zero."""
        return self.number(column) if self.optional(column) else None

    def whole(self, column: str) -> int:
        """Return a whole number; ProblemError as `number`."""
        value = self.number(column)
        if not value.is_integer():
            raise fail("factor.table_value", self.place(column), value=self.optional(column))
        return int(value)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the columns of its first line, and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]

    def needs(self, columns: Iterable[str]) -> None:
        """Raise ProblemError `factor.table_column` for the first column that is missing."""
        for column in columns:
            if column not in self.columns:
                raise fail("factor.table_column", self.name, column=column)


def read_tables(content: bytes, name: str) -> tuple[Table, ...]:
    """Return the table of a CSV file, or those of a workbook's sheets that have rows.

    ProblemError `file.unreadable`, `workbook.too_large`, and for a workbook as `read_workbook`.
    """
    if name.lower().endswith(WORKBOOKS):
        return tuple(_of_workbook(content, name))
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise fail("file.unreadable", name, reason=str(error)) from error
    if len(lines) > MAX_TABLE_ROWS:
        raise fail("workbook.too_large", name, rows=MAX_TABLE_ROWS, columns=100)
    try:
        reader = csv.DictReader(lines, strict=True, delimiter=_delimiter(lines[0] if lines else ""))
        columns = tuple((column or "").strip() for column in reader.fieldnames or ())
        reader.fieldnames = columns
        rows = tuple(
            TableRow({key: value or "" for key, value in cells.items() if isinstance(key, str)}, name, line)
            for cells, line in ((cells, reader.line_num) for cells in reader)
            if any(cells.values())
        )
    except csv.Error as error:
        raise fail("file.unreadable", name, reason=str(error)) from error
    return (Table(name, columns, rows),)


def _delimiter(header: str) -> str:
    """Return what stands between the cells: a semicolon where the header has more of them, as Excel writes in French."""
    return ";" if header.count(";") > header.count(",") else ","


def _of_workbook(content: bytes, name: str) -> Iterator[Table]:
    yield from tables_of_sheets(read_workbook(content, name, most_rows=MAX_TABLE_ROWS))


def tables_of_sheets(sheets: Sheets) -> tuple[Table, ...]:
    """Return the sheets of a workbook that have rows, each as a table."""
    return tuple(
        Table(
            sheets.name,
            tuple(sheet.headers),
            tuple(TableRow(row.cells, sheets.name, row.number, title) for row in sheet),
        )
        for title, sheet in sheets.sheets.items()
        if sheet.rows
    )
