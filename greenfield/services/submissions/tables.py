"""The tables of an export as plain rows: CSV files and workbooks, read with limits."""

import csv
import io
from dataclasses import dataclass

from greenfield.base.problem import Place, fail
from greenfield.toolkit.workbook import read_workbook

MOST_COLUMNS = 2_000
MOST_ROWS = 20_000
_DELIMITERS = ",;\t"
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file or sheet, headers, and rows with their number in a spreadsheet (header is 1)."""

    file: str
    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]

    def has(self, *headers: str) -> bool:
        """Tell whether one of these columns is there."""
        return any(header in self.headers for header in headers)


def read_csv(content: bytes, file: str) -> Table:
    """Return the table of a CSV file: UTF-8 (UTF-16 with its mark), separated by comma, semicolon or tab.

    Raises ProblemError `submission.encoding`, `submission.not_table`, `submission.table_too_large`.
    """
    text = _decoded(content, file)
    first_line = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    rows = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        headers = [header.strip() for header in next(reader, [])]
        _check_size(file, 0, len(headers))
        for number, texts in enumerate(reader, start=2):
            _check_size(file, number, len(texts))
            cells = {
                header: value
                for header, value in zip(headers, texts, strict=False)
                if header and value.strip()
            }
            if cells:
                rows.append((number, cells))
    except csv.Error as error:
        raise fail("submission.not_table", file, reason=str(error)) from error
    if not any(headers) or "\x00" in first_line:
        raise fail("submission.not_table", file, reason="no header")
    stem = file.rpartition("/")[2].rpartition(".")[0]
    return Table(file, stem, tuple(header for header in headers if header), tuple(rows))


def read_tables(content: bytes, file: str) -> list[Table]:
    """Return a table for each sheet of a workbook; raises as `toolkit.workbook.read_workbook` does."""
    sheets = read_workbook(content, file, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    return [
        Table(file, sheet.name, sheet.headers, tuple((row.number, dict(row.cells)) for row in sheet))
        for sheet in sheets.sheets.values()
        if sheet
    ]


def _decoded(content: bytes, file: str) -> str:
    try:
        return content.decode(_MARKS.get(content[:2], "utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise fail("submission.encoding", Place(file, row=line), line=line) from error


def _check_size(file: str, rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise fail("submission.table_too_large", file, rows=MOST_ROWS, columns=MOST_COLUMNS)
