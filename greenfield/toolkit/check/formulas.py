"""Every formula of a form, parsed once: what the other checks look at."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from greenfield.base.problem import Problem, ProblemError
from greenfield.forms.expression.parse import parse_expression
from greenfield.forms.expression.tree import Expression
from greenfield.toolkit.check.formula_cell import Cell
from greenfield.toolkit.columns import columns_of, split_header
from greenfield.toolkit.outline import Question, control, outline_of
from greenfield.toolkit.sheets import Row, Sheets

# The columns of each sheet that hold formulas.
_COLUMNS = {
    "survey": (
        *("relevant", "constraint", "calculation", "choice_filter", "repeat_count", "required", "readonly"),
    ),
    "settings": ("instance_name",),
    "entities": ("label", "create_if", "update_if", "entity_id"),
}
FORMULA_COLUMNS = frozenset(column for columns in _COLUMNS.values() for column in columns) - {"label"}
_WORDS = frozenset({"yes", "no", "true", "false", "true()", "false()"})
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that can be read: its cell, the plain name of its column, and the question of its row."""

    cell: Cell
    column: str
    row: Row
    tree: Expression
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Formulas:
    """All formulas of a form, and the problems of those that cannot be read."""

    readable: tuple[Formula, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def straight(text: str) -> str:
    """Return a formula with straight quotes: pyxform straightens those that word processors bend."""
    return text.translate(_STRAIGHT)


def formulas_of(sheets: Sheets) -> Formulas:
    """Return the formulas of survey, settings and entities."""
    readable: list[Formula] = []
    problems: list[Problem] = []
    by_row = {question.row: question for question in outline_of(sheets).questions}
    for cell, column, row, text in _cells(sheets):
        try:
            tree = parse_expression(straight(text), cell.place)
        except ProblemError as error:
            problems.extend(error.problems)
        else:
            question = by_row.get(row.number) if cell.sheet == "survey" else None
            readable.append(Formula(cell, column, row, tree, question))
    return Formulas(tuple(readable), tuple(problems))


def _cells(sheets: Sheets) -> Iterator[tuple[Cell, str, Row, str]]:
    for name, wanted in _COLUMNS.items():
        sheet = sheets.sheet(name)
        columns = columns_of(sheet)
        for row in sheet:
            if name == "survey" and (control(columns.get(row, "type")) or ("",))[0] == "end":
                continue
            for header, text in row.cells.items():
                column = split_header(header)[0]
                if column in wanted and text.lower() not in _WORDS:
                    yield Cell(sheets, name, row.number, header), column, row, text
