"""Checks of one formula cell of our sheets: it compiles, and what it reads is there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from greenfield.base.problem import Place, Problem, ProblemError
from greenfield.forms.formula import Formula
from greenfield.toolkit.check.nearest import not_one, suggestion
from greenfield.toolkit.formulas import plain_formula
from greenfield.toolkit.outline import Outline
from greenfield.toolkit.repeat_rows import repeats_read
from greenfield.toolkit.sheets import Sheets


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is being checked."""

    sheets: Sheets
    sheet: str
    row: int
    column: str

    @property
    def place(self) -> Place:
        """Where the cell stands."""
        return self.sheets.place(self.sheet, self.row, self.column)

    def problem(self, code: str, /, **values: object) -> Problem:
        """Make an error that stands at the cell."""
        return self.sheets.problem(code, self.sheet, self.row, self.column, **values)

    def warning(self, code: str, /, **values: object) -> Problem:
        """Make a warning that stands at the cell."""
        return self.sheets.warning(code, self.sheet, self.row, self.column, **values)


def compiled(
    cell: Cell, text: str, compile_text: Callable[[str], Formula] = plain_formula
) -> Formula | list[Problem]:
    """Return the formula of a cell, or the problems that keep it from being one, at the cell."""
    try:
        return compile_text(text)
    except ProblemError as error:
        return at_cell(cell, error)


def at_cell(cell: Cell, error: ProblemError) -> list[Problem]:
    """Return an error's problems as standing at a cell."""
    return [replace(problem, place=cell.place) for problem in error.problems]


def check_reads(
    cell: Cell, names: frozenset[str], outline: Outline, *, by_row: bool = False
) -> Iterator[Problem]:
    """Yield a problem for each name that is no question, is a group, or stands in a repeat.

    `by_row`: a repeat may be read, for the cell counts for each row of it; see `check_repeats`.
    """
    for name in sorted(names):
        question = outline.by_name.get(name)
        if question is None:
            code = not_one("toolkit.unknown_question", "survey.no_questions", outline.by_name)
            yield cell.problem(code, name=name, nearest=suggestion(name, outline.by_name))
        elif question.is_container:
            yield cell.problem("toolkit.reads_group", name=name)
        elif question.in_repeat and not by_row:
            yield cell.problem("toolkit.reads_repeat", name=name)


def check_formula(cell: Cell, text: str, outline: Outline, *, by_row: bool = False) -> Iterator[Problem]:
    """Yield the problems of a formula that reads answers only."""
    formula = compiled(cell, text)
    if isinstance(formula, list):
        yield from formula
    else:
        yield from check_reads(cell, formula.references, outline, by_row=by_row)


def check_repeats(cell: Cell, texts: tuple[str, ...], outline: Outline) -> Iterator[Problem]:
    """Yield what is wrong where the cells of a row read repeats: more than one, or one inside of another."""
    read = repeats_read(outline, texts)
    for repeat, name in read.items():
        if outline.by_name[repeat].repeat:
            yield cell.problem("toolkit.reads_inner_repeat", name=name)
    if len(read) > 1:
        first, second, *_ = read.values()
        yield cell.problem("toolkit.reads_two_repeats", name=second, other=first)
