"""Lines that break before or after a request arrived, and syncs that are ended: nothing is lost and nothing comes twice."""

import pytest
from device_sample import Direct, heads

from greenfield.store.check import check
from greenfield.sync.device.conduct import Cancel
from greenfield.sync.transport import LineError

STEPS = range(1, 9)


@pytest.fixture
def two(join):
    """Two devices with something to send and to read each."""
    first, second = join("first"), join("second", "Badou")
    for device, name in ((first, "Fournil"), (second, "Quarry")):
        with device.workspace.unit() as unit:
            company = unit.create("company", {"name": name, "sharing": "organisation", "photos": "report"})
            visit = unit.create("visit", {"company": company, "sharing": "organisation"})
            photo = unit.put_blob(name.encode() * 20000)
            unit.create(
                "attachment", {"subject": visit, "blob": photo, "media_type": "image/jpeg"}, blobs=[photo]
            )
    second.sync()
    return first, second


def settle(*devices):
    """Sync until everybody has everything, and see that it is the same everywhere."""
    for _ in range(2):
        for each in devices:
            assert each.sync().problem is None
    found = [heads(each.workspace) for each in devices]
    assert found[0] == found[1]
    digests = [each.store.digest(1000) for each in devices]
    assert digests[0] == digests[1] != {}
    for each in devices:
        assert check(each.workspace) == []
        assert each.store.count_unsent() == 0
        assert each.store.count_files() == (0, 0)
        for name in ("Fournil", "Quarry"):
            with each.workspace.read() as connection:
                whole = connection.exec_driver_sql("SELECT count(*) FROM blob WHERE complete = 1").scalar()
            assert whole == 2, name


@pytest.mark.parametrize("nth", STEPS)
@pytest.mark.parametrize("arrives", [False, True])
def test_a_line_that_breaks_at_any_request_loses_nothing(two, nth, arrives):
    first, second = two
    count = []

    def breaks(*_):
        count.append(1)
        if len(count) == nth:
            raise LineError("cut")

    line = Direct(first.centre.hub, **({"after": breaks} if arrives else {"before": breaks}))
    report = first.sync(line)
    assert len(count) >= nth, "the line never broke"
    assert report.problem is None
    settle(first, second)


@pytest.mark.parametrize("nth", STEPS)
@pytest.mark.parametrize("arrives", [False, True])
def test_a_sync_that_is_ended_at_any_request_goes_on_later(two, nth, arrives):
    first, second = two
    count = []
    cancel = Cancel()

    def ends(*_):
        count.append(1)
        if len(count) == nth:
            cancel()
            raise LineError("closed")

    line = Direct(first.centre.hub, **({"after": ends} if arrives else {"before": ends}))
    report = first.sync(line, cancel=cancel)
    assert report.cancelled
    assert report.requests == nth
    settle(first, second)


def test_an_answer_that_got_lost_makes_no_change_come_twice(two):
    first, second = two
    lost = []

    def loses(request, _reply):
        if "/push" in request.path and not lost:
            lost.append(request)
            raise LineError("cut")

    report = first.sync(Direct(first.centre.hub, after=loses))
    assert report.outcomes == {"duplicate": 3}
    settle(first, second)
    with second.workspace.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM change").scalar() == 6


def test_progress_tells_records_files_and_bytes(two):
    first, _ = two
    told = []
    report = first.sync(progress=told.append)
    assert {each.step for each in told} == {"push", "pull", "files_out", "files_in"}
    assert [each.step for each in told] == sorted(
        (each.step for each in told), key=["push", "pull", "files_out", "files_in"].index
    )
    last = {each.step: (each.done, each.total) for each in told}
    assert last["push"] == (3, 3)
    assert last["files_out"] == last["files_in"] == (1, 1)
    assert (told[-1].bytes_sent, told[-1].bytes_received) == (report.bytes_sent, report.bytes_received)
    assert report.bytes_received > 120000


def test_records_that_a_page_touched_are_told(two):
    first, second = two
    touched = set()
    first.sync(page_taken=touched.update)
    with second.workspace.read() as connection:
        own = set(
            connection.exec_driver_sql(
                "SELECT DISTINCT record FROM change WHERE device = ?", (second.workspace.device,)
            ).scalars()
        )
    assert touched == own
