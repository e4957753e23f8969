"""The order in which measures are offered, by a score that names its parts.

Each part runs from 0 to 1 and halves at a stated point; the score is their weighted sum. Companies act on a
payback of about 15 months, and weigh the first cost 1.4 times as heavily as the saving. Where a benchmark of the sector
is known, how far the factory lies above it takes a tenth of the score, and the other parts nine tenths.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from greenfield.assess.finance import DEFAULT_DISCOUNT_RATE
from greenfield.assess.measures import Baseline, measure_figures, net_investment
from greenfield.assess.values import Candidate, Measure, MeasureFigures, Ranked, Recommendations, Truth

WEIGHTS: Mapping[str, float] = {"first_cost": 0.35, "payback": 0.25, "saving": 0.25, "ease": 0.15}
GAP = "benchmark_gap"
GAP_WEIGHT = 0.1
NO_GAP_KNOWN = 0.5
HALF_PAYBACK_YEARS = 1.25
HALF_SAVING_SHARE = 0.05
HALF_FIRST_COST_SHARE = 0.10
_EASE = {1: 0.0, 2: 0.5, 3: 1.0}
_NO_GAPS: Mapping[str, float] = MappingProxyType({})


def rank(
    candidates: Iterable[Candidate],
    baseline: Baseline,
    discount_rate: float = DEFAULT_DISCOUNT_RATE,
    gaps: Mapping[str, float] = _NO_GAPS,
) -> Recommendations:
    """Return the measures that apply, best first, and what is missing for those that cannot be decided.

    Each stands by itself, without overlap; `measure_figures` of the chosen ones shows that. Measures
    without figures come last. Equal scores: the lower first cost, then the name. `gaps` are those of
    `benchmarks.benchmark_gaps`, by flow; without any the score has no such part.
    """
    applying, undecided = [], {}
    for candidate in candidates:
        if candidate.applies is Truth.UNKNOWN:
            undecided[candidate.name] = candidate.missing
        elif candidate.applies is Truth.YES:
            applying.append(candidate)
    ranked = [(_ranked(c, baseline, discount_rate, gaps), _first_cost(c)) for c in applying]
    ranked.sort(key=lambda item: (item[0].figures is None, -item[0].score, item[1], item[0].name))
    return Recommendations(tuple(item for item, _ in ranked), dict(sorted(undecided.items())))


def score_parts(
    measure: Measure, figures: MeasureFigures, ease: int, total_cost: Decimal | None
) -> dict[str, float]:
    """Return the parts of a score, each from 0 to 1.

    `payback` halves at 15 months, `first_cost` at 10 % of what all flows cost together, `saving` is half at
    5 % of it. Without a known total both of these count half.
    """
    saving = (figures.annual_saving or Decimal(0)) - measure.annual_cost
    cost = max(net_investment(measure), Decimal(0))
    years = figures.payback_years
    return {
        "first_cost": _falling(_share(cost, total_cost), HALF_FIRST_COST_SHARE),
        "payback": 0.0 if years is None else _falling(years, HALF_PAYBACK_YEARS),
        "saving": 1.0 - _falling(_share(max(saving, Decimal(0)), total_cost), HALF_SAVING_SHARE),
        "ease": _EASE.get(ease, 0.5),
    }


def _ranked(
    candidate: Candidate, baseline: Baseline, discount_rate: float, gaps: Mapping[str, float]
) -> Ranked:
    if candidate.measure is None:
        parts = {"ease": _EASE.get(candidate.ease, 0.5)}
        return Ranked(candidate.name, None, WEIGHTS["ease"] * parts["ease"], parts)
    figures = measure_figures((candidate.measure,), baseline, discount_rate)[0]
    parts = score_parts(candidate.measure, figures, candidate.ease, baseline.total_cost)
    score = sum(WEIGHTS[part] * value for part, value in parts.items())
    if gaps:
        parts[GAP] = max(
            (gaps[one.flow] for one in candidate.measure.saves if one.flow in gaps), default=NO_GAP_KNOWN
        )
        score = (1.0 - GAP_WEIGHT) * score + GAP_WEIGHT * parts[GAP]
    return Ranked(candidate.name, figures, score, parts)


def _first_cost(candidate: Candidate) -> Decimal:
    return net_investment(candidate.measure) if candidate.measure else Decimal(0)


def _share(amount: Decimal, total: Decimal | None) -> float | None:
    return float(amount / total) if total else None


def _falling(value: float | None, half: float) -> float:
    """Return 1 at zero, a half at `half`, and less and less beyond; a half for what is not known."""
    return 0.5 if value is None else half / (half + value)
