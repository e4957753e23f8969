"""A device sends tables to a hub that reads them, and to no other."""

import pytest
from device_sample import Direct, heads
from test_device_work import fill

from greenfield.sync.device.batch_size import BatchSize
from greenfield.sync.messages import Enrolled, Head, Page, Push, Pushed
from greenfield.sync.wire import pack, unpack

KINDS = {"enrol": Enrolled, "push": Pushed, "changes": Page, "head": Head}


class OldHub:
    """A hub of before tables: it says nothing of them, and passes over what it does not know."""

    def __init__(self, hub):
        self.hub = hub

    def answer(self, request, peer=""):
        if "/push" in request.path:
            push = unpack(request.body, Push)
            push.tables, push.order = [], []
            request = request._replace(body=pack(push))
        reply = self.hub.answer(request, peer)
        kind = next((kind for name, kind in KINDS.items() if f"/{name}" in request.path), None)
        if reply.status != 200 or kind is None:
            return reply
        said = unpack(reply.body, kind)
        said.tables = False
        return reply._replace(body=pack(said))


def forms(line):
    """Return of each push whether it was in tables."""
    return [bool(unpack(each.body, Push).tables) for each in line.of("/push")]


@pytest.fixture
def two(join):
    first, second = join("first", "Awa"), join("second", "Badou")
    fill(first, 60)
    return first, second


def settle(first, second):
    for each in (first, second, first):
        assert each.sync().problem is None
    assert heads(first.workspace) == heads(second.workspace)
    assert first.store.digest(10**6) == second.store.digest(10**6)
    assert first.store.count_unsent() == 0


def test_the_first_push_of_a_new_device_is_in_tables(two):
    first, second = two
    assert first.sync(line := Direct(first.centre.hub)).outcomes == {"applied": 61}
    assert forms(line) == [True]
    settle(first, second)


def test_a_link_of_before_tables_learns_of_them_from_any_answer(two):
    first, second = two
    first.store.change_link(tables=False)
    first.sync(line := Direct(first.centre.hub))
    assert forms(line) == [False]
    fill(first, 60)
    first.sync(line := Direct(first.centre.hub))
    assert forms(line) == [True]
    settle(first, second)


@pytest.mark.parametrize("ahead", [False, True])
def test_a_batch_may_be_in_rows_and_the_next_one_in_tables(two, monkeypatch, ahead):
    monkeypatch.setattr(BatchSize, "went_well", lambda _self, _seconds: None)
    monkeypatch.setattr("greenfield.sync.device.pushing.MOST_CHANGES", 20)
    first, second = two
    first.store.change_link(tables=False)
    report = first.sync(line := Direct(first.centre.hub), ahead=ahead)
    assert report.outcomes == {"applied": 61}
    assert forms(line)[0] is False
    assert forms(line)[2] is True
    settle(first, second)


def test_an_old_hub_is_never_sent_a_table(two):
    first, second = two
    first.store.change_link(tables=False)
    for count in (60, 60):
        first.sync(line := Direct(OldHub(first.centre.hub)))
        assert forms(line) == [False]
        fill(first, count)
    settle(first, second)


@pytest.mark.parametrize("ahead", [False, True])
def test_where_an_old_hub_took_the_place_of_a_new_one_the_same_is_sent_in_rows(two, ahead):
    first, second = two
    report = first.sync(line := Direct(OldHub(first.centre.hub)), ahead=ahead)
    assert (report.problem, report.outcomes) == (None, {"applied": 61})
    assert forms(line) == [True, False]
    fill(first, 60)
    first.sync(line := Direct(OldHub(first.centre.hub)), ahead=ahead)
    assert forms(line) == [False]
    settle(first, second)
