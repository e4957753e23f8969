"""What a member may store at a hub: counted as it comes and goes, refused beyond, and nothing of it lost on his device."""

import hashlib
import random

import pytest
from hub_folder_sample import SECRET, make_folder
from hub_sample import Device, Place, as_before_names
from sqlalchemy import select

from greenfield.base.problem import ProblemError
from greenfield.records.change import encode
from greenfield.services import hub as hubs
from greenfield.sync.hub import quota, tables
from greenfield.sync.hub.administration import revoke
from greenfield.sync.hub.database import SCHEMA
from greenfield.sync.hub.opening import opened_hub

CHANCE = random.Random(9)


@pytest.fixture
def place():
    made = Place()
    yield made
    made.hub.close()


def limit(place, size):
    with place.database.writing() as connection:
        quota.set_limit(connection, size)


def used(place):
    """Return how many bytes each member has, and see that counting all anew says the same."""
    with place.database.writing() as connection:
        found = {each.name: each.bytes for each in quota.list_use(connection, place.centre)}
        quota.count_anew(connection)
        assert found == {each.name: each.bytes for each in quota.list_use(connection, place.centre)}
    return found


def a_file(size):
    content = CHANCE.randbytes(size)
    return content, hashlib.sha256(content).hexdigest()


def answers(device, *changes):
    return [(each.status, each.reason) for each in device.push(*changes)]


def test_changes_and_files_are_counted_for_who_sent_them_and_no_more_when_they_go(place):
    ana, ben = place.join("Ana", "administrator"), place.join("Ben")
    company = ben.create("company", name="Mill", sharing="organisation", photos="report")
    content, sha256 = a_file(5_000)
    photo = ben.create("attachment", subject=company.record, blob=sha256)
    ben.push(company, photo)
    ben.push(company)
    sizes = [len(encode(each)) for each in (company, photo)]
    assert used(place) == {"Ana": 0, "Ben": sum(sizes)}
    ben.send_file(content, sha256, pieces=3)
    ben.send_file(content, sha256)
    assert used(place) == {"Ana": 0, "Ben": sum(sizes) + 5_000}
    ana.push(edit := ana.set(company, name="Windmill"))
    spoilt = ben.change("create", "note", company.record, text="of another kind")
    assert answers(ben, spoilt, spoilt) == [("refused", "kind")] * 2
    assert used(place)["Ana"] == len(encode(edit))
    assert used(place)["Ben"] == sum(sizes) + 5_000 + len(encode(spoilt))
    erase = ana.erase(company)
    ana.push(erase)
    assert used(place) == {"Ana": len(encode(erase)), "Ben": 0}


def test_what_a_device_stored_counts_for_who_it_belongs_to_now(place):
    ana, wrong = place.join("Ana", "administrator"), Device(place, "Ben", place.centre)
    wrong.token = wrong.enrol(place.code("Ben"), recipient="age1own").token
    company = wrong.create("company", name="Mill", sharing="organisation")
    wrong.push(company)
    revoke(place.database, place.centre, wrong.id)
    wrong.enrol(place.code("Carl"), recipient="age1own")
    assert used(place) == {"Ana": 0, "Ben": 0, "Carl": len(encode(company))}
    ana.push(erase := ana.erase(company))
    assert used(place) == {"Ana": len(encode(erase)), "Ben": 0, "Carl": 0}


def test_nobody_has_less_than_nothing(place):
    place.join("Ana")
    with place.database.writing() as connection:
        org, member = connection.execute(select(tables.member.c.org, tables.member.c.id)).one()
        for size, left in ((-765, 0), (500, 500), (-200, 300), (-765, 0)):
            quota.add_use(connection, org, {member: size})
            assert [each.bytes for each in quota.list_use(connection, place.centre)] == [left]


def test_pieces_of_a_file_that_was_another_one_or_was_given_up_count_no_more(place):
    ana = place.join("Ana")
    _, sha256 = a_file(100)
    ana.push(ana.create("document", name="Plan", blob=sha256))
    before = used(place)
    half = {"upload_offset": "0", "upload_length": "4000"}
    ana.here("PATCH", f"blobs/{sha256}", bytes(2_000), **half)
    assert used(place)["Ana"] == before["Ana"] + 2_000
    assert (
        ana.here("PATCH", f"blobs/{sha256}", bytes(2_000), **{**half, "upload_offset": "2000"}).status == 422
    )
    assert used(place) == before


def test_beyond_the_limit_changes_are_refused_one_by_one_and_others_are_taken(place):
    ana, ben = place.join("Ana", "administrator"), place.join("Ben")
    company = ben.create("company", name="Mill", sharing="organisation", photos="report")
    ben.push(company)
    limit(place, used(place)["Ben"] + 1_000)
    large, small = ben.create("company", name="x" * 900), ben.create("company", name="y")
    assert answers(ben, company, large, small) == [("duplicate", ""), ("refused", "quota"), ("applied", "")]
    assert answers(ben, large, ben.set(company, name="z" * 900)) == [("refused", "quota")] * 2
    assert answers(ana, ana.set(company, city="Thiès")) == [("applied", "")]
    assert ana.known(large.cid) == [large.cid]
    # who may see it, and that it goes, can always be said
    assert (
        answers(ben, ben.set(company, sharing="own"), ben.change("delete", "company", company.record))
        == [("applied", "")] * 2
    )
    assert answers(ben, ben.set(company, sharing="own", name="w" * 5_000)) == [("refused", "quota")]
    limit(place, 10**9)
    assert answers(ben, large) == [("applied", "")]
    used(place)


def test_what_is_taken_beyond_the_limit_has_an_end_as_well(place, monkeypatch):
    monkeypatch.setattr(quota, "RESERVE", 1_500)
    ana, ben = place.join("Ana", "administrator"), place.join("Ben")
    company = ben.create("company", name="Mill", sharing="organisation", photos="report")
    ben.push(company)
    ana.push(ana.create("company", name="Quarry"))
    limit(place, 0)
    said = company
    told = []
    for number in range(20):
        said = ben.set(said, sharing=("own", "organisation")[number % 2])
        told += answers(ben, said)
    taken = told.count(("applied", ""))
    assert told == [("applied", "")] * taken + [("refused", "quota")] * (20 - taken)
    assert 0 < taken < 20
    assert used(place)["Ben"] <= 1_500
    deletes = [ben.change("delete", "company", company.record) for _ in range(4)]
    assert answers(ben, *deletes)[-1] == ("refused", "quota")
    assert answers(ana, ana.erase(company)) == [("applied", "")]
    assert answers(ben, ben.create("company", name="x")) == [("refused", "quota")]


def test_nobody_learns_by_the_limit_whether_a_record_is_there(place):
    ana, ben = place.join("Ana"), place.join("Ben")
    secret = ana.create("company", name="Mill", sharing="own")
    ana.push(secret)
    limit(place, 0)
    of_hers = ben.set(secret, name="mine")
    of_nobody = ben.change("set", "company", ben.new_id(), parent=secret.cid, name="mine")
    assert answers(ben, of_hers, of_nobody) == [("refused", "quota")] * 2


def test_a_file_beyond_the_limit_is_refused_before_any_of_it_is_kept(place):
    ana = place.join("Ana")
    (first, one), (second, two) = a_file(3_000), a_file(3_000)
    ana.push(ana.create("document", name="Plan", blob=one), ana.create("document", name="Map", blob=two))
    limit(place, used(place)["Ana"] + 5_000)
    assert ana.send_file(first, one, pieces=2) == 204
    headers = {"upload_offset": "0", "upload_length": "3000"}
    assert ana.refused("PATCH", f"blobs/{two}", second[:100], **headers) == (413, "hub.quota")
    assert place.rows("SELECT count(*) FROM upload WHERE done < size") == [(0,)]
    limit(place, 10**9)
    assert ana.send_file(second, two) == 204
    # one that was begun stops where the room ends
    third, three = a_file(3_000)
    ana.push(ana.create("document", name="Third", blob=three))
    assert ana.here("PATCH", f"blobs/{three}", third[:1_000], **headers).status == 204
    limit(place, used(place)["Ana"])
    assert ana.refused("PATCH", f"blobs/{three}", third[1_000:], **{**headers, "upload_offset": "1000"}) == (
        413,
        "hub.quota",
    )


def test_a_hub_of_before_counts_what_it_has_when_it_is_opened(tmp_path):
    folder = make_folder(tmp_path / "centre.hub")
    with opened_hub(folder, SECRET) as (database, _vault):
        place = Place(database)
        ana = place.join("Ana")
        content, sha256 = a_file(700)
        made = ana.create("document", name="Plan", blob=sha256)
        ana.push(made)
        ana.send_file(content, sha256)
        centre = place.centre
        with database.writing() as connection:  # as it was before
            tables.member_use.drop(connection)
            as_before_names(connection)
            connection.exec_driver_sql("PRAGMA user_version = 1")
    for _ in range(2):
        with opened_hub(folder, SECRET) as (database, _vault), database.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == SCHEMA
            assert [each.bytes for each in quota.list_use(connection, centre)] == [len(encode(made)) + 700]
            assert quota.limit_of(connection) == quota.DEFAULT


def test_whoever_runs_a_hub_sets_the_limit(tmp_path):
    with hubs.opened(make_folder(tmp_path / "centre.hub"), SECRET) as opened:
        hubs.add_organisation(opened, "Centre")
        assert hubs.quota(opened) == (quota.DEFAULT, [])
        hubs.set_quota(opened, 1.5e9)
        assert hubs.quota(opened)[0] == 1_500_000_000
        for wrong in (-1, 1e16, float("nan")):
            with pytest.raises(ProblemError) as caught:
                hubs.set_quota(opened, wrong)
            assert caught.value.code == "hub.no_quota"
        assert hubs.quota(opened)[0] == 1_500_000_000
