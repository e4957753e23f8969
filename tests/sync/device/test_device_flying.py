"""The next batch is under way while the answers to this one are written: whatever happens in between, all arrives, once."""

import threading

import pytest
from device_sample import Direct, heads
from test_device_restored import restore
from test_device_work import fill

from greenfield.base.problem import fail
from greenfield.store.check import check
from greenfield.sync.device.batch_size import BatchSize
from greenfield.sync.device.conduct import Cancel
from greenfield.sync.hub.hub import Hub
from greenfield.sync.hub.limits import UNHURRIED
from greenfield.sync.messages import PROTO, Pushed, Refusal
from greenfield.sync.transport import LineError, Reply
from greenfield.sync.wire import pack, unpack

BATCH, VISITS = 6, 40
ALL = VISITS + 1
SECONDS = 10


@pytest.fixture
def two(join, monkeypatch):
    monkeypatch.setattr(BatchSize, "went_well", lambda _self, _seconds: None)
    monkeypatch.setattr("greenfield.sync.device.pushing.MOST_CHANGES", BATCH)
    first, second = join("first", "Awa"), join("second", "Badou")
    fill(first, VISITS)
    return first, second


class Meeting:
    """Lets a device write the answers to its first batch only when the second one is where a test wants it.

    `at_line` is done when the second batch leaves, `at_store` when the answers to the first are about to be written;
    `until` says which of the two waits for the other.
    """

    def __init__(self, device, *, at_line=lambda: None, at_store=lambda: None, until="answered"):
        self.line = Direct(device.centre.hub, before=self.before, after=self.after)
        self.written = []
        self._at_line, self._at_store, self._until = at_line, at_store, until
        self._left, self._answered, self._wrote = (threading.Event() for _ in range(3))
        self._acknowledge = device.store.acknowledge
        device.store.acknowledge = self.acknowledge

    def is_second(self, request):
        return "/push" in request.path and len(self.line.of("/push")) == 2

    def before(self, request):
        if not self.is_second(request):
            return None
        self._left.set()
        if self._until == "written":
            assert self._wrote.wait(SECONDS)
        try:
            return self._at_line()
        finally:
            self._answered.set()

    def after(self, request, _reply):
        if self.is_second(request):
            self._answered.set()

    def acknowledge(self, answers):
        if not self.written:
            assert self._left.wait(SECONDS)
            if self._until == "answered":
                assert self._answered.wait(SECONDS)
            self._at_store()
        self.written.append([each.cid for each in answers])
        self._acknowledge(answers)
        self._wrote.set()


def settle(*devices):
    for _ in range(2):
        for each in devices:
            assert each.sync(ahead=True).problem is None
    found = [(heads(each.workspace), each.store.digest(10**6)) for each in devices]
    assert found[0] == found[1]
    assert found[0][1] != {}
    for each in devices:
        assert check(each.workspace) == []
        assert each.store.count_unsent() == 0


def torn():
    raise LineError("torn")


def refused(status, code=""):
    return Reply(status, {"content-encoding": "zstd"}, pack(Refusal(proto=PROTO, code=code)))


@pytest.mark.parametrize(
    "at_line",
    [torn, lambda: refused(503), lambda: refused(413, "sync.too_large"), lambda: Reply(200, {}, b"<html>")],
    ids=["torn", "busy", "too-large", "portal"],
)
@pytest.mark.parametrize("until", ["answered", "written"])
def test_a_batch_that_fails_while_the_former_one_is_written_is_sent_again(two, at_line, until):
    first, second = two
    meeting = Meeting(first, at_line=at_line, until=until)
    report = first.sync(meeting.line, ahead=True)
    assert (report.problem, report.outcomes) == (None, {"applied": ALL})
    settle(first, second)


def test_an_answer_that_is_lost_makes_duplicates_and_nothing_else(two):
    first, second = two
    meeting = Meeting(first)
    meeting.line.after = lambda request, _reply: (
        meeting._answered.set() or torn() if meeting.is_second(request) else None
    )
    report = first.sync(meeting.line, ahead=True)
    assert (report.problem, report.outcomes) == (None, {"applied": ALL - BATCH, "duplicate": BATCH})
    settle(first, second)


def test_answers_are_written_in_the_order_of_the_log_also_if_the_next_came_first(two):
    first, _ = two
    waiting = [each.cid for each in first.store.unsent(0, 10**9)]
    meeting = Meeting(first, until="answered")
    report = first.sync(meeting.line, ahead=True)
    assert report.problem is None
    assert [cid for some in meeting.written for cid in some] == waiting


def test_answers_in_another_order_number_the_changes_that_they_name(two):
    first, second = two
    hub = first.centre.hub

    def turned(request):
        if "/push" not in request.path:
            return None
        reply = hub.answer(request._replace(path=request.path.replace("short=1", "short=0")), "peer")
        said = unpack(reply.body, Pushed)
        said.outcomes.reverse()
        return reply._replace(body=pack(said))

    report = first.sync(Direct(hub, before=turned), ahead=True)
    assert (report.problem, report.outcomes) == (None, {"applied": ALL})
    settle(first, second)


@pytest.mark.parametrize("arrives", [False, True])
def test_a_sync_that_is_ended_in_between_keeps_what_was_answered(two, arrives):
    first, second = two
    cancel, closed = Cancel(), threading.Event()

    def hang():
        if arrives:
            first.centre.hub.answer(meeting.line.asked[-1], "peer")
        assert closed.wait(SECONDS)
        raise LineError("closed")

    meeting = Meeting(first, at_line=hang, at_store=cancel, until="left")
    meeting.line.close = closed.set
    report = first.sync(meeting.line, ahead=True, cancel=cancel)
    assert (report.cancelled, report.problem) == (True, None)
    assert (report.outcomes, first.store.count_unsent()) == ({"applied": BATCH}, ALL - BATCH)
    again = first.sync(ahead=True).outcomes
    assert again.get("duplicate", 0) == (BATCH if arrives else 0)
    assert sum(again.values()) == ALL - BATCH
    settle(first, second)


def test_a_hub_that_was_restored_between_two_batches_gets_all(two):
    first, second = two
    backup = first.centre.backup()

    def go_back():
        restore(first.centre, backup)
        meeting.line.hub = first.centre.hub

    meeting = Meeting(first, at_line=go_back, until="written")
    report = first.sync(meeting.line, ahead=True)
    assert (report.problem, report.restored) == (None, True)
    assert report.outcomes == {"applied": ALL + BATCH}
    settle(first, second)


def test_a_hub_that_was_set_back_between_two_batches_by_a_copy_of_its_folder_is_found_out(two):
    first, second = two
    backup = first.centre.backup()

    def go_back():
        first.centre.hub = meeting.line.hub = Hub(backup, limits=UNHURRIED)

    meeting = Meeting(first, at_line=go_back, until="written")
    report = first.sync(meeting.line, ahead=True)
    assert (report.problem, report.restored) == (None, True)
    settle(first, second)


def test_what_a_person_writes_meanwhile_goes_with_the_same_sync(two):
    first, second = two
    visits = [each.split('"record":"')[1][:32] for each in _waiting(first)][1:]

    def edit():
        with first.workspace.unit() as unit:
            for visit in (visits[0], visits[BATCH + 1], visits[-1]):
                unit.set(visit, {"answers/q1": "1"})

    meeting = Meeting(first, at_store=edit)
    report = first.sync(meeting.line, ahead=True)
    assert (report.problem, report.outcomes) == (None, {"applied": ALL + 3})
    settle(first, second)


def _waiting(device):
    return [each.body.decode() for each in device.store.unsent(0, 10**9)]


def test_a_device_that_cannot_write_lets_the_batch_under_way_land_and_leaves_the_line_free(two):
    first, second = two
    landed = []

    def full():
        raise fail("workspace.disk_full", "here")

    def slow():
        landed.append(1)

    whole = first.store.acknowledge
    meeting = Meeting(first, at_line=slow, at_store=full, until="left")
    report = first.sync(meeting.line, ahead=True)
    assert report.problem.code == "workspace.disk_full"
    assert landed
    assert len(meeting.line.replies) == len(meeting.line.asked) == 2
    first.store.acknowledge = whole
    assert first.sync(ahead=True).outcomes == {"duplicate": 2 * BATCH, "applied": ALL - 2 * BATCH}
    settle(first, second)


def test_without_working_ahead_nothing_is_under_way_while_answers_are_written(two):
    first, _ = two
    line, seen = Direct(first.centre.hub), []
    whole = first.store.acknowledge
    first.store.acknowledge = lambda answers: (
        seen.append((len(line.asked), len(line.replies))) or whole(answers)
    )
    first.sync(line)
    assert seen == [(count, count) for count in range(1, ALL // BATCH + 2)]
