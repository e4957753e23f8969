"""Rows of a table: cells in columns, a line above, never parted unless one is taller than a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from greenfield.charts.shapes import Role
from greenfield.report.pdf.blocks import Block
from greenfield.report.pdf.pen import Pen


@dataclass(frozen=True, slots=True)
class Row:
    """A row: cells with their x, padded above and below; `line` is the colour of the line at its foot."""

    cells: tuple[tuple[float, Block], ...]
    width: float
    padding: float = 4.0
    line: Role | None = Role.LINE
    shortest: float = 0.0

    @property
    def height(self) -> float:
        """The height of the tallest cell with the padding."""
        tallest = max((block.height for _, block in self.cells), default=0.0)
        return max(self.shortest, tallest + 2 * self.padding)

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Paint the cells and the line."""
        for shift, block in self.cells:
            block.paint(pen, x + shift, y + self.padding)
        if self.line is not None:
            foot = y + self.height
            thickness = 0.75 if self.line is Role.LINE else 1.0
            pen.line((x, foot), (x + self.width, foot), self.line, thickness)

    def parts(self) -> Sequence[Block]:
        """Return slices of the row, the line below the last one."""
        columns = [(shift, list(block.parts())) for shift, block in self.cells]
        longest = max((len(parts) for _, parts in columns), default=0)
        if longest <= 1:
            return (self,)
        return [
            Row(
                tuple((shift, parts[at]) for shift, parts in columns if at < len(parts)),
                self.width,
                padding=0.0 if 0 < at < longest - 1 else self.padding / 2,
                line=self.line if at == longest - 1 else None,
            )
            for at in range(longest)
        ]


@dataclass(frozen=True, slots=True)
class TickBox:
    """An empty box to tick by hand."""

    size: float = 11.0

    @property
    def height(self) -> float:
        """Its height."""
        return self.size

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Paint the outline."""
        pen.rectangle((x, y, self.size, self.size), Role.QUIET, outlined=True)

    def parts(self) -> Sequence[Block]:
        """Return itself."""
        return (self,)


@dataclass(frozen=True, slots=True)
class Swatch:
    """A small square of the colour that a bar has."""

    role: Role
    height: float = 12.5

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Paint the square in the middle of the line's height."""
        pen.rectangle((x, y + self.height / 2 - 4, 8, 8), self.role)

    def parts(self) -> Sequence[Block]:
        """Return itself."""
        return (self,)
