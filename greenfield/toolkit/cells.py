"""What the cells of a toolkit's sheets say for one visit: literals, `${question}` and formulas."""

from datetime import date
from decimal import Decimal

from greenfield.base.problem import ProblemError
from greenfield.forms.formula import Formula, Unknown, Value
from greenfield.forms.formula_values import number
from greenfield.toolkit.formulas import plain_formula
from greenfield.toolkit.outline import Outline
from greenfield.toolkit.reading import Reading

MONEY_PLACES = 6  # beyond what any currency has; takes the noise of binary fractions away


class Cells:
    """Compiles the formulas of cells when they are first read. A faulty one cannot be computed."""

    def __init__(self, outline: Outline) -> None:
        """Read cells of a toolkit whose survey is `outline`."""
        self._outline = outline
        self._formulas: dict[str, Formula | None] = {}

    def formula(self, text: str) -> Formula | None:
        """Return the formula of a cell, None if it cannot be compiled."""
        if text not in self._formulas:
            try:
                self._formulas[text] = plain_formula(text)
            except ProblemError:
                self._formulas[text] = None
        return self._formulas[text]

    def value(self, text: str, read: Reading) -> Value:
        """Return the value of a formula, the empty text for an empty cell."""
        if not text:
            return ""
        formula = self.formula(text)
        return Unknown() if formula is None else formula.evaluate(read, {})

    def word(self, text: str, read: Reading) -> str | Unknown:
        """Return what a cell says that is a word (`kWh`) or a formula that gives one (`${unit}`)."""
        if "${" not in text:
            return text
        value = self.value(text, read)
        return value if isinstance(value, Unknown) else as_text(value)

    def questions(self, *texts: str) -> tuple[str, ...]:
        """Return the questions that a person answers behind the formulas of cells, in survey order."""
        names: set[str] = set()
        for text in texts:
            formula = self.formula(text) if "${" in text else None
            for reference in formula.references if formula else ():
                names |= self._outline.leaves(reference)
        return tuple(question.name for question in self._outline.questions if question.name in names)


def as_number(value: Value) -> float | Unknown:
    """Return a value as a number; a text that is none cannot be computed."""
    return number(value)


def as_money(value: Value) -> Decimal | Unknown:
    """Return a value as an amount of money."""
    amount = as_number(value)
    return amount if isinstance(amount, Unknown) else Decimal(str(round(amount, MONEY_PLACES)))


def as_text(value: Value) -> str:
    """Return a known value as text, the empty text for an unknown one."""
    if isinstance(value, Unknown):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return value


def as_whole(value: Value) -> int | None:
    """Return a known value as a whole number, rounded; None for what is none."""
    amount = as_number(value)
    return None if isinstance(amount, Unknown) else round(amount)


def as_date(value: Value) -> date | None:
    """Return the day of a known date or moment as forms store them (ISO 8601), else None."""
    try:
        return date.fromisoformat(as_text(value)[:10])
    except ValueError:
        return None
