"""The figures of measures: what they save after overlap, in amounts and money, and what that is worth."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from greenfield.assess import finance
from greenfield.assess.finance import DEFAULT_DISCOUNT_RATE, DEFAULT_LIFE_YEARS, CashFlow
from greenfield.assess.overlap import Taken, claims, take
from greenfield.assess.rate import NoRate, internal_rate
from greenfield.assess.values import Flow, FlowEmission, Measure, MeasureFigures, Period
from greenfield.base.problem import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Baseline:
    """What measures save from: the flows of a period by id, their greenhouse gas, what they cost together.

    `total_cost` is the sum of the known costs, None if none is known. `caps` are the most that all measures together can save
    of a flow, where that is less than all of it.
    """

    flows: Mapping[str, Flow]
    emissions: Mapping[str, FlowEmission]
    total_cost: Decimal | None
    days: int
    is_of_a_year: bool = True
    caps: Mapping[str, float] = field(default_factory=dict)


def baseline_of(period: Period, emissions: Iterable[FlowEmission] = ()) -> Baseline:
    """Return a period as what measures save from; of two flows with one id the first counts."""
    flows: dict[str, Flow] = {}
    for flow in period.flows:
        flows.setdefault(flow.id, flow)
    costs = [flow.cost for flow in period.flows if flow.cost is not None]
    rows = {row.flow: row for row in reversed(list(emissions))}
    return Baseline(flows, rows, sum(costs, Decimal(0)) if costs else None, period.days, period.is_of_a_year)


def measure_figures(
    measures: Sequence[Measure], baseline: Baseline, discount_rate: float = DEFAULT_DISCOUNT_RATE
) -> list[MeasureFigures]:
    """Return the figures of measures that are done together, in the order given, after overlap.

    The life is 10 years where a measure states none. Cash flows of a measure replace its yearly figures;
    where overlap cuts its savings, those above zero are cut in the same proportion.
    """
    claimed = [claims(measure.saves, baseline.flows) for measure in measures]
    order = sorted(range(len(measures)), key=lambda i: _turn(measures[i], claimed[i], baseline))
    taken_in_turn = take([claimed[i] for i in order], baseline.flows, baseline.caps)
    taken = dict(zip(order, taken_in_turn, strict=True))
    return [
        _figures(measure, claimed[i], taken[i], baseline, discount_rate) for i, measure in enumerate(measures)
    ]


def measure_problems(measures: Sequence[Measure], baseline: Baseline) -> list[Problem]:
    """Return why a measure's saving is not known: an unknown flow, a flow without a cost, nothing stated."""
    problems = []
    for measure in measures:
        for saving in measure.saves:
            if saving.flow not in baseline.flows:
                values = {"measure": measure.id, "flow": saving.flow}
                problems.append(Problem("measure.unknown_flow", Place(measure.id, column="saves"), values))
        if measure.incentive > max(measure.investment, Decimal(0)):
            problems.append(
                Problem(
                    "measure.incentive",
                    Place(measure.id, column="incentive"),
                    {"measure": measure.id},
                    Severity.WARNING,
                )
            )
        if measure.annual_saving is None and not measure.cash_flows:
            problems += _money_problems(measure, baseline)
    return problems


def value_of(saved: Mapping[str, float], flows: Mapping[str, Flow]) -> Decimal | None:
    """Return what saved amounts cost at each flow's own marginal price; None if one has no known price."""
    total = Decimal(0)
    for name, amount in saved.items():
        flow = flows[name]
        if amount == 0:
            continue
        if flow.marginal_cost is None or flow.amount == 0:
            return None
        total += Decimal(repr(amount)) * flow.marginal_cost / Decimal(repr(flow.amount))
    return total


def net_investment(measure: Measure) -> Decimal:
    """Return the investment less the incentive, see `after_incentive`."""
    return after_incentive(measure.investment, measure.incentive)


def after_incentive(investment: Decimal, incentive: Decimal) -> Decimal:
    """Return a first cost less an incentive, never below zero: what is granted beyond the cost pays for nothing else."""
    return max(investment - incentive, min(investment, Decimal(0)))


def _turn(
    measure: Measure, claimed: Mapping[str, float], baseline: Baseline
) -> tuple[bool, float, Decimal, str]:
    alone = take([claimed], baseline.flows, baseline.caps)[0]
    ratio = _ratio(claimed, alone, baseline)
    years = _payback(measure, _annual_saving(measure, alone, ratio, baseline), ratio)
    return (years is None, years or 0.0, net_investment(measure), measure.id)


def _figures(
    measure: Measure, claimed: Mapping[str, float], taken: Taken, baseline: Baseline, rate: float
) -> MeasureFigures:
    ratio = _ratio(claimed, taken, baseline)
    saving = _annual_saving(measure, taken, ratio, baseline)
    investment = net_investment(measure)
    flows = _cash_flows(measure, saving, ratio)
    found = internal_rate(investment, flows) if flows is not None else None
    return MeasureFigures(
        id=measure.id,
        annual_saving=saving,
        saved=taken.saved,
        payback_years=_payback(measure, saving, ratio),
        discounted_payback_years=(
            None if flows is None else finance.discounted_payback(investment, flows, rate)
        ),
        npv=None if flows is None else finance.net_present_value(investment, flows, rate),
        irr=found.value if found else None,
        irr_reason=str(found.reason) if found else NoRate.UNKNOWN_SAVING,
        overlap=taken.reduced_by,
        co2e_t=_co2e(taken.saved, baseline),
    )


def _annual_saving(measure: Measure, taken: Taken, ratio: Decimal, baseline: Baseline) -> Decimal | None:
    if measure.annual_saving is not None:
        return measure.annual_saving * ratio
    complete = all(saving.flow in baseline.flows for saving in measure.saves)
    return value_of(taken.saved, baseline.flows) if measure.saves and complete else None


def _ratio(claimed: Mapping[str, float], taken: Taken, baseline: Baseline) -> Decimal:
    """Return which part of a claim is left: by value where all prices are known, else the mean of the parts."""
    if not taken.reduced_by:
        return Decimal(1)
    before, after = value_of(claimed, baseline.flows), value_of(taken.saved, baseline.flows)
    if before and after is not None:
        return after / before
    parts = [taken.saved[name] / amount for name, amount in claimed.items() if amount]
    return Decimal(repr(sum(parts) / len(parts)))


def _payback(measure: Measure, saving: Decimal | None, ratio: Decimal) -> float | None:
    investment = net_investment(measure)
    if measure.cash_flows:
        return finance.payback(investment, finance.listed_flows(_cut(measure.cash_flows, ratio)))
    return None if saving is None else finance.simple_payback(investment, saving - measure.annual_cost)


def _cash_flows(measure: Measure, saving: Decimal | None, ratio: Decimal) -> tuple[CashFlow, ...] | None:
    if measure.cash_flows:
        return finance.listed_flows(_cut(measure.cash_flows, ratio))
    if saving is None:
        return None
    life = DEFAULT_LIFE_YEARS if measure.life_years is None else measure.life_years
    return finance.level_flows(saving - measure.annual_cost, life)


def _cut(amounts: Sequence[Decimal], ratio: Decimal) -> list[Decimal]:
    return [amount * ratio if amount > 0 else amount for amount in amounts]


def _co2e(saved: Mapping[str, float], baseline: Baseline) -> float | None:
    """Return t CO2e of saved amounts; water, materials and what has no row give none."""
    rows = [
        (baseline.emissions[name], amount) for name, amount in saved.items() if name in baseline.emissions
    ]
    if not rows or any(row.factor is None for row, _ in rows):
        return None
    return sum((row.factor or 0.0) * amount for row, amount in rows)


def _money_problems(measure: Measure, baseline: Baseline) -> list[Problem]:
    place = Place(measure.id, column="annual_saving")
    if not measure.saves:
        return [Problem("measure.no_saving", place, {"measure": measure.id}, Severity.WARNING)]
    flows = [baseline.flows[s.flow] for s in measure.saves if s.flow in baseline.flows]
    found = [
        Problem("measure.no_price", place, {"measure": measure.id, "flow": flow.id}, Severity.WARNING)
        for flow in flows
        if flow.marginal_cost is None and flow.amount
    ]
    if not baseline.is_of_a_year:
        values = {"measure": measure.id, "days": baseline.days}
        found.append(Problem("measure.part_of_a_year", place, values, Severity.WARNING))
    return found
