"""A form as rows below each other: headings, questions, tables; and the leaves into which they are bound."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from greenfield.ui.visit.outline import Asked, Part, Repeated, Section

ROWS_IN_A_LEAF = 3
"""So many questions are built in one go: a few milliseconds each, for a window that never waits."""


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """The title of a section; `inner` ones stand inside of others. It is seen while one of `refs` applies."""

    section: Section
    inner: bool
    lined: bool
    refs: frozenset[str]


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question, with its unit where it has one."""

    asked: Asked

    @property
    def ref(self) -> str:
        """The place of the question."""
        return self.asked.definition.path

    @property
    def unit(self) -> str:
        """The place of its unit, empty without one."""
        return self.asked.unit.path if self.asked.unit else ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A repeat."""

    repeated: Repeated

    @property
    def ref(self) -> str:
        """The place of the repeat."""
        return self.repeated.definition.path


Row = HeadingRow | QuestionRow | TableRow


def leaves_of(parts: Sequence[Section]) -> list[tuple[Row, ...]]:
    """Return the rows of sections bound into leaves: a section begins a new one, a table has its own."""
    leaves: list[list[Row]] = []
    for row in _rows(parts):
        begins = isinstance(row, HeadingRow) and not row.inner
        last = leaves[-1] if leaves else None
        if last is None or begins or isinstance(row, TableRow) or _is_full(last):
            leaves.append([row])
        else:
            last.append(row)
    return [tuple(leaf) for leaf in leaves]


def _is_full(leaf: Sequence[Row]) -> bool:
    questions = sum(isinstance(row, QuestionRow) for row in leaf)
    return questions >= ROWS_IN_A_LEAF or isinstance(leaf[-1], TableRow)


def _rows(parts: Sequence[Section]) -> Iterator[Row]:
    for index, section in enumerate(parts):
        yield from _section(section, inner=False, lined=index > 0)


def _section(section: Section, *, inner: bool, lined: bool) -> Iterator[Row]:
    yield HeadingRow(section, inner, lined and not inner, frozenset(_refs(section)))
    for part in section.parts:
        if isinstance(part, Section):
            yield from _section(part, inner=True, lined=False)
        else:
            yield TableRow(part) if isinstance(part, Repeated) else QuestionRow(part)


def _refs(part: Part) -> Iterator[str]:
    """Yield the places below a part which, as long as they apply, give it something to show."""
    if isinstance(part, Section):
        for inner in part.parts:
            yield from _refs(inner)
    else:
        yield part.definition.path
