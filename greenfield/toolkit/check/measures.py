"""Checks of the sheet `measures`."""

import re
from collections.abc import Iterator

from greenfield.assess.values import Area, Technique
from greenfield.base.problem import Problem, ProblemError, fail
from greenfield.forms.formula import Formula
from greenfield.toolkit.check.flow_calls import check_calls
from greenfield.toolkit.check.formula_cell import Cell, at_cell, check_reads, compiled
from greenfield.toolkit.check.nearest import not_one, suggestion
from greenfield.toolkit.check.reach import Reach
from greenfield.toolkit.check.survey import NAME
from greenfield.toolkit.columns import TEXT_COLUMNS, columns_of
from greenfield.toolkit.formulas import formula_or_none, parse_saves
from greenfield.toolkit.outline import Outline, outline_of
from greenfield.toolkit.reasons import ANY_BRACES, PLACEHOLDER
from greenfield.toolkit.reference import Reference
from greenfield.toolkit.repeat_rows import is_by_row
from greenfield.toolkit.sheets import Row, Sheets
from greenfield.toolkit.toolkit import OUTPUT, MeasureRow, flow_rows, measure_rows, number_or_none

SECTOR = re.compile(r"[A-U]([0-9]{2,4})?$")
_FORMULAS = ("trigger", "annual_saving", "investment", "annual_cost")
_TEXTS = TEXT_COLUMNS["measures"]


class MeasuresCheck:
    """Checks the rows of `measures`."""

    def __init__(self, sheets: Sheets, reference: Reference) -> None:
        """Check the measures of `sheets`."""
        self._sheets = sheets
        self._reference = reference
        self._columns = columns_of(sheets.sheet("measures"))
        self._outline: Outline = outline_of(sheets)
        self._flows = tuple(row for row in flow_rows(sheets) if row.resource != OUTPUT)
        self._by_row = frozenset(row.name for row in self._flows if is_by_row(row, self._outline))
        self._library = tuple(
            columns_of(sheets.sheet("library")).get(row, "name") for row in sheets.sheet("library")
        )
        self._rows = {row.number: row for row in sheets.sheet("measures")}
        self._reach = Reach(sheets)

    def problems(self) -> Iterator[Problem]:
        """Yield the problems in the order of the rows."""
        seen: dict[str, int] = {}
        for row in measure_rows(self._sheets):
            yield from self._names(row, seen)
            yield from self._words(row)
            yield from self._numbers(row)
            for column in _FORMULAS:
                yield from self._formula(row, column, getattr(row, column))
            yield from self._saves(row)
            yield from self._texts(row)

    def _cell(self, row: MeasureRow, column: str) -> Cell:
        return Cell(self._sheets, "measures", row.row, self._columns.header(column))

    def _names(self, row: MeasureRow, seen: dict[str, int]) -> Iterator[Problem]:
        cell = self._cell(row, "name")
        if not row.name:
            yield cell.problem("measures.missing", column="name")
        elif not NAME.match(row.name):
            yield cell.problem("measures.bad_name", name=row.name)
        elif row.name in seen:
            yield cell.problem("measures.duplicate", name=row.name, first=seen[row.name])
        seen.setdefault(row.name, row.row)
        if not row.title:
            yield self._cell(row, "title").problem("measures.missing", column="title")

    def _words(self, row: MeasureRow) -> Iterator[Problem]:
        for column, code, value, known in (
            ("area", "measures.area", row.area, [str(area) for area in Area]),
            ("technique", "measures.technique", row.technique, [str(word) for word in Technique]),
        ):
            if value not in known:
                near = suggestion(value, known)
                yield self._cell(row, column).problem(code, value=value, nearest=near, known=", ".join(known))
        if row.arc and row.arc not in self._reference.arc_codes:
            near = suggestion(row.arc, self._reference.arc_codes, cutoff=0.0)
            title = self._reference.arc_codes.get(near, "")
            yield self._cell(row, "arc").problem("measures.arc", code=row.arc, nearest=near, title=title)
        for item in row.library:
            if item not in self._library and item not in self._reference.library:
                near = suggestion(item, self._library) or suggestion(item, self._reference.library)
                code = not_one("measures.library", "measures.no_library", self._library)
                yield self._cell(row, "library").problem(code, name=item, nearest=near)
        if not row.basis:
            yield self._cell(row, "basis").warning("measures.no_basis")

    def _numbers(self, row: MeasureRow) -> Iterator[Problem]:
        if row.ease and row.ease not in {"1", "2", "3"}:
            yield self._cell(row, "ease").problem("measures.ease", value=row.ease)
        span = self._columns.get(self._sheet_row(row), "range")
        if span and row.range is None:
            yield self._cell(row, "range").problem("measures.range", value=span)
        for code in row.sectors:
            if not SECTOR.match(code):
                yield self._cell(row, "sectors").problem("measures.sectors", value=code)
        life = number_or_none(row.life_years)
        if row.life_years and (life is None or life <= 0):
            yield self._cell(row, "life_years").problem("measures.life_years", value=row.life_years)

    def _formula(self, row: MeasureRow, column: str, text: str) -> Iterator[Problem]:
        cell = self._cell(row, column)
        if not text:
            return
        found = compiled(cell, text, _needed)
        if isinstance(found, list):
            yield from found
            return
        faults = [*check_reads(cell, found.references, self._outline), *self._calls(cell, found)]
        yield from faults
        if column == "trigger" and not faults and self._reach.is_never_true(text):
            yield cell.problem("measures.unreachable", formula=text)

    def _calls(self, cell: Cell, formula: Formula) -> Iterator[Problem]:
        return check_calls(cell, formula, self._flows, self._reference)

    def _saves(self, row: MeasureRow) -> Iterator[Problem]:
        cell = self._cell(row, "saves")
        if not row.saves:
            if not row.annual_saving:
                yield cell.problem("measures.no_saving")
            return
        try:
            parts = parse_saves(row.saves)
        except ProblemError as error:
            yield from at_cell(cell, error)
            return
        names = [flow.name for flow in self._flows]
        for part in parts:
            if part.flow not in names:
                yield _unknown_flow(cell, part.flow, names)
            if part.flow in self._by_row and not part.is_share:
                yield cell.problem("toolkit.flow_of_rows", name=part.flow)
            yield from check_reads(cell, part.formula.references, self._outline)
            yield from self._calls(cell, part.formula)
            share = _constant(part.formula) if part.is_share else None
            if share is not None and not 0 < share <= 1:
                yield cell.problem("measures.share", name=part.flow, value=part.formula.text)

    def _texts(self, row: MeasureRow) -> Iterator[Problem]:
        flows = [flow.name for flow in self._flows]
        for column in _TEXTS:
            for header, text in self._written(row, column):
                cell = Cell(self._sheets, "measures", row.row, header)
                for found in ANY_BRACES.finditer(text):
                    placeholder = PLACEHOLDER.fullmatch(found.group())
                    if placeholder is None:
                        yield cell.problem("measures.placeholder", placeholder=found.group())
                    elif placeholder.group("question"):
                        names = frozenset({placeholder.group("question")})
                        yield from check_reads(cell, names, self._outline)
                    elif placeholder.group("name") not in flows:
                        yield _unknown_flow(cell, placeholder.group("name"), flows)
                    elif placeholder.group("name") in self._by_row:
                        yield cell.problem("toolkit.flow_of_rows", name=placeholder.group("name"))

    def _sheet_row(self, row: MeasureRow) -> Row:
        return self._rows[row.row]

    def _written(self, row: MeasureRow, column: str) -> Iterator[tuple[str, str]]:
        sheet_row = self._sheet_row(row)
        headers = {"": self._columns.header(column)} | dict(self._columns.languages.get(column, {}))
        for header in dict.fromkeys(headers.values()):
            if sheet_row.get(header):
                yield header, sheet_row.get(header)


def _unknown_flow(cell: Cell, name: str, flows: list[str]) -> Problem:
    code = not_one("measures.unknown_flow", "measures.no_flows", flows)
    return cell.problem(code, name=name, nearest=suggestion(name, flows))


def _needed(text: str) -> Formula:
    formula = formula_or_none(text)
    if formula is None:
        raise fail("measures.missing", column="")
    return formula


def _constant(formula: Formula) -> float | None:
    if formula.references or formula.calls:
        return None
    value = formula.evaluate(lambda _name: "", {})
    return float(value) if isinstance(value, float) else None


def check_measures(sheets: Sheets, reference: Reference) -> Iterator[Problem]:
    """Yield the problems of the sheet `measures`."""
    return MeasuresCheck(sheets, reference).problems()
