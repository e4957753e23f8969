"""Files that the hub has, that came from there, or that may not be sent: counted as what they are, and not looked at again and again."""

import random
from contextlib import contextmanager

import pytest
from device_sample import Direct
from test_device_files import PHOTO, THUMBNAIL, has, photographed
from test_device_restored import restore

from greenfield.records.change import decode
from greenfield.store.syncing.carried_in import take_carried

CHANCE = random.Random(8)


@pytest.fixture
def two(join):
    return join("first"), join("second", "Badou")


def photo_of(device, visit, content):
    with device.workspace.unit() as unit:
        blob = unit.put_blob(content)
        unit.create("attachment", {"subject": visit, "blob": blob, "media_type": "image/jpeg"}, blobs=[blob])
    return blob


def statements_of(device):
    """Return how many statements a sync runs that reads or writes for sync alone."""
    seen, reading = [], device.store._reading

    @contextmanager
    def traced():
        with reading() as connection:
            connection.set_trace_callback(seen.append)
            try:
                yield connection
            finally:
                connection.set_trace_callback(None)

    device.store._reading = traced
    assert device.sync().requests == 1
    del device.store._reading
    return len(seen)


def visit_of(device, photos, **more):
    with device.workspace.unit() as unit:
        company = unit.create("company", {"name": "Fournil", "sharing": "organisation", "photos": photos})
        return company, unit.create("visit", {"company": company, "sharing": "organisation", **more})


def test_files_that_a_restored_hub_has_still_are_said_apart_and_only_the_first_small_one_travels(two):
    first, second = two
    _, visit = visit_of(first, "report")
    for _ in range(6):
        photo_of(first, visit, CHANCE.randbytes(2_000))
    photo_of(first, visit, PHOTO)
    assert first.sync().files_sent == 7
    restore(first.centre, first.centre.backup())
    line = Direct(first.centre.hub)
    report = first.sync(line)
    assert (report.problem, report.restored) == (None, True)
    assert (report.files_sent, report.files_there, report.given_back) == (0, 7, 0)
    assert [len(each.body) for each in line.of("/blobs/") if each.method == "PATCH"] == [2_000]
    second.sync()
    assert has(second, next(iter(_files(first))))


def test_a_restored_hub_gets_what_it_lacks_in_between_files_that_it_has(two):
    first, _ = two
    _, visit = visit_of(first, "report")
    small = [photo_of(first, visit, CHANCE.randbytes(2_000 + each)) for each in range(3)]
    first.sync()
    backup = first.centre.backup()
    small += [photo_of(first, visit, CHANCE.randbytes(1_900 + 40 * each)) for each in range(6)]
    first.sync()
    restore(first.centre, backup)
    report = first.sync()
    assert (report.files_sent, report.files_there, report.given_back) == (6, 3, 6)
    assert first.sync().requests == 1


def _files(device):
    with device.workspace.read() as connection:
        return list(connection.exec_driver_sql("SELECT sha256 FROM blob WHERE complete = 1").scalars())


def test_a_file_that_came_from_the_hub_is_not_offered_to_it(two):
    first, second = two
    _, blob = photographed(first, thumbnail=THUMBNAIL)
    with first.workspace.unit():
        carried = [decode(each.body) for each in first.store.unsent(0, 10**9)]
    first.sync()
    with second.workspace.unit() as unit:  # a stick brought the records without the photos
        take_carried(unit, carried, {})
    line = Direct(first.centre.hub)
    report = second.sync(line)
    assert (report.outcomes, report.files_fetched) == ({"duplicate": len(carried)}, 2)
    assert has(second, blob)
    assert second.store.count_files() == (0, 0)
    assert second.sync().requests == 1


def test_photos_that_may_not_be_sent_cost_no_work_at_the_next_sync(two):
    first, _ = two
    company, visit = visit_of(first, "none")

    def work(count):
        for _ in range(count):
            photo_of(first, visit, CHANCE.randbytes(50))
        first.sync()
        assert first.store.count_files() == (0, 0)
        return statements_of(first)

    few = work(2)
    assert few > 3
    assert work(60) == few
    with first.workspace.unit() as unit:
        unit.set(company, {"photos": "internal"})
    assert first.sync().files_sent == 62


@pytest.mark.parametrize("ahead", [False, True])
def test_what_is_forbidden_waits_again_when_others_permit_it(two, ahead):
    first, second = two
    company, visit = visit_of(first, "none")
    other, _ = visit_of(first, "none")
    blob = photo_of(first, visit, PHOTO)
    first.sync(ahead=ahead)
    second.sync(ahead=ahead)
    with second.workspace.unit() as unit:
        unit.set(other, {"photos": "internal"})
    second.sync(ahead=ahead)
    assert first.sync(ahead=ahead).files_sent == 0
    with second.workspace.unit() as unit:
        unit.set(company, {"photos": "internal"})
    second.sync(ahead=ahead)
    assert first.sync(ahead=ahead).files_sent == 1
    second.sync(ahead=ahead)
    assert second.workspace.blob(blob) == PHOTO


def test_what_is_forbidden_waits_again_when_its_visit_is_hung_on_a_company_that_permits(two):
    first, second = two
    with first.workspace.unit() as unit:
        company = unit.create("company", {"name": "Fournil", "sharing": "organisation", "photos": "report"})
        visit = unit.create("visit", {"sharing": "organisation"})
    blob = photo_of(first, visit, PHOTO)
    assert first.sync().files_sent == 0
    with first.workspace.unit() as unit:
        unit.set(visit, {"company": company})
    assert first.sync().files_sent == 1
    second.sync()
    assert second.workspace.blob(blob) == PHOTO


def test_what_is_forbidden_waits_again_when_something_else_names_it(two):
    first, _ = two
    _, visit = visit_of(first, "none")
    blob = photo_of(first, visit, PHOTO)
    assert first.sync().files_sent == 0
    with first.workspace.unit() as unit:
        unit.create("document", {"visit": visit, "blob": blob}, blobs=[blob])
    assert first.sync().files_sent == 1


def test_a_photo_that_a_person_forbids_while_a_sync_runs_does_not_leave(two):
    first, _ = two
    company, visit = visit_of(first, "report")
    photo_of(first, visit, PHOTO)
    taken = []

    def forbid(request, _reply):
        if "/changes" in request.path and not taken:
            taken.append(1)
            with first.workspace.unit() as unit:
                unit.set(company, {"photos": "none"})

    line = Direct(first.centre.hub, after=forbid)
    assert first.sync(line).files_sent == 0
    assert line.of("/blobs/") == []
    assert first.store.count_files() == (0, 0)
