"""Checks of the sheets `flows` and `profile`."""

from collections.abc import Iterator

from greenfield.assess.values import Resource
from greenfield.base.problem import Problem
from greenfield.toolkit.check.formula_cell import Cell, check_formula, check_repeats
from greenfield.toolkit.check.nearest import listed, suggestion
from greenfield.toolkit.check.reach import Reach
from greenfield.toolkit.check.survey import NAME
from greenfield.toolkit.check.units import example_units, unit_fault
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.outline import REFERENCE, Outline, choice_lists, outline_of
from greenfield.toolkit.reference import Reference
from greenfield.toolkit.sheets import Sheets
from greenfield.toolkit.toolkit import OUTPUT, PROFILE_KEYS, FlowRow, flow_rows

_RESOURCES = (*map(str, Resource), OUTPUT)


class FlowsCheck:
    """Checks the rows of `flows`."""

    def __init__(self, sheets: Sheets, reference: Reference) -> None:
        """Check the flows of `sheets` against carriers and factor tables."""
        self._sheets = sheets
        self._reference = reference
        self._columns = columns_of(sheets.sheet("flows"))
        self._rows = {row.number: row for row in sheets.sheet("flows")}
        self._outline = outline_of(sheets)
        self._reach = Reach(sheets)
        self._choices = columns_of(sheets.sheet("choices"))
        self._lists = choice_lists(sheets.sheet("choices"))

    def problems(self) -> Iterator[Problem]:
        """Yield the problems in the order of the rows."""
        seen: dict[str, int] = {}
        for row in flow_rows(self._sheets):
            yield from self._names(row, seen)
            yield from self._formulas(row)
            yield from self._carrier(row)
            yield from self._unit(row)
            texts = (*row.cells, row.unit, row.quality, row.days)
            yield from check_repeats(self._cell(row, "amount"), texts, self._outline)

    def _cell(self, row: FlowRow, column: str) -> Cell:
        return Cell(self._sheets, "flows", row.row, self._columns.header(column))

    def _names(self, row: FlowRow, seen: dict[str, int]) -> Iterator[Problem]:
        cell = self._cell(row, "name")
        if not row.name and row.resource != OUTPUT:
            yield cell.problem("flows.missing", column="name")
        elif row.name and not NAME.match(row.name):
            yield cell.problem("flows.bad_name", name=row.name)
        elif row.name in seen:
            yield cell.problem("flows.duplicate", name=row.name, first=seen[row.name])
        seen.setdefault(row.name, row.row)
        cell = self._cell(row, "resource")
        if row.resource not in _RESOURCES:
            near = suggestion(row.resource, _RESOURCES)
            yield cell.problem(
                "flows.resource", resource=row.resource, nearest=near, known=", ".join(_RESOURCES)
            )

    def _formulas(self, row: FlowRow) -> Iterator[Problem]:
        for column, text in (
            ("amount", row.amount),
            ("cost", row.cost),
            ("variable_cost", row.variable_cost),
            ("days", row.days),
        ):
            if text:
                yield from check_formula(self._cell(row, column), text, self._outline, by_row=True)
            elif column == "amount":
                yield self._cell(row, column).problem("flows.missing", column=column)
        written = self._columns.get(self._rows[row.row], "most")
        if written and row.most is None:
            yield self._cell(row, "most").problem("flows.most", value=written)
        if "${" in row.quality:
            yield from check_formula(self._cell(row, "quality"), row.quality, self._outline, by_row=True)

    def _carrier(self, row: FlowRow) -> Iterator[Problem]:
        cell = self._cell(row, "carrier")
        if "${" in row.carrier:
            yield from check_formula(cell, row.carrier, self._outline, by_row=True)
        if row.resource != Resource.ENERGY:
            return
        known = self._reference.carriers
        for carrier in self._possible(row.carrier):
            if carrier not in known and self._can_have_amount(row, carrier):
                near = suggestion(carrier, known)
                yield cell.problem("flows.carrier", carrier=carrier, nearest=near, known=listed(known))

    def _can_have_amount(self, row: FlowRow, carrier: str) -> bool:
        """Tell whether the amount is asked for when a choice of carriers is answered so ("none", say)."""
        reference = REFERENCE.fullmatch(row.carrier)
        amount = REFERENCE.fullmatch(row.amount)
        question = self._outline.by_name.get(amount.group("name")) if amount else None
        if reference is None or question is None:
            return True
        answered = f"{row.carrier} = '{carrier}'"
        return not self._reach.is_never_true(
            " and ".join(f"({part})" for part in (*question.relevant, answered))
        )

    def _unit(self, row: FlowRow) -> Iterator[Problem]:
        cell = self._cell(row, "unit")
        if not row.unit:
            yield cell.problem("flows.missing", column="unit")
            return
        if "${" in row.unit:
            yield from check_formula(cell, row.unit, self._outline, by_row=True)
        if row.resource not in _RESOURCES or row.resource == OUTPUT:
            return
        resource = Resource(row.resource)
        carrier = "" if "${" in row.carrier else row.carrier
        if carrier and resource is Resource.ENERGY and carrier not in self._reference.carriers:
            carrier = ""
        for unit in self._possible(row.unit):
            fault = unit_fault(unit, resource, carrier, self._reference.tables)
            if fault == "flows.no_density":
                yield cell.problem(fault, unit=unit, carrier=carrier)
            elif fault:
                examples = example_units(resource)
                yield cell.problem(fault, unit=unit, resource=row.resource, examples=examples)

    def _possible(self, text: str) -> list[str]:
        """Return what a cell can give: its literal, or the choices of the question that it reads."""
        if "${" not in text:
            return [text] if text else []
        reference = REFERENCE.fullmatch(text)
        question = self._outline.by_name.get(reference.group("name")) if reference else None
        rows = self._lists.get(question.list_name, ()) if question else ()
        return [self._choices.get(row, "name") for row in rows]


def check_flows(sheets: Sheets, reference: Reference) -> Iterator[Problem]:
    """Yield the problems of the sheet `flows`."""
    return FlowsCheck(sheets, reference).problems()


def check_profile(sheets: Sheets) -> Iterator[Problem]:
    """Yield the problems of the sheet `profile`."""
    sheet = sheets.sheet("profile")
    columns = columns_of(sheet)
    outline: Outline = outline_of(sheets)
    for row in sheet:
        key = columns.get(row, "key")
        question = columns.get(row, "question")
        if key.lower() not in PROFILE_KEYS:
            yield Cell(sheets, "profile", row.number, columns.header("key")).problem(
                "profile.key", key=key, nearest=suggestion(key, PROFILE_KEYS), known=", ".join(PROFILE_KEYS)
            )
        cell = Cell(sheets, "profile", row.number, columns.header("question"))
        reference = question if "${" in question else f"${{{question}}}"
        yield from check_formula(cell, reference, outline)
