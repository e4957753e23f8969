"""Paints the shapes of a chart on the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from greenfield.charts.shapes import Anchor, Chart, Path, Rect, Text
from greenfield.report.pdf.blocks import Block
from greenfield.report.pdf.pen import Pen
from greenfield.report.pdf.styles import Style
from greenfield.report.pdf.typesetter import Typesetter


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart as a block; the chart is already laid out for the reader's direction."""

    chart: Chart
    typesetter: Typesetter

    @property
    def height(self) -> float:
        """The chart's height."""
        return self.chart.height

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Paint the shapes in their order."""
        left = pen.paper_x(x, self.chart.width)
        for shape in self.chart.shapes:
            match shape:
                case Rect():
                    pen.rectangle_on_paper(
                        (left + shape.x, y + shape.y, shape.width, shape.height),
                        shape.role,
                        outlined=shape.outlined,
                    )
                case Path():
                    points = [(left + px, y + py) for px, py in shape.points]
                    pen.path_on_paper(points, shape.role, shape.width)
                case Text():
                    self._text(pen, shape, left, y)

    def _text(self, pen: Pen, text: Text, left: float, top: float) -> None:
        shift = {Anchor.LEFT: 0.0, Anchor.MIDDLE: 0.5, Anchor.RIGHT: 1.0}[text.anchor]
        style = Style(text.size, text.size, semibold=text.semibold, role=text.role)
        place = (left + text.x - shift * text.width, top + text.y)
        self.typesetter.draw_on_paper(pen, text.text, style, place)

    def parts(self) -> Sequence[Block]:
        """Return itself: a chart is never parted."""
        return (self,)
