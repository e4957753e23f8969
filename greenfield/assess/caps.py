"""How much of a material all measures together can save: never more than is lost, or than a stated share of it.

Raw material that is in the product cannot be saved by housekeeping. Where the losses of a flow are known, they are the most
that measures can bring back; where they are not, the toolkit may state a largest share.
"""

from collections.abc import Iterable, Mapping

from greenfield.assess.losses import Loss, lost_amounts
from greenfield.assess.values import Flow, MeasureFigures, Resource
from greenfield.base.problem import Place, Problem, Severity

MUCH = 0.5
"""Measures that together save more than this share of a flow are questioned."""


def caps(flows: Mapping[str, Flow], losses: Iterable[Loss]) -> dict[str, float]:
    """Return the most that can be saved of each flow that has such a limit, in its unit.

    Where every loss of a flow is known, and there is one, it is their sum, else the flow's own largest share; the smaller
    one where both are known. A loss that is not known could be any, so that the others say nothing of their sum.
    """
    listed = list(losses)
    unknown = {one.flow for one in listed if one.amount is None}
    lost = {
        name: amount for name, amount in lost_amounts(listed).items() if amount > 0 and name not in unknown
    }
    found = {}
    for name, flow in flows.items():
        limits = [flow.most * flow.amount] if flow.most is not None else []
        limits += [lost[name]] if name in lost else []
        if limits:
            found[name] = min(*limits, flow.amount)
    return found


def much_saved(figures: Iterable[MeasureFigures], flows: Mapping[str, Flow]) -> list[Problem]:
    """Return a note for each flow of energy or water of which the chosen measures together save more than half.

    Each measure saves from the whole flow. Where several save at the same machine, the second finds less than its formula says.
    """
    saved: dict[str, float] = {}
    for one in figures:
        for name, amount in one.saved.items():
            saved[name] = saved.get(name, 0.0) + amount
    return [
        Problem(
            "plausible.saved_much",
            Place(name, column="amount"),
            {"flow": name, "percent": 100 * amount / flows[name].amount},
            Severity.WARNING,
        )
        for name, amount in saved.items()
        if name in flows
        and flows[name].resource in {Resource.ENERGY, Resource.WATER}
        and amount > MUCH * flows[name].amount > 0
    ]


def cap_problems(
    figures: Iterable[MeasureFigures], flows: Mapping[str, Flow], limits: Mapping[str, float]
) -> list[Problem]:
    """Return a note for each flow of which the chosen measures wanted to save more than its limit."""
    wanted: dict[str, float] = {}
    for one in figures:
        for name, cut in one.overlap.items():
            wanted[name] = wanted.get(name, 0.0) + cut
    found = []
    for name in wanted:
        if name in limits and limits[name] < flows[name].amount:
            values = {"flow": name, "limit": limits[name], "unit": flows[name].unit}
            found.append(
                Problem("plausible.saved_material", Place(name, column="amount"), values, Severity.WARNING)
            )
    return found
