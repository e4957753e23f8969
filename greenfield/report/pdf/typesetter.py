"""Makes blocks of text by the text layer: one language, one set of fonts, the roles of colour of paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from greenfield.base.languages import is_right_to_left
from greenfield.charts.labels import fitted
from greenfield.charts.shapes import Role
from greenfield.report.fonts.fontset import FontSet
from greenfield.report.pdf.blocks import Beside, Block
from greenfield.report.pdf.palette import COLOURS
from greenfield.report.pdf.pen import Pen
from greenfield.report.pdf.sheet import PAGE_HEIGHT
from greenfield.report.pdf.styles import Style
from greenfield.report.text import paragraph as layout
from greenfield.report.text.style import Align, Span
from greenfield.report.text.style import Style as TextStyle

Content = str | Sequence[Span]

_POINT_INDENT = 12.0


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph that was laid out, as a block; parted between its lines where it has to be."""

    paragraph: layout.Paragraph

    @property
    def height(self) -> float:
        """The height of its lines."""
        return self.paragraph.height

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Paint the lines."""
        self.paragraph.draw(pen.canvas, pen.paper_x(x, self.paragraph.width), PAGE_HEIGHT - y)

    def parts(self) -> Sequence[Block]:
        """Return each line as a block."""
        return [TextBlock(part) for part in self.paragraph.parts()]


class Typesetter:
    """Lays out text for one document and remembers what it measured."""

    def __init__(self, fonts: FontSet, language: str) -> None:
        """Use fonts that belong to this document alone; the language decides the direction of reading."""
        self.language = language
        self.right_to_left = is_right_to_left(language)
        self._fonts = fonts
        self._widths: dict[tuple[str, float, bool], float] = {}

    def measure(self, text: str, size: float, semibold: bool) -> float:
        """Return the width of a text on one line, in points."""
        key = (text, size, semibold)
        if key not in self._widths:
            style = TextStyle(size, semibold=semibold)
            self._widths[key] = layout.measure(text, style, self.language, self._fonts)
        return self._widths[key]

    def paragraph(
        self,
        content: Content,
        style: Style,
        width: float,
        align: Align = "start",
        *,
        as_written: bool = False,
    ) -> TextBlock:
        """Return a paragraph in lines of at most `width` points.

        `as_written` is for what people wrote themselves: it runs as its own letters ask for.
        """
        return TextBlock(
            layout.layout_paragraph(
                content,
                _text_style(style, align),
                width,
                self.language,
                self._fonts,
                own_direction=as_written,
            )
        )

    def point(self, text: str, style: Style, width: float) -> Block:
        """Return a paragraph behind a small mark."""
        mark = self.paragraph("•", style.in_role(Role.MAIN), _POINT_INDENT)
        words = self.paragraph(text, style, width - _POINT_INDENT, as_written=True)
        return Beside(((0.0, mark), (_POINT_INDENT, words)))

    def draw_on_paper(self, pen: Pen, text: str, style: Style, place: tuple[float, float]) -> None:
        """Draw one line with its left end at x, its baseline at y (from the page's top) of the paper."""
        line = layout.layout_line(text, _text_style(style, "start"), self.language, self._fonts).lines[0]
        line.draw(pen.canvas, place[0], PAGE_HEIGHT - place[1])

    def fitting_size(self, text: str, style: Style, width: float, smallest: float) -> float:
        """Return the size at which a text fits a width on one line, between `smallest` and the style's own."""
        needed = self.measure(text, style.size, style.semibold)
        return style.size if needed <= width else max(smallest, style.size * width / needed * 0.999)

    def shortened(self, text: str, style: Style, width: float) -> str:
        """Return a text that fits a width on one line, with an ellipsis where something is left out."""
        return " ".join(fitted(text, width, self.measure, style.size, semibold=style.semibold, lines=1))


def _text_style(style: Style, align: Align) -> TextStyle:
    return TextStyle(style.size, style.leading, style.semibold, COLOURS[style.role], align)
