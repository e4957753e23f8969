"""Checks for questions that wait for each other."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from greenfield.base.problem import Problem
from greenfield.toolkit.columns import Columns, columns_of
from greenfield.toolkit.outline import Outline, Question, outline_of, references
from greenfield.toolkit.sheets import Row, Sheets

# What reading a question waits for, in the order in which a column is blamed.
_COLUMNS = ("calculation", "relevant", "choice_filter", "repeat_count")
# A formula that picks another instance of a repeat may read its own question.
_PICKS_INSTANCE = ("[", "indexed-repeat(", "position(", "last-saved#", "once(", "..")
_INSIDE = ""
_SHOWN = 14


def check_cycles(sheets: Sheets) -> Iterator[Problem]:
    """Yield each circle of questions whose calculations, conditions or choices wait for each other, once.

    A question also waits for the condition of the groups around it; a repeat for its count.
    """
    outline = outline_of(sheets)
    survey = sheets.sheet("survey")
    columns = columns_of(survey)
    rows = {row.number: row for row in survey}
    steps: dict[str, dict[str, str]] = {}
    for question in outline.questions:
        if outline.by_name[question.name] is question:
            steps[question.name] = _steps(question, rows[question.row], columns, outline)
    reported: set[str] = set()
    for name in _in_circles(steps):
        circle = () if name in reported else _circle(name, steps)
        if not circle or reported & set(circle):
            continue
        reported |= set(circle)
        closed = (*circle, circle[0])
        blamed = next(name for name, after in pairwise(closed) if steps[name][after] != _INSIDE)
        column = steps[blamed][closed[closed.index(blamed) + 1]]
        yield sheets.problem(
            *("survey.circle", "survey", outline.by_name[blamed].row, columns.header(column)),
            names=" → ".join(closed if len(closed) <= _SHOWN else (*closed[: _SHOWN - 2], "…", closed[-1])),
        )


def _steps(question: Question, row: Row, columns: Columns, outline: Outline) -> dict[str, str]:
    """Return the names that a question waits for, each with the column that says so."""
    found: dict[str, str] = {}
    for column in _COLUMNS:
        text = columns.get(row, column)
        if column == "calculation" and columns.get(row, "trigger"):
            continue  # then it is an action, which may read what it sets
        if any(picks in text for picks in _PICKS_INSTANCE):
            continue
        for name in references(text):
            if name in outline.by_name:
                found.setdefault(name, column)
    for group in question.groups[-1:]:
        if group in outline.by_name:
            found.setdefault(group, _INSIDE)
    return found


def _in_circles(steps: dict[str, dict[str, str]]) -> list[str]:
    """Return the names that are left when those are taken away that wait for nobody, again and again."""
    waited_by: dict[str, list[str]] = {name: [] for name in steps}
    open_steps = {name: len(after) for name, after in steps.items()}
    for name, after in steps.items():
        for other in after:
            waited_by[other].append(name)
    free = [name for name, count in open_steps.items() if count == 0]
    for name in free:
        for other in waited_by[name]:
            open_steps[other] -= 1
            if open_steps[other] == 0:
                free.append(other)
    gone = set(free)
    return [name for name in steps if name not in gone]


def _circle(start: str, steps: dict[str, dict[str, str]]) -> Sequence[str]:
    """Return the shortest way from a question back to itself, empty if there is none."""
    came_from: dict[str, str] = {}
    waiting = [start]
    for current in waiting:
        for name in steps.get(current, ()):
            if name == start:
                way = [current]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if name not in came_from:
                came_from[name] = current
                waiting.append(name)
    return ()
