"""`greenfield compute`: the method on given flows and measures, without a workspace."""

from collections.abc import Mapping
from dataclasses import asdict, replace

from greenfield.assess.account import Account, account
from greenfield.assess.factors import FactorTables, Method, method_for
from greenfield.assess.indicators import changes, indicators, output_factor, without_output
from greenfield.assess.measures import Baseline, baseline_of, measure_figures, measure_problems
from greenfield.assess.plausibility import plausibility
from greenfield.assess.values import FlowEmission, Indicators, MeasureFigures
from greenfield.base.problem import Place, Problem, ProblemError
from greenfield.services.compute_request import ReadPeriod, Request, read_request
from greenfield.toolkit.factors import load_factors


def compute(data: object, tables: FactorTables | None = None) -> tuple[dict[str, object], list[Problem]]:
    """Return the document of `greenfield compute` without its `problems`, and the problems.

    `data` is the parsed JSON, `tables` the shipped ones unless given. Never raises for what `data` says:
    what cannot be computed is null and named in a problem with its path, everything else is computed.
    """
    tables = tables or load_factors()
    request = read_request(data, tables)
    method = method_for(tables, request.country, request.gwp)
    problems = list(request.problems)
    accounts = {
        name: _account(read, method, name, problems)
        for name, read in (("baseline", request.baseline), ("current", request.current))
        if read
    }
    figures = _indicators(request, accounts, problems)
    document: dict[str, object] = {
        "baseline": _indicators_json(figures.get("baseline")),
        "current": _indicators_json(figures.get("current")),
        "change": _changes_json(figures),
        "co2e": [_emission_json(row) for one in accounts.values() for row in one.emissions],
        "measures": _measures(request, accounts.get("baseline"), problems),
    }
    return document, problems


def _account(read: ReadPeriod, method: Method, name: str, problems: list[Problem]) -> Account:
    made = account(read.period, method, name, read.unreadable)
    problems += [_placed(problem, read.paths) for problem in made.problems]
    for problem in plausibility(made):
        if read.output_known or problem.place.name != "output":
            place = name if problem.place.name == name else f"{name}.{problem.place.name}"
            problems.append(replace(problem, place=Place(name=place)))
    return made


def _placed(problem: Problem, paths: Mapping[str, str]) -> Problem:
    """Turn the place of a flow or measure into its path in the document."""
    path = paths.get(problem.place.name, problem.place.name)
    return replace(problem, place=Place(name=".".join(p for p in (path, problem.place.column) if p)))


def _indicators(
    request: Request, accounts: Mapping[str, Account], problems: list[Problem]
) -> dict[str, Indicators]:
    """Return the indicators of the periods, the current ones by the unit of output of the baseline.

    Where the two outputs cannot be compared, `comparable` holds what of the current ones can.
    """
    found = {name: indicators(one) for name, one in accounts.items()}
    base, current = request.baseline, request.current
    if base and current and base.output_known and current.output_known:
        try:
            factor = output_factor(base.period.output, current.period.output)
            found["current"] = indicators(accounts["current"], factor)
        except ProblemError as error:
            problems += [replace(p, place=Place(name="current.output.unit")) for p in error.problems]
            found["comparable"] = without_output(found["current"])
    for name, read in (("baseline", base), ("current", current)):
        if read and not read.output_known:
            found[name] = without_output(found[name])
    return found


def _changes_json(figures: Mapping[str, Indicators]) -> dict[str, object]:
    if "baseline" not in figures or "current" not in figures:
        return {}
    moved = changes(figures["baseline"], figures.get("comparable", figures["current"]))
    return {key: asdict(change) if change else None for key, change in moved.items()}


def _measures(request: Request, base: Account | None, problems: list[Problem]) -> list[dict[str, object]]:
    baseline = _baseline(base)
    found = measure_problems(request.measures, baseline)
    problems += [_placed(problem, request.measure_paths) for problem in found]
    return [_measure_json(one) for one in measure_figures(request.measures, baseline, request.discount_rate)]


def _baseline(base: Account | None) -> Baseline:
    if base is None:
        return Baseline({}, {}, None, 365)
    return baseline_of(base.period, base.emissions)


def _indicators_json(figures: Indicators | None) -> dict[str, object] | None:
    if figures is None:
        return None
    return {
        "absolute": dict(figures.absolute),
        "productivity": dict(figures.productivity),
        "intensity": dict(figures.intensity),
    }


def _emission_json(row: FlowEmission) -> dict[str, object]:
    keys = ("flow", "period", "t", "co2_t", "biogenic_t", "factor", "unit", "year", "source")
    return {key: getattr(row, key) for key in keys} | {"scope": row.scope}


def _measure_json(figures: MeasureFigures) -> dict[str, object]:
    return {
        "id": figures.id,
        "annual_saving": None if figures.annual_saving is None else float(figures.annual_saving),
        "payback_years": figures.payback_years,
        "discounted_payback_years": figures.discounted_payback_years,
        "npv": None if figures.npv is None else float(figures.npv),
        "irr": figures.irr,
        "irr_reason": figures.irr_reason or None,
        "overlap": dict(figures.overlap),
    }
