"""Checks of the sheet `losses`."""

from collections.abc import Iterator

from greenfield.assess.values import Resource
from greenfield.base.problem import Problem
from greenfield.toolkit.check.formula_cell import Cell, check_formula, check_repeats
from greenfield.toolkit.check.nearest import not_one, suggestion
from greenfield.toolkit.check.survey import NAME
from greenfield.toolkit.check.units import example_units, unit_fault
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.figure_rows import LossRow, loss_rows
from greenfield.toolkit.outline import outline_of
from greenfield.toolkit.reference import Reference
from greenfield.toolkit.repeat_rows import is_by_row
from greenfield.toolkit.sheets import Row, Sheets
from greenfield.toolkit.toolkit import OUTPUT, flow_rows

_NEEDED = ("name", "flow", "amount")
_FORMULAS = ("amount", "treatment", "system", "income")


class LossesCheck:
    """Checks the rows of `losses`."""

    def __init__(self, sheets: Sheets, reference: Reference) -> None:
        """Check the losses of `sheets` against its flows."""
        self._sheets = sheets
        self._reference = reference
        sheet = sheets.sheet("losses")
        self._columns = columns_of(sheet)
        self._rows = {row.number: row for row in sheet}
        self._outline = outline_of(sheets)
        self._flows = {row.name: row for row in flow_rows(sheets) if row.resource != OUTPUT}

    def problems(self) -> Iterator[Problem]:
        """Yield the problems in the order of the rows."""
        seen: dict[str, int] = {}
        for row in loss_rows(self._sheets):
            yield from self._names(row, seen)
            yield from self._flow(row)
            yield from self._unit(row)
            for column in _FORMULAS:
                text = getattr(row, column)
                if text:
                    yield from check_formula(self._cell(row, column), text, self._outline, by_row=True)
            yield from self._step(row)
            yield from check_repeats(self._cell(row, "amount"), (*row.cells, row.unit), self._outline)

    def _cell(self, row: LossRow, column: str, header: str = "") -> Cell:
        return Cell(self._sheets, "losses", row.row, header or self._columns.header(column))

    def _names(self, row: LossRow, seen: dict[str, int]) -> Iterator[Problem]:
        for column in _NEEDED:
            if not getattr(row, column):
                yield self._cell(row, column).problem("losses.missing", column=column)
        if row.name and not NAME.match(row.name):
            yield self._cell(row, "name").problem("losses.bad_name", name=row.name)
        elif row.name in seen:
            yield self._cell(row, "name").problem("losses.duplicate", name=row.name, first=seen[row.name])
        seen.setdefault(row.name, row.row)

    def _flow(self, row: LossRow) -> Iterator[Problem]:
        flow = self._flows.get(row.flow)
        if row.flow and flow is None:
            code = not_one("measures.unknown_flow", "measures.no_flows", self._flows)
            near = suggestion(row.flow, self._flows)
            yield self._cell(row, "flow").problem(code, name=row.flow, nearest=near)
        elif flow is not None and flow.resource != Resource.MATERIAL:
            yield self._cell(row, "flow").problem(
                "losses.not_material", name=row.flow, resource=flow.resource
            )
        elif flow is not None and is_by_row(flow, self._outline):
            yield self._cell(row, "flow").problem("toolkit.flow_of_rows", name=row.flow)

    def _unit(self, row: LossRow) -> Iterator[Problem]:
        cell = self._cell(row, "unit")
        if "${" in row.unit:
            yield from check_formula(cell, row.unit, self._outline, by_row=True)
        elif row.unit:
            fault = unit_fault(row.unit, Resource.MATERIAL, "", self._reference.tables)
            if fault:
                examples = example_units(Resource.MATERIAL)
                yield cell.problem(fault, unit=row.unit, resource=str(Resource.MATERIAL), examples=examples)

    def _step(self, row: LossRow) -> Iterator[Problem]:
        """Yield what is wrong with the step, a text or a question, in each language that has a column."""
        headers = {self._columns.header("step"), *self._columns.languages.get("step", {}).values()}
        sheet_row: Row = self._rows[row.row]
        said = {header: sheet_row.get(header) for header in sorted(headers) if sheet_row.get(header)}
        if not said:
            yield self._cell(row, "step").problem("losses.missing", column="step")
        for header, text in said.items():
            if "${" in text:
                yield from check_formula(self._cell(row, "step", header), text, self._outline, by_row=True)


def check_losses(sheets: Sheets, reference: Reference) -> Iterator[Problem]:
    """Yield the problems of the sheet `losses`."""
    return LossesCheck(sheets, reference).problems()
