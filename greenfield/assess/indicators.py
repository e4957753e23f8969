"""RECP indicators: absolute, resource productivity, pollution intensity, and how they change.

Source of the formulas: UNIDO/UNEP enterprise-level indicators for resource productivity and pollution
intensity (2010). Productivity is output per use (up is good), intensity emission per output (down is good).
"""

from collections.abc import Mapping
from math import isfinite

from greenfield.assess.account import Account
from greenfield.assess.units import scale
from greenfield.assess.values import Change, Indicators, Output
from greenfield.base.problem import Place, Problem, ProblemError

PRODUCTIVITY = {"energy": "energy_gj", "materials": "materials_t", "water": "water_m3"}
INTENSITY = {"co2e": "co2e_t", "wastewater": "wastewater_m3", "waste": "waste_t"}
ABSOLUTE = ("energy_gj", "materials_t", "water_m3", "co2e_t", "wastewater_m3", "waste_t", "output")


def indicators(account: Account, output_factor: float = 1.0) -> Indicators:
    """Return the indicators of a period; None where a total is not known or the divisor is zero.

    `output_factor` brings the output to the unit that another period uses (see `output_factor`).
    """
    output = account.period.output.amount * output_factor
    absolute = {**account.totals, "output": output}
    divisor = output or None
    return Indicators(
        absolute={key: absolute[key] for key in ABSOLUTE},
        productivity={key: quotient(divisor, absolute[of]) for key, of in PRODUCTIVITY.items()},
        intensity={key: quotient(absolute[of], divisor) for key, of in INTENSITY.items()},
    )


def output_factor(base: Output, current: Output) -> float:
    """Return what brings the current output to the base period's unit (kg to t, say).

    ProblemError `output.units_differ` where the two cannot be compared.
    """
    if base.unit == current.unit:
        return 1.0
    try:
        wanted, given = scale(base.unit), scale(current.unit)
    except ProblemError:
        wanted = given = None
    if wanted is None or given is None or wanted[0] is not given[0]:
        values = {"base": base.unit, "current": current.unit}
        raise ProblemError(Problem("output.units_differ", Place(name="output"), values))
    return given[1] / wanted[1]


def changes(base: Indicators, current: Indicators) -> dict[str, Change | None]:
    """Return how each indicator moved: `energy_productivity`, `co2e_intensity`, `energy_gj`, ...

    Change % = (new / base - 1) * 100, index = 100 * new / base; None where one of the two is not known or
    the base is zero.
    """
    found = {
        f"{key}_productivity": _change(base.productivity, current.productivity, key) for key in PRODUCTIVITY
    }
    found |= {f"{key}_intensity": _change(base.intensity, current.intensity, key) for key in INTENSITY}
    return found | {key: _change(base.absolute, current.absolute, key) for key in ABSOLUTE}


def without_output(values: Indicators) -> Indicators:
    """Return indicators of which nothing that depends on the output is known."""
    return Indicators(
        {**values.absolute, "output": None}, dict.fromkeys(PRODUCTIVITY), dict.fromkeys(INTENSITY)
    )


def quotient(over: float | None, under: float | None) -> float | None:
    """Return a quotient, None where one part is not known, the divisor is zero or the result has no size."""
    if over is None or not under:
        return None
    try:
        result = over / under
    except OverflowError:
        return None
    return result if isfinite(result) else None


def _change(base: Mapping[str, float | None], current: Mapping[str, float | None], key: str) -> Change | None:
    ratio = quotient(current[key], base[key])
    return None if ratio is None else Change(percent=(ratio - 1.0) * 100.0, index=100.0 * ratio)
