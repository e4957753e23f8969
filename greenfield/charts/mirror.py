"""The same chart for a reader who reads from right to left."""

from dataclasses import replace

from greenfield.charts.shapes import Anchor, Chart, Direction, Path, Rect, Shape, Text

_OTHER_SIDE = {Anchor.LEFT: Anchor.RIGHT, Anchor.RIGHT: Anchor.LEFT, Anchor.MIDDLE: Anchor.MIDDLE}


def mirrored(chart: Chart) -> Chart:
    """Return the chart with left and right exchanged, its texts' paragraphs running from right to left."""
    return replace(chart, shapes=tuple(_mirror(shape, chart.width) for shape in chart.shapes))


def _mirror(shape: Shape, width: float) -> Shape:
    match shape:
        case Rect():
            return replace(shape, x=width - shape.right)
        case Path():
            return replace(shape, points=tuple((width - x, y) for x, y in shape.points))
        case Text():
            return replace(
                shape,
                x=width - shape.x,
                anchor=_OTHER_SIDE[shape.anchor],
                direction=Direction.RIGHT_TO_LEFT,
            )
