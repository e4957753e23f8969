"""Checks of an indicator set: each row by itself, and all rows together."""

import re
from collections.abc import Iterator
from dataclasses import replace

from greenfield.assess.thresholds import SIGNS
from greenfield.base.problem import Place, Problem
from greenfield.toolkit.check.nearest import suggestion
from greenfield.toolkit.columns import language_name, split_header
from greenfield.toolkit.figure_rows import KINDS, PREREQUISITE
from greenfield.toolkit.tables import Table, TableRow

SHEET = "indicators"
YES_NO, NUMBER = "yes_no", "number"
INPUTS = (YES_NO, NUMBER)
NEEDED = ("set", "licence", "id", "topic", "title", "kind", "source", "year")
SAME = ("set", "version", "publisher", "licence", "set_title")
COLUMNS = (
    *("set", "version", "publisher", "licence", "set_title"),
    *("id", "topic", "title", "kind", "input", "unit", "question", "hint", "formula"),
    *("comparison", "value", "source", "year"),
)
SPOKEN = ("set_title", "topic", "title", "question", "hint")
MAX_INDICATORS = 300
_YEAR = re.compile(r"(1[89]|20)[0-9]{2}")
_VALUE = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]*")
_WORD = re.compile(r"[^A-Za-z0-9]+")


class SetRow:
    """One indicator as its line says it."""

    def __init__(self, row: TableRow) -> None:
        """Read a row."""
        self._row = row
        self.line = row.line
        self.place_name = row.name

    def text(self, column: str) -> str:
        """Return a cell in lower case where it is a key word, as written otherwise."""
        text = self._row.optional(column)
        return text.lower() if column in {"kind", "input"} else text

    @property
    def title(self) -> str:
        """The name of the whole set."""
        return self.text("set_title") or self.text("set")

    @property
    def is_yes_no(self) -> bool:
        """Tell whether the answer is yes or no: as stated, else for a prerequisite without a formula or unit."""
        if self.text("formula"):
            return False
        return self.text("input") == YES_NO or (
            not self.text("input") and self.text("kind") == PREREQUISITE and not self.text("unit")
        )

    def spoken(self, column: str, header: str, language: str) -> dict[str, str]:
        """Return the cells of a text column by the headers that a form has for them; the plain one is in `language`."""
        found = {}
        for name, text in self._row.cells.items():
            base, spoken = split_header(name)
            if base == column and text.strip():
                found[f"{header}::{spoken or language}"] = text.strip()
        if column == "set_title" and not found:
            found[f"{header}::{language}"] = self.text("set")
        return found

    def place(self, column: str) -> Place:
        """Return the place of a cell; a table without sheets is one sheet, called as that of a toolkit."""
        place = self._row.place(column)
        return place if place.sheet else replace(place, sheet=SHEET)


def check_set(table: Table) -> Iterator[Problem]:
    """Yield every problem of a set by row and column; without a column that it needs, only those columns."""
    missing = [column for column in (*NEEDED, "comparison", "value") if column not in table.columns]
    for column in missing:
        yield Problem("factor.table_column", Place(table.name), {"column": column})
    for header in table.columns:
        base, language = split_header(header)
        is_known = header in COLUMNS or (bool(language) and base in SPOKEN)
        if header and not is_known:
            near = suggestion(base, COLUMNS)
            yield Problem(
                "indicator_set.column",
                Place(table.name, SHEET, 1, header),
                {"column": header, "nearest": near, "example": f"title::{language_name('fr')}"},
            )
    if missing:
        return
    if not table.rows or len(table.rows) > MAX_INDICATORS:
        yield Problem("indicator_set.rows", Place(table.name), {"limit": MAX_INDICATORS})
        return
    seen: dict[str, int] = {}
    first = SetRow(table.rows[0])
    for found in table.rows:
        row = SetRow(found)
        yield from _row(row)
        for column in SAME:
            if row.text(column) != first.text(column):
                values = {"column": column, "value": row.text(column), "first": first.text(column)}
                yield Problem("indicator_set.mixed", row.place(column), values)
        key = _WORD.sub("_", row.text("id")).strip("_").lower()
        if key in seen:
            yield Problem(
                "indicator_set.duplicate", row.place("id"), {"id": row.text("id"), "first": seen[key]}
            )
        elif key:
            seen[key] = row.line


def _row(row: SetRow) -> Iterator[Problem]:
    for column in NEEDED:
        if not row.text(column):
            yield Problem("indicator_set.empty", row.place(column), {"column": column})
    for column, known in (("kind", KINDS), ("input", INPUTS)):
        word = row.text(column)
        if word and word not in known:
            values = {"value": word, "known": ", ".join(known), "nearest": suggestion(word, known)}
            yield Problem("indicator_set.word", row.place(column), values)
    if row.text("id") and not _ID.fullmatch(row.text("id")):
        yield Problem("indicator_set.id", row.place("id"), {"value": row.text("id")})
    if row.text("year") and not _YEAR.fullmatch(row.text("year")):
        yield Problem("indicator_set.year", row.place("year"), {"value": row.text("year")})
    if row.text("formula") and row.text("input") == YES_NO:
        yield Problem("indicator_set.formula", row.place("formula"))
    if row.text("input") in {"", *INPUTS}:
        yield from _threshold(row)


def _threshold(row: SetRow) -> Iterator[Problem]:
    sign, value = row.text("comparison"), row.text("value")
    if row.is_yes_no:
        if value not in {"", "yes", "no"}:
            yield Problem("indicator_set.yes_no", row.place("value"), {"value": value})
        if sign not in {"", "="}:
            yield Problem("indicator_set.yes_no", row.place("comparison"), {"value": sign})
        return
    if bool(sign) != bool(value):
        column = "value" if sign else "comparison"
        yield Problem("indicator_set.half", row.place(column), {"column": column})
    if sign and sign not in SIGNS:
        yield Problem("indicator_set.sign", row.place("comparison"), {"value": sign})
    if value and not _VALUE.fullmatch(value):
        yield Problem("indicator_set.value", row.place("value"), {"value": value})
