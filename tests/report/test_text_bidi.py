"""Bidirectional levels, held against python-bidi's Rust implementation of the same algorithm."""

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from greenfield.report.text.bidi import isolate, own_level, resolve_levels, visual_order

ALPHABET = "abAאבגابتل01٣٤+-/,.:%$ ()[]{}<>!?&«»\u0301\u064e\u2066\u2067\u2068\u2069"


def displayed(text, base):
    return "".join(text[at] for at in visual_order(resolve_levels(text, base)))


@settings(max_examples=1500, deadline=None)
@given(st.text(ALPHABET, min_size=1, max_size=24), st.sampled_from([0, 1]))
def test_order_of_display_is_that_of_python_bidi(text, base):
    assert displayed(text, base) == get_display(text, base_dir="LR"[base])


@settings(max_examples=300, deadline=None)
@given(st.text(ALPHABET + "\u202a\u202b\u202c\u202d\u202e\u200f", max_size=24), st.sampled_from([0, 1]))
def test_every_character_keeps_a_level_with_embeddings_and_overrides(text, base):
    levels = resolve_levels(text, base)
    assert len(levels) == len(text)
    assert all(base <= level <= 125 for level in levels)
    assert sorted(visual_order(levels)) == list(range(len(text)))


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("abc", [0, 0, 0]),
        ("אב1", [1, 1, 2]),
        ("a(ב)c", [0, 0, 1, 0, 0]),
        ("\u202eab\u202c", [0, 1, 1, 1]),
    ],
)
def test_levels_of_known_texts(text, levels):
    assert resolve_levels(text, 0) == levels


def test_spaces_at_the_end_belong_to_the_paragraph():
    assert resolve_levels("אב  ", 0) == [1, 1, 0, 0]


def test_an_isolated_value_keeps_number_and_unit_together():
    sentence = "سمك {} فقط".format(isolate("50 mm"))
    assert "50 mm" in displayed(sentence, 1)
    assert "50 mm" not in displayed("سمك 50 mm فقط", 1)


@pytest.mark.parametrize(
    ("text", "level"), [("12 kWh", 0), ("«الأمل»", 1), ("12,5", 1), ("\u2067ا\u2069a", 0)]
)
def test_own_direction_follows_the_first_letter(text, level):
    assert own_level(text, otherwise=1) == level


def test_visual_order_reverses_nested_runs():
    assert visual_order([0, 1, 2, 2, 1, 0]) == [0, 4, 2, 3, 1, 5]
