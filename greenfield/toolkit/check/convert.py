"""What pyxform and our engine still find, after what is known has been put right in a copy."""

from collections.abc import Iterable, Iterator, Sequence

from greenfield.base.problem import Problem, ProblemError, Severity
from greenfield.toolkit.check.engine import check_converted
from greenfield.toolkit.columns import Columns, columns_of, split_header
from greenfield.toolkit.outline import control
from greenfield.toolkit.sheets import Row, Sheet, Sheets
from greenfield.toolkit.xform import to_xform

_MOST = 40
_MOST_ROWS = 20_000
"""So many rows are converted in all, in about two seconds: counted, so that a slow computer finds what a fast one does."""
_MANY_ROWS = 3_000
_REPAIRED = frozenset({"survey", "choices", "settings", "entities"})
_HARMLESS = {"type": "text", "calculation": "1", "label": "-"}
_OF_ENTITIES = {"label": "'-'", "list_name": "list"}


def check_conversion(sheets: Sheets, known: Sequence[Problem]) -> Iterator[Problem]:
    """Yield what pyxform and our engine refuse, beyond the problems that are known, and pyxform's warnings.

    pyxform stops at its first problem. So each one, known or new, is put right in a copy of the sheets,
    and pyxform is asked again, until it is content, what it says has no place, or it has converted enough.
    """
    errors = [problem for problem in known if problem.severity is Severity.ERROR]
    if errors and len(sheets.sheet("survey").rows) > _MANY_ROWS:
        return  # converting so much takes seconds: what is known comes first
    seen = {(problem.place.sheet, problem.place.row) for problem in errors}
    sheets = _repaired(sheets, errors)
    rows = sum(len(sheet.rows) for sheet in sheets.sheets.values())
    for _ in range(min(_MOST, _MOST_ROWS // max(rows, 1)) or 1):
        try:
            converted = to_xform(sheets)
        except ProblemError as error:
            fresh = [p for p in error.problems if (p.place.sheet, p.place.row) not in seen]
            if any(p.place.row is not None for p in fresh) or not known:
                yield from fresh
            before = sheets
            seen |= {(problem.place.sheet, problem.place.row) for problem in error.problems}
            sheets = _repaired(sheets, error.problems)
            if sheets == before:
                return
        else:
            yield from converted.warnings
            for problem in check_converted(converted.xform, sheets):
                if (problem.place.sheet, problem.place.row) not in seen:
                    yield problem
            return


def _repaired(sheets: Sheets, problems: Iterable[Problem]) -> Sheets:
    """Return the sheets with the cells of problems made harmless, where they have one."""
    by_sheet: dict[str, dict[int, list[Problem]]] = {}
    for problem in problems:
        if problem.place.sheet in _REPAIRED and problem.place.row is not None:
            by_sheet.setdefault(problem.place.sheet, {}).setdefault(problem.place.row, []).append(problem)
    for name, by_row in by_sheet.items():
        sheet = sheets.sheet(name)
        columns = columns_of(sheet)
        rows = tuple(
            _row(sheet, columns, row, by_row[row.number]) if row.number in by_row else row for row in sheet
        )
        sheets = sheets.with_sheet(Sheet(sheet.name, sheet.headers, rows, sheet.letters))
    return sheets


def _row(sheet: Sheet, columns: Columns, row: Row, problems: Iterable[Problem]) -> Row:
    cells = dict(row.cells)
    for problem in problems:
        column = split_header(problem.place.column)[0] if problem.place.column else "type"
        header = problem.place.column or columns.header(column)
        if header not in sheet.headers:
            header = columns.header(column)
        cells.pop(header, None)
        replacement = _replacement(sheet.name, column, columns.get(row, "type"), problem)
        if replacement:
            cells[header] = replacement
    return Row(row.number, cells)


def _replacement(sheet: str, column: str, kind: str, problem: Problem) -> str:
    if column == "name" and not (sheet == "survey" and kind == "audit"):
        return f"row_{problem.place.row}"
    if column == "list_name" and sheet == "choices":
        return f"list_{problem.place.row}"
    if column == "type" and control(kind):
        return _balanced(problem)
    if (
        column == "type"
        and problem.values.get("nearest")
        and (step := control(str(problem.values["nearest"])))
    ):
        return " ".join(step)
    return (_OF_ENTITIES if sheet == "entities" else _HARMLESS).get(column, "")


def _balanced(problem: Problem) -> str:
    """Return the type that makes groups balance: an end of the right kind, or a row that opens nothing."""
    if problem.code == "survey.wrong_end":
        return f"end {problem.values['opened']}"
    return "note"
