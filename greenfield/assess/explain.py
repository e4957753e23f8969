"""How a figure came about, as a tree of values: formula, inputs, factors and where they are from."""

from dataclasses import dataclass

from greenfield.assess.account import TOTALS, Account
from greenfield.assess.indicators import INTENSITY, PRODUCTIVITY, indicators
from greenfield.assess.values import Flow, FlowEmission

_UNITS = {
    "energy_gj": "GJ",
    "materials_t": "t",
    "water_m3": "m3",
    "wastewater_m3": "m3",
    "waste_t": "t",
    "co2e_t": "t",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure: `formula` names its `inputs` by their names; a leaf is a flow, an output or a factor.

    `source` and `year` say where a factor or a flow is from (a flow's source is its quality).
    """

    name: str
    value: float | None
    unit: str
    formula: str = ""
    inputs: tuple["Explanation", ...] = ()
    source: str = ""
    year: int | None = None


def explain(indicator: str, account: Account) -> Explanation:
    """Explain an absolute indicator (`energy_gj`), a productivity (`energy_productivity`) or an intensity.

    KeyError for a name that is no indicator.
    """
    if indicator == "output":
        return _output(account)
    if indicator == "co2e_t":
        rows = tuple(_emission(row, account) for row in account.emissions)
        return _sum(indicator, account, rows)
    if indicator in TOTALS:
        flows = [
            f for f in account.period.flows if f.resource is TOTALS[indicator] and f.id in account.amounts
        ]
        return _sum(indicator, account, tuple(_amount(flow, account, _UNITS[indicator]) for flow in flows))
    name, _, kind = indicator.rpartition("_")
    values, output = indicators(account), _output(account)
    if kind == "productivity":
        use = explain(PRODUCTIVITY[name], account)
        over, under, value = output, use, values.productivity[name]
    elif kind == "intensity":
        over, under, value = explain(INTENSITY[name], account), output, values.intensity[name]
    else:
        raise KeyError(indicator)
    formula, unit = f"{over.name} / {under.name}", f"{over.unit}/{under.unit}"
    return Explanation(indicator, value, unit, formula, (over, under))


def _output(account: Account) -> Explanation:
    output = account.period.output
    return Explanation("output", output.amount, output.unit)


def _sum(name: str, account: Account, parts: tuple[Explanation, ...]) -> Explanation:
    return Explanation(name, account.totals[name], _UNITS[name], " + ".join(p.name for p in parts), parts)


def _amount(flow: Flow, account: Account, unit: str) -> Explanation:
    value = account.amounts[flow.id]
    stated = Explanation(f"{flow.id} amount", flow.amount, flow.unit, source=flow.quality)
    per_unit = value / flow.amount if flow.amount else None
    factor = Explanation(f"{flow.id} factor", per_unit, f"{unit}/{flow.unit}")
    return Explanation(flow.id, value, unit, f"{stated.name} * {factor.name}", (stated, factor))


def _emission(row: FlowEmission, account: Account) -> Explanation:
    flow = next(flow for flow in account.period.flows if flow.id == row.flow)
    stated = Explanation(f"{row.flow} amount", flow.amount, flow.unit, source=flow.quality)
    factor = Explanation(f"{row.flow} factor", row.factor, f"t/{row.unit}", source=row.source, year=row.year)
    return Explanation(row.flow, row.t, "t", f"{stated.name} * {factor.name}", (stated, factor))
