"""Real devices and a real hub with a bad line between them: nothing is lost, nothing comes twice, and a person can end it."""

import threading
import time

import pytest
from faulty_line import GOOD, Fault
from line_sample import assert_equal, count, over, work

from greenfield.sync.device.conduct import FILES_IN, FILES_OUT, PULL, PUSH, Cancel

FASTER = 15
"""How much faster than in the field the slow line of the short tests is; its stall timer is as much shorter."""
SILENCE = 3.0
"""A stall timer for lines that fall silent: short, but longer than a busy machine needs for any answer."""
BYTES_A_SECOND_2G = 20_000 / 8
SECONDS_LATE_2G = 0.6
STALL_2G = 60.0


def head_of(hub):
    """Return how many changes the hub has accepted."""
    with hub.centre.hub.database.reading() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM change").scalar_one()


@pytest.fixture
def two(hub, make_workspace):
    return hub.join(make_workspace("first"), "Awa"), hub.join(make_workspace("second"), "Badou")


@pytest.mark.parametrize("cut_after", [100_000, 20_000, 12_000])
def test_over_a_line_that_breaks_again_and_again_all_gets_through_once(hub, two, line_to, cut_after):
    first, second = two
    files = work(first, 300, photos=3)
    line = line_to(hub, lambda _number: Fault(cut_after=cut_after))
    sent = over(line, hub, first)
    assert sent.problem is None
    assert set(sent.outcomes) <= {"applied", "duplicate"}
    assert sent.files_sent == 3
    cuts_up = line.cuts
    got = over(line, hub, second)
    assert (got.problem, got.received, got.files_fetched) == (None, 305, 3)
    assert cuts_up >= 2
    assert line.cuts > cuts_up
    over(None, hub, first)
    assert_equal([first, second], files)


def test_a_line_that_breaks_goes_on_where_it_broke_both_ways(hub, two, line_to):
    first, second = two
    files = work(first, 2000)
    line = line_to(hub, lambda _number: Fault(cut_after=30_000))
    heard = []
    answer = hub.centre.hub.answer

    def noting(asked, peer):
        reply = answer(asked, peer)
        heard.append((asked.path.partition("?")[0].rpartition("/")[2], "from=" in asked.path, reply.status))
        return reply

    hub.centre.hub.answer = noting
    for device in two:
        assert over(line, hub, device, attempts=20).problem is None
    assert_equal([first, second], files)
    assert heard.count(("came", False, 200)) >= 5
    # a batch is whole after some lines, and a page comes in as many parts as they break into
    assert heard.count(("push", True, 200)) >= 2
    assert heard.count(("changes", False, 206)) >= 5
    assert {status for _, _, status in heard} == {200, 206}


def test_a_change_whose_answer_was_cut_off_is_sent_again_and_stays_one(hub, two, line_to):
    first, second = two
    files = work(first, 40)
    line = line_to(hub)
    cut = []
    answer = hub.centre.hub.answer

    def cuts_the_answer(asked, peer):
        reply = answer(asked, peer)
        if ("/push" in asked.path or "/came" in asked.path) and len(cut) < 3:
            cut.append((reply.status, head_of(hub)))
            line.cuts_answer = True
        return reply

    hub.centre.hub.answer = cuts_the_answer
    report = over(line, hub, first)
    assert report.problem is None
    assert line.cuts == 3
    # all were there after the first request already, and each counts once
    assert cut == [(200, 42)] * 3
    assert head_of(hub) == 42
    assert sum(report.outcomes.values()) == 42
    assert set(report.outcomes) <= {"applied", "duplicate"}
    assert over(None, hub, second).received == 42
    assert_equal([first, second], files)


def on_2g(faster, line_to, hub, two, photo_bytes):
    files = work(two[0], 60, photos=1, photo_bytes=photo_bytes)
    terms = {"bytes_a_second": BYTES_A_SECOND_2G * faster, "seconds_late": SECONDS_LATE_2G / faster}
    line = line_to(hub, **terms)
    began = time.monotonic()
    for device in two:
        report = over(line, hub, device, stall=STALL_2G / faster)
        assert report.problem is None
        assert report.files_sent + report.files_fetched == 1
    # the whole takes longer than the stall timer, which looks at silence alone
    assert time.monotonic() - began > STALL_2G / faster
    # one connection each: the hub does not end it while an answer is still on the way
    assert line.connections == 2
    assert_equal(two, files)


def test_a_slow_and_late_line_is_no_reason_to_give_up(hub, two, line_to):
    on_2g(FASTER, line_to, hub, two, photo_bytes=100_000)


@pytest.mark.long
def test_a_slow_and_late_line_as_in_the_field(hub, two, line_to):
    on_2g(1, line_to, hub, two, photo_bytes=100_000)


def test_a_request_that_comes_twice_at_the_same_time_counts_once(plain_hub, make_workspace, line_to):
    first = plain_hub.join(make_workspace("first"), "Awa")
    second = plain_hub.join(make_workspace("second"), "Badou")
    files = work(first, 200, photos=3)
    line = line_to(plain_hub, lambda _number: Fault(mirrored=True))
    heard = []
    answer, plain_hub.centre.hub.answer = (
        plain_hub.centre.hub.answer,
        lambda asked, peer: (heard.append(asked.method), answer(asked, peer))[1],
    )
    for device in (first, second, first):
        report = over(line, plain_hub, device)
        assert report.problem is None
        assert set(report.outcomes) <= {"applied", "duplicate"}
    assert heard.count("POST") >= 2
    assert heard.count("POST") % 2 == 0
    assert_equal([first, second], files)


def test_a_connection_that_falls_silent_is_given_up_and_another_one_goes_on(hub, two, line_to):
    first, second = two
    files = work(first, 200, photos=2)
    after = [3_000, 40_000]
    line = line_to(hub, lambda number: Fault(silent_after=after[number]) if number < len(after) else GOOD)
    assert over(line, hub, first, stall=SILENCE).problem is None
    assert line.connections == 3
    line = line_to(hub, lambda number: Fault(silent_after=after[number]) if number < len(after) else GOOD)
    assert over(line, hub, second, stall=SILENCE).problem is None
    assert_equal([first, second], files)


def test_a_line_that_stays_silent_ends_the_sync_and_loses_nothing(hub, two, line_to):
    first, second = two
    files = work(first, 20)
    line = line_to(hub, lambda _number: Fault(silent_after=1))
    report = over(line, hub, first, stall=0.3, attempts=3)
    assert (report.problem.code, report.requests, report.outcomes) == ("sync.line", 3, {})
    assert first.store.count_unsent() == 22
    assert over(None, hub, first).problem is None
    assert over(None, hub, second).problem is None
    assert_equal([first, second], files)


def test_a_handshake_that_is_cut_off_is_a_broken_line_and_no_other_hub(hub, two, line_to):
    first, second = two
    files = work(first, 20)
    cuts = [1, 300, 600, 1_200]
    line = line_to(hub, lambda number: Fault(cut_after=cuts[number]) if number < len(cuts) else GOOD)
    report = over(line, hub, first, attempts=5)
    assert (report.problem, report.outcomes) == (None, {"applied": 22})
    assert line.connections == 5
    line = line_to(hub, lambda _number: Fault(cut_after=600))
    report = over(line, hub, second, attempts=3)
    assert (report.problem.code, report.received) == ("sync.line", 0)
    assert over(None, hub, second).problem is None
    assert_equal([first, second], files)


@pytest.mark.parametrize("step", [PUSH, PULL, FILES_OUT, FILES_IN])
def test_a_sync_is_ended_by_a_person_at_any_point_and_goes_on_there_later(hub, two, line_to, step):
    first, second = two
    files = work(first, 400, photos=2, photo_bytes=400_000)
    device = first
    if step in {PULL, FILES_IN}:
        over(None, hub, first)
        device = second
    # what is left takes half a minute here: nobody waits for its end
    line = line_to(hub)
    ended, cancel = [], Cancel()

    def end():
        ended.append(time.monotonic())
        cancel()

    def watch(progress):
        slow = 20_000.0
        wanted = progress.step == step or (step == FILES_OUT and progress.step == PULL)
        wanted = wanted or (step == FILES_IN and progress.step == PULL and progress.done == progress.total)
        if wanted and not line.bytes_a_second:
            line.bytes_a_second = slow
            threading.Timer(0.5, end).start()

    if step in {PUSH, PULL}:
        line.bytes_a_second = 20_000.0
        threading.Timer(0.5, end).start()
    report = over(line, hub, device, cancel=cancel, progress=watch)
    late = time.monotonic() - ended[0]
    assert report.cancelled
    assert report.problem is None
    assert late < 15  # a person waits for less than a second; the stall timer is 20
    if step in {FILES_OUT, FILES_IN}:
        assert count(device, "SELECT count(*) FROM sync_file WHERE refused = 0") > 0
    line.bytes_a_second = 0
    assert over(line, hub, first).problem is None
    assert over(line, hub, second).problem is None
    assert_equal([first, second], files)
