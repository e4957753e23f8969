"""What an action plan says, as values: numbers, dates, keys, and the texts of toolkit and visit.

Nothing here is written for one language except what the toolkit or the visitor wrote (names, reasons, first
steps), which the caller hands in as the reader shall read it. Money is Decimal in `currency`; amounts of
flows stand in their own unit; emissions are t CO2e of the period. None always means "not known".
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from greenfield.assess.benchmarks import Comparison
from greenfield.assess.finance import DEFAULT_DISCOUNT_RATE
from greenfield.assess.losses import LossCost
from greenfield.assess.outlook import SavingRange
from greenfield.assess.thresholds import Threshold
from greenfield.assess.values import Area, AreaStatus, Indicators, Resource, Technique
from greenfield.assess.years import days_of
from greenfield.report.followed import FollowedUp


class Origin(StrEnum):
    """Where a figure of greenhouse gas comes from: these three are never mixed without saying so."""

    COMBUSTION = "combustion"
    GRID = "grid"
    STATED = "stated"


@dataclass(frozen=True, slots=True)
class Visited:
    """Who was visited, when, by whom; `visited_on` is None where what is kept is no day, `country` is ISO 3166 alpha-2, `sector` a name as it is read."""

    company: str
    visited_on: date | None
    site: str = ""
    place: str = ""
    country: str = ""
    sector: str = ""
    visitors: tuple[str, ...] = ()
    organisation: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class CoveredPeriod:
    """The time that the figures cover (`end` inclusive), and what the factory made in it.

    Where nobody stated the period, its days stand for some year and are not shown. `per_year` is by what amounts and money
    were multiplied to be those of a year, 1 where they are as stated; `is_of_a_year` says that they are a year's either way.
    """

    start: date
    end: date
    output_amount: float | None = None
    output_unit: str = ""
    output_name: str = ""
    employees: int | None = None
    is_stated: bool = True
    per_year: float = 1.0
    is_of_a_year: bool = True

    @property
    def days(self) -> int:
        """The days that the period covers."""
        return days_of(self.start, self.end)


@dataclass(frozen=True, slots=True)
class ResourceCost:
    """One flow: its name as read ("Fuel wood"), its amount and what it cost in the period; `flow` is its id.

    `is_free`: nothing is paid for it, so that no cost is missing.
    """

    name: str
    resource: Resource
    amount: float | None
    unit: str
    cost: Decimal | None
    flow: str = ""
    is_free: bool = False

    @property
    def is_open(self) -> bool:
        """Whether something is paid for it, and nobody knows how much."""
        return self.cost is None and not self.is_free


@dataclass(frozen=True, slots=True)
class Emission:
    """The greenhouse gas of one flow: `t` t CO2e, and CO2 of biomass apart, which is not part of `t`."""

    name: str
    origin: Origin
    t: float | None
    biogenic_t: float = 0.0
    flow: str = ""


@dataclass(frozen=True, slots=True)
class SavedAmount:
    """An amount of one flow, by the flow's name as read and its unit."""

    name: str
    amount: float
    unit: str


@dataclass(frozen=True, slots=True)
class ReadMore:
    """A resource that helps to carry a measure out, as it was published; year and address may be empty."""

    title: str
    publisher: str
    year: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """A measure of the plan; money and amounts after overlap, savings and yearly costs per year.

    `reduced_by` says what was taken off because another measure saves it already. `basis` is the source of
    the saving; where `estimate` is true the document says "to be confirmed on site". `first_cost_estimate`:
    a rule of thumb, nobody has offered it. `missing` are the questions without whose answers nothing is known.
    `read_more` are resources about it. `range` is between what the real saving may lie. `irr` None has a reason, a
    code of `assess.rate.NoRate`.
    """

    name: str
    title: str
    area: Area
    technique: Technique
    reason: str = ""
    first_step: str = ""
    annual_saving: Decimal | None = None
    annual_cost: Decimal = Decimal(0)
    first_cost: Decimal | None = None
    payback_years: float | None = None
    saved: tuple[SavedAmount, ...] = ()
    reduced_by: tuple[SavedAmount, ...] = ()
    co2e_t: float | None = None
    basis: str = ""
    estimate: bool = True
    first_cost_estimate: bool = False
    missing: tuple[str, ...] = ()
    read_more: tuple[ReadMore, ...] = ()
    how_to: str = ""
    co_benefits: str = ""
    risks: str = ""
    arc: str = ""
    arc_title: str = ""
    range: SavingRange | None = None
    npv: Decimal | None = None
    irr: float | None = None
    irr_reason: str = ""
    discounted_payback_years: float | None = None

    @property
    def net_saving(self) -> Decimal | None:
        """What is saved a year, less what the measure costs each year; None where the saving is not known."""
        return None if self.annual_saving is None else self.annual_saving - self.annual_cost

    @property
    def costs_more_than_it_saves(self) -> bool:
        """Whether it is no measure for the money: known, and it costs more each year than it saves."""
        return self.net_saving is not None and self.net_saving < 0


@dataclass(frozen=True, slots=True)
class PlanStep:
    """Who does a measure (by its `name`), and by when; empty where it is still to be agreed."""

    measure: str
    person: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class UsedFactor:
    """A factor as it was used: t CO2e per `unit` of the flow, its year and source.

    `co2`, `biogenic`, `ch4` and `n2o` are tonnes of each gas per unit, from which CO2e follows; None where the source
    gives CO2e alone. `biogenic` is CO2 of biomass, which does not count.
    """

    name: str
    origin: Origin
    value: float
    unit: str
    year: int | None
    source: str
    co2: float | None = None
    biogenic: float | None = None
    ch4: float | None = None
    n2o: float | None = None


@dataclass(frozen=True, slots=True)
class MaterialLoss:
    """What one loss of material costs, by its name, step and flow, all as read; None: not known.

    `amount` is in `unit`; `cost` has the part of the flow that is lost, and the parts of the cost.
    """

    name: str
    step: str
    flow: str
    amount: float | None
    unit: str
    cost: LossCost


@dataclass(frozen=True, slots=True)
class OwnIndicator:
    """An indicator that the questionnaire defines: its name as read, and whether more (`up`) or less is better.

    `threshold` is what it is compared with; `topic` as read, and `kind` (`prerequisite`, `performance`), are headings
    then, and `source` says where the threshold stands.
    """

    key: str
    name: str
    value: float | None
    unit: str
    better: str = ""
    threshold: Threshold | None = None
    kind: str = ""
    topic: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question that was answered, and its answer, both as the reader reads them."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """Answers below one heading; `depth` 0 is a part of the questionnaire, 1 a part of such a part."""

    title: str
    depth: int = 0
    lines: tuple[AnswerLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """Everything an action plan says. `measures` are the chosen ones; the document sorts them itself.

    `gaps` are the questions that were not answered, `warnings` and `notes` whole sentences, all as read by
    the owner. `gwp` names the set of warming potentials ("AR5"). A `draft` says so on every page. `discount_rate` is
    the one with which money over the years was computed. `has_figures` False: the questionnaire knows no flows and no
    measures, so that the document has no page about them, and what it has to say are the `answers`.
    """

    visited: Visited
    period: CoveredPeriod
    currency: str
    indicators: Indicators
    costs: tuple[ResourceCost, ...] = ()
    emissions: tuple[Emission, ...] = ()
    areas: tuple[AreaStatus, ...] = ()
    measures: tuple[PlannedMeasure, ...] = ()
    steps: tuple[PlanStep, ...] = ()
    factors: tuple[UsedFactor, ...] = ()
    gwp: str = ""
    toolkit: str = ""
    notes: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    draft: bool = False
    losses: tuple[MaterialLoss, ...] = ()
    own_indicators: tuple[OwnIndicator, ...] = ()
    discount_rate: float = DEFAULT_DISCOUNT_RATE
    benchmarks: tuple[Comparison, ...] = ()
    follow_up: FollowedUp | None = None
    has_figures: bool = True
    answers: tuple[AnswerSection, ...] = ()

    @property
    def knows_all_gas(self) -> bool:
        """Tell whether no flow is missing in the sum of greenhouse gas."""
        return self.indicators.absolute.get("co2e_t") is not None
