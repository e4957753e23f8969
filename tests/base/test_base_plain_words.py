"""Labels that an author has marked up are read as their words."""

import pytest

from greenfield.base.plain_words import plain_words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("How many **people** live here?", "How many people live here?"),
        ("*Only* _this_ and __that__", "Only this and that"),
        ('<span style="color:red">Danger</span>: <b>hot</b>', "Danger: hot"),
        ("# Water\nFrom where?", "Water\nFrom where?"),
        ("First<br/>second", "First\nsecond"),
        ("See [the guide](https://example.org/a_b)", "See the guide"),
        ("Oil &amp; gas", "Oil & gas"),
        ("<script>alert(1)</script>Name", "Name"),
        ('<img src="https://example.org/x.png">Photo', "Photo"),
        (r"A \*star\*", "A *star*"),
        ("***both***", "***both***"),
    ],
)
def test_marks_are_left_out(written, read):
    assert plain_words(written) == read


@pytest.mark.parametrize(
    "written",
    ["2 * 3 * 4", "a < b and c > d", "my_own_name", "x <= 3", "No. # 5", "plain", "", "** **", "[1] (2)"],
)
def test_what_is_no_mark_stays(written):
    assert plain_words(written) == written


@pytest.mark.parametrize("sign", ["<", "**a", "_a ", "[", "<script>", "*", "<b "])
def test_a_hostile_text_is_read_in_bounded_work(sign):
    """Each pattern looks at few letters from each place: 5,000 letters stay far below the window's patience."""
    text = sign * (5_000 // len(sign))
    assert len(plain_words(text)) <= len(text)
