"""Answers, flows, candidates: a toolkit's formulas over the answers of one visit."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from greenfield.assess.values import Area, Output, PracticeAnswer, Resource
from greenfield.assess.years import year_factor
from greenfield.forms.formula import Unknown, Value
from greenfield.toolkit.annual import (
    AnnualReading,
    factors_of,
    flow_of_a_year,
    is_timeless,
    loss_of_a_year,
    period_names,
)
from greenfield.toolkit.candidates import CompiledMeasure, MeasureEvaluation
from greenfield.toolkit.cells import Cells, as_date, as_money, as_number, as_text, as_whole
from greenfield.toolkit.figure_rows import LossRow, indicator_rows, loss_rows
from greenfield.toolkit.find_indicators import CompiledIndicator
from greenfield.toolkit.find_losses import LossFinder
from greenfield.toolkit.flow_functions import EVERY, FlowFunctions
from greenfield.toolkit.found_flows import FlowFinder
from greenfield.toolkit.inventory import Convert, FoundFlow, Inventory
from greenfield.toolkit.reading import Answers, Conditions, Read, Reading
from greenfield.toolkit.toolkit import OUTPUT, Toolkit

PRODUCT = "product"  # the question that is read where the profile names none


class Evaluation:
    """A toolkit with its formulas, compiled on first use, once for all visits that use it."""

    def __init__(self, toolkit: Toolkit, convert: Convert) -> None:
        """Evaluate `toolkit`; `convert` turns an amount of a carrier into another unit."""
        self.toolkit = toolkit
        self._convert = convert
        self._conditions = Conditions(toolkit.outline)
        self._cells = Cells(toolkit.outline)
        self._find_flows = FlowFinder(self._conditions, self._cells)
        self._find_losses = LossFinder(self._conditions, self._cells, convert)
        self._order = {question.name: index for index, question in enumerate(toolkit.outline.questions)}

    @cached_property
    def _measures(self) -> tuple[CompiledMeasure, ...]:
        return tuple(CompiledMeasure(row) for row in self.toolkit.measures)

    @cached_property
    def _losses(self) -> tuple[LossRow, ...]:
        return loss_rows(self.toolkit.sheets)

    @cached_property
    def _indicators(self) -> tuple[CompiledIndicator, ...]:
        return tuple(CompiledIndicator(row) for row in indicator_rows(self.toolkit.sheets))

    @cached_property
    def _period_names(self) -> dict[str, str]:
        return period_names(self.toolkit, self._losses)

    def reading(self, answers: Answers) -> Reading:
        """Return the answers as formulas read them."""
        return Reading(self._conditions, answers)

    def inventory(self, answers: Answers) -> Inventory:
        """Return what the answers say. It never fails: what cannot be computed is unknown."""
        read = self.reading(answers)
        profile = {key: read(question) for key, question in self.toolkit.profile.items()}
        start, end = as_date(profile.get("period_start", "")), as_date(profile.get("period_end", ""))
        per_year = year_factor(start, end) if start and end else 1.0
        found, output = self._flows(answers, read, per_year)
        functions = FlowFunctions(tuple(found.values()), self._convert).by_name()
        sector = profile.get("sector", "")
        factors = factors_of(self._period_names, found, per_year)
        annual: Read = AnnualReading(read, factors) if factors else read
        measures = MeasureEvaluation(annual, functions, found, self._order, sector)
        indicators = (one.find(annual, functions, self._order) for one in self._indicators)
        return Inventory(
            found=found,
            output=output,
            employees=as_whole(profile.get("employees", "")),
            period_start=start,
            period_end=end,
            country=as_text(profile.get("country", "")),
            sector=as_text(profile.get("sector", "")),
            currency=as_text(profile.get("currency", "")),
            practice=tuple(self._practice(read)),
            asked=self._asked(answers),
            candidates=tuple(measures.candidate(measure) for measure in self._measures),
            losses=tuple(
                loss_of_a_year(one, per_year)
                for row in self._losses
                for one in self._find_losses.find(row, answers, read, found)
            ),
            indicators=tuple(one for one in indicators if one is not None),
            energy_cost=_money(functions["cost"](Resource.ENERGY, EVERY)),
            material_cost=_money(functions["cost"](Resource.MATERIAL, EVERY)),
            hours=_number(profile.get("hours", "")),
            efficiency=_number(profile.get("efficiency", "")),
            per_year=per_year,
            product=as_text(read(self.toolkit.profile.get("product", PRODUCT))),
            value_added=_money(annual(self.toolkit.profile["value_added"]))
            if "value_added" in profile
            else None,
        )

    def _flows(
        self, answers: Answers, read: Reading, per_year: float
    ) -> tuple[dict[str, FoundFlow], Output | None]:
        """Return the flows by name, and the output, as those of a year."""
        found: dict[str, FoundFlow] = {}
        output = None
        for row in self.toolkit.flows:
            factor = 1.0 if is_timeless(row, self.toolkit.outline) else per_year
            for stated in self._find_flows.find(row, answers, read):
                flow = flow_of_a_year(stated, factor)
                if row.resource == OUTPUT:
                    output = output or _output(flow)
                else:
                    found[flow.name] = flow
        return found, output

    def _practice(self, read: Reading) -> Iterator[PracticeAnswer]:
        for practice in self.toolkit.practices:
            score = practice.scores.get(as_text(read(practice.question)))
            if score is not None:
                yield PracticeAnswer(practice.question, practice.area, score)

    def _asked(self, answers: Answers) -> dict[Area, int]:
        asked: dict[Area, int] = {}
        for practice in self.toolkit.practices:
            applies = answers.lookup(practice.question) not in practice.not_applicable
            if applies and answers.is_relevant(practice.question):
                asked[practice.area] = asked.get(practice.area, 0) + 1
        return asked


def _output(found: FoundFlow) -> Output | None:
    if found.is_absent or isinstance(found.amount, Unknown) or isinstance(found.unit, Unknown):
        return None
    return Output(found.amount, found.unit)


def _number(value: Value) -> float | None:
    found = as_number(value)
    return found if isinstance(found, float) else None


def _money(value: Value) -> Decimal | None:
    money = as_money(value)
    return None if isinstance(money, Unknown) else money
