"""A toolkit as text in several files: the sheet `parts` lists them, and their rows follow those of the first file.

Toolkits share questions, measures and library items in this way: two toolkits may name the same file.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from greenfield.base.problem import Problem, ProblemError
from greenfield.toolkit.sheets import HEADER_ROW, Row, Sheet, Sheets

PARTS = "parts"
_MAX_PARTS = 100
_MAX_STEPS_UP = 1
"""A part stands in the toolkit's own folder or in one beside it, never elsewhere on the disk."""


def with_parts(sheets: Sheets, path: Path, read: Callable[[Path], Sheets]) -> Sheets:
    """Return the sheets of the text form at `path` with those of its parts; itself where it names none.

    Rows are appended in the order of the parts, and problems of a row stay with its own file and number.
    Raises ProblemError `parts.address` for a name that leads out of the toolkits, `parts.too_many`,
    `parts.nested` for a part with parts of its own, and what `read` raises.
    """
    listed = sheets.sheet(PARTS)
    if not listed:
        return sheets
    problems: list[Problem] = []
    found: list[Sheets] = []
    if len(listed.rows) > _MAX_PARTS:
        raise ProblemError(sheets.problem("parts.too_many", PARTS, HEADER_ROW, limit=_MAX_PARTS))
    for row in listed:
        name = row.get("file")
        if not _is_near(name):
            problems.append(sheets.problem("parts.address", PARTS, row.number, "file", name=name))
            continue
        try:
            part = read(path.parent / PurePosixPath(name))
        except ProblemError as error:
            problems += error.problems
            continue
        if part.has(PARTS):
            problems.append(sheets.problem("parts.nested", PARTS, row.number, "file", name=name))
        found.append(part)
    if problems:
        raise ProblemError(*problems)
    return _joined(sheets, found)


def _is_near(name: str) -> bool:
    pure = PurePosixPath(name)
    steps = pure.parts
    ups = sum(step == ".." for step in steps)
    leading = all(step == ".." for step in steps[:ups])
    plain = not any(mark in name for mark in ("\\", ":")) and not pure.is_absolute()
    return bool(steps) and plain and leading and ups <= _MAX_STEPS_UP and pure.suffix == ".md"


def _joined(first: Sheets, parts: list[Sheets]) -> Sheets:
    names = dict.fromkeys(name for one in (first, *parts) for name in one.sheets if name != PARTS)
    origins: dict[tuple[str, int], tuple[str, int]] = {}
    made = {name: _joined_sheet(name, first, parts, origins) for name in names}
    return replace(first, sheets=made, origins=origins)


def _joined_sheet(
    name: str, first: Sheets, parts: list[Sheets], origins: dict[tuple[str, int], tuple[str, int]]
) -> Sheet:
    base = first.sheet(name)
    headers = dict.fromkeys(base.headers)
    letters = dict(base.letters)
    rows = list(base.rows)
    last = max((row.number for row in rows), default=HEADER_ROW)
    for row, origin in _rows_of(name, parts, headers, letters):
        last += 1
        rows.append(Row(last, row.cells))
        origins[name, last] = origin
    return Sheet(name, tuple(headers), tuple(rows), letters)


def _rows_of(
    name: str, parts: list[Sheets], headers: dict[str, None], letters: dict[str, str]
) -> Iterator[tuple[Row, tuple[str, int]]]:
    for part in parts:
        sheet = part.sheet(name)
        for header in sheet.headers:
            headers.setdefault(header)
            letters.setdefault(header, sheet.letters.get(header, ""))
        for row in sheet:
            yield row, (part.name, row.number)
