"""The rows of the sheets `losses` and `indicators`, as written: formulas are still text."""

from dataclasses import dataclass, field

from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.outline import REFERENCE
from greenfield.toolkit.sheets import Sheets
from greenfield.toolkit.toolkit import Texts, by_code

UP, DOWN = "up", "down"
BETTER = (UP, DOWN)
PREREQUISITE, PERFORMANCE = "prerequisite", "performance"
KINDS = (PREREQUISITE, PERFORMANCE)


@dataclass(frozen=True, slots=True)
class LossRow:
    """One row of `losses`: material that a step does not turn into product.

    `step_question` names the question that gives the step; empty where `step` says it by itself. `unit` empty: that
    of the flow.
    """

    name: str
    row: int
    flow: str
    amount: str
    unit: str
    treatment: str
    system: str
    income: str
    step_question: str
    label: Texts
    step: Texts

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells that a person fills by answers, that of the unit left out."""
        step = f"${{{self.step_question}}}" if self.step_question else ""
        return (self.amount, self.treatment, self.system, self.income, step)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One row of `indicators`: a figure that the toolkit defines; `better` is `up` or `down`, or empty.

    `threshold` is what it is compared with, as written (`>= 25`), `kind` one of `KINDS` or empty, `source` where the
    threshold stands.
    """

    name: str
    row: int
    formula: str
    unit: str
    better: str
    area: str
    label: Texts
    threshold: str = ""
    kind: str = ""
    source: str = ""
    topic: Texts = field(default_factory=dict)


def loss_rows(sheets: Sheets) -> tuple[LossRow, ...]:
    """Return the rows of the sheet `losses`."""
    sheet = sheets.sheet("losses")
    columns = columns_of(sheet)
    found = []
    for row in sheet:
        step = by_code(columns, row, "step")
        asked = [REFERENCE.fullmatch(text) for text in step.values()]
        question = next((one.group("name") for one in asked if one), "")
        found.append(
            LossRow(
                **{
                    key: columns.get(row, key)
                    for key in ("name", "flow", "amount", "unit", "treatment", "system", "income")
                },
                row=row.number,
                step_question=question,
                label=by_code(columns, row, "label"),
                step={} if question else step,
            )
        )
    return tuple(found)


def indicator_rows(sheets: Sheets) -> tuple[IndicatorRow, ...]:
    """Return the rows of the sheet `indicators`."""
    sheet = sheets.sheet("indicators")
    columns = columns_of(sheet)
    return tuple(
        IndicatorRow(
            **{key: columns.get(row, key) for key in ("name", "formula", "unit", "threshold", "source")},
            row=row.number,
            better=columns.get(row, "better").lower(),
            area=columns.get(row, "area").lower(),
            kind=columns.get(row, "kind").lower(),
            label=by_code(columns, row, "label"),
            topic=by_code(columns, row, "topic"),
        )
        for row in sheet
    )
