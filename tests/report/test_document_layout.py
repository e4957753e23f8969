from itertools import combinations

import pytest
from report_plan_pages import lines_on, pages_of
from report_plan_sample import bakery_plan, empty_plan, long_plan

from greenfield.report.pdf.sheet import TEXT_BOTTOM, TEXT_TOP, TEXT_WIDTH

PLANS = {
    "bakery": bakery_plan,
    "long": lambda: long_plan(count=6),
    "longer than a page": lambda: long_plan(count=1, words=500),
    "empty": empty_plan,
}
LANGUAGES = [("en", False), ("fr", True), ("ar", False), ("zh_Hans", False)]


@pytest.fixture(
    scope="module", params=[(name, *language) for name in PLANS for language in LANGUAGES], ids=str
)
def pages(request):
    name, language, stretched = request.param
    return pages_of(PLANS[name](), language, stretched=stretched)


def test_no_text_leaves_the_margins(pages):
    outside = [
        (number, line)
        for number, page in enumerate(pages, start=1)
        for line in lines_on(page)
        if line.left < -0.1
        or line.right > TEXT_WIDTH + 0.1
        or line.top < TEXT_TOP - 0.1
        or line.bottom > TEXT_BOTTOM + 0.1
    ]
    assert outside == []


def test_no_two_lines_of_text_overlap(pages):
    found = [
        (number, one.text, other.text)
        for number, page in enumerate(pages, start=1)
        for one, other in combinations(lines_on(page), 2)
        if one.overlaps(other)
    ]
    assert found == []


def test_no_page_is_empty_and_none_ends_with_a_heading(pages):
    headings = {"Where to begin", "What happens next", "Signatures", "How they were computed"}
    for page in pages:
        lines = lines_on(page)
        assert lines
        assert lines[-1].text not in headings


def test_the_owner_s_page_is_one_page(pages):
    starts = [number for number, page in enumerate(pages) for _ in page.sections]
    assert starts[1] == starts[0] + 1 or len(lines_on(pages[starts[0]])) > 20
    assert starts[2] == starts[1] + 1


def test_forty_measures_stand_undivided_and_the_header_of_the_plan_on_each_of_its_pages():
    pages = pages_of(long_plan(count=40))
    cards = 0
    for page in pages:
        texts = [line.text for line in lines_on(page)]
        firsts = [text for text in texts if text.startswith("First step:")]
        savings = [text for text in texts if text == "Saving a year"]
        assert len(savings) >= len(firsts) or "In short" in texts
        cards += len(firsts) if savings else 0
    assert cards == 40
    with_boxes = [page for page in pages if any(line.text == "Begun" for line in lines_on(page))]
    assert len(with_boxes) > 3


def test_low_first_cost_stands_first():
    pages = pages_of(bakery_plan())
    annex = next(at for at, page in enumerate(pages) if "Method and sources" in dict(page.sections))
    texts = [line.text for page in pages[:annex] for line in lines_on(page)]
    order = [text for text in texts if text.startswith(("Bake in full", "Repair the", "Put solar"))]
    assert order[-3:] == [
        "Bake in full batches and close the",
        "Repair the leaking taps and hoses",
        "Put solar panels on the roof of the",
    ]


def test_the_owner_s_page_can_be_read_aloud_in_a_minute():
    owner = pages_of(bakery_plan())[1]
    words = " ".join(line.text for line in lines_on(owner)).split(" ")
    assert 60 < len(words) <= 180
    assert sum(line.text.startswith("First step:") for line in lines_on(owner)) in {3, 4, 5}


def test_without_measures_the_plan_has_rows_to_fill_in_on_the_same_page():
    pages = pages_of(empty_plan())
    (page,) = [page for page in pages if any(title == "The plan" for title, _ in page.sections)]
    texts = [line.text for line in lines_on(page)]
    assert "Measures" in texts
    assert [text for text in texts if text.isdigit()] == ["1", "2", "3", "4", "5", "6"]
