"""A factory's point on the range of comparable plants: a bar from the first to the third quartile, a line at the median."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from greenfield.charts.labels import fitted
from greenfield.charts.mirror import mirrored
from greenfield.charts.shapes import Anchor, Chart, Measure, Path, Rect, Role, Shape, Text

_SIZE = 9.0
_SMALL = 8.0
_LINE = 11.5
_GAP = 10.0
_BAR = 10.0
_POINT = 4.0
_OVER = 4.0
_LABEL_SHARE = 0.34
_ROW_SPACE = 12.0
_ROW = _BAR + 30.0  # the bar, and room for a line of text above and below it


@dataclass(frozen=True, slots=True)
class Strip:
    """One row: the quartiles of a set, the factory's `value`, and what stands below each as the reader writes it.

    Its shapes name `key` as their subject, or its label where it has none.
    """

    label: str
    p25: float
    median: float
    p75: float
    value: float
    value_text: str
    p25_text: str
    median_text: str
    p75_text: str
    key: str = ""

    @property
    def subject(self) -> str:
        """What its shapes show."""
        return self.key or self.label


def lay_out_strips(
    strips: Sequence[Strip], width: float, measure: Measure, *, right_to_left: bool = False
) -> Chart:
    """Return a chart `width` points wide, a row each in the order given, on one scale from zero; its height follows.

    The factory's value is written above its point, the quartiles below theirs; where two texts would meet, the median
    keeps its own. Raises ValueError for figures that are negative, no numbers, or out of order.
    """
    for one in strips:
        figures = (one.p25, one.median, one.p75)
        if any(not math.isfinite(x) or x < 0 for x in (*figures, one.value)) or list(figures) != sorted(
            figures
        ):
            msg = "a strip needs finite quartiles in rising order and a value of at least zero"
            raise ValueError(msg)
    labels = [fitted(one.label, width * _LABEL_SHARE, measure, _SIZE, lines=3) for one in strips]
    label_width = max((measure(line, _SIZE, False) for lines in labels for line in lines), default=0.0)
    start = label_width + _GAP
    room = max(1.0, width - start - _GAP)
    largest = max((max(one.p75, one.value) for one in strips), default=0.0) or 1.0
    shapes: list[Shape] = []
    y = 0.0
    for one, label in zip(strips, labels, strict=True):
        shapes += _row(one, label, y, _Scale(start, room, largest, width), measure)
        y += max(len(label) * _LINE, _ROW) + _ROW_SPACE
    chart = Chart(width, max(0.0, y - _ROW_SPACE), tuple(shapes))
    return mirrored(chart) if right_to_left else chart


@dataclass(frozen=True, slots=True)
class _Scale:
    start: float
    room: float
    largest: float
    end: float

    def at(self, value: float) -> float:
        return self.start + value / self.largest * self.room


def _row(one: Strip, label: Sequence[str], top: float, scale: _Scale, measure: Measure) -> list[Shape]:
    height = max(len(label) * _LINE, _ROW)
    bar_top = top + (height - _BAR) / 2
    middle, subject = bar_top + _BAR / 2, one.subject
    first = middle - (len(label) - 1) * _LINE / 2 + _SIZE * 0.35
    shapes: list[Shape] = [
        Text(0.0, first + at * _LINE, line, _SIZE, Role.INK, measure(line, _SIZE, False), subject=subject)
        for at, line in enumerate(label)
    ]
    left, right = scale.at(one.p25), scale.at(one.p75)
    far = scale.at(max(one.p75, one.value))
    shapes.append(Path(((scale.start, middle), (far, middle)), Role.LINE, subject=subject))
    shapes.append(Rect(left, bar_top, right - left, _BAR, Role.THIRD, subject=subject))
    at_median = scale.at(one.median)
    shapes.append(Path(((at_median, bar_top), (at_median, bar_top + _BAR)), Role.INK, 1.2, subject=subject))
    x = scale.at(one.value)
    shapes.append(Rect(x - _POINT / 2, bar_top - _OVER, _POINT, _BAR + 2 * _OVER, Role.MAIN, subject=subject))
    shapes.append(_text(one.value_text, (x, bar_top - _OVER - 2.0), scale, measure, subject, strong=True))
    below = bar_top + _BAR + _OVER + _SMALL
    shapes += _quartiles(one, below, scale, measure)
    return shapes


def _quartiles(one: Strip, y: float, scale: _Scale, measure: Measure) -> list[Text]:
    """Return the texts below, the median's first: what would touch one that stands already is left out."""
    placed: list[Text] = []
    for value, text in ((one.median, one.median_text), (one.p25, one.p25_text), (one.p75, one.p75_text)):
        made = _text(text, (scale.at(value), y), scale, measure, one.subject)
        if all(abs(made.x - other.x) > (made.width + other.width) / 2 + 3.0 for other in placed):
            placed.append(made)
    return placed


def _text(
    text: str,
    wanted: tuple[float, float],
    scale: _Scale,
    measure: Measure,
    subject: str,
    *,
    strong: bool = False,
) -> Text:
    size = _SIZE if strong else _SMALL
    width = measure(text, size, strong)
    x, y = wanted
    at = min(max(x, scale.start + width / 2), max(scale.end - width / 2, scale.start + width / 2))
    role = Role.INK if strong else Role.QUIET
    return Text(at, y, text, size, role, width, strong, Anchor.MIDDLE, subject=subject)
