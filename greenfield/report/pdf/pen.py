"""Draws on ReportLab's canvas from the reader's start edge: mirrored where reading runs right to left."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor

from greenfield.charts.shapes import Role
from greenfield.report.pdf.palette import COLOURS
from greenfield.report.pdf.sheet import MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from greenfield.report.text.paper import PaperCanvas

Point = tuple[float, float]
Box = tuple[float, float, float, float]


class Pen:
    """A canvas with the document's coordinates: x from the start edge of the text, y from the page's top."""

    def __init__(self, canvas: PaperCanvas, *, right_to_left: bool) -> None:
        """Draw on a canvas; the caller shows its pages and saves it."""
        self.canvas = canvas
        self.right_to_left = right_to_left

    def paper_x(self, x: float, width: float = 0.0) -> float:
        """Return the x on paper of the left edge of something `width` wide that begins at x."""
        return PAGE_WIDTH - MARGIN - x - width if self.right_to_left else MARGIN + x

    def line(self, begin: Point, end: Point, role: Role, thickness: float = 0.75) -> None:
        """Draw a straight line."""
        self.canvas.setStrokeColor(HexColor(COLOURS[role]))
        self.canvas.setLineWidth(thickness)
        self.canvas.line(
            self.paper_x(begin[0]), PAGE_HEIGHT - begin[1], self.paper_x(end[0]), PAGE_HEIGHT - end[1]
        )

    def rectangle(self, box: Box, role: Role, *, outlined: bool = False) -> None:
        """Draw a rectangle (x, y, width, height), filled or as a thin outline inside of the box."""
        x, y, width, height = box
        self.rectangle_on_paper((self.paper_x(x, width), y, width, height), role, outlined=outlined)

    def rectangle_on_paper(self, box: Box, role: Role, *, outlined: bool = False) -> None:
        """Draw a rectangle whose x is already the paper's."""
        x, y, width, height = box
        inset = 0.375 if outlined else 0.0
        if outlined:
            self.canvas.setStrokeColor(HexColor(COLOURS[role]))
            self.canvas.setLineWidth(2 * inset)
        else:
            self.canvas.setFillColor(HexColor(COLOURS[role]))
        self.canvas.rect(
            x + inset,
            PAGE_HEIGHT - y - height + inset,
            width - 2 * inset,
            height - 2 * inset,
            stroke=int(outlined),
            fill=int(not outlined),
        )

    def path_on_paper(self, points: Sequence[Point], role: Role, thickness: float) -> None:
        """Draw a line through points whose x is already the paper's."""
        self.canvas.setStrokeColor(HexColor(COLOURS[role]))
        self.canvas.setLineWidth(thickness)
        path = self.canvas.beginPath()
        for at, (x, y) in enumerate(points):
            (path.lineTo if at else path.moveTo)(x, PAGE_HEIGHT - y)
        self.canvas.drawPath(path)
