"""Checks of what formulas compare: a number with a word, a choice with one that is not in its list."""

from collections.abc import Iterator, Mapping

from greenfield.base.problem import Problem
from greenfield.forms.expression.tree import Call, Chain, Expression, Negate, Number, Path, Reference, Text
from greenfield.toolkit.check.defaults import is_moment
from greenfield.toolkit.check.formulas import Formula, Formulas
from greenfield.toolkit.check.nearest import suggestion
from greenfield.toolkit.check.plain_walk import outside_predicates
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.outline import NUMBER_KINDS, Question, choice_lists, outline_of
from greenfield.toolkit.sheets import Sheets
from greenfield.toolkit.toolkit import number_or_none

_COMPARING = frozenset({"=", "!=", "<", "<=", ">", ">="})
_COLUMNS = frozenset({"relevant", "constraint", "calculation", "required", "readonly"})
_CHOICES = frozenset({"select_one", "select_multiple"})
_OTHER = "other"


def check_comparisons(sheets: Sheets, formulas: Formulas) -> Iterator[Problem]:
    """Yield warnings for comparisons that can never hold: with a word for a number, with a choice that is none."""
    check = _Comparisons(sheets)
    for formula in formulas.readable:
        if formula.column in _COLUMNS and formula.cell.sheet == "survey":
            for node in outside_predicates(formula.tree):
                yield from check.node(formula, node)


class _Comparisons:
    def __init__(self, sheets: Sheets) -> None:
        self._by_name = outline_of(sheets).by_name
        self._values = choice_values(sheets)
        survey = sheets.sheet("survey")
        columns = columns_of(survey)
        # With `search()` the choices come from a file, and their names are names of its columns.
        self._from_files = {row.number for row in survey if "search(" in columns.get(row, "appearance")}

    def node(self, formula: Formula, node: Expression) -> Iterator[Problem]:
        match node:
            case Chain(operands=(left, right), operators=(operator,)) if operator in _COMPARING:
                for asked, other in ((left, right), (right, left)):
                    question = self._question(formula, asked)
                    if question is not None:
                        yield from self._compared(formula, question, other)
            case Call(name="selected", arguments=(asked, Text(value=value))):
                question = self._question(formula, asked)
                if question is not None and question.kind in _CHOICES:
                    yield from self._choice(formula, question, value)
            case _:
                return

    def _question(self, formula: Formula, node: Expression) -> Question | None:
        match node:
            case Reference(name=name):
                return self._by_name.get(name)
            case Path(steps=(step,), absolute=False, origin=None) if step.axis == "self":
                return formula.question
            case _:
                return None

    def _compared(self, formula: Formula, question: Question, other: Expression) -> Iterator[Problem]:
        value = _literal(other)
        if not value:
            return
        if question.kind in NUMBER_KINDS and number_or_none(value) is None:
            yield formula.cell.warning("survey.compares_number", name=question.name, value=value)
        elif question.kind in {"date", "today"} and isinstance(other, Text) and not is_moment(value):
            yield formula.cell.warning("survey.compares_date", name=question.name, value=value)
        elif question.kind in _CHOICES:
            for one in value.split() if question.kind == "select_multiple" else (value,):
                yield from self._choice(formula, question, one)

    def _choice(self, formula: Formula, question: Question, value: str) -> Iterator[Problem]:
        values = self._values.get(question.list_name)
        if not value or values is None or question.row in self._from_files:
            return
        if value in values or (question.or_other and value == _OTHER) or _same_number(value, values):
            return
        near = suggestion(value, values)
        yield formula.cell.warning(
            "survey.no_such_choice", name=question.name, value=value, list=question.list_name, nearest=near
        )


def choice_values(sheets: Sheets) -> Mapping[str, Mapping[str, int]]:
    """Return the names of the choices of each list, with their rows."""
    columns = columns_of(sheets.sheet("choices"))
    return {
        name: {columns.get(row, "name"): row.number for row in rows}
        for name, rows in choice_lists(sheets.sheet("choices")).items()
    }


def _literal(node: Expression) -> str:
    match node:
        case Text(value=value):
            return value.strip()
        case Number(value=number):
            return str(int(number)) if number.is_integer() else str(number)
        case Negate(operand=Number(value=number)):
            return str(-int(number)) if number.is_integer() else str(-number)
        case _:
            return ""


def _same_number(value: str, values: Mapping[str, int]) -> bool:
    number = number_or_none(value)
    return number is not None and any(number_or_none(one) == number for one in values)
