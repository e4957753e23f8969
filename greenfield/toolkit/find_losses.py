"""The rows of `losses`, filled by the answers of one visit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from greenfield.base.problem import ProblemError
from greenfield.forms.formula import Unknown
from greenfield.toolkit.cells import Cells, as_money, as_number, as_text
from greenfield.toolkit.figure_rows import LossRow
from greenfield.toolkit.found_figures import FoundLoss
from greenfield.toolkit.inventory import Convert, FoundFlow
from greenfield.toolkit.reading import Answers, Conditions, Reading
from greenfield.toolkit.repeat_rows import readings

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class LossFinder:
    """Fills rows of `losses` by the answers of one visit."""

    conditions: Conditions
    cells: Cells
    convert: Convert

    def find(
        self, row: LossRow, answers: Answers, read: Reading, found: Mapping[str, FoundFlow]
    ) -> Iterator[FoundLoss]:
        """Yield a row as the answers fill it: once, or for each row of the repeat that it reads.

        Nothing where it, or its flow, is not there for this factory. Of a repeat, rows in which nothing was lost and
        nothing paid are left out.
        """
        for suffix, reading in readings(self.conditions, answers, read, row.cells):
            one = find_loss(row, self.cells, reading, found, self.convert)
            if one is not None and not (suffix and _is_nothing(one)):
                yield replace(one, suffix=suffix)


def _is_nothing(found: FoundLoss) -> bool:
    return all(part == 0 for part in (found.amount, found.treatment, found.system, found.income))


def find_loss(
    row: LossRow, cells: Cells, read: Reading, found: Mapping[str, FoundFlow], convert: Convert
) -> FoundLoss | None:
    """Return a row of `losses` as the answers fill it; None where it, or its flow, is not there for this factory."""
    flow = found.get(row.flow)
    value = cells.value(row.amount, read)
    if value == "" or flow is None or flow.is_absent:
        return None
    return FoundLoss(
        row=row,
        amount=_in_unit_of(flow, as_number(value), cells.word(row.unit, read), convert),
        treatment=_money(row.treatment, cells, read),
        system=_money(row.system, cells, read),
        income=_money(row.income, cells, read),
        step=_step(row, read),
        questions=cells.questions(row.amount, row.unit),
    )


def _in_unit_of(
    flow: FoundFlow, amount: float | Unknown, unit: str | Unknown, convert: Convert
) -> float | Unknown:
    """Return an amount in the unit of its flow; an amount below zero cannot be one."""
    parts = (amount, unit, flow.unit, flow.carrier)
    unknown = [part.missing for part in parts if isinstance(part, Unknown)]
    if isinstance(amount, Unknown) or isinstance(unit, Unknown) or unknown:
        return Unknown(frozenset().union(*unknown))
    if amount < 0:
        return Unknown()
    if not unit:
        return amount
    try:
        return convert(amount, unit, str(flow.unit), flow.resource, str(flow.carrier))
    except ProblemError:
        return Unknown()


def _money(text: str, cells: Cells, read: Reading) -> Decimal | Unknown:
    """Return what a cell says in money; nothing where the row states none, or where its question does not apply."""
    value = cells.value(text, read)
    return NOTHING if value == "" else as_money(value)


def _step(row: LossRow, read: Reading) -> str | Unknown | None:
    if not row.step_question:
        return None
    value = read(row.step_question)
    return value if isinstance(value, Unknown) else as_text(value)
