"""What material that leaves as waste really costs: the cost of non-product output, by step of the process.

Material flow cost accounting (ISO 14051; TEST, UNIDO): the waste container shows the price of disposal, but most of the
money went into buying, heating and working what is in it.
Cost = material in it + energy in it + handling and treatment + system costs - income from it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import fsum

from greenfield.assess.values import Flow
from greenfield.base.problem import Place, Problem, Severity

# A sum that is above its flow by less than this share is above it by its last digits.
_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Loss:
    """Material that a step of the process does not turn into product, in a period.

    `amount` is in the unit of the material flow `flow`. `treatment` (handling, disposal, waste-water fees), `system`
    (wages and machine hours spent on it) and `income` (what is paid for it) are money of the period. None anywhere:
    not known.
    """

    name: str
    step: str
    flow: str
    amount: float | None
    treatment: Decimal | None = Decimal(0)
    system: Decimal | None = Decimal(0)
    income: Decimal | None = Decimal(0)


@dataclass(frozen=True, slots=True)
class LossCost:
    """A loss with the parts of its cost; a part that is not known is None, and so is then the total."""

    name: str
    step: str
    share: float | None
    material: Decimal | None
    energy: Decimal | None
    treatment: Decimal | None
    system: Decimal | None
    income: Decimal | None

    @property
    def total(self) -> Decimal | None:
        """Return the cost of this non-product output."""
        return _sum((self.material, self.energy, self.treatment, self.system), minus=self.income)


def loss_costs(
    losses: Sequence[Loss],
    flows: Mapping[str, Flow],
    energy_cost: Decimal | None,
    material_cost: Decimal | None,
) -> tuple[LossCost, ...]:
    """Return what each loss costs; the two costs are those of all energy and all materials of the period.

    Material counts at the average price of its flow, for the whole of it was bought. Energy is shared out by the
    value of material: a loss with a tenth of the cost of all materials carries a tenth of the energy. All losses of
    one flow together never count for more than the flow: where they would, each is cut in proportion. Losses whose
    flow or amount is not known have unknown costs.
    """
    lost = lost_amounts(losses)
    return tuple(
        _cost(loss, flows.get(loss.flow), lost.get(loss.flow, 0.0), (energy_cost, material_cost))
        for loss in losses
    )


def lost_amounts(losses: Iterable[Loss]) -> dict[str, float]:
    """Return what is known to be lost of each flow, in its unit."""
    by_flow: dict[str, list[float]] = {}
    for loss in losses:
        if loss.amount is not None:
            by_flow.setdefault(loss.flow, []).append(loss.amount)
    return {flow: fsum(amounts) for flow, amounts in by_flow.items()}


def loss_problems(losses: Iterable[Loss], flows: Mapping[str, Flow]) -> list[Problem]:
    """Return a warning for each flow of which more is lost than there is."""
    found = []
    for name, amount in lost_amounts(losses).items():
        flow = flows.get(name)
        if flow is not None and amount > flow.amount * (1 + _NOISE):
            values = {"flow": name, "amount": amount, "limit": flow.amount, "unit": flow.unit}
            found.append(Problem("plausible.losses", Place(name), values, Severity.WARNING))
    return found


def by_step(costs: Iterable[LossCost]) -> dict[str, Decimal | None]:
    """Return the cost of non-product output by step, dearest first; a step with an unknown part is None, and last."""
    steps: dict[str, list[Decimal | None]] = {}
    for cost in costs:
        steps.setdefault(cost.step, []).append(cost.total)
    summed = {step: _sum(totals) for step, totals in steps.items()}
    return dict(sorted(summed.items(), key=lambda item: (item[1] is None, -(item[1] or 0), item[0])))


def _cost(
    loss: Loss, flow: Flow | None, lost: float, paid: tuple[Decimal | None, Decimal | None]
) -> LossCost:
    energy_cost, bought = paid
    share = None
    if loss.amount is not None and flow is not None and flow.amount > 0:
        share = min(loss.amount / max(flow.amount, lost), 1.0)
    material = (
        flow.cost * Decimal(repr(share)) if flow and flow.cost is not None and share is not None else None
    )
    energy = None
    if material is not None and bought and energy_cost is not None:
        energy = energy_cost * material / bought
    return LossCost(loss.name, loss.step, share, material, energy, loss.treatment, loss.system, loss.income)


def _sum(parts: Sequence[Decimal | None], minus: Decimal | None = Decimal(0)) -> Decimal | None:
    if minus is None or any(part is None for part in parts):
        return None
    return sum((part for part in parts if part is not None), -minus)
