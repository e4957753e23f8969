"""Checks of regular expressions: they can be read, come to an end, and mean the same in every engine."""

from collections.abc import Iterator

from greenfield.base.problem import Place, Problem, ProblemError, Severity
from greenfield.forms.expression.tree import Call, Expression, Text
from greenfield.forms.expression.walk import every
from greenfield.forms.functions.pattern import matcher
from greenfield.toolkit.check.endless import may_run_on
from greenfield.toolkit.check.formulas import Formulas

_BEGINS = ("^", r"\A", ".*", "(?s).*", "(?i)^")
_ENDS = ("$", r"\Z", r"\z", ".*")


def check_patterns(formulas: Formulas) -> Iterator[Problem]:
    """Yield errors for patterns that cannot be used; warnings for those that are unanchored or may run for ever.

    Some engines match the whole answer, some a part of it: `^` and `$` make them agree.
    """
    for formula in formulas.readable:
        yield from pattern_problems(formula.tree, formula.cell.place)


def pattern_problems(tree: Expression, place: Place) -> Iterator[Problem]:
    """Yield the problems of the patterns in one formula, at a place."""
    for node in every(tree):
        match node:
            case Call(name="regex", arguments=(_, Text(value=pattern))):
                yield from _pattern(pattern, node.offset, place)
            case _:
                continue


def _pattern(pattern: str, offset: int, place: Place) -> Iterator[Problem]:
    values = {"pattern": pattern[:200], "offset": offset, "position": offset + 1}
    try:
        matcher(pattern, offset)
    except ProblemError as error:
        yield Problem(error.code, place, values)
        return
    if may_run_on(pattern):
        yield Problem("formula.regex_endless", place, values, Severity.WARNING)
    if not (pattern.startswith(_BEGINS) and pattern.endswith(_ENDS)):
        yield Problem("formula.regex_unanchored", place, values, Severity.WARNING)
