"""The rows of `flows`, filled by the answers of one visit."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from greenfield.forms.formula import Unknown, Value
from greenfield.toolkit.cells import Cells, as_money, as_number, as_text, as_whole
from greenfield.toolkit.inventory import FoundFlow
from greenfield.toolkit.reading import Answers, Conditions, Reading
from greenfield.toolkit.repeat_rows import readings
from greenfield.toolkit.toolkit import FlowRow

UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class FlowFinder:
    """Fills rows of `flows` by the answers of one visit."""

    conditions: Conditions
    cells: Cells

    def find(self, row: FlowRow, answers: Answers, read: Reading) -> Iterator[FoundFlow]:
        """Yield a row as the answers fill it: once, or for each row of the repeat that it reads.

        Of a repeat, rows whose amount is zero are left out.
        """
        for suffix, reading in readings(self.conditions, answers, read, row.cells):
            one = find_flow(row, self.cells, reading)
            if not (suffix and one.amount == 0):
                yield replace(one, name=f"{row.name}{suffix}")


def find_flow(row: FlowRow, cells: Cells, read: Reading) -> FoundFlow:
    """Return a row of `flows` as the answers fill it.

    It is absent where its amount, unit or carrier comes from a question that does not apply, or where
    the amount cannot be computed whatever else is answered.
    """
    value = cells.value(row.amount, read)
    amount = Unknown() if value == "" else as_number(value)
    unit = cells.word(row.unit, read)
    carrier = cells.word(row.carrier, read) if row.carrier else UNSPECIFIED
    return FoundFlow(
        name=row.name,
        resource=row.resource,
        carrier=carrier,
        amount=amount,
        unit=unit,
        cost=_money(row.cost, cells, read),
        variable_cost=_money(row.variable_cost, cells, read),
        quality=as_text(cells.word(row.quality, read)),
        onsite=row.onsite,
        is_absent=_cannot_be(amount) or _cannot_be(unit) or _cannot_be(carrier),
        amount_questions=cells.questions(row.amount, row.unit, row.carrier),
        cost_questions=cells.questions(row.cost),
        days=_days(cells.value(row.days, read)),
        most=row.most,
    )


def _days(value: Value) -> int | None:
    """Return the days that bills cover; None where the row states none, or where they are not known."""
    days = as_whole(value)
    return days if days is not None and days > 0 else None


def _cannot_be(value: object) -> bool:
    return value == "" or (isinstance(value, Unknown) and not value.missing)


def _money(text: str, cells: Cells, read: Reading) -> Decimal | Unknown | None:
    value = cells.value(text, read)
    money = None if value == "" else as_money(value)
    return None if isinstance(money, Unknown) and not money.missing else money
