"""A problem that a person sees: a code, a place, and the values its sentence needs.

The sentence itself stands in `greenfield.base.catalogue` and is looked up when it is shown, in the
language of whoever reads it. Tests and scripts compare codes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs: an error stops the work that it belongs to, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is: a file, a record or question, or a cell of a workbook (row counts from 1)."""

    name: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        """`form.xlsx · survey · 3 · label` with the parts that are known; the same in all languages."""
        row = "" if self.row is None else str(self.row)
        return " · ".join(part for part in (self.name, self.sheet, row, self.column) if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. `code` is a key of the catalogue, `values` fill the placeholders of its sentence."""

    code: str
    place: Place = Place()
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR


class ProblemError(Exception):
    """Raised where work cannot go on; carries one or more problems, never a sentence."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems; at least one is needed."""
        if not problems:
            msg = "a ProblemError needs a problem"
            raise ValueError(msg)
        super().__init__(", ".join(f"{p.code} ({p.place})" for p in problems))
        self.problems: tuple[Problem, ...] = problems

    @property
    def code(self) -> str:
        """The code of the first problem."""
        return self.problems[0].code


def fail(code: str, where: str | Place = "", /, **values: object) -> ProblemError:
    """Make a ProblemError of one problem; raise it with a code, a place and the values of its sentence."""
    place = where if isinstance(where, Place) else Place(name=where)
    return ProblemError(Problem(code, place, values))


def has_error(problems: Sequence[Problem]) -> bool:
    """Tell whether one of the problems is an error."""
    return any(p.severity is Severity.ERROR for p in problems)
