"""Fonts: made from the packages, loaded when needed, and what happens when one is not as it should be."""

import json
import time

import pytest
from fontTools.ttLib import TTFont

from greenfield.base.catalogue import sentence
from greenfield.base.problem import ProblemError
from greenfield.base.texts import texts_for
from greenfield.report.fonts import files, make
from greenfield.report.fonts.face import Face
from greenfield.report.fonts.fontset import FontSet
from greenfield.report.text.paragraph import layout_paragraph
from greenfield.report.text.style import Style


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fonts")
    assert sorted(make.make_fonts(folder)) == sorted(font.name for font in files.FONT_FILES)
    return folder


def shaped(face, text):
    codepoints = [ord(c) for c in text]
    return face.shape(
        codepoints, 0, len(codepoints), right_to_left=False, script="Latn", language="en", features={}
    )


def test_fonts_that_are_there_are_not_made_again(made):
    before = {path.name: path.stat().st_mtime_ns for path in made.iterdir()}
    assert make.make_fonts(made) == []
    assert {path.name: path.stat().st_mtime_ns for path in made.iterdir()} == before


def test_only_what_is_missing_or_outdated_is_made(made):
    (made / files.ARABIC.name).unlink()
    known = json.loads((made / make.MANIFEST).read_text())
    (made / make.MANIFEST).write_text(json.dumps({**known, files.SANS.name: "older"}))
    assert make.make_fonts(made) == [files.SANS.name, files.ARABIC.name]


def test_a_damaged_manifest_makes_all_again(made):
    (made / make.MANIFEST).write_text("{")
    assert len(make.make_fonts(made)) == len(files.FONT_FILES)
    assert not list(made.glob("*.part"))


def test_made_fonts_are_static_and_named_for_the_window(made):
    with TTFont(made / files.SANS_SEMIBOLD.name) as font:
        assert "fvar" not in font
        assert font["OS/2"].usWeightClass == 600
        assert [font["name"].getDebugName(number) for number in (1, 16, 17)] == [
            "Noto Sans SemiBold",
            "Noto Sans",
            "SemiBold",
        ]
    with TTFont(made / files.CHINESE.name, lazy=True) as font:
        assert font["name"].getDebugName(1) == "Noto Sans CJK SC"
        assert font["maxp"].numGlyphs == 65535


def test_making_wants_one_folder(capsys, tmp_path):
    assert make.main([]) == 2
    assert "OUTDIR" in capsys.readouterr().err


def test_figures_are_tabular_in_both_weights(made):
    for font in (files.SANS, files.SANS_SEMIBOLD, files.ARABIC, files.ARABIC_SEMIBOLD):
        face = Face(font, made / font.name)
        assert len({cluster.advance for cluster in shaped(face, "0123456789")}) == 1


def test_letters_are_kerned_and_joined(made):
    face = Face(files.SANS, made / files.SANS.name)
    clusters = shaped(face, "AVoffice")
    assert clusters[0].advance < face.width(clusters[0].glyphs[0].glyph)
    assert [(c.start, c.end) for c in clusters if c.end - c.start == 3] == [(3, 6)]


def test_the_chinese_font_is_opened_when_it_is_needed():
    fonts = FontSet.load()
    layout_paragraph("Bonjour, العالم", Style(10), 300, "fr", fonts)
    assert files.CHINESE not in fonts.opened
    layout_paragraph("工厂", Style(10), 300, "fr", fonts)
    assert files.CHINESE in fonts.opened


def test_latin_fonts_load_within_a_tenth_of_a_second():
    best = min(_time_to_load() for _ in range(3))
    assert best < 0.1


def _time_to_load():
    start = time.process_time()
    fonts = FontSet.load()
    fonts.main()
    fonts.main(semibold=True)
    return time.process_time() - start


def test_a_missing_or_damaged_font_is_a_problem(tmp_path):
    (tmp_path / files.SANS.name).write_bytes(b"not a font")
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(ProblemError) as caught:
            FontSet.load(folder).main()
        assert caught.value.code == "document.font_unreadable"


def test_a_character_that_no_font_has_is_replaced_and_told():
    fonts = FontSet.load()
    paragraph = layout_paragraph("a\U0001f9c0b", Style(10), 300, "en", fonts)
    assert fonts.missing == {"\U0001f9c0"}
    (problem,) = fonts.problems()
    assert problem.code == "document.no_glyph"
    assert "U+1F9C0" in sentence(problem, texts_for("en"))
    glyphs = [c.glyphs[0].glyph for piece in paragraph.lines[0].pieces for c in piece.clusters]
    assert 0 not in glyphs
    assert len(glyphs) == 3


def test_nothing_is_told_when_all_is_there():
    fonts = FontSet.load()
    layout_paragraph("Привет → ≤ ✓ 工厂 مصنع\u2066\u200b", Style(10, semibold=True), 300, "en", fonts)
    assert fonts.problems() == []
