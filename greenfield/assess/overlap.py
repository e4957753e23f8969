"""Savings of several measures on the same flow: together they never exceed the flow.

A share is a share of the whole flow. Measures take from a flow one after the other, the one that pays back
soonest first, then the lower investment, then the id; who comes when nothing is left gets nothing. So the
order in which measures are listed does not matter, and a good cheap measure is never cut by a dear one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from greenfield.assess.values import Flow, Saving

_NO_CAPS: Mapping[str, float] = MappingProxyType({})

# A cut below this share of the flow is the last digit of a sum, not an overlap.
_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Taken:
    """What one measure takes from each flow after overlap, and by how much its claim was cut."""

    saved: Mapping[str, float]
    reduced_by: Mapping[str, float]


def claims(saves: Sequence[Saving], flows: Mapping[str, Flow]) -> dict[str, float]:
    """Return what a measure would save of each flow by itself, in the flow's unit; unknown flows are left out."""
    found: dict[str, float] = {}
    for saving in saves:
        flow = flows.get(saving.flow)
        if flow is None:
            continue
        amount = saving.share * flow.amount if saving.share is not None else saving.amount or 0.0
        found[flow.id] = found.get(flow.id, 0.0) + amount
    return found


def take(
    claimed: Sequence[Mapping[str, float]], flows: Mapping[str, Flow], caps: Mapping[str, float] = _NO_CAPS
) -> list[Taken]:
    """Let measures take from the flows in the order given; returned in the same order.

    `caps` are the most that can be saved of a flow, where that is less than all of it.
    """
    left = {name: min(flow.amount, caps.get(name, flow.amount)) for name, flow in flows.items()}
    taken = []
    for claim in claimed:
        saved, reduced = {}, {}
        for name, amount in claim.items():
            saved[name] = min(amount, left[name])
            left[name] -= saved[name]
            if amount - saved[name] > _NOISE * flows[name].amount:
                reduced[name] = amount - saved[name]
        taken.append(Taken(saved, reduced))
    return taken
