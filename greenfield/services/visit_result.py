"""What a finished visit showed, as it is kept: written once, read by documents, trends and roll-ups.

Nothing in it is computed again later. Texts of the toolkit are kept in each of its languages, so that a
document in another language still says what was said.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec
from msgspec import Struct

from greenfield.assess.benchmarks import Comparison
from greenfield.assess.finance import DEFAULT_DISCOUNT_RATE
from greenfield.assess.outlook import SavingRange
from greenfield.assess.thresholds import Threshold
from greenfield.assess.values import (
    Area,
    AreaStatus,
    FlowEmission,
    Indicators,
    MeasureFigures,
    Period,
    Ranked,
    Resource,
    Technique,
)
from greenfield.base.languages import SOURCE_LANGUAGE
from greenfield.base.problem import Place, Problem, Severity, fail
from greenfield.records.change import Json
from greenfield.services.follow_up_result import ResultFollowUp

METHOD_VERSION: Final = "1"
RESULT_FORMAT: Final = 1
Said = dict[str, str]


def in_language(said: Mapping[str, str], language: str) -> str:
    """Return a text in a language; else in English, else in whatever language there is."""
    return said.get(language) or said.get(SOURCE_LANGUAGE) or next(iter(said.values()), "")


class ResultProblem(Struct, frozen=True):
    """A warning that the result carries, by code and values; its sentence is looked up when shown."""

    code: str
    where: str
    values: dict[str, str | int | float]
    severity: Severity

    @classmethod
    def of(cls, problem: Problem) -> "ResultProblem":
        """Keep a problem."""
        values = {k: v if isinstance(v, str | int | float) else str(v) for k, v in problem.values.items()}
        return cls(problem.code, str(problem.place), values, problem.severity)

    def as_problem(self) -> Problem:
        """Return the problem that was kept, with the flow or measure and the figure of it that it is about."""
        name, _, column = self.where.partition(" · ")
        return Problem(self.code, Place(name, column=column), self.values, self.severity)


class ResultMeasure(Struct, frozen=True, kw_only=True):
    """A chosen measure with the figures that it had, after overlap with the others.

    `figures` None: the answers did not give them; `missing` are the questions that would. `investment` is then
    None unless somebody stated it, which `investment_offered` tells.
    """

    name: str
    title: Said
    reason: Said
    first_step: Said
    area: Area
    technique: Technique
    investment: Decimal | None
    incentive: Decimal
    annual_cost: Decimal
    figures: MeasureFigures | None
    missing: tuple[Said, ...] = ()
    investment_offered: bool = False
    basis: str
    estimate: bool
    arc: str = ""
    person: str = ""
    due: date | None = None
    arc_title: str = ""
    how_to: Said = {}
    co_benefits: Said = {}
    risks: Said = {}
    range: SavingRange | None = None
    life_years: float | None = None


class ResultCost(Struct, frozen=True, kw_only=True):
    """What one flow cost; amount and cost may be unknown where the visitor did not learn them.

    `is_free`: nothing is paid for it, or what is paid stands with another flow; then no cost is missing.
    """

    flow: str
    resource: Resource
    amount: float | None
    unit: str
    cost: Decimal | None
    is_free: bool = False


class ResultLoss(Struct, frozen=True, kw_only=True):
    """What one loss of material costs; `amount` is in the `unit` of its flow, what is not known is None.

    `step` and `label` are texts by language. `share` is the part of the flow that counts.
    """

    name: str
    label: Said
    step: Said
    flow: str
    amount: float | None
    unit: str
    share: float | None
    material: Decimal | None
    energy: Decimal | None
    treatment: Decimal | None
    system: Decimal | None
    income: Decimal | None


class ResultInput(Struct, frozen=True, kw_only=True):
    """What the formula of an indicator read; `kind` and the rest as in `toolkit.found_figures.FormulaInput`.

    `label` names the question of an answer, `answer` says it where it is no number.
    """

    kind: str
    text: str
    value: float | None = None
    answer: Said = {}
    name: str = ""
    label: Said = {}
    resource: str = ""
    carrier: str = ""
    unit: str = ""


class ResultIndicator(Struct, frozen=True, kw_only=True):
    """An indicator that the toolkit defines, as it was computed; `better` is `up`, `down` or empty.

    `threshold` is what it was compared with, `kind` whether it is a prerequisite or one of performance, `source` where
    the threshold stands.
    """

    name: str
    label: Said
    value: float | None
    unit: str
    better: str
    area: str
    formula: str
    inputs: tuple[ResultInput, ...] = ()
    threshold: Threshold | None = None
    kind: str = ""
    topic: Said = {}
    source: str = ""


class VisitResult(Struct, frozen=True, kw_only=True):
    """The content of a result; `flow_names` and `gaps` are texts by language.

    `energy_cost` and `material_cost` are what all of both cost, which the cost of losses rests on. What has a default
    was added later: a result without it was written before.
    """

    format: int = RESULT_FORMAT
    toolkit: str
    toolkit_title: Said
    method: str = METHOD_VERSION
    gwp: str
    finished_on: date
    country: str
    sector: str
    currency: str
    period: Period
    product: str
    flow_names: dict[str, Said]
    costs: tuple[ResultCost, ...]
    indicators: Indicators
    emissions: tuple[FlowEmission, ...]
    areas: tuple[AreaStatus, ...]
    measures: tuple[ResultMeasure, ...]
    recommended: tuple[Ranked, ...]
    gaps: tuple[Said, ...]
    warnings: tuple[ResultProblem, ...]
    losses: tuple[ResultLoss, ...] = ()
    own_indicators: tuple[ResultIndicator, ...] = ()
    energy_cost: Decimal | None = None
    material_cost: Decimal | None = None
    discount_rate: float = DEFAULT_DISCOUNT_RATE
    benchmarks: tuple[Comparison, ...] = ()
    follow_up: ResultFollowUp | None = None
    period_stated: bool = True
    """Whether the answers stated the period; else its days stand for a year that nobody named."""


def as_content(result: VisitResult) -> Json:
    """Return a result as the JSON that its record keeps; money as text."""
    content: Json = msgspec.to_builtins(result)
    return content


def read_content(content: object, where: str) -> VisitResult:
    """Return the result in a record's JSON; `result.unreadable` if a newer version wrote it."""
    try:
        return msgspec.convert(content, VisitResult)
    except msgspec.ValidationError as error:
        raise fail("result.unreadable", where, reason=str(error)) from error
