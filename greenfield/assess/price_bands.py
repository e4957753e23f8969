"""Prices that can hardly be right in a currency: outside of a band, with the likely cause; warnings, never errors."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from greenfield.assess.account import Account
from greenfield.assess.energy import gj_per_unit, is_counted
from greenfield.assess.factors import FactorTables, Method
from greenfield.assess.likely_unit import likely_unit
from greenfield.assess.units import Dimension, scale_to
from greenfield.assess.values import Flow, Resource
from greenfield.base.problem import Place, Problem, ProblemError, Severity

EVERY = "*"
WORLD = "world"
DOLLAR = "USD"

# By whether a rate was needed, and whether a unit a thousand times smaller or larger is in use.
_CODES = {
    (False, True): "plausible.price_band",
    (False, False): "plausible.price_band_plain",
    (True, True): "plausible.price_band_rate",
    (True, False): "plausible.price_band_plain_rate",
}


@dataclass(frozen=True, slots=True)
class PriceBand:
    """Between what the price of one `unit` of a resource lies, in a currency (ISO 4217).

    `region` is a country (ISO 3166 alpha-3) or `world`; `carrier` `*` means every one of the resource.
    """

    set: str
    title: str
    region: str
    currency: str
    resource: Resource
    carrier: str
    unit: str
    low: float
    high: float
    year: int
    source: str
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Currency:
    """The currency of a visit, and how much of it one US dollar costs; None: nobody has said it."""

    code: str
    per_dollar: Decimal | None = None

    def rate_of(self, band: PriceBand) -> float | None:
        """Return how much of this currency one of the band's is; None where no rate is known."""
        if band.currency == self.code:
            return 1.0
        known = band.currency == DOLLAR and self.per_dollar is not None and self.per_dollar > 0
        return float(self.per_dollar or 0) if known else None


def price_problems(
    account: Account,
    bands: Iterable[PriceBand],
    currency: Currency,
    method: Method,
    passed_over: Collection[str] = (),
) -> list[Problem]:
    """Return a warning for each flow whose price lies outside of its band.

    A band of the method's country stands before that of the world, one of the carrier before that of all. `passed_over` are flows of
    which something odd was said already. Without a band in the currency, and without a rate, nothing is said.
    """
    listed = list(bands)
    found = []
    for flow in account.period.flows:
        band = _band_for(flow, listed, currency, method.country)
        price = None if band is None or flow.id in passed_over else _price(flow, band, account, method.tables)
        rate = None if band is None else currency.rate_of(band)
        if band is None or price is None or rate is None:
            continue
        low, high = band.low * rate, band.high * rate
        if not low <= price <= high:
            values: dict[str, object] = {"price": price, "low": low, "high": high, "currency": currency.code}
            if band.currency != currency.code:
                values["rate"] = rate
            found.append(_warning(flow, band.unit, values, is_low=price < low))
    return found


def _band_for(flow: Flow, bands: Iterable[PriceBand], currency: Currency, country: str) -> PriceBand | None:
    fitting = [
        one
        for one in bands
        if one.resource is flow.resource
        and one.carrier in {flow.carrier, EVERY}
        and one.region in {country, WORLD}
        and currency.rate_of(one) is not None
    ]
    return min(
        fitting, key=lambda one: (one.region == WORLD, one.carrier == EVERY, -one.year, one.set), default=None
    )


def _price(flow: Flow, band: PriceBand, account: Account, tables: FactorTables) -> float | None:
    """Return what one unit of the band costs; None where that cannot be said."""
    amount = account.amounts.get(flow.id)
    if flow.cost is None or flow.cost <= 0 or amount is None or amount <= 0:
        return None
    if flow.resource is Resource.ENERGY and not is_counted(flow):
        return None
    try:
        return float(flow.cost) / amount * _common(replace(flow, unit=band.unit), tables)
    except ProblemError:
        return None


def _common(flow: Flow, tables: FactorTables) -> float:
    """Return how much of GJ, m3 or t one unit of a flow is."""
    if flow.resource is Resource.ENERGY:
        return gj_per_unit(flow, tables)
    is_liquid = flow.resource in {Resource.WATER, Resource.WASTEWATER}
    return scale_to(flow.unit, Dimension.VOLUME if is_liquid else Dimension.MASS)


def _warning(flow: Flow, each: str, values: dict[str, object], *, is_low: bool) -> Problem:
    likely = likely_unit(flow.unit, too_much=is_low)
    named = {"flow": flow.id, "each": each, **({"unit": flow.unit, "likely": likely} if likely else {})}
    return Problem(
        _CODES["rate" in values, bool(likely)],
        Place(flow.id, column="cost"),
        {**named, **values},
        Severity.WARNING,
    )
