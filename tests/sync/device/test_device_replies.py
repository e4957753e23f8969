"""What each answer of a hub, and of what stands between, does to a sync."""

import pytest
from device_sample import Direct

from greenfield.sync.device.conduct import Cancel
from greenfield.sync.messages import PROTO, Refusal
from greenfield.sync.transport import LineError, Reply
from greenfield.sync.wire import pack

ZSTD = {"content-encoding": "zstd"}
LOG_IN = Reply(200, {"content-type": "text/html"}, b"<html>Welcome to our hotel</html>")


@pytest.fixture
def device(join):
    device = join("first")
    with device.workspace.unit() as unit:
        unit.create("company", {"name": "Fournil"})
    return device


def refused(status, code="", retry_after=0):
    return Reply(status, ZSTD, pack(Refusal(proto=PROTO, code=code, retry_after=retry_after)))


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, "device.unknown"),
        (403, "device.revoked"),
        (401, "token.expired"),
        (426, "client.too_old"),
        (400, "proto.newer"),
    ],
)
def test_what_ends_a_sync_is_told_at_once_and_loses_nothing(device, status, code):
    line = Direct(device.centre.hub, before=lambda _request: refused(status, code))
    report = device.sync(line)
    assert report.problem.code == code
    assert report.requests == 1
    assert device.store.count_unsent() == 1
    assert device.store.link().revoked == (code == "device.revoked")
    # a hub may take a device back
    assert device.sync().outcomes == {"applied": 1}
    assert device.store.link().revoked is False


@pytest.mark.parametrize(
    "answer",
    [
        refused(500, "hub.failed"),
        refused(503, "hub.busy"),
        refused(429, "hub.too_often"),
        Reply(502, {}, b"Bad gateway"),
        Reply(302, {"location": "http://hotel"}, b""),
        Reply(511, {}, b"Network authentication required"),
        Reply(401, {}, b"Who are you"),
        Reply(407, {}, b""),
        LOG_IN,
        Reply(200, ZSTD, b"cut off"),
        Reply(200, ZSTD, b""),
        Reply(200, {}, b'{"proto": 1}'),
        None,
    ],
)
def test_what_may_pass_is_tried_again_with_growing_waits(device, answer):
    left = [answer] * 3
    waits = []

    def passes(_request):
        if not left:
            return None
        found = left.pop()
        if found is None:
            raise LineError("cut")
        return found

    report = device.sync(Direct(device.centre.hub, before=passes), pause=waits.append, chance=lambda: 1.0)
    assert report.problem is None
    assert report.outcomes == {"applied": 1}
    assert waits == [1.0, 2.0, 4.0]


@pytest.mark.parametrize(
    ("answer", "code"),
    [(refused(500), "sync.line"), (LOG_IN, "sync.line"), (refused(429, "x", 7), "sync.busy")],
)
def test_patience_ends(device, answer, code):
    waits = []
    report = device.sync(Direct(device.centre.hub, before=lambda _: answer), pause=waits.append)
    assert report.problem.code == code
    assert report.requests == 5
    assert len(waits) == 4
    assert device.store.count_unsent() == 1


def test_a_busy_hub_says_how_long_it_wants_to_be_left_alone(device):
    left = [refused(429, "hub.too_often", 33), Reply(503, {"retry-after": "44"}, b"")]
    waits = []
    before = lambda _: left.pop() if left else None  # noqa: E731
    assert device.sync(Direct(device.centre.hub, before=before), pause=waits.append).problem is None
    assert waits == [44, 33]


def test_a_hub_that_wants_to_be_left_alone_for_long_is_left_alone(device):
    waits = []
    line = Direct(device.centre.hub, before=lambda _: refused(429, "hub.too_often", 4000))
    report = device.sync(line, pause=waits.append)
    assert (report.problem.code, report.problem.values["seconds"]) == ("sync.busy", 4000)
    assert (report.requests, waits) == (1, [])


def test_waits_differ_by_chance(device):
    waits = []
    line = Direct(device.centre.hub, before=lambda _: refused(500))
    device.sync(line, pause=waits.append, chance=lambda: 0.0)
    assert waits == [0.5, 1.0, 2.0, 4.0]


def test_a_refusal_that_nobody_knows_is_named(device):
    line = Direct(device.centre.hub, before=lambda _: refused(418, "tea.pot"))
    report = device.sync(line)
    assert (report.problem.code, report.problem.values["code"]) == ("sync.not_understood", "tea.pot")
    assert device.store.count_unsent() == 1


def test_a_sync_can_be_ended_while_it_waits(device):
    cancel = Cancel()
    line = Direct(device.centre.hub, before=lambda _: refused(500))
    report = device.sync(line, cancel=cancel, pause=lambda _: cancel())
    assert report.cancelled
    assert report.problem is None
    assert report.requests == 1
    assert line.is_closed


def test_a_token_is_replaced_before_it_ends(device, monkeypatch):
    device.sync()
    link = device.store.link()
    device.store.change_link(expires="2026-03-10T00:00:00+00:00")
    line = Direct(device.centre.hub)
    assert device.sync(line).problem is None
    assert len(line.of("/devices/token")) == 1
    after = device.store.link()
    assert after.token != link.token
    assert after.expires > "2026-03-10"
    assert device.sync().requests == 1


def test_a_token_whose_replacement_got_lost_serves_on(device):
    device.sync()
    device.store.change_link(expires="2026-03-10T00:00:00+00:00")

    def loses(request, _reply):
        if "/token" in request.path:
            raise LineError("cut")

    assert device.sync(Direct(device.centre.hub, after=loses)).problem.code == "sync.line"
    assert device.sync().problem is None
    assert device.sync().requests == 1
