"""What a chart is made of: rectangles, paths and texts, with roles of colour instead of colours.

Coordinates are points, x to the right, y downwards from the chart's upper left corner. The painter of a
document or of a window turns roles into the colours of its theme.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Measure = Callable[[str, float, bool], float]
"""Width in points of a text at a size, semibold or not; handed in, since only a painter knows its fonts."""

ASCENT = 0.8
DESCENT = 0.25


class Role(StrEnum):
    """What a colour is for.

    `MAIN`, `SECOND`, `THIRD` tell kinds of bars apart, in grey too; `STATUS_1` (much to gain) to `STATUS_5`
    (best practice) run from orange to blue.
    """

    MAIN = "main"
    SECOND = "second"
    THIRD = "third"
    INK = "ink"
    QUIET = "quiet"
    LINE = "line"
    PAPER = "paper"
    STATUS_1 = "status_1"
    STATUS_2 = "status_2"
    STATUS_3 = "status_3"
    STATUS_4 = "status_4"
    STATUS_5 = "status_5"


class Anchor(StrEnum):
    """Which point of a text stands at its x; left and right are those of the paper."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


class Direction(StrEnum):
    """Which way the paragraph of a text runs."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled rectangle, or an outlined one where `outlined`; `subject` names the value that it shows."""

    x: float
    y: float
    width: float
    height: float
    role: Role
    outlined: bool = False
    subject: str = ""

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height

    def overlaps(self, other: "Rect") -> bool:
        """Tell whether the two share more than an edge (a hundredth of a point is forgiven)."""
        slack = 0.01
        return (
            self.x < other.right - slack
            and other.x < self.right - slack
            and self.y < other.bottom - slack
            and other.y < self.bottom - slack
        )


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points, `width` points thick."""

    points: tuple[tuple[float, float], ...]
    role: Role
    width: float = 0.6
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `y` is its baseline, `width` what it measured when it was laid out."""

    x: float
    y: float
    text: str
    size: float
    role: Role
    width: float
    semibold: bool = False
    anchor: Anchor = Anchor.LEFT
    direction: Direction = Direction.LEFT_TO_RIGHT
    subject: str = ""

    @property
    def box(self) -> Rect:
        """The rectangle that the text takes."""
        shift = {Anchor.LEFT: 0.0, Anchor.MIDDLE: 0.5, Anchor.RIGHT: 1.0}[self.anchor]
        top = self.y - ASCENT * self.size
        return Rect(self.x - shift * self.width, top, self.width, (ASCENT + DESCENT) * self.size, self.role)


Shape = Rect | Path | Text


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that was laid out: its box and its shapes in the order in which they are painted."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
