"""Collects the problems of a form while it is read, so that all of them are told at once."""

from greenfield.base.problem import Place, Problem, ProblemError
from greenfield.forms.expression.parse import parse_expression
from greenfield.forms.expression.tree import Expression


class Collector:
    """Gathers problems; `check` raises them. An expression that stands twice is parsed once."""

    def __init__(self) -> None:
        """Start without problems."""
        self.problems: list[Problem] = []
        self._parsed: dict[str, Expression] = {}

    def add(self, code: str, place: Place, **values: object) -> None:
        """Note a problem and go on."""
        self.problems.append(Problem(code, place, values))

    def check(self) -> None:
        """Raise ProblemError with everything that was noted, if anything was."""
        if self.problems:
            raise ProblemError(*self.problems)

    def expression(self, text: str, where: str, column: str) -> Expression | None:
        """Return the tree of an expression, None for an empty text or one with a noted problem."""
        if not text.strip():
            return None
        tree = self._parsed.get(text)
        if tree is None:
            try:
                tree = self._parsed[text] = parse_expression(text)
            except ProblemError as error:
                place = Place(where, column=column)
                self.problems.extend(Problem(p.code, place, p.values, p.severity) for p in error.problems)
                return None
        return tree
