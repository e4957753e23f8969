"""Answers that belong to a period, as those of a year: what flows, losses and measures of a part of a year are made of.

Amounts and costs are answered for the period of the bills. Savings, paybacks and indicators are those of a year, so that flows
and losses are scaled, and formulas of measures and indicators read the questions behind them scaled in the same way. Money and
amounts that are in no flow are scaled where the survey says that they belong to the period.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from greenfield.assess.years import factor_of
from greenfield.forms.formula import Unknown, Value
from greenfield.toolkit.cells import MONEY_PLACES, as_number
from greenfield.toolkit.figure_rows import LossRow
from greenfield.toolkit.found_figures import FoundLoss
from greenfield.toolkit.inventory import FoundFlow
from greenfield.toolkit.outline import Outline, references
from greenfield.toolkit.reading import Reading
from greenfield.toolkit.toolkit import FlowRow, Toolkit

ALWAYS, NEVER = "yes", "no"
"""What the column `period` of the survey says beside names of flows."""
_PRODUCT = re.compile(r"\*|\b(?:div|mod|pow)\b")
_COUNTS = re.compile(r"\bcount(?:-selected|-non-empty)?\s*\(")


class AnnualReading:
    """Reads answers as `Reading` does, those that belong to a period times a factor."""

    def __init__(self, read: Reading, factors: Mapping[str, float]) -> None:
        """Multiply the numbers of the questions in `factors`, each with its own."""
        self._read = read
        self._factors = factors

    def __call__(self, name: str) -> Value:
        """Return an answer, of a year where it belongs to a period."""
        value, factor = self._read(name), self._factors.get(name)
        if factor is None or value == "" or isinstance(value, bool | Unknown):
            return value
        amount = as_number(value)  # a calculation gives its number as text
        return value if isinstance(amount, Unknown) else amount * factor


def period_names(toolkit: Toolkit, losses: Iterable[LossRow]) -> dict[str, str]:
    """Return the questions and calculations whose numbers belong to the period: empty, or the flow whose bills they belong to.

    These are what amounts and money of flows and losses are, or are the sum of, and hours and value added of the profile. What only
    enters by a product (a price, a share) is not among them. The column `period` of the survey says otherwise: `yes`, `no`, or the
    name of a flow. What stands in several flows, or in a loss, belongs to the period.
    """
    outline = toolkit.outline
    profile = {question for key in ("hours", "value_added") if (question := toolkit.profile.get(key))}
    found = dict.fromkeys(profile & set(outline.by_name), "")
    for row in losses:
        cells = (row.amount, row.treatment, row.system, row.income)
        found |= dict.fromkeys(_behind(outline, cells), "")
    for flow in toolkit.flows:
        bills = flow.name if flow.days else ""
        for name in _behind(outline, (flow.amount, flow.cost, flow.variable_cost)):
            found[name] = bills if found.get(name, bills) == bills else ""
    for name, asked in outline.by_name.items():
        if asked.period == NEVER:
            found.pop(name, None)
        elif asked.period:
            found[name] = "" if asked.period == ALWAYS else asked.period
    return found


def is_timeless(row: FlowRow, outline: Outline) -> bool:
    """Tell whether an amount is the same for every period, an area say: all that it reads is marked `no`."""
    read = [outline.by_name[name] for name in references(row.amount) if name in outline.by_name]
    return bool(read) and all(one.period == NEVER for one in read)


def factors_of(
    names: Mapping[str, str], found: Mapping[str, FoundFlow], period_factor: float
) -> dict[str, float]:
    """Return by what each number of `period_names` is multiplied to be a year's: as the flow of its bills, else as the period."""
    factors = {
        name: found[bills].per_year if bills in found and found[bills].days is not None else period_factor
        for name, bills in names.items()
    }
    return {name: factor for name, factor in factors.items() if factor != 1.0}


def _behind(outline: Outline, cells: Iterable[str]) -> set[str]:
    """Return the numbers that cells are, or are the sum of."""
    found: set[str] = set()
    waiting = list(cells)
    while waiting:
        text = waiting.pop()
        if _PRODUCT.search(_without_names(text)) or _COUNTS.search(text):
            continue
        new = {name for name in references(text) if name in outline.by_name} - found
        found |= new
        waiting += [outline.by_name[name].calculation for name in new if outline.by_name[name].calculation]
    return found - _conditions(outline, found)


def _without_names(text: str) -> str:
    return re.sub(r"\$\{[^}]*\}", "x", text)


def _conditions(outline: Outline, names: Iterable[str]) -> set[str]:
    """Return those that are no numbers: choices that only decide which amount counts."""
    return {
        name for name in names if outline.by_name[name].kind.startswith(("select", "text", "date", "rank"))
    }


def flow_of_a_year(found: FoundFlow, period_factor: float) -> FoundFlow:
    """Return a flow with amount and money of a year: from the days of its own bills, else from those of the period."""
    factor = period_factor if found.days is None else factor_of(found.days)
    if factor == 1.0:
        return found
    return replace(
        found,
        amount=found.amount if isinstance(found.amount, Unknown) else found.amount * factor,
        cost=_money(found.cost, factor),
        variable_cost=_money(found.variable_cost, factor),
        per_year=factor,
    )


def loss_of_a_year(found: FoundLoss, factor: float) -> FoundLoss:
    """Return a loss with amount and money of a year."""
    if factor == 1.0:
        return found
    return replace(
        found,
        amount=found.amount if isinstance(found.amount, Unknown) else found.amount * factor,
        treatment=_of_a_year(found.treatment, factor),
        system=_of_a_year(found.system, factor),
        income=_of_a_year(found.income, factor),
    )


def _money(money: Decimal | Unknown | None, factor: float) -> Decimal | Unknown | None:
    return None if money is None else _of_a_year(money, factor)


def _of_a_year(money: Decimal | Unknown, factor: float) -> Decimal | Unknown:
    return money if isinstance(money, Unknown) else round(money * Decimal(repr(factor)), MONEY_PLACES)
