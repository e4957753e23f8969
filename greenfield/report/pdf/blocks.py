"""What stands on a page: blocks that know their height and paint themselves at a place.

x runs from the reader's start edge of the text, y downwards from the upper edge of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from greenfield.charts.shapes import Role
from greenfield.report.pdf.pen import Pen


class Block(Protocol):
    """Something that is painted whole, or taken apart when it is taller than a page."""

    @property
    def height(self) -> float:
        """Its height in points."""
        ...

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Paint it with its start upper corner at x, y."""
        ...

    def parts(self) -> Sequence["Block"]:
        """Return smaller blocks that say the same one below the other; itself alone if it has none."""
        ...


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height."""

    height: float

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Paint nothing."""

    def parts(self) -> Sequence[Block]:
        """Return itself."""
        return (self,)


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line over a width, in the middle of its height."""

    width: float
    height: float = 1.0
    thickness: float = 0.75
    role: Role = Role.LINE

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Paint the line."""
        middle = y + self.height / 2
        pen.line((x, middle), (x + self.width, middle), self.role, self.thickness)

    def parts(self) -> Sequence[Block]:
        """Return itself."""
        return (self,)


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks one below the other that stay together."""

    blocks: tuple[Block, ...]

    @property
    def height(self) -> float:
        """The sum of the blocks' heights."""
        return sum(block.height for block in self.blocks)

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Paint the blocks from top to bottom."""
        for block in self.blocks:
            block.paint(pen, x, y)
            y += block.height

    def parts(self) -> Sequence[Block]:
        """Return the blocks."""
        return self.blocks


@dataclass(frozen=True, slots=True)
class Beside:
    """Blocks side by side, each with its x from the start of the whole, aligned at their upper edges."""

    columns: tuple[tuple[float, Block], ...]

    @property
    def height(self) -> float:
        """The height of the tallest."""
        return max((block.height for _, block in self.columns), default=0.0)

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Paint each at its x."""
        for shift, block in self.columns:
            block.paint(pen, x + shift, y)

    def parts(self) -> Sequence[Block]:
        """Return slices: the first parts of all columns side by side, then the second ones, and so on."""
        columns = [(shift, list(block.parts())) for shift, block in self.columns]
        longest = max((len(parts) for _, parts in columns), default=0)
        if longest <= 1:
            return (self,)
        return [
            Beside(tuple((shift, parts[at]) for shift, parts in columns if at < len(parts)))
            for at in range(longest)
        ]


def feet_aligned(columns: Sequence[tuple[float, Block]]) -> Beside:
    """Return blocks side by side, the shorter ones moved down so that all end at the same height."""
    tallest = max((block.height for _, block in columns), default=0.0)
    return Beside(tuple((shift, Stack((Space(tallest - block.height), block))) for shift, block in columns))
