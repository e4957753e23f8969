"""Draws text on pages for the tests, and reads from a PDF what it shows: which glyphs, where, and as what text."""

import io
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

import pypdf
import pytest
from fontTools.ttLib import TTFont
from pypdf.generic import ContentStream

from greenfield.report.fonts.files import font_paths
from greenfield.report.fonts.fontset import FontSet
from greenfield.report.text.paper import PaperCanvas
from greenfield.report.text.paragraph import layout_paragraph
from greenfield.report.text.style import Style

ARABIC = [
    "بلغ استهلاك الطاقة في مخبز «الأمل» (Bakery No. 4) خلال سنة 2025 نحو 12,450 kWh، أي ما يعادل 3.2 tCO₂e.",
    "هل يمكن تخفيضه؟ نعم: عزل الأنابيب (بسُمك 50) يوفّر 18٪ من الغاز.",
    "السَّلامُ عَلَيْكُم ولا بأس، بيت تثن. مَرْحَبًا بِكُمْ",
    "خطة العمل 2026–2027: التكلفة 1,250 دولارًا [لا] {ربما}",
]
CHINESE = [
    "本报告评估了一家拥有48名员工的面包厂（二〇二五年度）：全年用电12,450 kWh，天然气3,200 m³。",
    "锅炉与管道保温可节约18%的天然气，“投资回收期”约为1.4年……是否可行？《能源管理》——CO₂e 减少3.2吨。",
]
FRENCH = [
    "L’énergie représente 61\u00a0% des coûts\u00a0; c’est «\u00a0beaucoup\u00a0»\u00a0! Pourquoi\u202f?",
    "Office, fluide, 12\u202f345,6\u00a0kWh/t, CO₂e, AVATAR. Привет, мир: Ёж.",
]
SIZE = 10.0
NEEDS_POPPLER = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")

_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Shown:
    """A glyph of the embedded font (its number there) and its origin on the page, in points."""

    font: str
    glyph: int
    x: float
    y: float


def page(texts, language, fonts=None, width=450.0, style=None):
    """Return the bytes of a document with the paragraphs on one page."""
    fonts = fonts or FontSet.load()
    target = io.BytesIO()
    canvas = PaperCanvas(target, language)
    y = 800.0
    for text in texts:
        paragraph = layout_paragraph(text, style or Style(SIZE), width, language, fonts)
        paragraph.draw(canvas, 60.0, y)
        y -= paragraph.height + 8
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def plain(text):
    """Return a text without direction marks, its white space made even, in canonical form."""
    return normalize("NFC", " ".join(_CONTROLS.sub("", text).split()))


def without_spaces(text):
    """Return a text without direction marks and white space: Chinese lines are joined without any."""
    return normalize("NFC", "".join(_CONTROLS.sub("", text).split()))


def poppler_text(data: bytes, folder: Path) -> str:
    """Return what pdftotext reads."""
    path = folder / "page.pdf"
    path.write_bytes(data)
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()


def pypdf_text(data: bytes) -> str:
    """Return what pypdf reads, which goes by the order of writing."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def embedded_fonts(data: bytes) -> dict[str, dict]:
    """Return the font dictionaries of the first page by their names there."""
    resources = pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Resources"]
    return {name: font.get_object() for name, font in resources["/Font"].items()}


def font_file(font: dict) -> TTFont | bytes:
    """Return the embedded TrueType font, or the bytes of a bare CFF table."""
    descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
    if "/FontFile2" in descriptor:
        return TTFont(io.BytesIO(descriptor["/FontFile2"].get_object().get_data()))
    return descriptor["/FontFile3"].get_object().get_data()


def _widths(font: dict) -> dict[int, float]:
    entries = [entry.get_object() for entry in font["/DescendantFonts"][0].get_object()["/W"]]
    return {int(code): float(widths[0]) for code, widths in zip(entries[::2], entries[1::2], strict=True)}


def shown_glyphs(data: bytes) -> list[Shown]:
    """Follow the page's operators and return every glyph where it is drawn, composites taken apart."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    fonts = embedded_fonts(data)
    widths = {name: _widths(font) for name, font in fonts.items()}
    files = {name: font_file(font) for name, font in fonts.items()}
    own = {name: own_glyphs(font) for name, font in fonts.items()}
    shown: list[Shown] = []
    name, size, x, y, rise = "", 0.0, 0.0, 0.0, 0.0
    for operands, operator in ContentStream(reader.pages[0].get_contents(), reader).operations:
        if operator == b"Tf":
            name, size = operands[0], float(operands[1])
        elif operator == b"Tm":
            x, y = float(operands[4]), float(operands[5])
        elif operator == b"Ts":
            rise = float(operands[0])
        elif operator == b"TJ":
            for operand in operands[0]:
                if isinstance(operand, int | float):
                    x -= float(operand) / 1000 * size
                    continue
                raw = operand if isinstance(operand, bytes) else operand.original_bytes
                for at in range(0, len(raw), 2):
                    code = int.from_bytes(raw[at : at + 2], "big")
                    shown += _parts(files[name], own[name], Shown(name, code, x, y + rise), size)
                    x += widths[name][code] / 1000 * size
    return shown


def _parts(file: TTFont | bytes, own: int, shown: Shown, size: float) -> list[Shown]:
    """Return the glyphs that a code draws; composites made for the document stand after the font's own."""
    if not isinstance(file, TTFont) or shown.glyph < own:
        return [shown]
    parts = file["glyf"][file.getGlyphName(shown.glyph)].components
    scale = size / 1000
    return [
        Shown(shown.font, file.getGlyphID(part.glyphName), shown.x + part.x * scale, shown.y + part.y * scale)
        for part in parts
    ]


def own_glyphs(font: dict) -> int:
    """Return how many glyphs the font has that a subset was taken from."""
    name = font["/BaseFont"].partition("+")[2].removesuffix("-Identity-H")
    (path,) = (path for file, path in font_paths().items() if file.name.startswith(name))
    with TTFont(path, lazy=True) as made:
        return made["maxp"].numGlyphs
