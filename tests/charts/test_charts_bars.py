import math

import pytest
from charts_measure import inside, overlapping, rects, text_of, texts, width_of
from hypothesis import given
from hypothesis import strategies as st

from greenfield.charts.bars import Bar, lay_out_bars
from greenfield.charts.shapes import Anchor, Direction, Path

WIDTH = 480.0
bars = st.lists(
    st.builds(
        Bar,
        st.text(min_size=0, max_size=80),
        st.floats(min_value=0, max_value=1e15, allow_nan=False),
        st.text(alphabet="0123456789 ,.FCA€", max_size=24),
    ),
    max_size=12,
)


def chart_of(*values, **options):
    return lay_out_bars([Bar(f"bar {v}", v, f"{v} kWh") for v in values], WIDTH, width_of, **options)


def test_lengths_are_proportional_to_values_from_a_common_zero():
    first, second, third = rects(chart_of(100, 50, 25))
    assert first.x == second.x == third.x
    assert second.width == pytest.approx(first.width / 2)
    assert third.width == pytest.approx(first.width / 4)


def test_the_zero_line_stands_where_the_bars_begin():
    chart = chart_of(3, 1)
    (zero,) = [shape for shape in chart.shapes if isinstance(shape, Path)]
    assert {x for x, _ in zero.points} == {rects(chart)[0].x}


def test_a_value_of_zero_has_no_length_and_keeps_its_label():
    chart = chart_of(10, 0)
    assert rects(chart)[1].width == 0
    assert "0 kWh" in text_of(chart)


def test_only_zeros_give_no_lengths():
    assert [rect.width for rect in rects(chart_of(0, 0))] == [0, 0]


def test_one_bar_takes_the_room_beside_its_labels():
    chart = chart_of(7)
    (bar,) = rects(chart)
    (_, value) = texts(chart)
    assert bar.width > WIDTH / 2
    assert value.box.right <= WIDTH + 0.01


def test_huge_and_tiny_values_share_a_chart():
    large, small = rects(chart_of(1e15, 1e-9))
    assert large.width > 100
    assert 0 <= small.width < 0.01


def test_no_bars_give_an_empty_chart():
    chart = chart_of()
    assert chart.shapes == ()
    assert chart.height == 0


@pytest.mark.parametrize("value", [-1.0, math.nan, math.inf])
def test_a_value_without_a_length_is_refused(value):
    with pytest.raises(ValueError, match="finite"):
        chart_of(1.0, value)


def test_a_long_name_is_broken_into_two_lines_and_shortened():
    name = "the electricity of all cold rooms in the northern hall and of the office above it"
    chart = lay_out_bars([Bar(name, 1, "1")], WIDTH, width_of)
    lines = [text.text for text in texts(chart)[:-1]]
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert name.startswith(lines[0])


@given(bars, st.booleans())
def test_everything_stays_in_the_box_and_no_labels_overlap(some, mirrored):
    chart = lay_out_bars(some, WIDTH, width_of, right_to_left=mirrored)
    assert inside(chart)
    assert not overlapping(texts(chart))


@given(bars)
def test_a_label_never_stands_on_a_bar(some):
    chart = lay_out_bars(some, WIDTH, width_of)
    drawn = [rect for rect in rects(chart) if rect.width > 0]
    assert not any(text.box.overlaps(rect) for text in texts(chart) for rect in drawn)


def test_right_to_left_is_the_mirror_image():
    plain, mirrored = chart_of(9, 4), chart_of(9, 4, right_to_left=True)
    for one, other in zip(rects(plain), rects(mirrored), strict=True):
        assert other.right == pytest.approx(WIDTH - one.x)
        assert other.width == one.width
    assert {text.anchor for text in texts(mirrored)} == {Anchor.RIGHT}
    assert {text.direction for text in texts(mirrored)} == {Direction.RIGHT_TO_LEFT}
