"""P7: following the cursor gives each row once, whoever commits when; other numbers than the counter's do not."""

import pytest
from sync_feeds import ClockFeed, CounterFeed, SequenceFeed, read_while_writing


def missed_and_doubled(kind, runs):
    found = [read_while_writing(kind(), seed) for seed in range(runs)]
    return sum(missed for missed, _ in found), sum(doubled for _, doubled in found)


def test_the_counter_row_gives_every_row_once():
    assert missed_and_doubled(CounterFeed, 50) == (0, 0)


@pytest.mark.long
def test_the_counter_row_gives_every_row_once_in_many_runs():
    assert missed_and_doubled(CounterFeed, 5_000) == (0, 0)


@pytest.mark.parametrize("kind", [SequenceFeed, ClockFeed])
def test_a_sequence_or_a_time_as_cursor_misses_rows(kind):
    missed, _ = missed_and_doubled(kind, 5)
    assert missed > 0
