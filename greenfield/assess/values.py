"""What the method reads and gives out: plain values, no rule in them.

Amounts of flows stand in the unit that the visitor used; money is Decimal in the visit's currency, per
the period of the flow or per year where a name says so; shares and rates are fractions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from greenfield.assess.years import days_of

_LEAST_OF_A_YEAR, _MOST_OF_A_YEAR = 360, 371
"""Days of bills that count as a year, though a reading came a little early or late."""


class Resource(StrEnum):
    """The six kinds of flow; the first three are used, the others leave the factory."""

    ENERGY = "energy"
    WATER = "water"
    MATERIAL = "material"
    WASTE = "waste"
    WASTEWATER = "wastewater"
    EMISSION = "emission"


class Technique(StrEnum):
    """The eight techniques of cleaner production that classify a measure."""

    GOOD_HOUSEKEEPING = "good_housekeeping"
    INPUT_SUBSTITUTION = "input_substitution"
    PROCESS_CONTROL = "process_control"
    EQUIPMENT_MODIFICATION = "equipment_modification"
    TECHNOLOGY_CHANGE = "technology_change"
    ONSITE_REUSE = "onsite_reuse"
    USEFUL_BYPRODUCT = "useful_byproduct"
    PRODUCT_MODIFICATION = "product_modification"


class Area(StrEnum):
    """The areas of a factory by which practice is judged and measures are grouped."""

    ENERGY = "energy"
    HEAT = "heat"
    WATER = "water"
    MATERIALS = "materials"
    WASTE = "waste"
    WASTEWATER = "wastewater"
    CHEMICALS = "chemicals"
    MANAGEMENT = "management"


@dataclass(frozen=True, slots=True)
class Flow:
    """A quantity of a resource found in a period; `cost` None is unknown, never zero.

    `variable_cost` is the part of the cost that falls with the amount (the energy charge, without demand and fixed
    charges); None: all of it. `per_year` is by what amount and money were multiplied to be those of a year, 1 where they are
    as stated; `days` are those that bills of its own cover, None where they are the period's. `most` is the largest share that all
    measures together can save, None: all of it.
    """

    id: str
    resource: Resource
    carrier: str
    amount: float
    unit: str
    cost: Decimal | None = None
    quality: str = ""
    onsite: bool = False
    variable_cost: Decimal | None = None
    days: int | None = None
    per_year: float = 1.0
    most: float | None = None

    @property
    def marginal_cost(self) -> Decimal | None:
        """What the whole amount costs at the price of the last unit; None if that is not known."""
        return self.cost if self.variable_cost is None else self.variable_cost


@dataclass(frozen=True, slots=True)
class Output:
    """What the factory made in a period: tonnes, pieces or value."""

    amount: float
    unit: str


@dataclass(frozen=True, slots=True)
class Period:
    """A time with its output and flows; `end` is inclusive.

    Amounts, money and output are the period's own, unless `per_year` says by what they were multiplied to be a year's.
    `product` is what the output is, as people call it; `value_added` is sales less what was bought, in `currency`.
    """

    start: date
    end: date
    output: Output
    flows: tuple[Flow, ...] = ()
    employees: int | None = None
    per_year: float = 1.0
    product: str = ""
    value_added: Decimal | None = None
    currency: str = ""

    @property
    def days(self) -> int:
        """The days that the period covers."""
        return days_of(self.start, self.end)

    @property
    def is_of_a_year(self) -> bool:
        """Whether the amounts are those of about a year: the period is one, or was scaled to one."""
        return self.per_year != 1.0 or _LEAST_OF_A_YEAR <= self.days <= _MOST_OF_A_YEAR


@dataclass(frozen=True, slots=True)
class Saving:
    """What a measure takes from one flow: an amount in the flow's unit, or a share of it."""

    flow: str
    amount: float | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """An option to improve with its figures; money per year, investment once.

    `annual_saving` None follows from what is saved at each flow's own price. `cash_flows` are those of
    years 1, 2, ... without the investment, and replace the yearly figures in NPV, IRR and payback.
    """

    id: str
    saves: tuple[Saving, ...]
    investment: Decimal
    incentive: Decimal = Decimal(0)
    annual_cost: Decimal = Decimal(0)
    annual_saving: Decimal | None = None
    cash_flows: tuple[Decimal, ...] = ()
    life_years: float | None = None


@dataclass(frozen=True, slots=True)
class Indicators:
    """The RECP indicators of one period; None where nothing was stated, or where the output is zero.

    `absolute`: energy_gj, materials_t, water_m3, co2e_t, wastewater_m3, waste_t, output.
    `productivity`: output per energy, materials, water. `intensity`: co2e, wastewater, waste per output.
    """

    absolute: Mapping[str, float | None]
    productivity: Mapping[str, float | None]
    intensity: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Change:
    """How an indicator moved from base to current period; index 100 is the base."""

    percent: float
    index: float


@dataclass(frozen=True, slots=True)
class FlowEmission:
    """The greenhouse gas of one flow, with the factor as it was used.

    `t` is t CO2e (fossil CO2, CH4, N2O by the GWP set), `co2_t` fossil CO2 alone, `biogenic_t` CO2 of
    biomass, not part of `t`. `scope`: `combustion`, `grid` (life-cycle figure) or `stated`. `factor` is
    `t` per `unit`; None with `t` None when no factor applies. `ch4_t` and `n2o_t` are tonnes of the gas
    itself, `gwp` the set that made CO2e of them; None and empty where a figure has no components.
    """

    flow: str
    period: str
    t: float | None
    co2_t: float | None
    biogenic_t: float
    factor: float | None
    unit: str
    year: int | None
    source: str
    scope: str
    ch4_t: float | None = None
    n2o_t: float | None = None
    gwp: str = ""


@dataclass(frozen=True, slots=True)
class MeasureFigures:
    """The money of one measure after overlap; `overlap` says by how much each flow's saving was cut.

    `saved` and the reductions in `overlap` are in the flow's unit. `annual_saving` is None where a flow's
    price is not known; then nothing that follows from it is known. Years are None where the money never
    comes back. `irr_reason` is empty with an `irr`, else a code of `greenfield.assess.rate.NoRate`.
    `co2e_t` is what the saved amounts emit, None where that is not known.
    """

    id: str
    annual_saving: Decimal | None
    saved: Mapping[str, float]
    payback_years: float | None
    discounted_payback_years: float | None
    npv: Decimal | None
    irr: float | None
    irr_reason: str
    overlap: Mapping[str, float] = field(default_factory=dict)
    co2e_t: float | None = None


@dataclass(frozen=True, slots=True)
class PracticeAnswer:
    """One answered question on practice: its area and its score from 0 (nothing done) to 1 (best practice)."""

    question: str
    area: Area
    score: float


@dataclass(frozen=True, slots=True)
class AreaStatus:
    """How good practice is in one area: mean score of `answered` of `asked` questions, and its band 1 to 5.

    `band` None means that nothing was answered.
    """

    area: Area
    score: float | None
    band: int | None
    answered: int
    asked: int


class Truth(StrEnum):
    """Whether a measure's trigger holds for a visit."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A measure of the catalogue as a visit's answers make it: whether it applies, and its figures.

    `missing` names the questions whose answers would decide a trigger or a figure that is unknown.
    `measure` is None while the trigger does not hold or a formula lacks an answer. `span` is how far the real
    saving may lie from the computed one, as two multiples of it; None where no range is known.
    """

    name: str
    area: Area
    technique: Technique
    applies: Truth
    measure: Measure | None
    ease: int = 2
    missing: tuple[str, ...] = ()
    span: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A measure that applies, in the order in which it is offered, with the parts of its score."""

    name: str
    figures: MeasureFigures | None
    score: float
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Recommendations:
    """What a visit's answers recommend: `ranked` best first, and what one more answer would decide."""

    ranked: tuple[Ranked, ...]
    undecided: Mapping[str, tuple[str, ...]]
