"""Checks of the sheet `indicators`."""

from collections.abc import Iterator

from greenfield.assess.thresholds import read_threshold
from greenfield.assess.values import Area
from greenfield.base.problem import Problem, fail
from greenfield.forms.formula import Formula
from greenfield.toolkit.check.flow_calls import check_calls
from greenfield.toolkit.check.formula_cell import Cell, check_reads, compiled
from greenfield.toolkit.check.nearest import suggestion
from greenfield.toolkit.check.survey import NAME
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.figure_rows import BETTER, KINDS, IndicatorRow, indicator_rows
from greenfield.toolkit.formulas import formula_or_none
from greenfield.toolkit.outline import outline_of
from greenfield.toolkit.reference import Reference
from greenfield.toolkit.sheets import Sheets
from greenfield.toolkit.toolkit import OUTPUT, flow_rows

_AREAS = tuple(str(area) for area in Area)


def check_indicators(sheets: Sheets, reference: Reference) -> Iterator[Problem]:
    """Yield the problems of the sheet `indicators`."""
    columns = columns_of(sheets.sheet("indicators"))
    outline = outline_of(sheets)
    flows = tuple(row for row in flow_rows(sheets) if row.resource != OUTPUT)
    seen: dict[str, int] = {}
    for row in indicator_rows(sheets):

        def cell(column: str, number: int = row.row) -> Cell:
            return Cell(sheets, "indicators", number, columns.header(column))

        for column, text in (("name", row.name), ("label", row.label), ("formula", row.formula)):
            if not text:
                yield cell(column).problem("indicators.missing", column=column)
        if row.name and not NAME.match(row.name):
            yield cell("name").problem("indicators.bad_name", name=row.name)
        elif row.name in seen:
            yield cell("name").problem("indicators.duplicate", name=row.name, first=seen[row.name])
        seen.setdefault(row.name, row.row)
        yield from _words(row, cell("better"), cell("area"))
        if row.threshold and read_threshold(row.threshold) is None:
            yield cell("threshold").problem("indicators.threshold", value=row.threshold)
        if row.kind and row.kind not in KINDS:
            yield cell("kind").problem("indicators.kind", value=row.kind)
        if row.formula:
            found = compiled(cell("formula"), row.formula, _formula)
            if isinstance(found, list):
                yield from found
            else:
                yield from check_reads(cell("formula"), found.references, outline)
                yield from check_calls(cell("formula"), found, flows, reference)


def _words(row: IndicatorRow, better: Cell, area: Cell) -> Iterator[Problem]:
    if row.better and row.better not in BETTER:
        yield better.problem("indicators.better", value=row.better)
    if row.area and row.area not in _AREAS:
        near = suggestion(row.area, _AREAS)
        yield area.problem("measures.area", value=row.area, nearest=near, known=", ".join(_AREAS))


def _formula(text: str) -> Formula:
    formula = formula_or_none(text)
    if formula is None:
        raise fail("indicators.missing", column="formula")
    return formula
