"""What the losses really cost, for paper and window alike: by step, and each loss with the parts of its cost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from greenfield.assess.losses import by_step
from greenfield.charts.bars import Bar
from greenfield.report.figures import Figures, rounded
from greenfield.report.findings import BarFinding
from greenfield.report.plan import MaterialLoss


@dataclass(frozen=True, slots=True)
class LossLine:
    """One loss with its amount and the parts of its cost in whole money, as read; what is not known says so."""

    name: str
    step: str
    amount: str
    material: str
    energy: str
    other: str
    total: str


def loss_finding(losses: Sequence[MaterialLoss], figures: Figures, currency: str) -> BarFinding | None:
    """Return what the losses cost by step, the dearest first; None while no amount of a loss is known.

    A step of which a part is not known has no bar; the note names it. The title claims a share only where all is
    known. The key of a bar is the step as read.
    """
    texts = figures.texts
    if not any(one.amount is not None for one in losses):
        return None
    steps = by_step(replace(one.cost, step=step_name(one, figures)) for one in losses)
    known = {step: cost for step, cost in steps.items() if cost is not None}
    title = texts("What the losses really cost")
    total = sum(known.values(), Decimal(0))
    if len(known) == len(steps) > 1 and total > 0 and min(known.values()) >= 0:
        step, most = next(iter(known.items()))
        title = texts(
            "{step}: {share} of what the losses really cost",
            step=figures.name(step),
            share=figures.formats.percent(most / total),
        )
    bars = tuple(
        Bar(step, max(float(cost), 0.0), figures.estimated_money(cost), key=step)
        for step, cost in known.items()
    )
    return BarFinding(title, _note(steps, total, figures, currency), bars)


def loss_lines(losses: Sequence[MaterialLoss], figures: Figures) -> list[LossLine]:
    """Return each loss with its parts, the dearest first and those that are not known last."""
    ordered = sorted(losses, key=lambda one: (one.cost.total is None, -(one.cost.total or 0), one.name))
    return [
        LossLine(
            name=one.name,
            step=step_name(one, figures),
            amount=figures.amount(one.amount, one.unit),
            material=_plain(one.cost.material, figures),
            energy=_plain(one.cost.energy, figures),
            other=_plain(_other(one), figures),
            total=_plain(one.cost.total, figures),
        )
        for one in ordered
    ]


def step_name(loss: MaterialLoss, figures: Figures) -> str:
    """Return the step of a loss as read, or that it is not known."""
    return loss.step or figures.texts("Step not known")


def _plain(value: Decimal | None, figures: Figures) -> str:
    """Return money rounded to three digits without its currency, which the note names."""
    return figures.number(None) if value is None else figures.formats.number(rounded(value))


def _other(loss: MaterialLoss) -> Decimal | None:
    """Return handling, treatment and work, less what is paid for the loss."""
    cost = loss.cost
    if cost.treatment is None or cost.system is None or cost.income is None:
        return None
    return cost.treatment + cost.system - cost.income


def _note(steps: dict[str, Decimal | None], total: Decimal, figures: Figures, currency: str) -> str:
    texts = figures.texts
    parts = [
        texts(
            "Material and energy in what did not become product, its treatment and the work on it, less what is paid for "
            "it, in {currency}.",
            currency=figures.formats.currency_name(currency),
        )
    ]
    unknown = [figures.name(step) for step, cost in steps.items() if cost is None]
    if unknown:
        parts.append(texts("Not known yet: {steps}.", steps=figures.formats.enumeration(unknown)))
    elif len(steps) > 1:
        parts.append(texts("Together {money}.", money=figures.estimated_money(total)))
    return " ".join(parts)
