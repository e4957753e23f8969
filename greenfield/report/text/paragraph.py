"""Lays out a paragraph: text in, lines of placed glyphs out, ready to be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from greenfield.base.languages import is_right_to_left
from greenfield.report.fonts.fontset import FontSet
from greenfield.report.text.bidi import own_level
from greenfield.report.text.fit import longest_part, part_into_lines
from greenfield.report.text.line import Line
from greenfield.report.text.paper import PaperCanvas
from greenfield.report.text.shaped import ShapedText, shape_text
from greenfield.report.text.source import sources
from greenfield.report.text.style import Span, Style

_UNBOUNDED = float("inf")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of one width, set from the start edge: the right one where the language runs right to left."""

    lines: tuple[Line, ...]
    width: float
    style: Style
    right_to_left: bool
    first_baseline: float

    @property
    def height(self) -> float:
        """The height in points: a line's height for each line."""
        return len(self.lines) * self.style.line_height

    @property
    def natural_width(self) -> float:
        """The width of the longest line."""
        return max((line.width for line in self.lines), default=0.0)

    def draw(self, canvas: PaperCanvas, x: float, y_top: float) -> None:
        """Draw on a canvas whose y grows upwards; x is the left edge, y_top the upper one."""
        for number, line in enumerate(self.lines):
            baseline = y_top - self.first_baseline - number * self.style.line_height
            line.draw(canvas, x + self.indent(line), baseline)

    def indent(self, line: Line) -> float:
        """Return how far a line's left end stands from the paragraph's left edge."""
        free = self.width - line.width
        if self.style.align == "center":
            return free / 2
        return free if (self.style.align == "end") is not self.right_to_left else 0.0

    def parts(self) -> "tuple[Paragraph, ...]":
        """Return each line as a paragraph of its own, to be parted over pages."""
        return tuple(replace(self, lines=(line,)) for line in self.lines)


def layout_paragraph(
    content: str | Sequence[Span],
    style: Style,
    width: float,
    language: str,
    fonts: FontSet,
    *,
    own_direction: bool = False,
) -> Paragraph:
    """Lay out a text in lines of at most `width` points.

    The language gives the direction and the start edge. `own_direction` lets each stretch run as its
    first letter asks for, still set from the language's start edge: for what people wrote themselves.
    Characters that no font has are replaced and noted in `fonts.missing`.
    """
    lines = [
        line
        for shaped in _shaped(content, style, language, fonts, own_direction=own_direction)
        for line in part_into_lines(shaped, width)
    ]
    return Paragraph(tuple(lines), width, style, is_right_to_left(language), _first_baseline(style, fonts))


def layout_line(content: str | Sequence[Span], style: Style, language: str, fonts: FontSet) -> Paragraph:
    """Lay out a text that is not broken, but at its own line ends; the width is that of the text."""
    paragraph = layout_paragraph(content, style, _UNBOUNDED, language, fonts)
    return replace(paragraph, width=paragraph.natural_width)


def measure(content: str | Sequence[Span], style: Style, language: str, fonts: FontSet) -> float:
    """Return the width in points of a text that is not broken."""
    return layout_line(content, style, language, fonts).width


def measure_longest_word(content: str | Sequence[Span], style: Style, language: str, fonts: FontSet) -> float:
    """Return the width in points that a column needs so that no word of the text is cut."""
    shaped = _shaped(content, style, language, fonts, own_direction=False)
    return max((longest_part(text) for text in shaped), default=0.0)


def _shaped(
    content: str | Sequence[Span], style: Style, language: str, fonts: FontSet, *, own_direction: bool
) -> list[ShapedText]:
    base = int(is_right_to_left(language))
    return [
        shape_text(source, own_level(source.text, base) if own_direction else base, language, fonts)
        for source in sources(content, style)
    ]


def _first_baseline(style: Style, fonts: FontSet) -> float:
    """Return how far the first baseline stands below the top: the font's height centred in the line."""
    face = fonts.main(semibold=style.semibold)
    ascent = face.ascent / face.units_per_em * style.size
    descent = face.descent / face.units_per_em * style.size
    return (style.line_height - ascent + descent) / 2 + ascent
