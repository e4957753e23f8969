"""What results show, for paper and window alike: a title that says the finding, a note, and what is drawn.

Nothing here is laid out or painted. `key` of a bar or band names its flow or area, so that a window can tell
which figure was asked about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeVar

from greenfield.assess.values import AreaStatus, Resource
from greenfield.charts.bands import Band
from greenfield.charts.bars import Bar
from greenfield.charts.shapes import Role
from greenfield.report.figures import Figures
from greenfield.report.plan import Emission, Origin, ResourceCost
from greenfield.report.plan_totals import gas_by_origin
from greenfield.report.words import area_word, origin_word, status_word

ORIGIN_ROLES: Final = {Origin.COMBUSTION: Role.MAIN, Origin.GRID: Role.SECOND, Origin.STATED: Role.THIRD}
_MOST_BARS = 8
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class BarFinding:
    """A finding that bars show, the longest first."""

    title: str
    note: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class BandFinding:
    """A finding that bands show, in the order of the areas."""

    title: str
    note: str
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class GasSum:
    """A line of the sums of greenhouse gas: of one origin (with its role), of all, or of biomass apart."""

    label: str
    amount: str
    role: Role | None = None
    is_sum: bool = False


def cost_findings(costs: Sequence[ResourceCost], figures: Figures, currency: str) -> list[BarFinding]:
    """Return what resources cost: everything, then energy alone where there are two kinds of it.

    Empty if no cost is known.
    """
    texts = figures.texts
    known = [one for one in costs if one.cost is not None and one.cost > 0]
    if not known:
        return []
    note = texts("Cost in {currency}.", currency=figures.formats.currency_name(currency))
    missing = [figures.name(one.name) for one in costs if one.is_open]
    if missing:
        title = texts("What resources cost, as far as it is known")
        note = texts(
            "Cost in {currency}. Not known: {flows}.",
            currency=figures.formats.currency_name(currency),
            flows=figures.formats.enumeration(missing),
        )
        return [BarFinding(title, note, _cost_bars(known, figures))]
    energy = [one for one in known if one.resource is Resource.ENERGY]
    largest = max(known, key=_cost)
    title = texts(
        "{name}: {share} of what resources cost",
        name=figures.name(largest.name),
        share=_share(largest, known, figures),
    )
    found = [BarFinding(title, note, _cost_bars(known, figures))]
    if 2 <= len(energy) < len(known):
        largest = max(energy, key=_cost)
        title = texts(
            "{name}: {share} of the energy cost",
            name=figures.name(largest.name),
            share=_share(largest, energy, figures),
        )
        found.append(BarFinding(title, note, _cost_bars(energy, figures)))
    return found


def gas_finding(
    emissions: Sequence[Emission], figures: Figures, *, is_whole: bool = True
) -> BarFinding | None:
    """Return greenhouse gas by flow, coloured by origin; None if none is known.

    Where the total misses a flow (`is_whole` False) the title claims no share.
    """
    texts = figures.texts
    known = sorted(
        (one for one in emissions if one.t is not None and one.t > 0), key=lambda one: -(one.t or 0.0)
    )
    if not known:
        return None
    total = sum(one.t or 0.0 for one in known)
    title = texts(
        "{name}: {share} of the greenhouse gas",
        name=figures.name(known[0].name),
        share=figures.formats.percent((known[0].t or 0.0) / total),
    )
    if not is_whole:
        title = texts("Greenhouse gas, as far as it is known")
    shown, rest = _shown_and_rest(known)
    bars = [
        Bar(one.name, one.t or 0.0, figures.gas(one.t), ORIGIN_ROLES[one.origin], one.flow) for one in shown
    ]
    if rest:
        amount = sum(one.t or 0.0 for one in rest)
        name = texts.plural("{count} more", "{count} more", len(rest))
        bars.append(Bar(name, amount, figures.gas(amount), Role.QUIET))
    return BarFinding(title, texts("Tonnes of CO₂ equivalent."), tuple(bars))


def gas_sums(emissions: Sequence[Emission], figures: Figures, *, is_whole: bool = True) -> list[GasSum]:
    """Return the sums by origin, their sum with what it mixes, and CO₂ of biomass apart."""
    texts = figures.texts
    sums = gas_by_origin(emissions)
    found = [
        GasSum(origin_word(origin, texts), figures.gas(amount), ORIGIN_ROLES[origin])
        for origin, amount in sums.items()
    ]
    if len(sums) > 1:
        label = texts("Sum of figures of different kinds")
        found.append(GasSum(label, figures.gas(sum(sums.values()) if is_whole else None), is_sum=True))
    biogenic = sum(one.biogenic_t for one in emissions)
    if biogenic > 0:
        label = texts("CO₂ of wood and other biomass, not part of the sum")
        found.append(GasSum(label, figures.amount(biogenic, "t CO₂")))
    return found


def area_finding(areas: Sequence[AreaStatus], figures: Figures) -> BandFinding | None:
    """Return practice by area, the title naming the one with most to gain; None if nothing was answered."""
    texts = figures.texts
    answered = [status for status in areas if status.band is not None]
    if not answered:
        return None
    scores = sorted(answered, key=lambda status: status.score or 0.0)
    if len(scores) > 1 and (scores[0].score or 0.0) < (scores[1].score or 0.0):
        title = texts("{area}: here is most to gain", area=area_word(scores[0].area, texts))
    else:
        title = texts("Practice by area")
    bands = tuple(
        Band(
            area_word(status.area, texts),
            status.band,
            status_word(status.band, texts),
            texts(
                "{answered} of {asked} questions",
                answered=figures.formats.number(status.answered),
                asked=figures.formats.number(status.asked),
            ),
            key=str(status.area),
        )
        for status in areas
    )
    note = texts("How good practice is today, from one step (much to gain) to five (best practice).")
    return BandFinding(title, note, bands)


def _cost(flow: ResourceCost) -> Decimal:
    return flow.cost or Decimal(0)


def _share(part: ResourceCost, whole: Sequence[ResourceCost], figures: Figures) -> str:
    return figures.formats.percent(_cost(part) / sum(map(_cost, whole), Decimal(0)))


def _cost_bars(costs: Sequence[ResourceCost], figures: Figures) -> tuple[Bar, ...]:
    shown, rest = _shown_and_rest(sorted(costs, key=lambda one: -_cost(one)))
    bars = [Bar(one.name, float(_cost(one)), figures.money(one.cost), key=one.flow) for one in shown]
    if rest:
        name = figures.texts.plural("{count} more", "{count} more", len(rest))
        amount = sum(map(_cost, rest), Decimal(0))
        bars.append(Bar(name, float(amount), figures.money(amount)))
    return tuple(bars)


def _shown_and_rest(parts: Sequence[_Part]) -> tuple[Sequence[_Part], Sequence[_Part]]:
    """Take a long list apart; a rest of one would need as much room as the part itself."""
    cut = _MOST_BARS if len(parts) > _MOST_BARS + 1 else len(parts)
    return parts[:cut], parts[cut:]
