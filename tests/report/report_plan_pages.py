"""Renders sample plans, and says where each line of text stands on a page that was laid out."""

import gettext
from dataclasses import dataclass
from datetime import UTC, datetime

from greenfield.base.formats import Formats
from greenfield.base.texts import Texts
from greenfield.charts.shapes import Text
from greenfield.report.fonts.fontset import FontSet
from greenfield.report.pdf.blocks import Beside, Stack
from greenfield.report.pdf.chart_painter import ChartBlock
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.document import lay_out, render_action_plan
from greenfield.report.pdf.table import Row
from greenfield.report.pdf.typesetter import TextBlock, Typesetter

NOW = datetime(2025, 5, 14, 17, 0, tzinfo=UTC)


class Stretched(gettext.NullTranslations):
    """Texts about 40 % longer than the English ones, as a stand-in for a language that is."""

    def gettext(self, message):
        words = message.split(" ")
        return " ".join(word + (" étend" if at % 3 == 1 else "") for at, word in enumerate(words))

    def ngettext(self, one, many, count):
        return self.gettext(one if count == 1 else many)


def texts_in(language="en", *, stretched=False):
    return Texts(language, Stretched() if stretched else gettext.NullTranslations())


def render(plan, language="en", *, stretched=False, now=NOW, fonts=None):
    texts = texts_in(language, stretched=stretched)
    return render_action_plan(
        plan, texts=texts, formats=Formats(language), fonts=fonts or FontSet.load(), now=now
    )


def pages_of(plan, language="en", *, stretched=False):
    texts = texts_in(language, stretched=stretched)
    desk = Desk(texts, Formats(language), Typesetter(FontSet.load(), language), plan.currency)
    return lay_out(plan, desk)


@dataclass(frozen=True)
class Line:
    """A line of text: its box in points from the upper corner at the reader's start edge of the text."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other):
        slack = 0.3
        return (
            self.left < other.right - slack
            and other.left < self.right - slack
            and self.top < other.bottom - slack
            and other.top < self.bottom - slack
        )


def lines_on(page):
    return [line for placed in page.placed for line in _lines(placed.block, 0.0, placed.y)]


def _lines(block, x, y):
    match block:
        case Stack():
            for part in block.blocks:
                yield from _lines(part, x, y)
                y += part.height
        case Beside():
            for shift, part in block.columns:
                yield from _lines(part, x + shift, y)
        case Row():
            for shift, part in block.cells:
                yield from _lines(part, x + shift, y + block.padding)
        case TextBlock():
            yield from _paragraph_lines(block.paragraph, x, y)
        case ChartBlock():
            boxes = [(shape.text, shape.box) for shape in block.chart.shapes if isinstance(shape, Text)]
            for text, box in boxes:
                yield Line(text, x + box.x, y + box.y, x + box.right, y + box.bottom)


def _paragraph_lines(paragraph, x, y):
    for at, line in enumerate(paragraph.lines):
        indent = paragraph.indent(line)
        start = paragraph.width - indent - line.width if paragraph.right_to_left else indent
        top = y + at * paragraph.style.line_height
        if line.end > line.start:
            yield Line(
                line.text[line.start : line.end],
                x + start,
                top,
                x + start + line.width,
                top + paragraph.style.line_height,
            )
