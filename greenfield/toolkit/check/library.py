"""Checks of the sheet `library`."""

from collections.abc import Iterator
from datetime import date

from greenfield.base.problem import Problem
from greenfield.toolkit.check.formula_cell import Cell
from greenfield.toolkit.check.survey import NAME
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.sheets import Sheets
from greenfield.toolkit.toolkit import library_items
from greenfield.toolkit.web_address import is_address


def check_library(sheets: Sheets) -> Iterator[Problem]:
    """Yield the problems of the sheet `library`."""
    columns = columns_of(sheets.sheet("library"))
    seen: dict[str, int] = {}
    for item in library_items(sheets):

        def cell(column: str, row: int = item.row) -> Cell:
            return Cell(sheets, "library", row, columns.header(column))

        for column, text in (("name", item.name), ("title", item.title)):
            if not text:
                yield cell(column).problem("library.missing", column=column)
        if item.name and not NAME.match(item.name):
            yield cell("name").problem("library.bad_name", name=item.name)
        elif item.name in seen:
            yield cell("name").problem("library.duplicate", name=item.name, first=seen[item.name])
        seen.setdefault(item.name, item.row)
        if item.address and not is_address(item.address):
            yield cell("address").problem("library.address", address=item.address)
        if item.seen and not is_day(item.seen):
            yield cell("seen").problem("library.seen", value=item.seen)


def is_day(text: str) -> bool:
    """Tell whether a text is a day as in 2026-01-31."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
