"""A hub that takes no more of a member: what he has stays on his device, others' work comes in, and later all goes out."""

import random

import pytest
from device_sample import Direct
from test_device_file_counts import photo_of, visit_of
from test_device_files import PHOTO, has

from greenfield.store.check import check
from greenfield.sync.hub import quota
from greenfield.sync.transport import LineError

CHANCE = random.Random(12)


@pytest.fixture
def two(join):
    return join("first"), join("second", "Badou")


def limit(device, size):
    with device.centre.hub.database.writing() as connection:
        quota.set_limit(connection, size)


def no_files(request):
    if "/blobs/" in request.path:
        raise LineError


def tray(device):
    with device.workspace.read() as connection:
        return connection.exec_driver_sql("SELECT cid, status, reason FROM sync_tray").all()


@pytest.mark.parametrize("ahead", [False, True])
def test_changes_go_to_the_tray_others_come_in_and_later_all_is_sent(two, ahead):
    first, second = two
    company, _ = visit_of(first, "report")
    for each in two:
        each.sync()
    limit(first, 0)
    with first.workspace.unit() as unit:
        for number in range(30):
            unit.create("company", {"name": f"Mill {number}", "sharing": "organisation"})
    limit(first, 1_600)
    with second.workspace.unit() as unit:
        unit.set(company, {"city": "Thiès"})
    assert second.sync().problem is None
    report = first.sync(ahead=ahead)
    assert report.problem.code == "hub.quota"
    assert report.received == 1
    assert 0 < report.outcomes["applied"] < 30
    refused = tray(first)
    assert {(status, reason) for _, status, reason in refused} == {("refused", "quota")}
    assert len(refused) == report.outcomes["refused"] == 30 - report.outcomes["applied"]
    assert check(first.workspace) == []
    quiet = first.sync()
    assert (quiet.problem, quiet.requests) == (None, 1)
    limit(first, 10**9)
    first.store.make_unsent([cid for cid, _, _ in refused])
    assert first.sync().outcomes == {"applied": len(refused)}
    assert tray(first) == []
    second.sync()
    assert first.store.digest(10**6) == second.store.digest(10**6)


def test_files_wait_and_go_by_themselves_once_there_is_room(two):
    first, second = two
    _, visit = visit_of(first, "report")
    _, other = visit_of(second, "report")
    hers = photo_of(second, other, CHANCE.randbytes(40_000))
    second.sync()
    small, large = photo_of(first, visit, CHANCE.randbytes(2_000)), photo_of(first, visit, PHOTO)
    first.sync(Direct(first.centre.hub, before=no_files), attempts=1)
    limit(first, 60_000)
    report = first.sync()
    assert (report.problem.code, report.files_sent, report.files_fetched) == ("hub.quota", 1, 1)
    assert has(first, hers)
    assert first.store.count_files() == (1, 0)
    assert first.sync().problem.code == "hub.quota"
    limit(first, 10**9)
    assert (first.sync().problem, first.store.count_files()) == (None, (0, 0))
    second.sync()
    assert has(second, small)
    assert has(second, large)
