"""Records that are not to be read any more go; work that the hub does not have never does."""

import os

import pytest
from device_sample import Direct, heads
from msgspec.structs import replace

from greenfield.store.check import check
from greenfield.store.rebuild import rebuild
from greenfield.sync.device.store import Answer


@pytest.fixture
def shared(join):
    """A company with a visit that two devices of two members have; the first one owns it."""
    first, second = join("first"), join("second", "Badou")
    with first.workspace.unit() as unit:
        company = unit.create("company", {"name": "Fournil", "sharing": "organisation", "photos": "report"})
        visit = unit.create(
            "visit", {"company": company, "sharing": "organisation", "answers/remark": "The boiler leaks"}
        )
    first.sync()
    second.sync()
    return first, second, company, visit


def take_back(first, company):
    with first.workspace.unit() as unit:
        unit.set(company, {"sharing": "own"})
    assert first.sync().problem is None


def count(device, table, where="1"):
    with device.workspace.read() as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE {where}").scalar()


def test_a_record_that_was_taken_back_leaves_nothing(shared):
    first, second, company, _visit = shared
    take_back(first, company)
    assert second.sync().problem is None
    assert heads(second.workspace) == []
    for table in (
        "change",
        "change_id",
        "entry",
        "record",
        "hanging",
        "company",
        "visit",
        "search_entry",
        "sync_kept",
    ):
        assert count(second, table) == 0, table
    assert check(second.workspace) == []
    assert rebuild(second.workspace) == 0
    assert second.store.digest(10**6) == {}


def test_unsent_work_on_it_stays(shared):
    first, second, company, visit = shared
    with second.workspace.unit() as unit:
        unit.set(visit, {"answers/bread": "12"})
    take_back(first, company)
    # the hub does not say whether it has the record: the change is held, and stays here
    report = second.sync()
    assert report.outcomes == {"held": 1}
    assert [row[1:] for row in heads(second.workspace)] == [
        ("answers/bread", heads(second.workspace)[0][2], '"12"')
    ]
    assert count(second, "sync_tray", "status = 'held'") == 1
    assert check(second.workspace) == []
    # given back, all is there again, and the change counts
    with first.workspace.unit() as unit:
        unit.set(company, {"sharing": "organisation"})
    first.sync()
    second.sync()
    first.sync()
    assert heads(first.workspace) == heads(second.workspace)
    assert first.store.digest(10**6) == second.store.digest(10**6)
    assert count(second, "sync_tray") == 0
    assert check(second.workspace) == []


def test_work_that_is_not_even_sent_yet_stays_when_the_record_goes(shared):
    first, second, company, visit = shared
    take_back(first, company)
    pushes = []

    def edits_late(request, _reply):
        if "/changes" in request.path and not pushes:
            pushes.append(request)
            with second.workspace.unit() as unit:
                unit.set(visit, {"answers/bread": "12"})

    second.sync(Direct(second.centre.hub, after=edits_late))
    assert second.store.count_unsent() == 1
    assert [row[1] for row in heads(second.workspace)] == ["answers/bread"]
    assert check(second.workspace) == []


def test_what_is_made_after_records_went_is_sent(shared):
    """Places of the log are given again once its end was removed; none of them may count as sent."""
    first, second, company, _ = shared
    take_back(first, company)
    second.sync()
    with second.workspace.unit() as unit:
        made = unit.create("company", {"name": "Quarry", "sharing": "organisation"})
    assert second.store.count_unsent() == 1
    assert second.sync().outcomes == {"applied": 1}
    first.sync()
    with first.workspace.read() as connection:
        assert (
            connection.exec_driver_sql("SELECT name FROM company WHERE id = ?", (made,)).scalar() == "Quarry"
        )
    assert check(second.workspace) == []


def test_places_of_removed_changes_stay_right_after_opening_again(shared, make_workspace):
    first, second, company, _ = shared
    take_back(first, company)
    second.sync()
    second.workspace.close()
    again = make_workspace("second")
    with again.unit() as unit:
        for name in ("a", "b", "c"):
            unit.create("company", {"name": name})
    assert check(again) == []
    with again.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM change_id").scalar() == 3


def test_own_changes_are_kept_for_the_hub_until_a_backup_holds_them(shared):
    first, second, company, visit = shared
    with second.workspace.unit() as unit:
        unit.set(visit, {"answers/bread": "12"})
    second.sync()
    first.sync()
    take_back(first, company)
    second.sync()
    assert heads(second.workspace) == []
    assert count(second, "sync_kept") == 1
    link = second.store.link()
    second.store.take([], replace(link, durable_upto=link.head))
    assert count(second, "sync_kept") == 0


@pytest.fixture
def lacking(shared):
    """A device with an own change of a record that is hidden there, which a restored hub lacks, and its id."""
    first, second, company, visit = shared
    with second.workspace.unit() as unit:
        unit.set(visit, {"answers/bread": "12"})
    second.sync()
    take_back(first, company)
    second.sync()
    with second.workspace.read() as connection:
        cid = connection.exec_driver_sql("SELECT cid FROM sync_kept").scalar()
    second.store.forget_numbers([cid], second.store.link())
    return second, cid


def test_a_kept_change_that_a_restored_hub_refuses_lies_in_the_tray_for_a_person(lacking):
    second, cid = lacking
    assert second.store.count_unsent() == 1
    second.store.acknowledge([Answer(cid, "refused", None, "kind")])
    assert second.store.count_unsent() == 0
    assert count(second, "sync_kept") == 0
    assert count(second, "sync_tray", f"cid = '{cid}' AND status = 'refused' AND reason = 'kind'") == 1
    assert [row[1:] for row in heads(second.workspace)] == [("answers/bread", cid, '"12"')]
    assert check(second.workspace) == []


def test_a_kept_change_that_a_restored_hub_lacks_stays_when_the_hub_is_forgotten(lacking):
    second, cid = lacking
    second.store.save_link(None)
    assert second.store.count_unsent() == 1
    assert [row[1:] for row in heads(second.workspace)] == [("answers/bread", cid, '"12"')]
    assert check(second.workspace) == []


def test_a_photo_that_was_not_sent_yet_stays_with_its_record(shared):
    first, second, company, visit = shared
    with second.workspace.unit() as unit:
        photo = unit.put_blob(os.urandom(100_000))
        record = unit.create(
            "attachment", {"subject": visit, "blob": photo, "media_type": "image/jpeg"}, blobs=[photo]
        )
    second.sync(metered=True)
    take_back(first, company)
    second.sync(metered=True)
    assert second.workspace.blob(photo)
    assert [row[0] for row in heads(second.workspace) if row[1] == "blob"] == [record]
    assert check(second.workspace) == []
