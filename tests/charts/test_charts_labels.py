from charts_measure import width_of
from hypothesis import given
from hypothesis import strategies as st

from greenfield.charts.labels import ELLIPSIS, fitted


def lines(text, width, count=2):
    return fitted(text, width, width_of, 10, lines=count)


def test_a_text_that_fits_stays_as_it_is():
    assert lines("water", 100) == ("water",)


def test_lines_break_at_blanks():
    assert lines("hot water of the dairy", 60) == ("hot water of", "the dairy")


def test_a_text_without_blanks_breaks_anywhere():
    assert lines("能源消耗成本和水", 16) == ("能源消", "耗成…")


def test_what_does_not_fit_is_shortened_at_the_end():
    assert lines("hot water of the dairy", 50, 1) == ("hot water…",)


def test_no_text_gives_no_line():
    assert lines("", 100) == ()


@given(st.text(max_size=60), st.floats(min_value=12, max_value=300), st.integers(1, 3))
def test_no_line_is_wider_than_its_place(text, width, count):
    found = lines(text, width, count)
    assert len(found) <= count
    assert all(width_of(line, 10, False) <= width + 0.001 for line in found)


@given(st.text(alphabet="abc ", max_size=60), st.floats(min_value=12, max_value=300))
def test_nothing_is_lost_without_an_ellipsis(text, width):
    found = lines(text, width, 3)
    if not any(line.endswith(ELLIPSIS) for line in found):
        assert "".join("".join(found).split()) == "".join(text.split())
