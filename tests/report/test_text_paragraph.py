"""Paragraphs: lines that fit, edges by direction, spans, and odd input."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenfield.report.fonts.fontset import FontSet
from greenfield.report.text.paragraph import layout_line, layout_paragraph, measure, measure_longest_word
from greenfield.report.text.style import Span, Style

BODY = Style(10.5, 15.0)
FONTS = FontSet.load()


def lines(text, width=200.0, language="en", **kwargs):
    paragraph = layout_paragraph(text, BODY, width, language, FONTS, **kwargs)
    return [line.text[line.start : line.end] for line in paragraph.lines]


def test_lines_are_full_and_end_without_spaces():
    found = lines("The oven needs more heat than it should, because the door does not close well.", 150.0)
    assert " ".join(found) == "The oven needs more heat than it should, because the door does not close well."
    assert len(found) > 2
    for this, following in pairwise(found):
        assert measure(f"{this} {following.split()[0]}", BODY, "en", FONTS) > 150.0


def test_forced_line_ends_stay_and_empty_lines_count():
    paragraph = layout_paragraph("one\r\n\ntwo\u2028three", BODY, 200.0, "en", FONTS)
    assert [line.text for line in paragraph.lines] == ["one", "", "two", "three"]
    assert paragraph.height == 60.0


def test_an_empty_text_is_one_empty_line():
    paragraph = layout_paragraph("", BODY, 200.0, "en", FONTS)
    assert (len(paragraph.lines), paragraph.height, paragraph.natural_width) == (1, 15.0, 0.0)


def test_a_word_wider_than_the_line_is_cut():
    found = lines("Donaudampfschifffahrtsgesellschaft", 60.0)
    assert "".join(found) == "Donaudampfschifffahrtsgesellschaft"
    assert len(found) > 2


def test_a_line_of_no_width_still_gets_a_letter():
    assert lines("abc", 0.0) == ["a", "b", "c"]


def test_no_closing_mark_begins_a_line_in_chinese():
    text = "锅炉与管道保温可节约天然气，“投资回收期”约为一年。是否可行？《能源管理》（二〇二五）。"
    for width in range(40, 200, 7):
        for line in lines(text, float(width), "zh_Hans"):
            assert line[0] not in "，”。？》）"
            assert line[-1] not in "“《（"


@pytest.mark.parametrize(
    ("language", "align", "expected"),
    [
        ("en", "start", 0.0),
        ("en", "end", 1.0),
        ("ar", "start", 1.0),
        ("ar", "end", 0.0),
        ("ar", "center", 0.5),
    ],
)
def test_lines_stand_at_the_edge_of_their_direction(language, align, expected):
    paragraph = layout_paragraph("12", Style(10, align=align), 100.0, language, FONTS)
    line = paragraph.lines[0]
    assert paragraph.indent(line) == pytest.approx((100.0 - line.width) * expected)


def test_own_direction_turns_the_words_but_not_the_edge():
    (line,) = layout_paragraph("Bakery (4).", BODY, 200.0, "ar", FONTS, own_direction=True).lines
    assert not line.right_to_left
    paragraph = layout_paragraph("Bakery (4).", BODY, 200.0, "ar", FONTS)
    assert paragraph.lines[0].right_to_left
    assert paragraph.indent(line) > 0


def test_spans_differ_in_weight_colour_and_size():
    spans = [Span("Saving:", semibold=True), Span(" 1,250", colour="#1F6F54", size=13.0), Span(" a year")]
    (line,) = layout_line(spans, BODY, "en", FONTS).lines
    assert line.text == "Saving: 1,250 a year"
    looks = [(piece.look.semibold, piece.look.colour, piece.look.size) for piece in line.pieces]
    assert looks == [(True, "#1B2A27", 10.5), (False, "#1F6F54", 13.0), (False, "#1B2A27", 10.5)]
    assert line.width == pytest.approx(sum(measure([span], BODY, "en", FONTS) for span in spans))


def test_joined_letters_keep_their_forms_over_a_change_of_colour():
    whole = layout_line("بيت", BODY, "ar", FONTS).lines[0]
    parts = layout_line([Span("بي"), Span("ت", colour="#A63D2F")], BODY, "ar", FONTS).lines[0]
    glyphs = [[c.glyphs for p in line.pieces for c in p.clusters] for line in (whole, parts)]
    assert glyphs[0] == glyphs[1]


def test_chinese_semibold_is_imitated():
    pieces = layout_line("能源 kWh", Style(10, semibold=True), "zh_Hans", FONTS).lines[0].pieces
    assert [piece.font.embolden for piece in pieces] == [True, False]


def test_chinese_marks_that_meet_share_their_space():
    one = measure("年）", BODY, "zh_Hans", FONTS) + measure("：全", BODY, "zh_Hans", FONTS)
    assert measure("年）：全", BODY, "zh_Hans", FONTS) == pytest.approx(one - BODY.size / 2)


def test_quotation_marks_are_wide_in_chinese_only():
    assert measure("“能”", BODY, "zh_Hans", FONTS) == pytest.approx(3 * BODY.size)
    assert measure("“能”", BODY, "en", FONTS) < 2 * BODY.size
    assert measure("“Oven”", BODY, "zh_Hans", FONTS) == measure("“Oven”", BODY, "en", FONTS)


def test_the_longest_word_gives_the_narrowest_column():
    width = measure_longest_word("Energy of the refrigeration plant", BODY, "en", FONTS)
    assert width == pytest.approx(measure("refrigeration", BODY, "en", FONTS))
    assert measure_longest_word("", BODY, "en", FONTS) == 0.0


def test_baselines_are_centred_in_the_line():
    paragraph = layout_paragraph("x", Style(10, 20.0), 100.0, "en", FONTS)
    assert paragraph.first_baseline == pytest.approx(10 + (10.69 - 2.93) / 2)
    assert [part.height for part in layout_paragraph("x\ny", BODY, 9.0, "en", FONTS).parts()] == [15.0, 15.0]


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        st.sampled_from(
            "ab fi.-/«»(“，。能源بيلا\u064e12%\u202e\u2067\u2069\u200d\u200b\t\n\x00\ud800é\u0301🧀"
        )
    ),
    st.floats(0, 120),
    st.sampled_from(["en", "ar", "zh_Hans"]),
)
def test_any_text_is_laid_out_whole(text, width, language):
    paragraph = layout_paragraph(text, BODY, width, language, FontSet.load())
    assert paragraph.lines
    starts = [(line.start, line.end) for line in paragraph.lines if line.text]
    assert all(start <= end for start, end in starts)
    for line in paragraph.lines:
        drawn = {at for p in line.pieces for c in p.clusters for at in range(c.start, c.end)}
        assert all(line.start <= at < line.end for at in drawn)
        one_cluster = len({c.start for p in line.pieces for c in p.clusters}) <= 2
        assert line.width <= width + 0.02 or one_cluster
