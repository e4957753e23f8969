"""Text in real PDF files: the same glyphs as HarfBuzz gives, embedded, and read back in the order of reading."""

import io
import subprocess
import time

import pypdf
import pytest
import uharfbuzz
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from text_pages import (
    ARABIC,
    CHINESE,
    FRENCH,
    NEEDS_POPPLER,
    SIZE,
    embedded_fonts,
    font_file,
    page,
    plain,
    poppler_text,
    pypdf_text,
    shown_glyphs,
    without_spaces,
)

from greenfield.report.fonts import files
from greenfield.report.fonts.fontset import FontSet
from greenfield.report.text.bidi import isolate
from greenfield.report.text.paragraph import layout_paragraph
from greenfield.report.text.style import Style

ONE_RUN = [
    ("السَّلامُ عَلَيْكُم ولا بأس بيت تثن مَرْحَبًا", "ar", files.ARABIC, "rtl"),
    ("عزل الأنابيب يوفّر الغاز، نعم (ربما)؟", "ar", files.ARABIC, "rtl"),
    ("锅炉与管道保温可节约天然气。是否可行？", "zh_Hans", files.CHINESE, "ltr"),
    ("AVATAR office Tö m\u0303 12,5 “fluid” Ёж", "en", files.SANS, "ltr"),
]
"""Texts of one font and direction, which HarfBuzz shapes in one go."""


def by_harfbuzz(text, font, direction, language):
    """Return (glyph, x, y) in points as HarfBuzz alone places them, from the left end of the text."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(files.font_paths()[font])))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = direction
    buffer.language = language.replace("_", "-")
    uharfbuzz.shape(uharfbuzz.Font(face), buffer)
    pen, placed = 0, []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x = (pen + position.x_offset) * SIZE / face.upem
        placed.append((info.codepoint, x, position.y_offset * SIZE / face.upem))
        pen += position.x_advance
    return placed, pen * SIZE / face.upem


@pytest.mark.parametrize(("text", "language", "font", "direction"), ONE_RUN)
def test_a_page_shows_the_glyphs_of_harfbuzz_where_it_puts_them(text, language, font, direction):
    expected, width = by_harfbuzz(text, font, direction, language)
    left = 60.0 + (450.0 - width if direction == "rtl" else 0.0)
    shown = shown_glyphs(page([text], language))
    base = max({s.y for s in shown}, key=[s.y for s in shown].count)
    found = sorted((round(s.x - left, 1), s.glyph, round(s.y - base, 1)) for s in shown)
    assert len(found) == len(expected)
    for this, (glyph, x, y) in zip(
        found, sorted(expected, key=lambda g: (round(g[1], 1), g[0])), strict=True
    ):
        assert this[1] == glyph
        assert this[0] == pytest.approx(x, abs=0.11)
        assert this[2] == pytest.approx(y, abs=0.11)


def outline(font, name):
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return pen.value


def test_embedded_outlines_are_those_of_the_font():
    data = page([ARABIC[2]], "ar")
    embedded = next(f for f in map(font_file, embedded_fonts(data).values()) if isinstance(f, TTFont))
    source = TTFont(files.font_paths()[files.ARABIC])
    glyphs = {shown.glyph for shown in shown_glyphs(data)}
    assert len(glyphs) > 20
    for glyph in glyphs:
        assert outline(embedded, embedded.getGlyphName(glyph)) == outline(source, source.getGlyphName(glyph))


def test_embedded_chinese_outlines_are_those_of_the_font():
    data = page(["锅炉节能。"], "zh_Hans")
    (table,) = (f for f in map(font_file, embedded_fonts(data).values()) if isinstance(f, bytes))
    embedded = CFFFontSet()
    embedded.decompile(io.BytesIO(table), None)
    drawn = {shown.glyph for shown in shown_glyphs(data)}
    assert len(drawn) == 5
    with TTFont(files.font_paths()[files.CHINESE], lazy=True) as source:
        for glyph in drawn:
            pens = RecordingPen(), RecordingPen()
            embedded[0].CharStrings[f"cid{glyph:05d}"].draw(pens[0])
            source.getGlyphSet()[source.getGlyphName(glyph)].draw(pens[1])
            assert pens[0].value == pens[1].value


@NEEDS_POPPLER
@pytest.mark.parametrize(("texts", "language"), [(ARABIC, "ar"), (FRENCH, "fr")])
@pytest.mark.parametrize("semibold", [False, True])
def test_pdftotext_reads_the_source(texts, language, semibold, tmp_path):
    data = page(texts, language, style=Style(SIZE, semibold=semibold), width=470.0)
    assert plain(poppler_text(data, tmp_path)) == plain(" ".join(texts))


@NEEDS_POPPLER
def test_pdftotext_reads_chinese(tmp_path):
    assert without_spaces(poppler_text(page(CHINESE, "zh_Hans"), tmp_path)) == without_spaces(
        "".join(CHINESE)
    )


@NEEDS_POPPLER
def test_a_foreign_name_is_read_in_its_place(tmp_path):
    text = f"The bakery {isolate('مخبز الأمل')} (2025) saves, as عين السبع does."
    assert plain(poppler_text(page([text], "en"), tmp_path)) == plain(text)


@pytest.mark.parametrize(("texts", "language"), [(ARABIC, "ar"), (FRENCH, "fr"), (CHINESE, "zh_Hans")])
def test_pypdf_reads_the_source(texts, language):
    assert without_spaces(pypdf_text(page(texts, language))) == without_spaces("".join(texts))


def test_numbers_and_words_can_be_searched():
    found = pypdf_text(page([*ARABIC, f"نحو {isolate('12,450 kWh')} في السنة"], "ar"))
    for wanted in ("12,450 kWh", "Bakery No. 4", "عزل الأنابيب", "1,250"):
        assert wanted in found


def test_every_font_is_embedded_with_what_its_codes_mean():
    data = page([*ARABIC, *CHINESE, *FRENCH], "en")
    fonts = embedded_fonts(data)
    assert len(fonts) >= 3
    for font in fonts.values():
        assert font["/Subtype"] == "/Type0"
        assert font["/Encoding"] == "/Identity-H"
        assert b"beginbfchar" in font["/ToUnicode"].get_data()
        assert font_file(font)
        assert font["/BaseFont"][7] == "+"


@NEEDS_POPPLER
def test_pdffonts_finds_nothing_that_is_not_embedded(tmp_path):
    (tmp_path / "page.pdf").write_bytes(page([*ARABIC, *CHINESE, *FRENCH], "en"))
    listed = subprocess.run(["pdffonts", tmp_path / "page.pdf"], capture_output=True, check=True, text=True)
    assert not listed.stderr
    rows = listed.stdout.splitlines()[2:]
    assert rows
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_a_document_holds_only_the_glyphs_that_it_shows():
    assert len(page(FRENCH, "fr")) < 25_000
    assert len(page(CHINESE, "zh_Hans")) < 25_000
    assert len(page(ARABIC, "ar")) < 40_000
    names = {font["/BaseFont"] for font in embedded_fonts(page(["abc"], "fr")).values()}
    assert len(names) == 1


def test_the_same_text_gives_the_same_bytes():
    texts = [*ARABIC, *CHINESE, *FRENCH]
    assert page(texts, "ar") == page(texts, "ar")


def test_the_language_of_the_document_is_told():
    reader = pypdf.PdfReader(io.BytesIO(page(["能源"], "zh_Hans")))
    assert reader.root_object["/Lang"] == "zh-Hans"


def test_a_replaced_character_can_still_be_read():
    assert "\U0001f9c0" in pypdf_text(page(["a \U0001f9c0 b"], "en"))


def test_two_thousand_words_are_set_within_a_second_of_the_processor():
    text = "Insulating the oven and the steam pipes saves 18 % of the gas and pays back soon. " * 4
    count = len(text.split())
    start = time.process_time()
    data = page([text] * (2000 // count + 1), "en")
    assert time.process_time() - start < 1.0
    assert data


def test_an_arabic_page_is_set_from_the_right_edge():
    shown = shown_glyphs(page(["نعم"], "ar", width=400.0))
    width = layout_paragraph("نعم", Style(SIZE), 400.0, "ar", FontSet.load()).natural_width
    assert min(glyph.x for glyph in shown) >= 460.0 - width - 0.5


ARABIC_WORDS = [
    "الطاقة",
    "مخبز",
    "الغاز",
    "عزل",
    "الأنابيب",
    "يوفّر",
    "من",
    "في",
    "دولارًا",
    "السنة",
    "الكهرباء",
    "خطة",
    "العمل",
]
VALUES = ["12,450 kWh", "3.2 tCO₂e", "50 mm", "EUR 1,250", "18%"]


@st.composite
def arabic_sentences(draw):
    word = st.sampled_from(ARABIC_WORDS)
    part = st.one_of(
        word,
        word.map("({})".format),
        st.integers(1, 9999).map(str),
        st.sampled_from(VALUES).map(isolate),
        st.sampled_from(["Bakery", "ISO 50001", "LED"]),
    )
    marked = st.tuples(part, st.sampled_from(["", "", "", "،", "؛", ":", ".", "؟"])).map("".join)
    return " ".join([draw(word), *draw(st.lists(marked, min_size=1, max_size=14)), draw(word)])


@NEEDS_POPPLER
@settings(max_examples=20, deadline=None)
@given(arabic_sentences(), st.sampled_from([150.0, 450.0]))
def test_any_arabic_sentence_is_read_in_order(tmp_path_factory, sentence, width):
    around = " ".join(
        ARABIC_WORDS
    )  # a page of mostly Arabic, as readers tell the page's direction by its words
    texts = [around, sentence, around]
    data = page(texts, "ar", width=width)
    assert plain(poppler_text(data, tmp_path_factory.mktemp("page"))) == plain(" ".join(texts))
    assert without_spaces(pypdf_text(data)) == without_spaces("".join(texts))
