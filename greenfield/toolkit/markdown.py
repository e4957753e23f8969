"""Forms written as text: markdown tables as pyxform reads them, a table a sheet."""

import re

from greenfield.base.problem import Place, Problem, ProblemError, fail
from greenfield.toolkit.limits import MAX_CELL, MAX_COLUMNS, MAX_LINES, MAX_ROWS
from greenfield.toolkit.sheets import Sheet, Sheets, make_sheet

_COMMENT = re.compile(r"^\s*#")
_TRAILING_COMMENT = re.compile(r"^(.*\|)\s*#[^|]*$")
_TABLE_LINE = re.compile(r"^\s*\|(.*)\|\s*$")
_SEPARATOR = re.compile(r"^(?:[|-]+|[|\s:]*(?:-{3,}[|\s:]*)+)$")
_PIPE = re.compile(r"(?<!\\)\|")


def _cells(line: str) -> list[str] | None:
    if _COMMENT.match(line):
        return None
    commented = _TRAILING_COMMENT.match(line)
    found = _TABLE_LINE.match(commented.group(1) if commented else line)
    if found is None or _SEPARATOR.match(found.group(1)):
        return None
    return [cell.strip().replace(r"\|", "|") for cell in _PIPE.split(found.group(1))]


def read_markdown(text: str, name: str) -> Sheets:
    r"""Return the sheets of a form that is written as markdown tables.

    The first column names the sheet and is empty below it; lines that are no table row, comments (`#`)
    and `|---|` lines do not count; `\|` is a pipe inside a cell. Rows are numbered within their sheet,
    the header being row 1. Raises ProblemError `workbook.no_table` when there is no table at all,
    `workbook.sheet_twice` when a sheet stands in two tables, `workbook.too_large`, `workbook.long_cell`.
    """
    if text.count("\n") > MAX_LINES:
        raise _too_large(name)
    tables: dict[str, list[tuple[int, list[str]]]] = {}
    current = ""
    problems: list[Problem] = []
    for line in text.splitlines():
        cells = _cells(line)
        if cells is None:
            continue
        if cells[0]:
            current = cells[0].lower()
            if current in tables:
                problems += fail("workbook.sheet_twice", name, sheet=current).problems
            tables[current] = []
        if len(cells) > MAX_COLUMNS and any(cells[MAX_COLUMNS:]):
            raise _too_large(name)
        if current and len(tables[current]) >= MAX_ROWS:
            raise _too_large(name)
        if current and any(len(cell) > MAX_CELL for cell in cells):
            raise fail("workbook.long_cell", Place(name, current, len(tables[current]) + 1), limit=MAX_CELL)
        if current and any(cells[1:]):
            tables[current].append((len(tables[current]) + 1, cells[1:]))
    if problems:
        raise ProblemError(*problems)
    sheets: dict[str, Sheet] = {key: make_sheet(key, table) for key, table in tables.items()}
    if not any(sheets.values()):
        raise fail("workbook.no_table", name)
    return Sheets(name, sheets)


def _too_large(name: str) -> ProblemError:
    return fail("workbook.too_large", name, rows=MAX_ROWS, columns=MAX_COLUMNS)
