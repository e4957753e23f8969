"""Hubs and workspaces that were restored from older backups get back whatever anybody still has."""

import shutil

import pytest
from device_sample import Centre, Direct, heads, with_company
from sqlalchemy import select

from greenfield.store.check import check
from greenfield.sync.device.conduct import Cancel
from greenfield.sync.hub import tables
from greenfield.sync.hub.administration import begin_epochs
from greenfield.sync.hub.hub import Hub
from greenfield.sync.hub.limits import UNHURRIED
from greenfield.sync.transport import LineError, Reply


@pytest.fixture
def two(join):
    return with_company(join)


def restore(centre: Centre, backup):
    """Put an older database in the place of the hub's."""
    begin_epochs(backup, centre.hub.surroundings)
    centre.hub = Hub(backup, limits=UNHURRIED)


def log_of(centre):
    with centre.hub.database.reading() as connection:
        return set(connection.execute(select(tables.change.c.cid)).scalars())


def cids(device):
    with device.workspace.read() as connection:
        return set(connection.exec_driver_sql("SELECT cid FROM change").scalars())


def settle(*devices):
    for _ in range(2):
        for each in devices:
            assert each.sync().problem is None
    assert len({tuple(heads(each.workspace)) for each in devices}) == 1
    assert len({tuple(sorted(each.store.digest(10**6).items())) for each in devices}) == 1
    for each in devices:
        assert check(each.workspace) == []


def test_a_restored_hub_gets_back_what_it_lost(two):
    first, second, company = two
    backup = first.centre.backup()
    with first.workspace.unit() as unit:
        unit.set(company, {"city": "Thiès"})
    first.sync()
    with second.workspace.unit() as unit:
        unit.set(company, {"employees": 48})
        photo = unit.put_blob(b"a photo" * 3000)
        unit.create("attachment", {"subject": company, "blob": photo}, blobs=[photo])
    second.sync()
    first.sync()
    expected = cids(first)
    restore(first.centre, backup)
    report = second.sync()
    assert (report.problem, report.restored) == (None, True)
    assert log_of(first.centre) == expected & cids(second)
    settle(first, second)
    assert log_of(first.centre) == expected
    for each in (first, second):
        assert each.workspace.blob(photo) == b"a photo" * 3000
        assert each.sync().requests == 1


@pytest.mark.parametrize("is_cut", [False, True], ids=["whole", "cut"])
def test_a_device_that_reads_a_restored_hub_again_tells_only_what_is_new(two, is_cut):
    first, second, company = two
    for number in range(300):
        with second.workspace.unit() as unit:
            unit.set(company, {"city": f"{number} " + "x" * 2_000})
    second.sync()
    assert first.sync().received == 300
    restore(first.centre, first.centre.backup())
    with second.workspace.unit() as unit:
        unit.set(company, {"city": "Thiès"})
    assert second.sync().received == 0, "all that the hub has was read here before"
    if is_cut:
        pages = iter(range(99))
        line = Direct(
            first.centre.hub,
            before=lambda request: (
                Reply(500, {}, b"") if "/changes" in request.path and next(pages) > 1 else None
            ),
        )
        broken = first.sync(line, attempts=2)
        assert (broken.problem.code, broken.restored) == ("sync.line", True)
        assert 0 < first.store.link().since < first.store.link().head
        assert broken.received == 0
    report = first.sync()
    assert (report.problem, report.received) == (None, 1)
    settle(first, second)


def test_asking_a_restored_hub_can_be_cut_off_anywhere(two):
    first, second, company = two
    backup = first.centre.backup()
    for each in range(5):
        with first.workspace.unit() as unit:
            unit.set(company, {"city": f"city {each}"})
    first.sync()
    expected = cids(first)
    restore(first.centre, backup)
    for nth in range(1, 6):
        cancel, count = Cancel(), []

        def ends(*_, nth=nth, cancel=cancel, count=count):
            count.append(1)
            if len(count) == nth:
                cancel()
                raise LineError("closed")

        first.sync(Direct(first.centre.hub, before=ends), cancel=cancel)
    settle(first, second)
    assert log_of(first.centre) == expected


def test_own_changes_of_a_record_that_went_come_back_to_a_restored_hub(two):
    first, second, company = two
    with second.workspace.unit() as unit:
        visit = unit.create("visit", {"company": company, "sharing": "organisation"})
    second.sync()
    first.sync()
    backup = first.centre.backup()
    with second.workspace.unit() as unit:
        unit.set(visit, {"answers/bread": "12"})
    second.sync()
    with first.workspace.unit() as unit:
        unit.set(company, {"sharing": "own"})
    first.sync()
    second.sync()
    gone = log_of(first.centre)
    with first.workspace.read() as connection:
        assert (
            connection.exec_driver_sql(
                "SELECT count(*) FROM any_entry WHERE field = 'answers/bread'"
            ).scalar()
            == 0
        )
    restore(first.centre, backup)
    assert second.sync().problem is None
    assert first.sync().problem is None
    assert second.sync().problem is None
    assert gone <= log_of(first.centre)


def test_what_was_erased_stays_erased_after_the_hub_was_restored(two):
    first, second, company = two
    backup = first.centre.backup()
    with first.workspace.unit() as unit:
        unit.erase(company)
    first.sync()
    second.sync()
    restore(first.centre, backup)
    # the one who may not erase brings the erase back, by the seal that the hub gave
    assert second.sync().problem is None
    settle(first, second)
    assert heads(first.workspace) == []
    with first.centre.hub.database.reading() as connection:
        bodies = connection.execute(
            select(tables.change.c.body).where(tables.change.c.op != "erase")
        ).scalars()
        assert [each for each in bodies if each is not None] == []


def test_a_restored_workspace_gets_its_own_changes_back(two, make_workspace, tmp_path):
    first, second, company = two
    first.workspace.close()
    shutil.copytree(tmp_path / "first", tmp_path / "older")
    first.workspace = make_workspace("first")
    first = type(first)(first.workspace, type(first.store)(first.workspace), first.centre)
    with first.workspace.unit() as unit:
        unit.set(company, {"city": "Thiès"})
        unit.create("visit", {"company": company, "sharing": "organisation", "answers/bread": "12"})
    first.sync()
    expected = heads(first.workspace)
    older = make_workspace("older")
    restored = type(first)(older, type(first.store)(older), first.centre)
    assert restored.workspace.device == first.workspace.device
    line = Direct(first.centre.hub)
    report = restored.sync(line)
    assert report.problem is None
    assert [each.path.count("own=full") for each in line.of("/changes")].count(1) == 1
    assert heads(older) == expected
    # both go on as one device id: neither takes the other's changes for its own
    with older.unit() as unit:
        unit.set(company, {"employees": 48})
    with first.workspace.unit() as unit:
        unit.set(company, {"sector": "C10"})
    settle(restored, first, second)


def test_a_workspace_that_was_disconnected_sends_everything_again(two):
    first, second, _company = two
    first.store.save_link(None)
    assert first.store.link() is None
    again = first.centre.join(first.workspace, "Awa")
    assert again.store.count_unsent() == 1
    assert again.sync().outcomes == {"duplicate": 1}
    settle(again, second)


def test_only_a_device_that_gave_something_says_that_it_did(two):
    first, second, company = two
    backup = first.centre.backup()
    with first.workspace.unit() as unit:
        unit.set(company, {"city": "Thiès"})
    first.sync()
    second.sync()
    restore(first.centre, backup)
    with second.workspace.unit() as unit:
        unit.set(company, {"name": "Moulin"})
    reports = [first.sync(), second.sync()]
    assert [each.restored for each in reports] == [True, True]
    assert [(each.sent, each.given_back) for each in reports] == [(1, 1), (1, 0)]
