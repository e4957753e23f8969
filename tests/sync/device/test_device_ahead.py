"""Fetching and packing ahead changes how fast a sync is, and nothing that it does."""

import random
import threading

import pytest
from device_sample import Direct, heads
from test_device_work import fill

from greenfield.base.problem import fail
from greenfield.sync.device.ahead import begun
from greenfield.sync.device.batch_size import BatchSize
from greenfield.sync.transport import LineError


@pytest.fixture
def two(join, monkeypatch):
    # small batches and pages, so that a few records make many of them
    monkeypatch.setattr(BatchSize, "went_well", lambda _self, _seconds: None)
    monkeypatch.setattr("greenfield.sync.device.pulling._START", 20_000)
    monkeypatch.setattr("greenfield.sync.device.pushing.MOST_CHANGES", 6)
    return join("first", "Awa"), join("second", "Badou")


def torn(seed):
    """Break requests before they arrive, or their answers, by chance."""
    chance = random.Random(seed)

    def before(_request):
        if chance.random() < 0.15:
            raise LineError("torn")

    def after(_request, _reply):
        if chance.random() < 0.15:
            raise LineError("torn")

    return {"before": before, "after": after}


def test_begun_work_gives_its_result_or_what_it_raised():
    def torn_work():
        raise LineError("torn")

    assert begun(lambda: 7)() == 7
    with pytest.raises(LineError, match="torn"):
        begun(torn_work)()


@pytest.mark.parametrize("seed", range(6))
def test_over_a_torn_line_all_arrives_once(two, seed):
    first, second = two
    for each in two:
        fill(each, 40)
    for each in (*two, first):
        report = each.sync(Direct(each.centre.hub, **torn(seed)), ahead=True, attempts=60)
        assert report.problem is None
    assert first.store.count_unsent() == second.store.count_unsent() == 0
    assert heads(first.workspace) == heads(second.workspace)
    assert first.store.digest(2**53) == second.store.digest(2**53)


def test_the_next_batch_and_the_next_page_are_asked_for_while_this_one_is_written(two):
    first, second = two
    fill(first, 40)
    for device, what, write in ((first, "/push", "acknowledge"), (second, "/changes", "take")):
        second_asked, kept = threading.Event(), getattr(device.store, write)
        line = Direct(device.centre.hub)

        def note(request, what=what, line=line, second_asked=second_asked):
            if what in request.path and len(line.of(what)) == 2:
                second_asked.set()

        def written(*given, kept=kept, second_asked=second_asked):
            assert second_asked.wait(60)
            return kept(*given)

        line.before = note
        setattr(device.store, write, written)
        report = device.sync(line, ahead=True)
        assert (report.problem, report.sent + report.received) == (None, 41)


def test_a_device_that_cannot_write_ends_and_sends_again_what_was_under_way(two):
    first, second = two
    fill(first, 40)
    whole = first.store.acknowledge

    def full(_answers):
        raise fail("workspace.disk_full", "here")

    first.store.acknowledge = full
    assert first.sync(ahead=True).problem.code == "workspace.disk_full"
    first.store.acknowledge = whole
    outcomes = first.sync(ahead=True).outcomes
    assert outcomes["duplicate"] >= 6
    assert sum(outcomes.values()) == 41
    assert second.sync(ahead=True).received == 41
    assert first.store.digest(2**53) == second.store.digest(2**53)
