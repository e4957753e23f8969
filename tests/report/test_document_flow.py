from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenfield.report.pdf.blocks import Beside, Stack
from greenfield.report.pdf.flow import Flow
from greenfield.report.pdf.sheet import TEXT_BOTTOM, TEXT_HEIGHT, TEXT_TOP
from greenfield.report.pdf.table import Row


@dataclass(frozen=True)
class Bar:
    """A block of a height that is never parted."""

    height: float
    name: str = ""

    def paint(self, pen, x, y):
        """Nothing to see."""

    def parts(self):
        return (self,)


@dataclass(frozen=True)
class Lines:
    """A block that can be parted in lines of ten points."""

    count: int

    @property
    def height(self):
        return 10.0 * self.count

    def paint(self, pen, x, y):
        """Nothing to see."""

    def parts(self):
        return [Bar(10.0, f"line {at}") for at in range(self.count)]


def names(page):
    return [getattr(placed.block, "name", "") for placed in page.placed]


def spans(page):
    return [(placed.y, placed.y + placed.block.height) for placed in page.placed]


def test_blocks_stand_below_each_other_from_the_top():
    flow = Flow()
    flow.add(Bar(100))
    flow.add(Bar(50), before=20)
    assert spans(flow.pages[0]) == [(TEXT_TOP, TEXT_TOP + 100), (TEXT_TOP + 120, TEXT_TOP + 170)]


def test_a_block_that_does_not_fit_goes_to_the_next_page_without_its_distance():
    flow = Flow()
    flow.add(Bar(TEXT_HEIGHT - 40))
    flow.add(Bar(50), before=20)
    assert [len(page.placed) for page in flow.pages] == [1, 1]
    assert flow.pages[1].placed[0].y == TEXT_TOP


def test_a_heading_goes_with_what_follows_it():
    flow = Flow()
    flow.add(Bar(TEXT_HEIGHT - 40))
    flow.add(Bar(20, "heading"), Bar(30, "text"))
    assert len(flow.pages[0].placed) == 1
    assert flow.pages[1].placed[0].block.height == 50


def test_rows_are_never_parted_and_the_header_stands_on_each_page():
    flow = Flow()
    rows = [Bar(100, f"row {at}") for at in range(20)]
    flow.add_rows((Bar(30, "heading"),), Bar(20, "header"), rows, before=0)
    assert len(flow.pages) == 4
    for page in flow.pages[1:]:
        first = page.placed[0].block
        assert next(part.name for part in first.blocks) == "header"
        assert page.placed[-1].y + page.placed[-1].block.height <= TEXT_BOTTOM + 0.01


def test_no_row_stands_alone_on_a_page():
    flow = Flow()
    rows = [Bar(20, f"row {at}") for at in range(4)]
    flow.add(Bar(TEXT_HEIGHT - 90))
    flow.add_rows((), Bar(20, "header"), rows, before=0)
    assert [part.name for part in flow.pages[1].placed[0].block.blocks] == ["header", "row 2", "row 3"]
    assert len(flow.pages[0].placed) == 3, "the header with the first row, and the second one"


def test_a_short_table_goes_to_the_next_page_whole():
    flow = Flow()
    flow.add(Bar(TEXT_HEIGHT - 50))
    flow.add_rows((), Bar(20, "header"), [Bar(20, "row 0"), Bar(20, "row 1")], before=0)
    assert [part.name for part in flow.pages[1].placed[0].block.blocks] == ["header", "row 0", "row 1"]


def test_what_follows_a_table_never_stands_without_its_last_rows():
    flow = Flow()
    rows = [Bar(20, f"row {at}") for at in range(4)]
    flow.add(Bar(TEXT_HEIGHT - 110))
    flow.add_rows((), Bar(20, "header"), rows, before=0, tail=(Bar(10, "space"), Bar(50, "signatures")))
    second = [part.name for part in flow.pages[1].placed[0].block.blocks]
    assert second == ["header", "row 2", "row 3", "space", "signatures"]


def test_what_follows_a_table_and_fills_a_page_stands_by_itself():
    flow = Flow()
    rows = [Bar(20, f"row {at}") for at in range(4)]
    flow.add_rows((), Bar(20, "header"), rows, before=0, tail=(Bar(TEXT_HEIGHT - 10, "signatures"),))
    assert all(bottom <= TEXT_BOTTOM + 0.01 for page in flow.pages for _, bottom in spans(page))


def test_a_table_does_not_begin_with_its_header_alone_at_the_foot():
    flow = Flow()
    flow.add(Bar(TEXT_HEIGHT - 60))
    flow.add_rows((Bar(20, "heading"),), Bar(20, "header"), [Bar(40, "row")], before=0)
    assert len(flow.pages[0].placed) == 1
    assert len(flow.pages) == 2


def test_a_table_without_rows_is_heading_and_header():
    flow = Flow()
    flow.add_rows((Bar(20),), Bar(20), [], before=0)
    assert flow.pages[0].placed[0].block.height == 40


def test_what_is_taller_than_a_page_is_parted_and_a_heading_keeps_a_line():
    flow = Flow()
    flow.add(Bar(TEXT_HEIGHT - 25))
    flow.add(Bar(20, "heading"), Lines(200))
    assert [name for page in flow.pages for name in names(page) if name.startswith("line")] == [
        f"line {at}" for at in range(1, 200)
    ]
    glued = flow.pages[1].placed[0].block
    assert [part.name for part in glued.blocks] == ["heading", "line 0"]


def test_a_row_taller_than_a_page_is_parted_by_lines_side_by_side():
    row = Row(((0.0, Lines(150)), (100.0, Lines(3))), 400.0)
    flow = Flow()
    flow.add_rows((Bar(20),), Bar(20), [row], before=0)
    assert len(flow.pages) > 2
    assert all(bottom <= TEXT_BOTTOM + 0.01 for page in flow.pages for _, bottom in spans(page))


def test_a_later_row_taller_than_a_page_is_parted_too():
    flow = Flow()
    flow.add_rows((Bar(20),), Bar(20), [Bar(30), Row(((0.0, Lines(150)),), 400.0)], before=0)
    assert all(bottom <= TEXT_BOTTOM + 0.01 for page in flow.pages for _, bottom in spans(page))


def test_a_section_is_marked_where_it_begins():
    flow = Flow()
    flow.new_page()
    flow.add(Bar(100))
    flow.mark_section("Results")
    assert flow.pages[0].sections == [("Results", TEXT_TOP + 100)]


@pytest.mark.parametrize("height", [0.0, 1.0, TEXT_HEIGHT])
def test_a_single_block_always_stands_on_one_page(height):
    flow = Flow()
    flow.add(Bar(height))
    assert len(flow.pages) == 1


@given(
    st.lists(
        st.tuples(st.floats(0, 2 * TEXT_HEIGHT), st.floats(0, 40), st.booleans()).map(
            lambda drawn: (
                Lines(int(drawn[0] / 10)) if drawn[2] else Bar(min(drawn[0], TEXT_HEIGHT)),
                drawn[1],
            )
        ),
        max_size=30,
    )
)
def test_nothing_leaves_the_page_and_nothing_overlaps(blocks):
    flow = Flow()
    for block, before in blocks:
        flow.add(block, before=before)
    for page in flow.pages:
        places = spans(page)
        assert all(top >= TEXT_TOP and bottom <= TEXT_BOTTOM + 0.02 for top, bottom in places)
        assert all(after[0] >= before[1] - 0.02 for before, after in pairwise(places))


def test_a_stack_and_columns_know_their_heights():
    assert Stack((Bar(10), Bar(20))).height == 30
    assert Beside(((0, Bar(10)), (50, Bar(20)))).height == 20
    assert Beside(()).height == 0
