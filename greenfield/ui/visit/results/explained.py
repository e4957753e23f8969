"""How a figure came about, in words: formula, inputs, factors, and where they are from."""

from dataclasses import dataclass, field
from decimal import Decimal

from greenfield.assess.emissions import NOT_COUNTED
from greenfield.assess.explain import Explanation, explain
from greenfield.assess.units import Dimension, scale, scale_to
from greenfield.assess.values import Flow, FlowEmission, Resource
from greenfield.base.formats import unit_sign
from greenfield.base.problem import ProblemError
from greenfield.report.plan import Origin
from greenfield.report.words import origin_word
from greenfield.ui.visit.results.indicator_names import indicator_name
from greenfield.ui.visit.results.questioned import output_question
from greenfield.ui.visit.results.reading import ShownResults

_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a figure. `questions` are the names of the questions that give it."""

    name: str
    value: str
    formula: str = ""
    source: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure with all that it rests on; every text as it is read."""

    title: str
    value: str
    formula: str = ""
    inputs: tuple[Input, ...] = field(default=())
    note: str = ""


def explain_indicator(key: str, shown: ShownResults) -> Explained:
    """Explain an indicator by its key (`energy_gj`, `energy_productivity`, `output`)."""
    texts, found = shown.texts, explain(key, shown.account)
    over_output = key.endswith(("_productivity", "_intensity"))
    if over_output:
        above, below = found.inputs
        names = {"above": indicator_name(above.name, texts), "below": indicator_name(below.name, texts)}
        inputs = (*_indicator_inputs(above, shown), *_indicator_inputs(below, shown))
        formula = texts("{above} ÷ {below}", **names)
    else:
        inputs = tuple(_flow_input(one, key, shown) for one in found.inputs)
        formula = " + ".join(one.name for one in inputs) if len(inputs) > 1 else ""
        if key == "output":
            inputs = (_output_input(found, shown),)
    return Explained(
        title=indicator_name(key, texts),
        value=_amount(found.value, found.unit, key, shown),
        formula=formula,
        inputs=inputs,
        note=_note(key, found, shown),
    )


def explain_cost(flow_id: str, shown: ShownResults) -> Explained | None:
    """Explain what a flow cost; None if the result has no such flow."""
    flow = _flow(flow_id, shown)
    if flow is None or flow.cost is None:
        return None
    texts, figures = shown.texts, shown.figures
    known = sum((one.cost or Decimal(0) for one in shown.result.period.flows), Decimal(0))
    stated = flow.cost if flow.per_year == 1.0 else flow.cost / Decimal(repr(flow.per_year))
    inputs = [
        Input(
            texts("Cost as stated"), figures.money(stated), _to_a_year(flow, shown), source=_quality(flow, shown),
            questions=_questions(flow_id, shown, cost=True),
        ),
        Input(texts("Amount"), figures.amount(flow.amount, flow.unit), questions=_questions(flow_id, shown)),
    ]  # fmt: skip
    if flow.amount:
        price = flow.cost / Decimal(repr(flow.amount))
        money = figures.formats.money(price, shown.result.currency or "XXX", cents=abs(price) < 100)
        shown_price = texts("{money} per {unit}", money=money, unit=unit_sign(flow.unit))
        inputs.append(Input(texts("Price"), shown_price, texts("Cost ÷ amount")))
    share = figures.formats.percent(flow.cost / known) if known else ""
    note = texts("This is {share} of all costs that are known.", share=share) if share else ""
    return Explained(shown.flow_name(flow_id), figures.money(flow.cost), "", tuple(inputs), note)


def explain_gas(flow_id: str, shown: ShownResults) -> Explained | None:
    """Explain the greenhouse gas of a flow; None if the result has none of it."""
    rows = {row.flow: row for row in shown.result.emissions}
    row = rows.get(flow_id)
    found = next((one for one in explain("co2e_t", shown.account).inputs if one.name == flow_id), None)
    if row is None or found is None:
        return None
    texts = shown.texts
    words = shown.figures.texts
    lines = [_flow_input(found, "co2e_t", shown)]
    if row.co2_t and (row.ch4_t or row.n2o_t):
        lines.append(Input(texts("CO₂ in it"), shown.figures.amount(row.co2_t, "t")))
    if row.gwp and row.factor is not None and not (row.ch4_t or row.n2o_t):
        lines.append(_potential(row, shown))
    for name, tonnes in ((texts("Methane in it"), row.ch4_t), (texts("Nitrous oxide in it"), row.n2o_t)):
        if tonnes:
            weight = texts("weighed with {gwp}", gwp=row.gwp) if row.gwp else ""
            lines.append(Input(name, shown.figures.amount(tonnes, "t"), weight))
    if row.biogenic_t:
        amount = shown.figures.amount(row.biogenic_t, "t CO₂")
        lines.append(Input(texts("CO₂ of biomass, not counted"), amount))
    note = origin_word(Origin(row.scope), words)
    return Explained(shown.flow_name(flow_id), shown.figures.gas(row.t), "", tuple(lines), note)


def _potential(row: FlowEmission, shown: ShownResults) -> Input:
    """Return the warming potential by which a refrigerant counts: t CO2e per t of it."""
    factor = (row.factor or 0.0) / scale_to(row.unit, Dimension.MASS)
    return Input(
        shown.texts("Warming potential over 100 years"),
        shown.figures.number(factor),
        shown.texts("weighed with {gwp}", gwp=row.gwp),
    )


def _indicator_inputs(found: Explanation, shown: ShownResults) -> tuple[Input, ...]:
    if found.name == "output":
        return (_output_input(found, shown),)
    total = Input(
        indicator_name(found.name, shown.texts),
        _amount(found.value, found.unit, found.name, shown),
        " + ".join(shown.flow_name(one.name) for one in found.inputs) if len(found.inputs) > 1 else "",
    )
    return (total, *(_flow_input(one, found.name, shown) for one in found.inputs))


def _output_input(found: Explanation, shown: ShownResults) -> Input:
    unit = shown.result.period.output.unit
    question = output_question(shown.desk)
    questions = (question,) if question else ()
    return Input(
        indicator_name("output", shown.texts), shown.figures.amount(found.value, unit), questions=questions
    )


def _flow_input(found: Explanation, key: str, shown: ShownResults) -> Input:
    """Return a flow as a part of a total: its amount times its factor, and where both are from."""
    stated, factor = found.inputs
    flow = _flow(found.name, shown)
    formula = ""
    if factor.value is not None and stated.value is not None:
        formula = shown.texts(
            "{amount} × {factor}",
            amount=_exact(stated.value, stated.unit, shown),
            factor=_exact(
                factor.value, factor.unit.replace("t/", "t CO₂e/") if key == "co2e_t" else factor.unit, shown
            ),
        )
    sources = [
        _stated_amount(flow, shown),
        _quality(flow, shown) if flow else "",
        _factor_source(factor, flow, shown),
    ]
    return Input(
        shown.flow_name(found.name),
        _amount(found.value, found.unit, key, shown),
        formula if stated.unit != found.unit else "",
        "\n".join(source for source in sources if source),
        _questions(found.name, shown),
    )


def _stated_amount(flow: Flow | None, shown: ShownResults) -> str:
    """Return what was answered for other days than a year; empty where the amount is as answered."""
    if flow is None or flow.per_year == 1.0:
        return ""
    return shown.texts(
        "Stated: {amount} in {days} days, {year}",
        amount=_exact(flow.amount / flow.per_year, flow.unit, shown),
        days=flow.days or shown.result.period.days,
        year=_to_a_year(flow, shown),
    )


def _to_a_year(flow: Flow, shown: ShownResults) -> str:
    """Return by what a flow was multiplied to be that of a year; empty where it was not."""
    if flow.per_year == 1.0:
        return ""
    return shown.texts("times {factor} for a year", factor=shown.formats.significant(flow.per_year, 4))


def _factor_source(factor: Explanation, flow: Flow | None, shown: ShownResults) -> str:
    texts = shown.texts
    if factor.source == NOT_COUNTED:
        return texts("Shown, not counted: sold or passed on, or made here from a fuel that is counted")
    if factor.source == "stated":
        return texts("Factor: stated by the company")
    if factor.source:
        values = {"source": factor.source, "year": str(factor.year or "")}
        return (
            texts("Factor: {source}, {year}", **values)
            if factor.year
            else texts("Factor: {source}", **values)
        )
    if flow is None or flow.resource is not Resource.ENERGY or _is_energy(flow.unit):
        return ""
    fuel = shown.desk.opened.tables.for_country(shown.result.country).fuels.get(flow.carrier)
    return texts("Net calorific value: {source}", source=fuel.source) if fuel and fuel.source else ""


def _is_energy(unit: str) -> bool:
    try:
        measured = scale(unit)
    except ProblemError:
        return False
    return measured is not None and measured[0] is Dimension.ENERGY


def _quality(flow: Flow, shown: ShownResults) -> str:
    texts = shown.texts
    words = {
        "measured": texts("Amount: measured"),
        "invoiced": texts("Amount: from invoices"),
        "estimated": texts("Amount: estimated"),
    }
    return words.get(flow.quality, flow.quality)


def _note(key: str, found: Explanation, shown: ShownResults) -> str:
    if found.value is None:
        return shown.texts(
            "This is not known, because a part of it is missing. A sum without it would mislead."
        )
    if key == "co2e_t":
        return shown.texts(
            "Fuels are counted as they burn on site, electricity over its whole life cycle: figures of different kinds."
        )
    return ""


def _flow(flow_id: str, shown: ShownResults) -> Flow | None:
    return next((one for one in shown.result.period.flows if one.id == flow_id), None)


def _questions(flow_id: str, shown: ShownResults, *, cost: bool = False) -> tuple[str, ...]:
    found = shown.desk.assessment.inventory.found.get(flow_id)
    if found is None:
        return ()
    return found.cost_questions if cost else found.amount_questions


def _amount(value: float | None, unit: str, key: str, shown: ShownResults) -> str:
    gas = key == "co2e_t" and unit == "t"
    sign = "t CO₂e" if gas else unit.replace("t/", "t CO₂e/") if key == "co2e_intensity" else unit
    return shown.figures.amount(value, _per(sign))


def _exact(value: float, unit: str, shown: ShownResults) -> str:
    """Return a value with enough digits to calculate it again."""
    number = shown.figures.formats.significant(value, max(_DIGITS, len(str(int(abs(value))))))
    return shown.figures.name(f"{number}\u00a0{_per(unit)}")


def _per(unit: str) -> str:
    return "/".join(unit_sign(part) for part in unit.split("/"))
