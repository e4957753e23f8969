"""Amounts and prices that can hardly be right, by what they are compared with; warnings, never errors.

Compared are: the quartiles of the sector (ten times the third, a tenth of the first; a hundredth where the plants are in
another country, which is no norm for a small factory with little machinery), the price of electricity with
that of fuels in the same visit (a hundred times), and the visit before (ten times an amount per output, a hundred times
a price). No price band of a country is used: none with a source is known to us.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import fsum

from greenfield.assess import carriers
from greenfield.assess.account import Account
from greenfield.assess.benchmarks import UNITS, Benchmark, Metric, Per, is_fuel, own_figure
from greenfield.assess.energy import is_counted
from greenfield.assess.likely_unit import likely_unit
from greenfield.assess.units import Dimension, scale, scale_to
from greenfield.assess.values import Flow, Output, Resource
from greenfield.base.problem import Place, Problem, Severity

FAR_FROM_SECTOR = 10.0
FAR_BELOW_ABROAD = 100.0
FAR_FROM_LAST = 10.0
FAR_PRICE = 100.0
_BY_METRIC = {
    Metric.ELECTRICITY: Metric.ELECTRICITY,
    Metric.NATURAL_GAS: Metric.FUEL,
    Metric.FUEL: Metric.FUEL,
}

# What is said where nobody uses a unit that is a thousand times smaller or larger.
_PLAIN = {
    "plausible.above_sector": "plausible.above_sector_plain",
    "plausible.below_sector": "plausible.below_sector_plain",
    "plausible.above_last": "plausible.above_last_plain",
    "plausible.below_last": "plausible.below_last_plain",
    "plausible.price_low": "plausible.price_low_plain",
    "plausible.price_high": "plausible.price_high_plain",
}


@dataclass(frozen=True, slots=True)
class LastVisit:
    """What the visit before says: its output, and by flow (resource and name) the amount in GJ, t or m3, and its price.

    `gwp` is the set that its greenhouse gases were weighed with.
    """

    output: Output
    currency: str
    amounts: Mapping[str, float] = field(default_factory=dict)
    prices: Mapping[str, float] = field(default_factory=dict)
    gwp: str = ""


def last_visit(account: Account, currency: str, gwp: str = "") -> LastVisit:
    """Return what a later visit is compared with."""
    period = account.period
    return LastVisit(
        period.output,
        currency,
        {_key(flow): account.amounts[flow.id] for flow in period.flows if flow.id in account.amounts},
        {_key(flow): price for flow in period.flows if (price := _price(flow, account)) is not None},
        gwp,
    )


def _key(flow: Flow) -> str:
    return f"{flow.resource}/{flow.id}"


def odd_amounts(
    account: Account,
    rows: Iterable[Benchmark] = (),
    last: LastVisit | None = None,
    currency: str = "",
    country: str = "",
) -> list[Problem]:
    """Return warnings about a period, one a flow at most for its amount and one for its price.

    `rows` are those of the sector, `country` is the factory's (ISO 3166 alpha-3). What is not known gives no warning, and the order of flows and rows does not matter.
    """
    found = [*_far_from_sector(account, rows, country), *(_far_from_last(account, last) if last else ())]
    odd = {problem.place.name for problem in found}
    found += [
        *_prices_of_energy(account, odd, currency),
        *(_prices_of_last(account, last) if last and last.currency == currency else ()),
    ]
    once: dict[tuple[str, str], Problem] = {}
    for problem in found:
        once.setdefault((problem.place.name, problem.place.column), problem)
    return list(once.values())


def _far_from_sector(account: Account, rows: Iterable[Benchmark], country: str) -> Iterable[Problem]:
    by_metric: dict[Metric, list[Benchmark]] = {}
    for row in rows:
        if row.has_range and row.metric in _BY_METRIC and row.per is Per.EMPLOYEE:
            by_metric.setdefault(row.metric, []).append(row)
    for metric in Metric:
        listed = by_metric.get(metric, [])
        if not listed:
            continue
        high = FAR_FROM_SECTOR * max(one.p75 or 0.0 for one in listed)
        low = min((one.p25 or 0.0) / _far_below(one, country) for one in listed)
        all_of_it, alike = own_figure(_BY_METRIC[metric], account), own_figure(metric, account)
        if all_of_it.value is not None and all_of_it.value > high:
            yield _sector("plausible.above_sector", metric, all_of_it.value, high, account, too_much=True)
        elif alike.value is not None and 0 < alike.value < low:
            yield _sector("plausible.below_sector", metric, alike.value, low, account, too_much=False)


def _far_below(row: Benchmark, country: str) -> float:
    return FAR_FROM_SECTOR if row.region == country else FAR_BELOW_ABROAD


def _sector(
    code: str, metric: Metric, value: float, limit: float, account: Account, *, too_much: bool
) -> Problem:
    names = own_figure(_BY_METRIC[metric], account).flows
    flows = [flow for flow in account.period.flows if flow.id in names]
    flow = max(flows, key=lambda one: (account.amounts.get(one.id, 0.0), one.id))
    values = {"amount": value, "limit": limit, "each": UNITS[metric]}
    return _warn(code, flow, "amount", too_much=too_much, **values)


def _far_from_last(account: Account, last: LastVisit) -> Iterable[Problem]:
    ratio_of_output = _ratio(account.period.output, last.output)
    if ratio_of_output is None:
        return
    for flow in account.period.flows:
        now, before = account.amounts.get(flow.id), last.amounts.get(_key(flow))
        if not now or not before or now < 0 or before < 0:
            continue
        times = now / before / ratio_of_output
        if times > FAR_FROM_LAST:
            yield _warn("plausible.above_last", flow, "amount", too_much=True, times=times)
        elif times < 1 / FAR_FROM_LAST:
            yield _warn("plausible.below_last", flow, "amount", too_much=False, times=1 / times)


def _ratio(now: Output, before: Output) -> float | None:
    """Return how many times the output before this one is; None where the two cannot be compared."""
    if now.amount <= 0 or before.amount <= 0:
        return None
    if now.unit == before.unit:
        return now.amount / before.amount
    measured, of_before = scale(now.unit), scale(before.unit)
    if measured is None or of_before is None or measured[0] is not of_before[0]:
        return None
    return now.amount * measured[1] / (before.amount * of_before[1])


def _price(flow: Flow, account: Account) -> float | None:
    amount = account.amounts.get(flow.id)
    if flow.cost is None or flow.cost <= 0 or amount is None or amount <= 0:
        return None
    return float(flow.cost / Decimal(amount))


def _prices_of_energy(account: Account, odd: set[str], currency: str) -> Iterable[Problem]:
    """Compare what a kWh costs as electricity and as fuel: 100 times either way, one of the two is wrong."""
    kwh = scale_to("kWh", Dimension.ENERGY)
    priced = {
        flow.id: price * kwh
        for flow in account.period.flows
        if flow.resource is Resource.ENERGY
        and is_counted(flow)
        and (flow.carrier == carriers.ELECTRICITY or is_fuel(flow))
        and (price := _price(flow, account)) is not None
    }
    if len(priced) < 2:
        return
    flows = {flow.id: flow for flow in account.period.flows}
    low, high = (
        min(priced, key=lambda one: (priced[one], one)),
        max(priced, key=lambda one: (priced[one], one)),
    )
    times = priced[high] / priced[low]
    if times <= FAR_PRICE:
        return
    rest = [priced[one] for one in priced if one not in {low, high}]
    middle = fsum(rest) / len(rest) if rest else 0.0
    if low in odd or high in odd:
        wrong = low if low in odd else high
    else:
        wrong = high if rest and middle * middle < priced[low] * priced[high] else low
    other = low if wrong == high else high
    values = {"price": priced[wrong], "other": other, "currency": currency, "times": times}
    code = "plausible.price_low" if wrong == low else "plausible.price_high"
    yield _warn(code, flows[wrong], "amount", too_much=wrong == low, **values)


def _prices_of_last(account: Account, last: LastVisit) -> Iterable[Problem]:
    for flow in account.period.flows:
        now, before = _price(flow, account), last.prices.get(_key(flow))
        if now is None or before is None or before <= 0:
            continue
        times = now / before
        if not 1 / FAR_PRICE <= times <= FAR_PRICE:
            code = "plausible.price_above_last" if times > 1 else "plausible.price_below_last"
            values = {"flow": flow.id, "times": times if times > 1 else 1 / times}
            yield Problem(code, Place(name=flow.id, column="cost"), values, Severity.WARNING)


def _warn(code: str, flow: Flow, column: str, *, too_much: bool, **values: object) -> Problem:
    likely = likely_unit(flow.unit, too_much=too_much)
    named = {"flow": flow.id, **({"likely": likely, "unit": flow.unit} if likely else {})}
    place = Place(name=flow.id, column=column)
    return Problem(code if likely else _PLAIN[code], place, values | named, Severity.WARNING)
