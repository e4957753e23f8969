"""Checks of the tables that a form reads choices and values from: each lies beside it."""

import re
from collections.abc import Container, Iterator

from greenfield.base.problem import Problem
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.outline import parse_select
from greenfield.toolkit.sheets import Row, Sheets

EXTERNAL = "itemsets.csv"
_CALLED = re.compile(r"\b(?:pulldata|search)\(\s*(?:'([^']+)'|\"([^\"]+)\")")
_TYPES = {"csv-external": ".csv", "xml-external": ".xml"}


def check_files(sheets: Sheets, files: Container[str]) -> Iterator[Problem]:
    """Yield each file that the survey reads and that is not in `files`, at the first cell that names it."""
    told: set[str] = set()
    for row in sheets.sheet("survey"):
        for header, file in _named(sheets, row):
            if file not in told and file not in files:
                told.add(file)
                yield sheets.problem("form.file_missing", "survey", row.number, header, file=file)


def _named(sheets: Sheets, row: Row) -> Iterator[tuple[str, str]]:
    """Yield the files that a row names, each with the header of its cell."""
    columns = columns_of(sheets.sheet("survey"))
    kind = columns.get(row, "type")
    select = parse_select(kind)
    if select is not None and select[0].endswith("_file") and "${" not in select[1]:
        yield columns.header("type"), select[1]
    elif select is not None and select[0].endswith("_external"):
        yield columns.header("type"), EXTERNAL
    elif kind in _TYPES:
        yield columns.header("type"), columns.get(row, "name") + _TYPES[kind]
    for header, text in row.cells.items():
        for found in _CALLED.finditer(text):
            name = found.group(1) or found.group(2)
            yield header, name if name.endswith(".csv") else f"{name}.csv"
