"""Answers that belong to a period, as those of a year: what flows, losses and measures of a part of a year are made of.

Amounts and costs are answered for the period of the bills. Savings, paybacks and indicators are those of a year, so that flows
and losses are scaled, and formulas of measures and indicators read the questions behind them scaled in the same way.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from greenfield.assess.years import factor_of
from greenfield.forms.formula import Unknown, Value
from greenfield.toolkit.cells import MONEY_PLACES
from greenfield.toolkit.figure_rows import LossRow
from greenfield.toolkit.found_figures import FoundLoss
from greenfield.toolkit.inventory import FoundFlow
from greenfield.toolkit.outline import Outline, references
from greenfield.toolkit.reading import Reading
from greenfield.toolkit.toolkit import FlowRow, Toolkit

_PRODUCT = re.compile(r"\*|\b(?:div|mod|pow)\b")
_SUMS = re.compile(r"\bcount(?:-selected|-non-empty)?\s*\(")


class AnnualReading:
    """Reads answers as `Reading` does, those that belong to the period times a factor."""

    def __init__(self, read: Reading, names: frozenset[str], factor: float) -> None:
        """Multiply the numbers of the questions `names` with `factor`."""
        self._read = read
        self._names = names
        self._factor = factor

    def __call__(self, name: str) -> Value:
        """Return an answer, of a year where it belongs to the period."""
        value = self._read(name)
        is_number = isinstance(value, float) and not isinstance(value, bool)
        return float(value) * self._factor if is_number and name in self._names else value  # type: ignore[arg-type]


def period_names(toolkit: Toolkit, losses: Iterable[LossRow]) -> frozenset[str]:
    """Return the questions and calculations whose numbers belong to the period.

    These are what amounts and money of flows and losses are, or are the sum of, and hours and value added of the profile. What only
    enters by a product (a price, a share) is not among them.
    """
    outline = toolkit.outline
    cells = [text for row in toolkit.flows for text in _money_and_amount(row)]
    cells += [text for row in losses for text in (row.amount, row.treatment, row.system, row.income)]
    asked = {question for key in ("hours", "value_added") if (question := toolkit.profile.get(key))}
    found: set[str] = asked & set(outline.by_name)
    waiting = list(cells)
    while waiting:
        text = waiting.pop()
        if _PRODUCT.search(_without_names(text)) or _SUMS.search(text):
            continue
        new = {name for name in references(text) if name in outline.by_name} - found
        found |= new
        waiting += [outline.by_name[name].calculation for name in new if outline.by_name[name].calculation]
    return frozenset(found - _conditions(outline, found))


def _money_and_amount(row: FlowRow) -> tuple[str, ...]:
    return (row.amount, row.cost, row.variable_cost)


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
