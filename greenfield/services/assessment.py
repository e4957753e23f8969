"""From the answers of a visit to what it understands and decides: one arrow, live and at the finish alike."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from greenfield.assess.account import Account, account
from greenfield.assess.benchmarks import Comparison, benchmark_gaps, compare
from greenfield.assess.caps import cap_problems, caps, much_saved
from greenfield.assess.factors import Method
from greenfield.assess.indicators import indicators
from greenfield.assess.losses import LossCost, loss_costs, loss_problems
from greenfield.assess.measures import (
    Baseline,
    baseline_of,
    measure_figures,
    measure_problems,
    net_investment,
)
from greenfield.assess.odd_amounts import odd_amounts
from greenfield.assess.outlook import SavingRange, room_for, saving_range, span_within
from greenfield.assess.plausibility import period_problems, plausibility
from greenfield.assess.price_bands import Currency, price_problems
from greenfield.assess.ranking import rank
from greenfield.assess.status import status_by_area
from greenfield.assess.values import (
    AreaStatus,
    Candidate,
    Indicators,
    Measure,
    MeasureFigures,
    Period,
    Recommendations,
    Resource,
)
from greenfield.assess.years import year_factor
from greenfield.base.problem import Place, Problem, Severity
from greenfield.services.compared_with import ComparedWith
from greenfield.toolkit.inventory import Inventory


@dataclass(frozen=True, slots=True)
class Corrections:
    """Figures of a measure that a person put in place of the toolkit's; None keeps the toolkit's."""

    annual_saving: Decimal | None = None
    investment: Decimal | None = None
    incentive: Decimal | None = None
    annual_cost: Decimal | None = None
    life_years: float | None = None

    def applied_to(self, measure: Measure) -> Measure:
        """Return the measure with these figures."""
        given = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name) is not None}
        return replace(measure, **given)


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that follows from a visit's answers and choices. `chosen` stands in the order of choice.

    A chosen measure that the answers no longer support stands in `unsupported` and counts nowhere.
    `measures` have the figures that count, `uncorrected` those before a person's corrections. `losses` stand in the
    order of those of the inventory. `ranges` say between what the real saving of a measure may lie; a saving that a
    person stated has none.
    """

    inventory: Inventory
    account: Account
    indicators: Indicators
    areas: tuple[AreaStatus, ...]
    recommendations: Recommendations
    candidates: Mapping[str, Candidate]
    chosen: tuple[MeasureFigures, ...]
    measures: Mapping[str, Measure]
    uncorrected: Mapping[str, Measure]
    unsupported: tuple[str, ...]
    total_cost: Decimal | None
    problems: tuple[Problem, ...]
    losses: tuple[LossCost, ...] = ()
    ranges: Mapping[str, SavingRange] = field(default_factory=dict)
    comparisons: tuple[Comparison, ...] = ()


_NOTHING = ComparedWith()


def assess(
    inventory: Inventory,
    method: Method,
    today: date,
    *,
    chosen: Sequence[str] = (),
    corrections: Mapping[str, Corrections] | None = None,
    own: Sequence[Candidate] = (),
    compared: ComparedWith = _NOTHING,
) -> Assessment:
    """Return what an inventory says about the factory, with the measures chosen by name.

    Without a period in the answers the amounts count as those of a year: the last calendar year before `today` stands in, and a
    warning says that the period is open. `own` are measures that the visitor thought of: they are chosen like others, and
    never recommended. `compared` has the benchmarks and the visit before.
    """
    last_year = today.year - 1
    period = inventory.period(date(last_year, 1, 1), date(last_year, 12, 31))
    made = account(period, method, unreadable=unknown_resources(inventory))
    baseline = _baseline(inventory, made)
    comparisons = compare(compared.rows(inventory.sector), made)
    candidates = {candidate.name: candidate for candidate in inventory.candidates}
    offered = {name: one.measure for name, one in candidates.items() if one.measure is not None}
    uncorrected = {name: _rounded(measure) for name, measure in offered.items()}
    uncorrected |= {one.name: one.measure for one in own if one.measure is not None}
    measures = {
        name: _corrected(measure, (corrections or {}).get(name)) for name, measure in uncorrected.items()
    }
    taken = [measures[name] for name in chosen if name in measures]
    applying = [_with(c, measures) for c in candidates.values()]
    recommendations = rank(applying, baseline, gaps=benchmark_gaps(comparisons))
    figures = tuple(measure_figures(taken, baseline))
    alone = {one.name: one.figures for one in recommendations.ranked if one.figures is not None}
    stated = {name for name, one in (corrections or {}).items() if one.annual_saving is not None}
    return Assessment(
        inventory=inventory,
        account=made,
        indicators=indicators(made),
        areas=status_by_area(inventory.practice, inventory.asked),
        recommendations=recommendations,
        candidates=candidates | {one.name: one for one in own},
        chosen=figures,
        measures=measures,
        uncorrected=uncorrected,
        unsupported=tuple(name for name in chosen if name not in measures),
        total_cost=baseline.total_cost,
        problems=(
            *_problems(inventory, made, baseline, compared, method),
            *_plan_problems(taken, figures, baseline),
        ),
        losses=_losses(inventory, baseline),
        ranges=_ranges(
            {name: one for name, one in candidates.items() if name not in stated},
            measures,
            alone,
            {one.id: one for one in figures},
            baseline,
        ),
        comparisons=comparisons,
    )


def _problems(
    inventory: Inventory, made: Account, baseline: Baseline, compared: ComparedWith, method: Method
) -> Iterator[Problem]:
    """Yield what is wrong or odd with the period, apart from its measures."""
    if made.period.flows and not inventory.states_period:
        yield Problem("plausible.no_period", Place("period_start"), {}, Severity.WARNING)
    yield from made.problems
    yield from period_problems(made.period)
    yield from plausibility(made, _hours_a_year(inventory, made.period), inventory.efficiency)
    rows = compared.rows(inventory.sector)
    odd = odd_amounts(made, rows, compared.last, inventory.currency, inventory.country)
    yield from odd
    currency = Currency(inventory.currency, compared.per_dollar)
    passed_over = {one.place.name for one in odd}
    yield from price_problems(made, compared.sets.bands, currency, method, passed_over)
    yield from loss_problems([one.loss for one in inventory.losses], baseline.flows)
    yield from _other_gwp(compared, method)


def _plan_problems(
    taken: Sequence[Measure], figures: Sequence[MeasureFigures], baseline: Baseline
) -> Iterator[Problem]:
    """Yield what is wrong or odd with the chosen measures together."""
    yield from measure_problems(taken, baseline)
    yield from cap_problems(figures, baseline.flows, baseline.caps)
    yield from much_saved(figures, baseline.flows)


def _baseline(inventory: Inventory, made: Account) -> Baseline:
    """Return what measures save from, with the most that they can save of each material."""
    whole = baseline_of(made.period, made.emissions)
    limits = caps(whole.flows, [one.loss for one in inventory.losses])
    return replace(whole, caps=limits, total_cost=_total_cost(inventory))


def _total_cost(inventory: Inventory) -> Decimal | None:
    """Return the sum of the known costs, also of flows whose amount or unit nobody has stated; None if none is known."""
    known = [
        one.cost
        for one in inventory.found.values()
        if isinstance(one.cost, Decimal) and not one.is_absent and one.resource in set(Resource)
    ]
    return sum(known, Decimal(0)) if known else None


def _losses(inventory: Inventory, baseline: Baseline) -> tuple[LossCost, ...]:
    """Return what each loss really costs."""
    losses = [one.loss for one in inventory.losses]
    return loss_costs(losses, baseline.flows, inventory.energy_cost, inventory.material_cost)


def _other_gwp(compared: ComparedWith, method: Method) -> Iterator[Problem]:
    """Yield a warning where the visit before weighed greenhouse gases with another set."""
    before, now = compared.last.gwp if compared.last else "", method.potentials.name
    if before and before != now:
        yield Problem(
            "plausible.other_gwp", Place("co2e_t"), {"before": before, "now": now}, Severity.WARNING
        )


def _ranges(
    candidates: Mapping[str, Candidate],
    measures: Mapping[str, Measure],
    alone: Mapping[str, MeasureFigures],
    together: Mapping[str, MeasureFigures],
    baseline: Baseline,
) -> dict[str, SavingRange]:
    """Return the range of each saving that has one; no end of it saves more than the others leave."""
    found = {}
    for name, candidate in candidates.items():
        figures = together.get(name, alone.get(name))
        if candidate.span is None or figures is None or figures.annual_saving is None or name not in measures:
            continue
        others = [one.saved for one in together.values() if one.id != name] if name in together else []
        span = span_within(candidate.span, figures.saved, room_for(baseline.flows, others, baseline.caps))
        measure = measures[name]
        found[name] = saving_range(net_investment(measure), figures.annual_saving, measure.annual_cost, span)
    return found


def _hours_a_year(inventory: Inventory, period: Period) -> float | None:
    return None if inventory.hours is None else inventory.hours * year_factor(period.start, period.end)


def unknown_resources(inventory: Inventory) -> frozenset[Resource]:
    """Return the resources of which the factory uses an amount that nobody has stated: their sums are unknown."""
    return frozenset(
        Resource(found.resource)
        for found in inventory.found.values()
        if not found.is_absent and found.flow is None and found.resource in set(Resource)
    )


def _rounded(measure: Measure) -> Measure:
    """Round what a formula estimates to three digits: more would look like an offer."""
    return replace(
        measure,
        investment=_three_digits(measure.investment),
        incentive=_three_digits(measure.incentive),
        annual_cost=_three_digits(measure.annual_cost),
    )


def _three_digits(amount: Decimal) -> Decimal:
    return Decimal(f"{round(amount, 2 - amount.adjusted()):f}") if amount else amount


def _corrected(measure: Measure, corrections: Corrections | None) -> Measure:
    return corrections.applied_to(measure) if corrections else measure


def _with(candidate: Candidate, measures: Mapping[str, Measure]) -> Candidate:
    return replace(candidate, measure=measures.get(candidate.name, candidate.measure))
