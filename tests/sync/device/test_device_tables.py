"""A device sends folded tables, or tables, to a hub that reads them, and to no other."""

import pytest
from device_sample import Direct, heads
from test_device_work import fill

from greenfield.sync.device.batch_size import BatchSize
from greenfield.sync.messages import Enrolled, Head, Page, Push, Pushed
from greenfield.sync.wire import pack, unpack

KINDS = {"enrol": Enrolled, "push": Pushed, "changes": Page, "head": Head}


class OldHub:
    """A hub of before tables, or of before folded ones: it says nothing of them, and passes over what it does not know."""

    def __init__(self, hub, *, reads="rows"):
        self.hub = hub
        self.reads = reads

    def answer(self, request, peer=""):
        if "/push" in request.path:
            push = unpack(request.body, Push)
            push.folded, push.salts = [], []
            if self.reads == "rows":
                push.tables = []
            if not push.tables:
                push.order = []
            request = request._replace(body=pack(push))
        reply = self.hub.answer(request, peer)
        kind = next((kind for name, kind in KINDS.items() if f"/{name}" in request.path), None)
        if reply.status != 200 or kind is None:
            return reply
        said = unpack(reply.body, kind)
        said.tables, said.folded = self.reads == "tables", False
        return reply._replace(body=pack(said))


def forms(line):
    """Return of each push in which form it was."""
    pushes = [unpack(each.body, Push) for each in line.of("/push")]
    return ["folded" if each.folded else "tables" if each.tables else "rows" for each in pushes]


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


def test_the_first_push_of_a_new_device_is_in_folded_tables(two):
    first, second = two
    assert first.sync(line := Direct(first.centre.hub)).outcomes == {"applied": 61}
    assert forms(line) == ["folded"]
    settle(first, second)


@pytest.mark.parametrize(
    ("known", "form"), [({"tables": False, "folded": False}, "rows"), ({"folded": False}, "tables")]
)
def test_a_link_of_before_tables_learns_of_them_from_any_answer(two, known, form):
    first, second = two
    first.store.change_link(**known)
    first.sync(line := Direct(first.centre.hub))
    assert forms(line) == [form]
    fill(first, 60)
    first.sync(line := Direct(first.centre.hub))
    assert forms(line) == ["folded"]
    settle(first, second)


@pytest.mark.parametrize("ahead", [False, True])
def test_a_batch_may_be_in_rows_and_the_next_one_in_tables(two, monkeypatch, ahead):
    monkeypatch.setattr(BatchSize, "went_well", lambda _self, _seconds: None)
    monkeypatch.setattr("greenfield.sync.device.pushing.MOST_CHANGES", 20)
    first, second = two
    first.store.change_link(tables=False, folded=False)
    report = first.sync(line := Direct(first.centre.hub), ahead=ahead)
    assert report.outcomes == {"applied": 61}
    assert forms(line)[0] == "rows"
    assert forms(line)[2] == "folded"
    settle(first, second)


@pytest.mark.parametrize("reads", ["rows", "tables"])
def test_an_old_hub_is_sent_nothing_that_it_does_not_read(two, reads):
    first, second = two
    first.store.change_link(tables=reads == "tables", folded=False)
    for count in (60, 60):
        first.sync(line := Direct(OldHub(first.centre.hub, reads=reads)))
        assert forms(line) == [reads]
        fill(first, count)
    settle(first, second)


@pytest.mark.parametrize("reads", ["rows", "tables"])
@pytest.mark.parametrize("ahead", [False, True])
def test_where_an_old_hub_took_the_place_of_a_new_one_the_same_is_sent_as_it_reads_it(two, ahead, reads):
    first, second = two
    report = first.sync(line := Direct(OldHub(first.centre.hub, reads=reads)), ahead=ahead)
    assert (report.problem, report.outcomes) == (None, {"applied": 61})
    assert forms(line) == ["folded", reads]
    fill(first, 60)
    first.sync(line := Direct(OldHub(first.centre.hub, reads=reads)), ahead=ahead)
    assert forms(line) == [reads]
    settle(first, second)
