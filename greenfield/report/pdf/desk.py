"""What every page needs at hand: texts, figures, and the typesetter that makes blocks of text."""

from greenfield.base.formats import Formats
from greenfield.base.texts import Texts
from greenfield.charts.shapes import Role
from greenfield.report.figures import Figures
from greenfield.report.pdf.blocks import Block, Rule, Space, Stack
from greenfield.report.pdf.sheet import TEXT_WIDTH
from greenfield.report.pdf.styles import BODY, QUIET, SECTION, SMALL, TITLE, Style
from greenfield.report.pdf.typesetter import Content, Typesetter
from greenfield.report.text.style import Align, Span


class Desk:
    """Texts, formats, figures and typesetter of one document."""

    def __init__(self, texts: Texts, formats: Formats, typesetter: Typesetter, currency: str) -> None:
        """Keep what the pages of one document share."""
        self.texts = texts
        self.formats = formats
        self.currency = currency
        self.figures = Figures(texts, formats, currency)
        self.typesetter = typesetter

    def text(
        self, content: Content, style: Style = BODY, width: float = TEXT_WIDTH, align: Align = "start"
    ) -> Block:
        """Return a paragraph, its lines broken to the width."""
        return self.typesetter.paragraph(content, style, width, align)

    def as_written(self, text: str, style: Style = BODY, width: float = TEXT_WIDTH) -> Block:
        """Return a paragraph of what people or toolkit wrote: it runs the way its own letters do."""
        return self.typesetter.paragraph(text, style, width, as_written=True)

    def first_step(self, step: str) -> Content:
        """Return the first step of a measure behind its label."""
        return self.labelled(self.texts("First step:"), step)

    def labelled(self, label: str, text: str) -> Content:
        """Return what toolkit or people wrote behind a label."""
        return (Span(label, semibold=True), Span(" " + self.figures.name(text)))

    def title(self, text: str) -> Block:
        """Return the title of a page, with a short green line below it."""
        return Stack((self.text(text, TITLE), Space(5), Rule(36, 2, 2, Role.MAIN), Space(11)))

    def section(self, text: str, note: str = "", width: float = TEXT_WIDTH) -> Block:
        """Return the heading of a section, with a quiet sentence below it where one is given."""
        heading = self.text(text, SECTION, width)
        if not note:
            return Stack((heading, Space(5)))
        return Stack((heading, Space(1), self.text(note, QUIET, width), Space(6)))

    def points(self, sentences: tuple[str, ...], width: float = TEXT_WIDTH) -> list[Block]:
        """Return a list of short paragraphs, each behind a small mark."""
        return [self.typesetter.point(sentence, SMALL, width) for sentence in sentences]
