"""Checks of the sheet `package`."""

from collections.abc import Iterator

from greenfield.base.problem import Problem
from greenfield.toolkit.check.formula_cell import Cell
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.sheets import Sheets

NEEDED = ("id", "version", "publisher", "licence")
KIND = "toolkit"
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


def check_package_sheet(sheets: Sheets, wanted: str = KIND) -> Iterator[Problem]:
    """Yield what is missing or wrong in the sheet `package`; a form without it cannot become a package.

    `wanted` is the kind that it has to be of.
    """
    sheet = sheets.sheet("package")
    if not sheet.rows:
        yield sheets.problem("package.no_sheet", "package")
        return
    columns = columns_of(sheet)
    row = sheet.rows[0]

    def cell(column: str) -> Cell:
        return Cell(sheets, "package", row.number, columns.header(column))

    for key in NEEDED:
        if not columns.get(row, key):
            yield cell(key).problem("package.missing", column=key)
    kind = columns.get(row, "kind")
    if kind and kind != wanted:
        yield cell("kind").problem("package.kind", kind=kind, known=wanted)
    for key in ("id", "version"):
        value = columns.get(row, key)
        if not set(value) <= _PLAIN or value.startswith("."):
            yield cell(key).problem("package.bad_name", value=value)
