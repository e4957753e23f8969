"""A status in five steps for each area: steps that are filled, and the word that says what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from greenfield.charts.labels import fitted
from greenfield.charts.mirror import mirrored
from greenfield.charts.shapes import Chart, Measure, Rect, Role, Shape, Text

STEPS = 5
_SIZE = 9.0
_LINE = 11.5
_ROW = 20.0
_CELL_HEIGHT = 9.0
_CELL_GAP = 2.5
_GAP = 10.0
_ROLES = (Role.STATUS_1, Role.STATUS_2, Role.STATUS_3, Role.STATUS_4, Role.STATUS_5)


@dataclass(frozen=True, slots=True)
class Band:
    """One row: `step` 1 to 5, or None where nothing is known; `word` says it, `note` stands behind, quiet.

    Its shapes name `key` as their subject, or its label where it has none.
    """

    label: str
    step: int | None
    word: str
    note: str = ""
    key: str = ""

    @property
    def subject(self) -> str:
        """What its shapes show."""
        return self.key or self.label


def lay_out_bands(
    bands: Sequence[Band], width: float, measure: Measure, *, right_to_left: bool = False
) -> Chart:
    """Return a chart of statuses `width` points wide, a row each in the order given; its height follows.

    As many cells are filled as steps are reached, so it reads the same in grey. Raises ValueError for a
    step outside of 1 to 5.
    """
    if any(band.step is not None and not 1 <= band.step <= STEPS for band in bands):
        msg = "a status has a step from 1 to 5, or none"
        raise ValueError(msg)
    columns = _columns(bands, width, measure)
    shapes: list[Shape] = []
    y = 0.0
    for band in bands:
        y += _row(band, y, columns, measure, shapes)
    chart = Chart(width, y, tuple(shapes))
    return mirrored(chart) if right_to_left else chart


@dataclass(frozen=True, slots=True)
class _Columns:
    """The widths of names, words and notes, and where cells, words and notes begin."""

    label: float
    word: float
    note: float
    cells: float
    cell: float

    @property
    def words(self) -> float:
        return self.cells + STEPS * (self.cell + _CELL_GAP) - _CELL_GAP + _GAP

    @property
    def notes(self) -> float:
        return self.words + self.word + _GAP


def _columns(bands: Sequence[Band], width: float, measure: Measure) -> _Columns:
    def widest(texts: list[str], share: float, *, semibold: bool = False) -> float:
        needed = max((measure(text, _SIZE, semibold) for text in texts), default=0.0)
        return min(width * share, needed + 0.01)

    spare = 0.0 if any(band.note for band in bands) else 0.09  # the room of the notes, where there are none
    label = widest([band.label for band in bands], 0.26 + spare)
    word = widest([band.word for band in bands], 0.24 + spare, semibold=True)
    note = widest([band.note for band in bands], 0.22)
    cells = label + _GAP
    room = width - cells - word - note - 2 * _GAP
    return _Columns(label, word, note, cells, (room - (STEPS - 1) * _CELL_GAP) / STEPS)


def _row(band: Band, y: float, columns: _Columns, measure: Measure, shapes: list[Shape]) -> float:
    """Add the shapes of one row and return its height."""
    columns_of_text = (
        (fitted(band.label, columns.label, measure, _SIZE), 0.0, Role.INK, False),
        (
            fitted(band.word, columns.word, measure, _SIZE, semibold=True),
            columns.words,
            Role.INK if band.step else Role.QUIET,
            bool(band.step),
        ),
        (fitted(band.note, columns.note, measure, _SIZE), columns.notes, Role.QUIET, False),
    )
    height = max(_ROW, *(len(lines) * _LINE + 6 for lines, *_ in columns_of_text))
    middle = y + height / 2
    for at in range(STEPS):
        filled = band.step is not None and at < band.step
        role = _ROLES[band.step - 1] if band.step is not None and filled else Role.LINE
        x = columns.cells + at * (columns.cell + _CELL_GAP)
        shapes.append(
            Rect(
                x,
                middle - _CELL_HEIGHT / 2,
                columns.cell,
                _CELL_HEIGHT,
                role,
                outlined=not filled,
                subject=band.subject,
            )
        )
    for lines, x, role, semibold in columns_of_text:
        first = middle - (len(lines) - 1) * _LINE / 2 + _SIZE * 0.35
        for at, line in enumerate(lines):
            wide = measure(line, _SIZE, semibold)
            shapes.append(
                Text(x, first + at * _LINE, line, _SIZE, role, wide, semibold, subject=band.subject)
            )
    return height
