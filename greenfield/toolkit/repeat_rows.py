"""Rows of a toolkit's sheets that are made once for each row of a repeat: which repeat, and how it is read."""

from collections.abc import Iterable, Iterator

from greenfield.forms.formula import Value
from greenfield.toolkit.outline import Outline, references
from greenfield.toolkit.reading import Answers, Conditions, Reading
from greenfield.toolkit.toolkit import FlowRow


class RowReading(Reading):
    """Reads the answers of one row of a repeat; what stands outside of it is read as by `outer`."""

    def __init__(self, conditions: Conditions, answers: Answers, repeat: str, outer: Reading) -> None:
        """Read `answers`, which give those of one row of `repeat`."""
        super().__init__(conditions, answers)
        self._repeat = repeat
        self._outer = outer

    def __call__(self, name: str) -> Value:
        """Return an answer as `Reading` does, of a question of the repeat that of this row."""
        return super().__call__(name) if self._is_here(name) else self._outer(name)

    def _is_here(self, name: str) -> bool:
        question = self._conditions.outline.by_name.get(name)
        return question is not None and question.repeat == self._repeat

    def _input(self, leaf: str) -> Value:
        return self(leaf) if self._is_here(leaf) else super()._input(leaf)

    def _reads_rows(self, name: str) -> bool:
        outline = self._conditions.outline
        question = outline.by_name.get(name)
        read = references(question.calculation) if question else []
        return any(
            one in outline.by_name and outline.by_name[one].in_repeat and not self._is_here(one)
            for one in read
        )


def repeats_read(outline: Outline, texts: Iterable[str]) -> dict[str, str]:
    """Return the repeats of the questions that cells read, each with the first such question."""
    found: dict[str, str] = {}
    for text in texts:
        for name in references(text):
            question = outline.by_name.get(name)
            if question is not None and question.repeat:
                found.setdefault(question.repeat, name)
    return found


def is_by_row(row: FlowRow, outline: Outline) -> bool:
    """Tell whether a row of `flows` is a flow for each row of a repeat."""
    return bool(repeats_read(outline, row.cells))


def readings(
    conditions: Conditions, answers: Answers, outer: Reading, texts: tuple[str, ...]
) -> Iterator[tuple[str, Reading]]:
    """Yield how cells are read: once with an empty suffix, or once for each row of the repeat that they read.

    The suffix of a row (`[2]`, counted from 1) makes names of one. A row in which nothing is answered of what `texts`
    read is passed over. `texts` are the cells that tell whether somebody filled the row: all but that of the unit.
    """
    outline = conditions.outline
    repeat = next(iter(repeats_read(outline, texts)), "")
    if not repeat:
        yield "", outer
        return
    asked = {
        leaf
        for text in texts
        for name in references(text)
        for leaf in outline.leaves(name)
        if outline.by_name[leaf].repeat == repeat
    }
    for number, row in enumerate(answers.rows(repeat), start=1):
        if any(row.lookup(name) is not None for name in asked):
            yield f"[{number}]", RowReading(conditions, row, repeat, outer)


def row_name(name: str) -> str:
    """Return the name of the sheet's row behind a name: `gas` of `gas[2]`."""
    return name.partition("[")[0]
