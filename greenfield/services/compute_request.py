"""What `greenfield compute` is asked: two periods and measures, as values of the method."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from babel.core import get_global
from babel.numbers import is_currency

from greenfield.assess.factors import DEFAULT_GWP, FactorTables
from greenfield.assess.finance import DEFAULT_DISCOUNT_RATE
from greenfield.assess.values import Flow, Measure, Output, Period, Resource, Saving
from greenfield.base.problem import Problem
from greenfield.services.compute_input import LARGEST, Fields, Findings, as_fields

LONGEST_LIFE = 100.0
_YEAR = timedelta(days=364)
_SECTOR = re.compile(r"[A-U](\d{2,4})?")


@dataclass(frozen=True, slots=True)
class ReadPeriod:
    """A period as it was read; `paths` says where each flow stands, `unreadable` which resources lack one.

    Without `output_known` the period's output is a stand-in that nothing may be made of.
    """

    period: Period
    paths: dict[str, str]
    unreadable: frozenset[Resource]
    output_known: bool


@dataclass(frozen=True, slots=True)
class Request:
    """Everything that could be read; `measure_paths` says where each measure stands.

    An id that was given twice has its position added, so that each stands for one thing.
    """

    country: str
    gwp: str
    discount_rate: float
    baseline: ReadPeriod | None
    current: ReadPeriod | None
    measures: tuple[Measure, ...]
    measure_paths: dict[str, str]
    problems: tuple[Problem, ...]


def read_request(data: object, tables: FactorTables) -> Request:
    """Read a parsed JSON document; what cannot be read is left out and named in `problems`."""
    findings = Findings()
    given = as_fields(data, "input", findings)
    if given is None:
        given = Fields({}, "", Findings())
    given.path = ""
    country = _country(given, tables, findings)
    _currency_and_sector(given, findings)
    gwp = given.choice("gwp", tuple(tables.potentials), needed=False) or DEFAULT_GWP
    rate = given.number("discount_rate", needed=False, most=10.0)
    baseline = _period(given.fields("baseline"), findings)
    current = _period(given.fields("current", needed=False), findings)
    measures, paths = _measures(given, findings)
    given.warn_of_others()
    return Request(
        country,
        gwp,
        DEFAULT_DISCOUNT_RATE if rate is None else rate,
        baseline,
        current,
        measures,
        paths,
        tuple(findings.problems),
    )


def _country(given: Fields, tables: FactorTables, findings: Findings) -> str:
    country = given.text("country") or ""
    # CLDR knows each alpha-3 code as another name of the alpha-2 one.
    if country and country not in tables.grid and country not in get_global("territory_aliases"):
        findings.add("input.country", "country", country=country)
    return country


def _currency_and_sector(given: Fields, findings: Findings) -> None:
    currency, sector = given.text("currency"), given.text("sector")
    if currency is not None and not is_currency(currency):
        findings.warn("input.currency", "currency", currency=currency)
    if sector is not None and not _SECTOR.fullmatch(sector):
        findings.warn("input.sector", "sector", sector=sector)


def _period(given: Fields | None, findings: Findings) -> ReadPeriod | None:
    if given is None:
        return None
    start, end = given.day("start"), given.day("end")
    if start and end and end < start:
        given.problem("input.period_order", "")
    if not start or not end:
        start = start or (end or date.min + _YEAR) - _YEAR
        end = end or start + _YEAR
    output = _output(given.fields("output"))
    employees = given.number("employees", needed=False)
    flows: list[Flow] = []
    paths: dict[str, str] = {}
    unreadable = set()
    for position, item in enumerate(given.items("flows", needed=True), start=1):
        path = given.place(f"flows[{position - 1}]")
        fields = as_fields(item, path, findings)
        flow = _flow(fields, str(position)) if fields else None
        if flow is None:
            unreadable.add(_resource_of(item))
            continue
        if flow.id in paths:
            findings.add("input.duplicate", f"{path}.id", id=flow.id)
            flow = replace(flow, id=f"{flow.id} ({position})")
        paths[flow.id] = path
        flows.append(flow)
    given.warn_of_others()
    period = Period(
        start,
        end,
        output or Output(0.0, ""),
        tuple(flows),
        None if employees is None else int(employees),
    )
    lacking = frozenset(resource for resource in unreadable if resource)
    return ReadPeriod(period, paths, lacking, output is not None)


def _output(given: Fields | None) -> Output | None:
    if given is None:
        return None
    amount, unit = given.number("amount"), given.text("unit")
    given.warn_of_others()
    return None if amount is None or unit is None else Output(amount, unit)


def _flow(given: Fields, position: str) -> Flow | None:
    resource = given.choice("resource", tuple(Resource))
    name = given.text("id", needed=False)
    carrier, unit = given.text("carrier"), given.text("unit")
    amount, cost = given.number("amount"), given.money("cost")
    quality, onsite = given.text("quality", needed=False), given.flag("onsite")
    given.warn_of_others()
    if resource is None or carrier is None or unit is None or amount is None:
        return None
    return Flow(name or position, Resource(resource), carrier, amount, unit, cost, quality or "", onsite)


def _resource_of(item: object) -> Resource | None:
    named = item.get("resource") if isinstance(item, dict) else None
    return next((resource for resource in Resource if resource == named), None)


def _measures(given: Fields, findings: Findings) -> tuple[tuple[Measure, ...], dict[str, str]]:
    found: list[Measure] = []
    paths: dict[str, str] = {}
    for position, item in enumerate(given.items("measures", needed=False), start=1):
        path = f"measures[{position - 1}]"
        fields = as_fields(item, path, findings)
        measure = _measure(fields, str(position), findings) if fields else None
        if measure is None:
            continue
        if measure.id in paths:
            findings.add("input.duplicate", f"{path}.id", id=measure.id)
            measure = replace(measure, id=f"{measure.id} ({position})")
        paths[measure.id] = path
        found.append(measure)
    return tuple(found), paths


def _measure(given: Fields, position: str, findings: Findings) -> Measure | None:
    investment, incentive = given.money("investment", needed=True), given.money("incentive")
    annual_cost = given.money("annual_cost")
    annual_saving = given.money("annual_saving", least=-LARGEST)
    cash_flows = given.amounts("cash_flows")
    life_years = given.number("life_years", needed=False, least=0.1, most=LONGEST_LIFE)
    saves = _saves(given, findings)
    readable = given.complete
    name = given.text("id")
    given.warn_of_others()
    if investment is None or not readable:
        return None
    return Measure(
        name or position,
        saves,
        investment,
        incentive or Decimal(0),
        annual_cost or Decimal(0),
        annual_saving,
        cash_flows,
        life_years,
    )


def _saves(given: Fields, findings: Findings) -> tuple[Saving, ...]:
    saves = []
    for index, item in enumerate(given.items("saves", needed=False)):
        fields = as_fields(item, given.place(f"saves[{index}]"), findings)
        saving = _saving(fields) if fields else None
        given.complete = given.complete and saving is not None
        saves += [saving] if saving else []
    return tuple(saves)


def _saving(given: Fields) -> Saving | None:
    flow = given.text("flow")
    amount = given.number("amount", needed=False)
    share = given.number("share", needed=False, most=1.0)
    given.warn_of_others()
    if given.complete and (amount is None) == (share is None):
        given.problem("input.saving", "")
    return Saving(flow, amount, share) if given.complete and flow is not None else None
