"""Indicator sets: the prerequisites and indicators of a framework, as a table that is compiled into a toolkit.

The toolkit is that of the program for park management, with a question for each indicator and its row in the sheet
`indicators`. Each added row knows the line of the table from which it came, so that problems stand there.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from greenfield.base.problem import ProblemError
from greenfield.toolkit.check.indicator_set import SetRow, check_set
from greenfield.toolkit.columns import columns_of, split_header
from greenfield.toolkit.figure_rows import DOWN, UP
from greenfield.toolkit.sheets import HEADER_ROW, Row, Sheet, Sheets
from greenfield.toolkit.tables import Table
from greenfield.toolkit.translation import default_language

_SIGNS = frozenset({"set", "id", "kind", "comparison", "source"})
_YES_NO = "yes/no"
_LIST = "yes_no"
_OTHER = re.compile(r"[^A-Za-z0-9]+")
_PREFIX = "ind_"


def is_indicator_set(table: Table) -> bool:
    """Tell by its columns whether a table is an indicator set."""
    return set(table.columns) >= _SIGNS


def with_indicators(base: Sheets, table: Table) -> Sheets:
    """Return the sheets of a toolkit with the indicators of a set, under the set's own id and version.

    The version ends with that of `base`, so that the same table over a newer toolkit is another version.
    ProblemError with every bad row, as `check_set`.
    """
    problems = list(check_set(table))
    if problems:
        raise ProblemError(*problems)
    rows = [SetRow(row) for row in table.rows]
    first = rows[0]
    language = default_language(base)
    joined = replace(base, name=table.name)
    for name, added in (
        ("survey", list(_questions(rows, language))),
        ("indicators", [(row, _indicator(row, language)) for row in rows]),
    ):
        joined = _appended(joined, name, added)
    identity = {
        "id": first.text("set"),
        "publisher": first.text("publisher"),
        "licence": first.text("licence"),
    }
    before = columns_of(base.sheet("package"))
    version = f"{first.text('version') or '1'}-park{before.get(base.sheet('package').rows[0], 'version')}"
    joined = _changed(
        joined, "package", identity | {"version": version} | first.spoken("set_title", "title", language)
    )
    form = {"form_id": _OTHER.sub("_", first.text("set")), "form_title": first.title, "version": version}
    return _changed(joined, "settings", form)


def question_name(identifier: str) -> str:
    """Return the name of the question, and of the row of `indicators`, for the id of an indicator."""
    return _PREFIX + _OTHER.sub("_", identifier).strip("_")


def _questions(rows: Sequence[SetRow], language: str) -> Iterator[tuple[SetRow, dict[str, str]]]:
    first = rows[0]
    yield first, {"type": "begin_group", "name": "ind_set"} | first.spoken("set_title", "label", language)
    topics: dict[str, list[SetRow]] = {}
    for row in rows:
        if not row.text("formula"):
            topics.setdefault(row.text("topic"), []).append(row)
    for number, asked in enumerate(topics.values(), 1):
        group = {"type": "begin_group", "name": f"ind_topic_{number}", "appearance": "field-list"}
        yield asked[0], group | asked[0].spoken("topic", "label", language)
        for row in asked:
            yield row, _question(row, language)
        yield asked[-1], {"type": "end_group"}
    yield rows[-1], {"type": "end_group"}


def _question(row: SetRow, language: str) -> dict[str, str]:
    asked = row.spoken("question", "label", language) or row.spoken("title", "label", language)
    kind = f"select_one {_LIST}" if row.is_yes_no else "decimal"
    return (
        {"type": kind, "name": question_name(row.text("id"))} | asked | row.spoken("hint", "hint", language)
    )


def _indicator(row: SetRow, language: str) -> dict[str, str]:
    name = question_name(row.text("id"))
    sign, value = row.text("comparison"), row.text("value")
    if row.is_yes_no:
        formula, unit, threshold = f"if(${{{name}}} = 'yes', 1, 0)", _YES_NO, f"= {int(value != 'no')}"
    else:
        formula, unit = row.text("formula") or f"${{{name}}}", row.text("unit")
        threshold = f"{sign} {value}" if value else ""
    better = {">": UP, "<": DOWN}.get(sign[:1], "")
    source = ", ".join((row.text("source"), row.text("year")))
    figures = {"name": name, "formula": formula, "unit": unit, "better": better, "threshold": threshold}
    words = row.spoken("title", "label", language) | row.spoken("topic", "topic", language)
    return figures | {"kind": row.text("kind"), "source": source} | words


def _appended(sheets: Sheets, name: str, added: Sequence[tuple[SetRow, Mapping[str, str]]]) -> Sheets:
    """Return sheets with rows added to one of them, its headers extended, each row with its origin."""
    sheet = sheets.sheet(name)
    written = {split_header(header): header for header in sheet.headers}
    last = max((row.number for row in sheet), default=HEADER_ROW)
    rows, headers, origins = list(sheet.rows), dict.fromkeys(sheet.headers), dict(sheets.origins)
    for at, (row, cells) in enumerate(added, last + 1):
        placed = {written.get(split_header(header), header): text for header, text in cells.items() if text}
        headers |= dict.fromkeys(placed)
        rows.append(Row(at, placed))
        origins[name, at] = (row.place_name, row.line)
    return replace(
        sheets.with_sheet(Sheet(name, tuple(headers), tuple(rows), sheet.letters)), origins=origins
    )


def _changed(sheets: Sheets, name: str, cells: Mapping[str, str]) -> Sheets:
    """Return sheets with other cells in the first row of one of them."""
    sheet = sheets.sheet(name)
    row = sheet.rows[0] if sheet.rows else Row(HEADER_ROW + 1, {})
    titles = {header for header in sheet.headers if split_header(header)[0] == "title"}
    kept = {header: text for header, text in row.cells.items() if header not in titles}
    headers = dict.fromkeys((*(header for header in sheet.headers if header not in titles), *cells))
    made = Row(row.number, kept | {header: text for header, text in cells.items() if text})
    return sheets.with_sheet(Sheet(name, tuple(headers), (made, *sheet.rows[1:]), sheet.letters))
