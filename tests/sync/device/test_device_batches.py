"""How much goes out at once, and that one change never keeps the others back."""

import random

import pytest
from device_sample import Direct, changes_of

from greenfield.sync.device.batch_size import LARGEST, SMALLEST, START, BatchSize
from greenfield.sync.hub.hub import Hub
from greenfield.sync.hub.limits import UNHURRIED
from greenfield.sync.messages import PROTO, Refusal
from greenfield.sync.transport import LineError, Reply
from greenfield.sync.wire import pack


def many(device, count=3000):
    """Make companies with texts that hardly compress."""
    chance = random.Random(1)
    for _ in range(count // 100):
        with device.workspace.unit() as unit:
            for _ in range(100):
                unit.create("company", {"name": chance.randbytes(300).hex()})


def changes_in(request):
    return len(changes_of(request))


def refused(status, code="", retry_after=0):
    return Reply(
        status, {"content-encoding": "zstd"}, pack(Refusal(proto=PROTO, code=code, retry_after=retry_after))
    )


def test_a_size_doubles_after_success_and_halves_after_failure():
    size = BatchSize()
    seen = [size.size]
    for _ in range(4):
        size.went_well(0.1)
        seen.append(size.size)
    assert seen == [START, START * 2, START * 4, LARGEST, LARGEST]
    for _ in range(12):
        size.failed()
    assert size.size == SMALLEST


def test_a_size_that_failed_is_not_tried_again_at_once():
    size = BatchSize()
    size.went_well(0.1)
    size.failed()
    assert size.size == START
    for _ in range(7):
        size.went_well(0.1)
        assert size.size == START
    size.went_well(0.1)
    assert size.size == START * 2


def test_a_size_does_not_grow_on_a_slow_line():
    size = BatchSize()
    size.went_well(60.0)
    assert size.size == START


def test_batches_begin_small_and_grow(join):
    first = join("first")
    many(first)
    line = Direct(first.centre.hub)
    report = first.sync(line)
    assert report.outcomes == {"applied": 3000}
    sizes = [len(each.body) for each in line.of("/push")]
    assert START // 2 < sizes[0] <= START * 5 // 4
    assert max(sizes) <= LARGEST * 5 // 4
    assert sizes[1] > sizes[0] * 1.5
    assert max(sizes) > LARGEST // 2


def test_after_failures_batches_go_down_to_one_change(join):
    first = join("first")
    many(first, 300)
    seen = []

    def breaks(request):
        if "/push" in request.path and changes_in(request) > 1:
            seen.append(changes_in(request))
            raise LineError("cut")

    line = Direct(first.centre.hub, before=breaks)
    report = first.sync(line, attempts=30)
    assert report.outcomes == {"applied": 300}
    first_try = seen[: seen.index(2) + 1]
    assert first_try == sorted(first_try, reverse=True)
    # a size that failed is tried again after eight successes at the earliest
    assert len(seen) - len(first_try) <= 300 / 8


def test_work_goes_on_where_a_sync_ended(join):
    first = join("first")
    many(first, 300)
    pushes = []

    def breaks(request):
        if "/push" in request.path:
            pushes.append(request)
            if len(pushes) > 2:
                raise LineError("cut")

    report = first.sync(Direct(first.centre.hub, before=breaks))
    assert report.problem.code == "sync.line"
    assert 0 < report.outcomes["applied"] < 300
    assert first.store.count_unsent() == 300 - report.outcomes["applied"]
    line = Direct(first.centre.hub)
    assert first.sync(line).outcomes["applied"] == 300 - report.outcomes["applied"]
    assert sum(changes_in(each) for each in line.of("/push")) == 300 - report.outcomes["applied"]


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_change_that_the_hub_cannot_even_read_goes_to_a_tray_and_the_others_arrive(join, status):
    first = join("first")
    with first.workspace.unit() as unit:
        for each in range(40):
            unit.create("company", {"name": "poison" if each == 17 else f"company {each}"})

    def chokes(request):
        if "/push" in request.path and any(b"poison" in each for each in changes_of(request)):
            return refused(status, "sync.malformed")
        return None

    report = first.sync(Direct(first.centre.hub, before=chokes))
    assert report.problem is None
    assert report.outcomes == {"applied": 39, "refused": 1}
    assert first.store.count_unsent() == 0
    with first.workspace.read() as connection:
        tray = connection.exec_driver_sql("SELECT status, reason FROM sync_tray").all()
    assert tray == [("refused", "sync.malformed")]
    assert first.sync().requests == 1


@pytest.mark.parametrize("ahead", [False, True])
def test_a_change_whose_name_the_hub_could_not_read_takes_no_number_of_another(join, ahead):
    first, second = join("first"), join("second", "Badou")
    hub = Hub(first.centre.hub.database, limits=UNHURRIED._replace(change_bytes=4000))
    with first.workspace.unit() as unit:
        for each in range(40):
            name = "long " * 1000 if each == 17 else f"company {each}"
            unit.create("company", {"name": name, "sharing": "organisation"})
    report = first.sync(Direct(hub), ahead=ahead)
    assert report.problem is None
    assert report.outcomes["refused"] == 1
    assert first.store.count_unsent() == 0
    with first.workspace.read() as connection:
        tray = connection.exec_driver_sql("SELECT status, reason FROM sync_tray").all()
    assert tray == [("refused", "size")]
    second.sync()
    assert first.store.digest(2**53) == second.store.digest(2**53) != {}


def test_a_change_that_the_hub_refuses_does_not_come_back_with_the_next_sync(join):
    first = join("first")
    with first.workspace.unit() as unit:
        company = unit.create("company", {"name": "Fournil"})
    first.sync()
    with first.workspace.unit() as unit:
        unit.erase(company)
    line = Direct(first.centre.hub)
    report = first.sync(line)
    assert report.outcomes == {"refused": 1}
    assert first.sync().requests == 1
    with first.workspace.read() as connection:
        assert connection.exec_driver_sql("SELECT reason FROM sync_tray").scalars().all() == ["erase"]
