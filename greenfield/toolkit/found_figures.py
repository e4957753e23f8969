"""Losses and indicators of a toolkit as the answers of one visit fill them."""

from dataclasses import dataclass
from decimal import Decimal

from greenfield.assess.losses import Loss
from greenfield.forms.formula import Unknown
from greenfield.toolkit.figure_rows import IndicatorRow, LossRow


@dataclass(frozen=True, slots=True)
class FoundLoss:
    """A row of `losses`; `amount` is in the unit of its flow, money is of the period; each part may be unknown.

    `step` is the answer that says where it is lost, None where the row says so itself. `questions` give the amount.
    `suffix` is the position of its row (`[2]`) where it is made of a repeat.
    """

    row: LossRow
    amount: float | Unknown
    treatment: Decimal | Unknown
    system: Decimal | Unknown
    income: Decimal | Unknown
    step: str | Unknown | None
    questions: tuple[str, ...]
    suffix: str = ""

    @property
    def name(self) -> str:
        """The name of the loss: that of its row, with the position where each row of a repeat is one."""
        return f"{self.row.name}{self.suffix}"

    @property
    def position(self) -> int | None:
        """Which row of its repeat it is, counted from 1; None where it is of none."""
        return int(self.suffix[1:-1]) if self.suffix else None

    @property
    def loss(self) -> Loss:
        """The loss as the method reads it."""
        step = self.step if isinstance(self.step, str) else ""
        return Loss(
            name=self.name,
            step=step or next(iter(self.row.step.values()), ""),
            flow=self.row.flow,
            amount=None if isinstance(self.amount, Unknown) else self.amount,
            treatment=_known(self.treatment),
            system=_known(self.system),
            income=_known(self.income),
        )


@dataclass(frozen=True, slots=True)
class FormulaInput:
    """What a formula reads, and its value (a number, else an answer as stored; None: not known).

    `kind` is `answer` (of the question `name`), or `flow`, `cost`, `price` of all flows of `resource` and `carrier`
    (`*`: of any), an amount and a price in or per `unit`. `text` is how the formula writes it.
    """

    kind: str
    text: str
    value: float | str | None
    name: str = ""
    resource: str = ""
    carrier: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FoundIndicator:
    """A row of `indicators` with its value; None with the questions that are missing for it, if any would help."""

    row: IndicatorRow
    value: float | None
    unit: str
    inputs: tuple[FormulaInput, ...]
    missing: tuple[str, ...] = ()


def _known(money: Decimal | Unknown) -> Decimal | None:
    return None if isinstance(money, Unknown) else money
