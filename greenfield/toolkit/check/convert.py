"""What pyxform and our engine still find, after what is known has been put right in a copy."""

from collections.abc import Iterator, Sequence

from greenfield.base.problem import Problem, ProblemError, Severity
from greenfield.toolkit.check.engine import check_converted
from greenfield.toolkit.columns import columns_of, split_header
from greenfield.toolkit.outline import control
from greenfield.toolkit.sheets import Sheets
from greenfield.toolkit.xform import to_xform, without_cell

_MOST = 40
_REPAIRED = frozenset({"survey", "choices", "settings", "entities"})
_HARMLESS = {"type": "text", "calculation": "1", "label": "-"}


def check_conversion(sheets: Sheets, known: Sequence[Problem]) -> Iterator[Problem]:
    """Yield what pyxform and our engine refuse, beyond the problems that are known, and pyxform's warnings.

    pyxform stops at its first problem. So each one, known or new, is put right in a copy of the sheets,
    and pyxform is asked again, until it is content or what it says has no place.
    """
    seen = set()
    for problem in known:
        if problem.severity is Severity.ERROR:
            seen.add((problem.place.sheet, problem.place.row))
            sheets = _repaired(sheets, problem)
    for _ in range(_MOST):
        try:
            converted = to_xform(sheets)
        except ProblemError as error:
            fresh = [p for p in error.problems if (p.place.sheet, p.place.row) not in seen]
            if any(p.place.row is not None for p in fresh) or not known:
                yield from fresh
            before = sheets
            for problem in error.problems:
                seen.add((problem.place.sheet, problem.place.row))
                sheets = _repaired(sheets, problem)
            if sheets == before:
                return
        else:
            yield from converted.warnings
            for problem in check_converted(converted.xform, sheets):
                if (problem.place.sheet, problem.place.row) not in seen:
                    yield problem
            return


def _repaired(sheets: Sheets, problem: Problem) -> Sheets:
    """Return the sheets with the cell of a problem made harmless, where it has one."""
    place = problem.place
    if place.sheet not in _REPAIRED or place.row is None:
        return sheets
    sheet = sheets.sheet(place.sheet)
    row = next((row for row in sheet if row.number == place.row), None)
    if row is None:
        return sheets
    columns = columns_of(sheet)
    column = split_header(place.column)[0] if place.column else "type"
    replacement = _HARMLESS.get(column, "")
    if column == "name":
        replacement = f"row_{place.row}"
    if column == "list_name":
        replacement = f"list_{place.row}"
    if column == "type" and control(columns.get(row, "type")):
        replacement = _balanced(problem)
    header = place.column or columns.header(column)
    if header not in sheet.headers:
        header = columns.header(column)
    return sheets.with_sheet(without_cell(sheet, place.row, header, replacement))


def _balanced(problem: Problem) -> str:
    """Return the type that makes groups balance: an end of the right kind, or a row that opens nothing."""
    if problem.code == "survey.wrong_end":
        return f"end {problem.values['opened']}"
    return "note"
