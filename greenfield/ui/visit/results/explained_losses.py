"""What the losses of a step really cost, and how that came about."""

from collections.abc import Iterator
from decimal import Decimal

from greenfield.assess.losses import by_step
from greenfield.report.loss_finding import step_name
from greenfield.report.plan import MaterialLoss
from greenfield.services.visit_result import ResultLoss
from greenfield.ui.visit.results.explained import Explained, Input
from greenfield.ui.visit.results.reading import ShownResults


def explain_loss(step: str, shown: ShownResults) -> Explained | None:
    """Explain the cost of the losses of a step, by its name as read; None if there is no such step."""
    texts, figures = shown.texts, shown.figures
    pairs = [
        (loss, kept)
        for loss, kept in zip(shown.plan.losses, shown.result.losses, strict=True)
        if step_name(loss, figures) == step
    ]
    if not pairs:
        return None
    total = next(iter(by_step(loss.cost for loss, _ in pairs).values()))
    inputs = [one for loss, kept in pairs for one in _inputs(loss, kept, shown, named=len(pairs) > 1)]
    note = (
        ""
        if total is not None
        else texts("This is not known, because a part of it is missing. A sum without it would mislead.")
    )
    formula = texts("material + energy + treatment + work − income")
    return Explained(step, figures.money(total), formula, tuple(inputs), note)


def _inputs(loss: MaterialLoss, kept: ResultLoss, shown: ShownResults, *, named: bool) -> Iterator[Input]:
    texts, figures, result = shown.texts, shown.figures, shown.result
    cost = loss.cost
    yield Input(
        loss.name if named else texts("What is lost"),
        figures.amount(loss.amount, loss.unit),
        texts("{share} of {flow}", share=_percent(cost.share, shown), flow=loss.flow)
        if cost.share is not None
        else "",
        questions=_questions(kept.name, shown),
    )
    flow = next((one for one in result.period.flows if one.id == kept.flow), None)
    formula = ""
    if cost.material is not None and flow is not None:
        formula = texts("{share} × {cost}", share=_percent(cost.share, shown), cost=figures.money(flow.cost))
    yield Input(texts("Material in it"), figures.money(cost.material), formula)
    formula = ""
    if cost.energy is not None and result.energy_cost is not None and result.material_cost:
        formula = texts(
            "cost of energy {energy} × {material} ÷ cost of materials {materials}",
            energy=figures.money(result.energy_cost),
            material=figures.money(cost.material),
            materials=figures.money(result.material_cost),
        )
    yield Input(texts("Energy in it"), figures.money(cost.energy), formula)
    for name, money, sign in (
        (texts("Handling and treatment"), cost.treatment, 1),
        (texts("Work and machine hours spent on it"), cost.system, 1),
        (texts("Income from it"), cost.income, -1),
    ):
        if money is None or money:
            yield Input(name, figures.money(None if money is None else money * Decimal(sign)))


def _percent(share: float | None, shown: ShownResults) -> str:
    return shown.formats.percent(share, 1) if share is not None else shown.figures.number(None)


def _questions(name: str, shown: ShownResults) -> tuple[str, ...]:
    found = next((one for one in shown.desk.assessment.inventory.losses if one.name == name), None)
    return found.questions if found else ()
