"""The rows of `indicators`, computed over the answers and flows of one visit."""

from collections.abc import Callable, Iterator, Mapping

from greenfield.base.problem import ProblemError
from greenfield.forms.formula import Formula, Unknown, Value
from greenfield.toolkit.cells import as_number, as_text
from greenfield.toolkit.figure_rows import IndicatorRow
from greenfield.toolkit.formulas import formula_or_none
from greenfield.toolkit.found_figures import FormulaInput, FoundIndicator
from greenfield.toolkit.reading import Read

Functions = Mapping[str, Callable[..., Value]]


class CompiledIndicator:
    """A row of `indicators` with its formula; one that cannot be compiled cannot be computed."""

    def __init__(self, row: IndicatorRow) -> None:
        """Compile the formula of a row."""
        self.row = row
        try:
            self._formula = formula_or_none(row.formula)
        except ProblemError:
            self._formula = None

    def find(self, read: Read, functions: Functions, order: Mapping[str, int]) -> FoundIndicator | None:
        """Return the indicator with its inputs; None where what it reads does not apply to this factory.

        `order` is the position of each question in the survey.
        """
        formula = self._formula
        value: Value = Unknown() if formula is None else formula.evaluate(read, functions)
        number = Unknown() if value == "" else as_number(value)
        inputs = () if formula is None else tuple(_inputs(formula, read, functions))
        if isinstance(number, Unknown):
            if value == "" or (inputs and all(one.value == "" for one in inputs)):
                return None
            missing = sorted(number.missing, key=lambda name: (order.get(name, len(order)), name))
            return FoundIndicator(self.row, None, self.row.unit, inputs, tuple(missing))
        return FoundIndicator(self.row, number, self.row.unit, inputs)


def _inputs(formula: Formula, read: Read, functions: Functions) -> Iterator[FormulaInput]:
    """Yield what a formula reads in the order in which it does, each once."""
    found: dict[str, tuple[int, FormulaInput]] = {}
    for name in formula.references:
        at = formula.text.find(f"${{{name}}}")
        found[name] = (at, FormulaInput("answer", f"${{{name}}}", _plain(read(name)), name))
    for call in formula.calls:
        if any(argument is None for argument in call.arguments):
            continue
        resource, carrier, *unit = map(str, call.arguments)
        text = formula.text[call.offset : formula.text.find(")", call.offset) + 1]
        value = _plain(functions[call.name](*call.arguments))
        one = FormulaInput(
            call.name, text, value, resource=resource, carrier=carrier, unit=unit[0] if unit else ""
        )
        found.setdefault(text, (call.offset, one))
    for _at, one in sorted(found.values(), key=lambda placed: placed[0]):
        yield one


def _plain(value: Value) -> float | str | None:
    if isinstance(value, Unknown):
        return None
    return as_text(value) if isinstance(value, bool) else value
