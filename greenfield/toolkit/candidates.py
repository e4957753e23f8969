"""Measures of a toolkit as the answers of one visit make them: candidates for the method."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cached_property

from greenfield.assess.values import Area, Candidate, Measure, Saving, Technique, Truth
from greenfield.base.problem import ProblemError
from greenfield.forms.formula import Formula, Unknown, Value, truth_of
from greenfield.toolkit.cells import as_money, as_number
from greenfield.toolkit.formulas import SavingFormula, formula_or_none, parse_saves
from greenfield.toolkit.inventory import FoundFlow
from greenfield.toolkit.reading import Read
from greenfield.toolkit.repeat_rows import row_name
from greenfield.toolkit.toolkit import MeasureRow, number_or_none

Functions = Mapping[str, Callable[..., Value]]
DEFAULT_EASE = 2
_NEVER = Unknown()


class CompiledMeasure:
    """A row of `measures` with its formulas, compiled when they are first evaluated.

    A package was checked when it was built; a formula that still cannot be compiled counts as one that
    cannot be computed.
    """

    def __init__(self, row: MeasureRow) -> None:
        """Keep the row."""
        self.row = row

    @cached_property
    def trigger(self) -> Formula | Unknown | None:
        """When the measure applies; None: always."""
        return _compiled(self.row.trigger)

    @cached_property
    def saves(self) -> tuple[SavingFormula, ...] | Unknown:
        """What it saves."""
        try:
            return parse_saves(self.row.saves)
        except ProblemError:
            return _NEVER

    @cached_property
    def annual_saving(self) -> Formula | Unknown | None:
        """Money saved a year, where it does not follow from the flows."""
        return _compiled(self.row.annual_saving)

    @cached_property
    def investment(self) -> Formula | Unknown | None:
        """Money spent once; None: nothing."""
        return _compiled(self.row.investment)

    @cached_property
    def annual_cost(self) -> Formula | Unknown | None:
        """Money spent each year; None: nothing."""
        return _compiled(self.row.annual_cost)


def _compiled(text: str) -> Formula | Unknown | None:
    try:
        return formula_or_none(text)
    except ProblemError:
        return _NEVER


class MeasureEvaluation:
    """Evaluates measures over the answers and flows of one visit."""

    def __init__(
        self,
        read: Read,
        functions: Functions,
        found: Mapping[str, FoundFlow],
        order: Mapping[str, int],
        sector: Value = "",
    ) -> None:
        """Evaluate with these answers and flows; `order` is the position of each question in the survey.

        `sector` is the factory's, as its answer gives it.
        """
        self._sector = sector
        self._read = read
        self._functions = functions
        self._found: dict[str, list[FoundFlow]] = {}
        for one in found.values():
            self._found.setdefault(row_name(one.name), []).append(one)
        self._order = order

    def candidate(self, compiled: CompiledMeasure) -> Candidate:
        """Return the measure as a candidate.

        A trigger that cannot be computed whatever is answered does not hold. A measure that applies but
        whose figures are unknown has none, and says which answers are missing.
        """
        row = compiled.row
        trigger = truth_of(self._value(compiled.trigger, default=True)) if self._fits(row) else False
        if trigger is True and row.sectors and isinstance(self._sector, Unknown):
            trigger = self._sector
        missing: Iterable[str] = ()
        measure = None
        applies = Truth.YES if trigger is True else Truth.NO
        if isinstance(trigger, Unknown) and trigger.missing:
            applies, missing = Truth.UNKNOWN, trigger.missing
        elif trigger is True:
            figures = self._figures(compiled)
            if isinstance(figures, Unknown):
                missing = figures.missing
            else:
                measure = figures
        return Candidate(
            name=row.name,
            area=Area(row.area),
            technique=Technique(row.technique),
            applies=applies,
            measure=measure,
            ease=int(number_or_none(row.ease) or DEFAULT_EASE),
            span=row.range,
            missing=tuple(sorted(missing, key=lambda name: (self._order.get(name, len(self._order)), name))),
        )

    def _fits(self, row: MeasureRow) -> bool:
        """Tell whether the factory's sector is one of the measure's, or is not known yet."""
        known = self._sector
        return not row.sectors or isinstance(known, Unknown) or str(known).upper().startswith(row.sectors)

    def _value(self, formula: Formula | Unknown | None, *, default: Value) -> Value:
        if formula is None or isinstance(formula, Unknown):
            return default if formula is None else formula
        return formula.evaluate(self._read, self._functions)

    def _figures(self, compiled: CompiledMeasure) -> Measure | Unknown:
        annual = None
        if compiled.annual_saving is not None:
            annual = as_money(self._value(compiled.annual_saving, default=0.0))
        investment = as_money(self._value(compiled.investment, default=0.0))
        yearly = as_money(self._value(compiled.annual_cost, default=0.0))
        saves = self._savings(compiled, needs_cost=annual is None)
        unknown = [part for part in (annual, investment, yearly, saves) if isinstance(part, Unknown)]
        missing = frozenset().union(*(part.missing for part in unknown))
        if unknown or not isinstance(investment, Decimal) or not isinstance(yearly, Decimal):
            return Unknown(missing)
        if isinstance(saves, Unknown) or isinstance(annual, Unknown) or (annual is None and not saves):
            return Unknown()
        return Measure(
            id=compiled.row.name,
            saves=saves,
            investment=investment,
            annual_cost=yearly,
            annual_saving=annual,
            life_years=number_or_none(compiled.row.life_years),
        )

    def _savings(self, compiled: CompiledMeasure, *, needs_cost: bool) -> tuple[Saving, ...] | Unknown:
        """Return what is saved of the flows that the factory has; of one that it has not, nothing is."""
        if isinstance(compiled.saves, Unknown):
            return compiled.saves
        savings = []
        missing: frozenset[str] = frozenset()
        for part in compiled.saves:
            flows = [one for one in self._found.get(part.flow, []) if not one.is_absent]
            if not flows:
                continue
            amount = as_number(part.formula.evaluate(self._read, self._functions))
            for found in flows:
                missing |= found.missing
                if needs_cost and isinstance(found.cost, Unknown):
                    missing |= found.cost.missing
            if isinstance(amount, Unknown):
                missing |= amount.missing
            elif part.is_share:
                savings += [Saving(one.name, share=amount) for one in flows]
            elif len(flows) > 1:
                return _NEVER  # the check wants a share of what is made of many rows
            else:
                savings.append(Saving(flows[0].name, amount=amount))
        return Unknown(missing) if missing else tuple(savings)
