"""A strip: the bar from quartile to quartile, the point where the factory is, texts that never meet."""

import pytest
from charts_measure import inside, overlapping, rects, texts, width_of
from hypothesis import given
from hypothesis import strategies as st

from greenfield.charts.shapes import Role
from greenfield.charts.strips import Strip, lay_out_strips

WIDTH = 480.0


def strip(p25=100.0, median=150.0, p75=300.0, value=240.0, **more):
    return Strip("Some set", p25, median, p75, value, f"{value:g} kWh", "100", "150", "300", **more)


def parts(chart):
    found = {shape.role: shape for shape in rects(chart)}
    return found[Role.THIRD], found[Role.MAIN]


def test_the_point_stands_in_proportion_to_the_quartiles():
    bar, point = parts(lay_out_strips([strip()], WIDTH, width_of))
    at = point.x + point.width / 2
    assert bar.x < at < bar.right
    assert (at - bar.x) / bar.width == pytest.approx((240 - 100) / (300 - 100))


@pytest.mark.parametrize("value", [0.0, 50.0, 4000.0])
def test_a_point_outside_of_the_bar_is_on_the_paper(value):
    chart = lay_out_strips([strip(value=value)], WIDTH, width_of)
    bar, point = parts(chart)
    assert (point.x < bar.x) == (value < 100)
    assert point.x >= -0.01
    assert point.right <= WIDTH + 0.01


def test_sets_side_by_side_share_one_scale():
    chart = lay_out_strips([strip(key="a"), strip(key="b", p25=10.0, value=10.0)], WIDTH, width_of)
    points = [one for one in rects(chart) if one.role is Role.MAIN]
    bars = [one for one in rects(chart) if one.role is Role.THIRD]
    assert bars[0].right == pytest.approx(bars[1].right)
    assert points[1].x < points[0].x


@pytest.mark.parametrize("wrong", [{"value": -1.0}, {"value": float("nan")}, {"p25": 200.0}])
def test_what_is_no_range_is_refused(wrong):
    with pytest.raises(ValueError, match="rising order"):
        lay_out_strips([strip(**wrong)], WIDTH, width_of)


@given(
    st.lists(st.floats(0.0, 1e9), min_size=3, max_size=3).map(sorted),
    st.floats(0.0, 1e10),
    st.booleans(),
)
def test_nothing_leaves_the_chart_and_no_text_covers_another(quartiles, value, right_to_left):
    low, middle, high = quartiles
    one = strip(low, middle, high, value)
    chart = lay_out_strips([one, one], WIDTH, width_of, right_to_left=right_to_left)
    assert inside(chart)
    assert not overlapping(texts(chart))
