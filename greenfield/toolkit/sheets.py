"""What a workbook says, as values: sheets with headers and rows, and where each cell stands.

Rows count from 1 as in a spreadsheet (the header is row 1), columns are named by their header, which
is how authors speak of them and what a text form and a workbook have in common.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from greenfield.base.problem import Place, Problem, Severity

HEADER_ROW = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its number and the cells that hold something, by header, stripped."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """Return the text of a cell, empty if there is none."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Empty rows are left out; `letters` name each header's column in a spreadsheet."""

    name: str
    headers: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __bool__(self) -> bool:
        return bool(self.headers)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of one form, by lower-case name, and the name of the file that they come from.

    `origins` gives file and number of the rows that come from another file (see `parts`), by sheet and number.
    """

    name: str
    sheets: Mapping[str, Sheet]
    origins: Mapping[tuple[str, int], tuple[str, int]] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet:
        """Return a sheet, one without rows where there is none."""
        return self.sheets.get(name, Sheet(name))

    def has(self, name: str) -> bool:
        """Tell whether there is a sheet with at least a header."""
        return bool(self.sheets.get(name))

    def place(self, sheet: str, row: int | None = None, column: str = "") -> Place:
        """Return the place of a cell, a row, a column or a sheet."""
        return Place(self.name, sheet, row, column)

    def problem(
        self, code: str, sheet: str, row: int | None = None, column: str = "", /, **values: object
    ) -> Problem:
        """Make an error that stands at a cell."""
        return Problem(code, self.place(sheet, row, column), values)

    def warning(
        self, code: str, sheet: str, row: int | None = None, column: str = "", /, **values: object
    ) -> Problem:
        """Make a warning that stands at a cell."""
        return Problem(code, self.place(sheet, row, column), values, Severity.WARNING)

    def at_origin(self, problem: Problem) -> Problem:
        """Return a problem with the file and row in which its author finds it, where a part holds the row."""
        place = problem.place
        origin = None if place.row is None else self.origins.get((place.sheet, place.row))
        if origin is None:
            return problem
        return replace(problem, place=replace(place, name=origin[0], row=origin[1]))

    def with_sheet(self, sheet: Sheet) -> "Sheets":
        """Return these sheets with one of them replaced or added."""
        return replace(self, sheets={**self.sheets, sheet.name: sheet})


def column_letter(index: int) -> str:
    """Return the letters of a column counted from 0: 0 gives A, 26 gives AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def make_sheet(name: str, table: Sequence[tuple[int, Sequence[str]]]) -> Sheet:
    """Return the sheet of a table: pairs of row number and texts, of which the first is the header.

    Columns without a header are left out, and of two equal headers the second is `HEADER (2)`, so that
    no cell is lost before it can be complained about.
    """
    if not table:
        return Sheet(name)
    headers: list[str] = []
    for text in table[0][1]:
        clean, seen = " ".join(text.split()), 1
        header = clean
        while header and header in headers:
            seen += 1
            header = f"{clean} ({seen})"
        headers.append(header)
    rows = []
    for number, texts in table[1:]:
        cells = {
            header: text.strip()
            for header, text in zip(headers, texts, strict=False)
            if header and text.strip()
        }
        if cells:
            rows.append(Row(number, cells))
    letters = {header: column_letter(index) for index, header in enumerate(headers) if header}
    return Sheet(name, tuple(h for h in headers if h), tuple(rows), letters)
