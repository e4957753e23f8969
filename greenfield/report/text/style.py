"""How a text is set, and a stretch of text that is set differently from the rest of its paragraph."""

from dataclasses import dataclass
from typing import Final, Literal

Align = Literal["start", "center", "end"]

INK: Final = "#1B2A27"
_LEADING = 1.4


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set. Sizes in points; `leading` is the distance of baselines, 0 for 1.4 sizes.

    `features` are OpenType features to switch on (`tnum`, `sups`); figures are tabular anyway.
    """

    size: float
    leading: float = 0.0
    semibold: bool = False
    colour: str = INK
    align: Align = "start"
    features: tuple[str, ...] = ()

    @property
    def line_height(self) -> float:
        """The distance of two baselines in points."""
        return self.leading or self.size * _LEADING


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a paragraph; None keeps what the paragraph's style says."""

    text: str
    semibold: bool | None = None
    colour: str | None = None
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How the characters of one stretch look, settled."""

    size: float
    semibold: bool
    colour: str
    features: tuple[str, ...]


def look_of(span: Span, style: Style) -> Look:
    """Return how a span looks in a paragraph of this style."""
    return Look(
        style.size if span.size is None else span.size,
        style.semibold if span.semibold is None else span.semibold,
        style.colour if span.colour is None else span.colour,
        style.features,
    )
