"""Checks of what the survey reads and computes: references, expressions, calculations in a circle."""

from collections import Counter
from collections.abc import Iterator

from greenfield.base.problem import Problem, ProblemError
from greenfield.forms.expression.parse import parse_expression
from greenfield.forms.expression.tree import Call, Expression
from greenfield.forms.expression.walk import every
from greenfield.forms.functions.standard import standard_functions
from greenfield.toolkit.check.formula_cell import Cell
from greenfield.toolkit.check.nearest import not_one, suggestion
from greenfield.toolkit.columns import columns_of, split_header
from greenfield.toolkit.outline import outline_of, references
from greenfield.toolkit.sheets import Sheets

_EXPRESSIONS = (
    "relevant",
    "constraint",
    "calculation",
    "choice_filter",
    "repeat_count",
    "required",
    "readonly",
)
_WORDS = frozenset({"yes", "no", "true", "false", "true()", "false()"})
_ALWAYS_THERE = frozenset({"instanceID", "instanceName", "audit"})
# An expression that picks another instance of a repeat may read its own question.
_PICKS_INSTANCE = ("[", "indexed-repeat(", "position(", "last-saved#")


def check_references(sheets: Sheets) -> Iterator[Problem]:
    """Yield each `${name}` in survey, choices and settings that names no question, or several."""
    counts = Counter(question.name for question in outline_of(sheets).questions)
    known = {*counts, *_ALWAYS_THERE}
    for name in ("survey", "choices", "settings"):
        for row in sheets.sheet(name):
            for header, text in row.cells.items():
                for reference in dict.fromkeys(references(text)):
                    if reference not in known:
                        near = suggestion(reference, counts)
                        code = not_one("survey.unknown_question", "survey.no_questions", counts)
                        yield sheets.problem(code, name, row.number, header, name=reference, nearest=near)
                    elif counts[reference] > 1:
                        yield sheets.problem(
                            "survey.ambiguous_question", name, row.number, header, name=reference
                        )


def check_expressions(sheets: Sheets) -> Iterator[Problem]:
    """Yield the problems of expressions in the survey, with the position of each fault."""
    survey = sheets.sheet("survey")
    columns = columns_of(survey)
    for row in survey:
        for header, text in row.cells.items():
            column = split_header(header)[0]
            if column not in _EXPRESSIONS or text.lower() in _WORDS:
                continue
            cell = Cell(sheets, "survey", row.number, header)
            try:
                tree = parse_expression(text, cell.place)
            except ProblemError as error:
                yield from error.problems
            else:
                yield from _calls(cell, tree)
        if columns.get(row, "type") == "calculate" and not (
            columns.get(row, "calculation") or columns.get(row, "default")
        ):
            yield sheets.problem("survey.no_calculation", "survey", row.number, columns.header("calculation"))


def _calls(cell: Cell, tree: Expression) -> Iterator[Problem]:
    functions = standard_functions()
    for node in every(tree):
        if not isinstance(node, Call):
            continue
        function = functions.get(node.name)
        where = {"name": node.name, "offset": node.offset, "position": node.offset + 1}
        if function is None:
            yield cell.problem("formula.unknown_function", nearest=suggestion(node.name, functions), **where)
        elif not function.fits(len(node.arguments)):
            count = len(node.arguments)
            yield cell.problem("formula.arguments", count=count, expected=function.expected, **where)


def check_cycles(sheets: Sheets) -> Iterator[Problem]:
    """Yield each question whose calculation or condition depends on itself, once a circle."""
    outline = outline_of(sheets)
    columns = columns_of(sheets.sheet("survey"))
    own_conditions = {row.number: columns.get(row, "relevant") for row in sheets.sheet("survey")}
    reads: dict[str, list[str]] = {}
    for question in outline.questions:
        condition = own_conditions[question.row]
        reads[question.name] = [
            name
            for text in (question.calculation, condition)
            if not any(picks in text for picks in _PICKS_INSTANCE)
            for name in references(text)
            if name in outline.by_name
        ]
    reported: set[str] = set()
    for question in outline.questions:
        circle = _circle(question.name, reads)
        if circle and not reported & set(circle):
            reported |= set(circle)
            column = "calculation" if set(references(question.calculation)) & set(circle) else "relevant"
            yield sheets.problem(
                *("survey.circle", "survey", question.row, columns.header(column)),
                names=" → ".join((*circle, circle[0])),
            )


def _circle(start: str, reads: dict[str, list[str]]) -> list[str]:
    """Return the shortest way from a question back to itself, empty if there is none."""
    came_from: dict[str, str] = {}
    waiting = [start]
    while waiting:
        current = waiting.pop(0)
        for name in reads.get(current, ()):
            if name == start:
                way = [current]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if name not in came_from:
                came_from[name] = current
                waiting.append(name)
    return []
