import pytest
from charts_measure import inside, overlapping, rects, text_of, texts, width_of
from hypothesis import given
from hypothesis import strategies as st

from greenfield.charts.bands import STEPS, Band, lay_out_bands
from greenfield.charts.shapes import Role

WIDTH = 480.0
bands = st.lists(
    st.builds(
        Band,
        st.text(max_size=60),
        st.none() | st.integers(1, STEPS),
        st.text(max_size=40),
        st.text(max_size=40),
    ),
    max_size=9,
)


def chart_of(*steps, **options):
    rows = [Band(f"area {at}", step, "word", "2 of 3") for at, step in enumerate(steps)]
    return lay_out_bands(rows, WIDTH, width_of, **options)


@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_as_many_cells_are_filled_as_steps_are_reached(step):
    cells = rects(chart_of(step))
    assert [cell.outlined for cell in cells] == [False] * step + [True] * (STEPS - step)
    assert {cell.role for cell in cells if not cell.outlined} == {Role[f"STATUS_{step}"]}


def test_an_unknown_status_fills_no_cell_and_says_its_word():
    chart = chart_of(None)
    assert all(cell.outlined for cell in rects(chart))
    assert "word" in text_of(chart)


def test_cells_of_all_rows_stand_below_each_other():
    cells = rects(chart_of(1, 5, None))
    assert {cell.x for cell in cells[:STEPS]} == {cell.x for cell in cells[STEPS : 2 * STEPS]}
    assert len({round(cell.width, 6) for cell in cells}) == 1


@pytest.mark.parametrize("step", [0, 6, -1])
def test_a_step_outside_of_the_scale_is_refused(step):
    with pytest.raises(ValueError, match="1 to 5"):
        chart_of(step)


def test_no_rows_give_an_empty_chart():
    assert chart_of().shapes == ()


@given(bands, st.booleans())
def test_everything_stays_in_the_box_and_nothing_overlaps(some, mirrored):
    chart = lay_out_bands(some, WIDTH, width_of, right_to_left=mirrored)
    assert inside(chart)
    assert not overlapping(texts(chart))
    assert all(cell.width > 0 for cell in rects(chart))
    assert not any(text.box.overlaps(cell) for text in texts(chart) for cell in rects(chart))


def test_right_to_left_begins_at_the_right():
    plain, mirrored = chart_of(2), chart_of(2, right_to_left=True)
    first, other = rects(plain)[0], rects(mirrored)[0]
    assert other.right == pytest.approx(WIDTH - first.x)
    assert not other.outlined
    assert other.x > rects(mirrored)[-1].x
