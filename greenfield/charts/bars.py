"""Horizontal bars from zero, each with its name before it and its value behind it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from greenfield.charts.labels import fitted
from greenfield.charts.mirror import mirrored
from greenfield.charts.shapes import Chart, Measure, Path, Rect, Role, Shape, Text

_SIZE = 9.0
_LINE = 11.5
_GAP = 8.0
_BAR = 13.0
_ROW_SPACE = 8.0
_LABEL_SHARE = 0.36
_VALUE_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `value` gives its length, `value_text` is what stands behind it, as the reader writes it.

    Its shapes name `key` as their subject, or its label where it has none.
    """

    label: str
    value: float
    value_text: str
    role: Role = Role.MAIN
    key: str = ""

    @property
    def subject(self) -> str:
        """What its shapes show."""
        return self.key or self.label


def lay_out_bars(
    bars: Sequence[Bar], width: float, measure: Measure, *, right_to_left: bool = False
) -> Chart:
    """Return a chart of horizontal bars `width` points wide, in the order given; its height follows.

    All bars share one scale that begins at zero. Raises ValueError for a value that is negative or no
    number: what has no length is not for this chart.
    """
    if any(not math.isfinite(bar.value) or bar.value < 0 for bar in bars):
        msg = "a bar needs a finite value of at least zero"
        raise ValueError(msg)
    labels = [fitted(bar.label, width * _LABEL_SHARE, measure, _SIZE) for bar in bars]
    values = [fitted(bar.value_text, width * _VALUE_SHARE, measure, _SIZE, lines=1) for bar in bars]
    label_width = max((measure(line, _SIZE, False) for lines in labels for line in lines), default=0.0)
    value_width = max((measure(line, _SIZE, False) for lines in values for line in lines), default=0.0)
    start = label_width + _GAP
    room = max(0.0, width - start - value_width - _GAP)
    largest = max((bar.value for bar in bars), default=0.0)
    shapes: list[Shape] = []
    y = 0.0
    for bar, label, value in zip(bars, labels, values, strict=True):
        height = max(_BAR, len(label) * _LINE)
        length = room * (bar.value / largest) if largest else 0.0
        middle = y + height / 2
        shapes.append(Rect(start, middle - _BAR / 2, length, _BAR, bar.role, subject=bar.subject))
        shapes.extend(_lines(label, 0.0, middle, measure, bar.subject))
        shapes.extend(_lines(value, start + length + _GAP / 2, middle, measure, bar.subject))
        y += height + _ROW_SPACE
    bottom = max(0.0, y - _ROW_SPACE)
    if bars:
        shapes.append(Path(((start, 0.0), (start, bottom)), Role.QUIET, subject="zero"))
    chart = Chart(width, bottom, tuple(shapes))
    return mirrored(chart) if right_to_left else chart


def _lines(lines: Sequence[str], x: float, middle: float, measure: Measure, subject: str) -> list[Text]:
    """Return the lines of one label, centred on the bar's middle."""
    first = middle - (len(lines) - 1) * _LINE / 2 + _SIZE * 0.35
    return [
        Text(x, first + at * _LINE, line, _SIZE, Role.INK, measure(line, _SIZE, False), subject=subject)
        for at, line in enumerate(lines)
    ]
