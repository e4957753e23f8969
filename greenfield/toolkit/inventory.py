"""From answers to flows: what a visit's answers say about the factory, in the values of the method."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from greenfield.assess.values import (
    Area,
    Candidate,
    Flow,
    Output,
    Period,
    PracticeAnswer,
    Resource,
)
from greenfield.forms.formula import Unknown
from greenfield.toolkit.found_figures import FoundIndicator, FoundLoss

Convert = Callable[[float, str, str, str, str], float]
"""amount, unit, wanted unit, resource, carrier; ProblemError where it cannot be converted."""


@dataclass(frozen=True, slots=True)
class FoundFlow:
    """A row of `flows` as the answers fill it; each figure may be unknown.

    `is_absent`: the row does not apply to this factory. `amount_questions` and `cost_questions` are the
    questions that give the figures. `cost` None: the row states none, or the question does not apply. Where the
    variable part of the cost is not known (yet), the whole cost stands in for it. `days` are those that its bills cover, None
    where they are the period's; `per_year` is by what amount and money were multiplied to be those of a year, `most`
    the largest share that measures can save.
    """

    name: str
    resource: str
    carrier: str | Unknown
    amount: float | Unknown
    unit: str | Unknown
    cost: Decimal | Unknown | None
    variable_cost: Decimal | Unknown | None
    quality: str
    onsite: bool
    is_absent: bool
    amount_questions: tuple[str, ...]
    cost_questions: tuple[str, ...]
    days: int | None = None
    per_year: float = 1.0
    most: float | None = None

    @property
    def missing(self) -> frozenset[str]:
        """The questions that would make the amount known."""
        parts = (self.carrier, self.amount, self.unit)
        return frozenset().union(*(part.missing for part in parts if isinstance(part, Unknown)))

    @property
    def flow(self) -> Flow | None:
        """The flow as the method reads it; None while its amount, unit or carrier is unknown."""
        known = (
            isinstance(self.carrier, str) and isinstance(self.amount, float) and isinstance(self.unit, str)
        )
        if self.is_absent or not known or self.resource not in _RESOURCES:
            return None
        return Flow(
            id=self.name,
            resource=Resource(self.resource),
            carrier=str(self.carrier),
            amount=float(self.amount),  # type: ignore[arg-type]
            unit=str(self.unit),
            cost=self.cost if isinstance(self.cost, Decimal) else None,
            quality=self.quality,
            onsite=self.onsite,
            variable_cost=self.variable_cost if isinstance(self.variable_cost, Decimal) else None,
            days=self.days,
            per_year=self.per_year,
            most=self.most,
        )


_RESOURCES = frozenset(str(resource) for resource in Resource)


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a visit's answers say: flows, output, profile, practice, and the measures with their figures.

    `asked` counts the questions on practice that apply, by area. `energy_cost` and `material_cost` are what all of
    both cost in the period, None while a part is not known. `hours` are those that the factory worked in the period,
    `efficiency` is that of its heat source in per cent. Amounts and money of flows, output and losses are those of a year:
    what was answered for the period, times `per_year`; hours are as answered. `product` is what the output
    is called, `value_added` money of a year.
    """

    found: Mapping[str, FoundFlow]
    output: Output | None
    employees: int | None
    period_start: date | None
    period_end: date | None
    country: str
    sector: str
    currency: str
    practice: tuple[PracticeAnswer, ...]
    asked: Mapping[Area, int]
    candidates: tuple[Candidate, ...]
    losses: tuple[FoundLoss, ...] = ()
    indicators: tuple[FoundIndicator, ...] = ()
    energy_cost: Decimal | None = None
    material_cost: Decimal | None = None
    hours: float | None = None
    efficiency: float | None = None
    per_year: float = 1.0
    product: str = ""
    value_added: Decimal | None = None

    @property
    def flows(self) -> tuple[Flow, ...]:
        """The flows whose amounts are known, in the order of the sheet."""
        return tuple(flow for found in self.found.values() if (flow := found.flow) is not None)

    @property
    def states_period(self) -> bool:
        """Whether the answers say from when to when the period runs."""
        return self.period_start is not None and self.period_end is not None

    def period(self, start: date, end: date) -> Period:
        """Return the period for the method; `start` and `end` stand in where the answers do not state both days.

        Without an answer about the output it is 0, which leaves the indicators per output empty.
        """
        return Period(
            start=self.period_start if self.period_start and self.period_end else start,
            end=self.period_end if self.period_start and self.period_end else end,
            output=self.output or Output(0.0, ""),
            flows=self.flows,
            employees=self.employees,
            per_year=self.per_year,
            product=self.product,
            value_added=self.value_added,
            currency=self.currency,
        )
