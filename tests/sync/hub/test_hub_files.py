"""Files: resumable, verified before anybody sees them, and only for those who may read a record that names them."""

import hashlib
import random

import pytest
from hub_sample import Place, cids

from greenfield.sync.hub.limits import UNHURRIED
from greenfield.sync.messages import Refusal
from greenfield.sync.wire import unpack

CONTENT = random.Random(5).randbytes(100_000)
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def company(ana):
    made = ana.create("company", name="Mill", sharing="organisation", photos="report")
    ana.push(made, ana.create("attachment", subject=made.record, blob=SHA256))
    return made


def patch(device, content, offset, size=100_000, sha256=SHA256):
    headers = {"upload_offset": str(offset), "upload_length": str(size)}
    return device.here("PATCH", f"blobs/{sha256}", content, **headers)


def standing(device, sha256=SHA256):
    reply = device.here("HEAD", f"blobs/{sha256}")
    return reply.status, reply.headers.get("upload-offset"), reply.headers.get("upload-length")


@pytest.mark.usefixtures("company")
def test_a_file_is_sent_in_pieces_and_goes_on_where_it_was_cut_off(ana, ben):
    assert standing(ana) == (200, "0", "0")
    assert patch(ana, CONTENT[:40_000], 0).status == 204
    assert standing(ana) == (200, "40000", "100000")
    twice = patch(ana, CONTENT[:40_000], 0)
    assert (twice.status, twice.headers["upload-offset"]) == (204, "40000")
    gap = patch(ana, CONTENT[90_000:], 90_000)
    assert (gap.status, gap.headers["upload-offset"]) == (409, "40000")
    assert ben.file(SHA256).status == 404
    done = patch(ana, CONTENT[40_000:], 40_000)
    assert (done.status, done.headers["upload-offset"]) == (204, "100000")
    assert patch(ana, CONTENT[:40_000], 0).headers["upload-offset"] == "100000"
    assert ben.file(SHA256).body == CONTENT


@pytest.mark.usefixtures("company")
def test_a_part_is_read_by_its_range(ana, ben):
    ana.send_file(CONTENT, SHA256, pieces=7)
    whole = ben.here("GET", f"blobs/{SHA256}")
    assert (whole.status, whole.body) == (200, CONTENT)
    part = ben.here("GET", f"blobs/{SHA256}", range="bytes=14000-59999")
    assert (part.status, part.headers["content-range"]) == (206, "bytes 14000-59999/100000")
    assert part.body == CONTENT[14_000:60_000]
    rest = ben.here("GET", f"blobs/{SHA256}", range="bytes=99990-")
    assert rest.body == CONTENT[-10:]
    assert ben.refused("GET", f"blobs/{SHA256}", range="bytes=100000-") == (416, "blob.range")


@pytest.mark.usefixtures("company")
def test_a_wrong_file_is_never_visible_and_begins_anew(place, ana, ben):
    wrong = CONTENT[:-1] + b"!"
    reply = patch(ana, wrong, 0)
    assert (reply.status, unpack(reply.body, Refusal).code) == (422, "blob.mismatch")
    assert ben.file(SHA256).status == 404
    assert place.rows("SELECT count(*) FROM chunk") == [(0,)]
    assert standing(ana) == (200, "0", "0")
    assert ana.send_file(CONTENT, SHA256) == 204


def test_a_file_that_no_readable_record_names_is_not_taken(ana):
    assert patch(ana, CONTENT, 0).status == 404


@pytest.mark.usefixtures("company")
def test_naming_a_hash_gives_nobody_the_file(ana, place):
    ana.push(ana.create("company", name="private"))
    ana.send_file(CONTENT, SHA256)
    company, *_ = place.rows("SELECT id FROM record WHERE kind = 'company' AND sharing = 'organisation'")[0]
    ana.push(ana.change("set", "company", company, sharing="own"))
    thief = place.join("Theo")
    named = thief.create("company", name="Trap", blobs=[SHA256])
    thief.push(named, thief.create("package", identifier="trap", blob=SHA256))
    assert thief.file(SHA256).status == 404
    assert standing(thief) == (200, "0", "0")
    assert patch(thief, CONTENT[:10], 0).status == 204
    assert thief.file(SHA256).status == 404
    assert patch(thief, CONTENT[10:], 10).status == 204
    assert thief.file(SHA256).body == CONTENT


@pytest.mark.parametrize("ask", ["head", "piece"])
def test_who_is_told_that_a_file_is_there_brings_it_to_the_readers_of_his_own_record(ana, ben, place, ask):
    """Ana's photo hangs on Ben's visit, which is his own; he names it on a company that everybody reads."""
    mill = ben.create("company", name="Mill", sharing="organisation", photos="report")
    visit = ben.create("visit", company=mill.record, sharing="organisation")
    ben.push(mill, visit)
    ana.push(ana.create("attachment", subject=visit.record, blob=SHA256))
    assert ana.send_file(CONTENT, SHA256) == 204
    assert ben.file(SHA256).body == CONTENT
    ben.push(ben.set(visit, sharing="own"))
    cara = place.join("Cara")
    cara.pull()
    assert cara.file(SHA256).status == 404
    named = ben.create("attachment", subject=mill.record, blob=SHA256)
    ben.push(named)
    assert named.cid in cids(cara.pull())
    assert cara.file(SHA256).status == 404
    if ask == "head":
        assert standing(ben) == (200, "100000", "100000")
    else:
        assert patch(ben, CONTENT[:10], 0).status == 200
    assert cara.file(SHA256).body == CONTENT
    assert cids(cara.pull()) == [named.cid], "who was refused it before hears of it again"
    ana.pull()
    assert ana.file(SHA256).body == CONTENT
    ben.since = ben.page(1_000_000).next
    assert standing(ben) == (200, "100000", "100000")
    assert ben.pull() == [], "nothing is told twice"


def test_what_was_withdrawn_stays_readable_through_the_record_of_who_was_told_that_it_is_there(
    ana, ben, place, company
):
    ana.send_file(CONTENT, SHA256)
    mine = ben.create("company", name="Dyer", sharing="organisation", photos="report")
    ben.push(mine, ben.create("attachment", subject=mine.record, blob=SHA256))
    assert standing(ben) == (200, "100000", "100000")
    ana.push(ana.set(company, sharing="own"))
    assert [device.file(SHA256).status for device in (ben, place.join("Cara"))] == [200, 200]


@pytest.mark.usefixtures("company")
def test_to_read_or_ask_for_a_file_without_naming_it_makes_nobody_a_source(ana, ben, place):
    ana.send_file(CONTENT, SHA256)
    assert standing(ben) == (200, "100000", "100000")
    assert ben.file(SHA256).status == 200
    assert len(place.rows("SELECT member FROM blob_source")) == 1
    company, *_ = place.rows("SELECT id FROM record WHERE kind = 'company'")[0]
    ana.push(ana.change("set", "company", company, sharing="own"))
    trap = ben.create("company", name="Trap", sharing="organisation", photos="report")
    ben.push(trap, ben.create("attachment", subject=trap.record, blob=SHA256))
    assert standing(ben) == (200, "0", "0")
    assert [device.file(SHA256).status for device in (ben, place.join("Cara"))] == [404, 404]


def test_who_only_knows_the_hash_does_not_get_what_another_sends_for_his_own_record_later(ana, place):
    theo = place.join("Theo")
    trap = theo.create("company", name="Trap", sharing="organisation", photos="report")
    theo.push(trap, theo.create("attachment", subject=trap.record, blob=SHA256))
    private = ana.create("company", name="Private", photos="internal")
    ana.push(private, ana.create("attachment", subject=private.record, blob=SHA256))
    assert ana.send_file(CONTENT, SHA256, pieces=2) == 204
    assert ana.file(SHA256).body == CONTENT
    assert [device.file(SHA256).status for device in (theo, place.join("Cara"))] == [404, 404]
    assert standing(theo) == (200, "0", "0")


@pytest.mark.usefixtures("company")
def test_a_colleague_who_has_the_file_brings_it_for_all_who_read_the_record(ana, ben, place):
    assert ben.send_file(CONTENT, SHA256) == 204
    assert [device.file(SHA256).status for device in (ana, ben, place.join("Dora"))] == [200, 200, 200]


def test_while_the_company_permits_no_photos_they_are_neither_taken_nor_given(ana, ben, company):
    ana.send_file(CONTENT, SHA256)
    refused = ana.set(company, photos="none")
    ana.push(refused)
    assert [device.file(SHA256).status for device in (ana, ben)] == [404, 404]
    assert patch(ben, CONTENT, 0).status == 404
    ana.push(ana.set(refused, photos="internal"))
    assert [device.file(SHA256).status for device in (ana, ben)] == [200, 200]


def test_photos_on_a_visit_follow_the_company_as_well_and_documents_do_not(ana, ben):
    company = ana.create("company", name="Mill", sharing="organisation")
    visit = ana.create("visit", company=company.record, sharing="organisation")
    photo = ana.create("attachment", subject=visit.record, blob=SHA256)
    other = hashlib.sha256(b"plan").hexdigest()
    plan = ana.create("document", visit=visit.record, blob=other)
    ana.push(company, visit, photo, plan)
    assert ana.send_file(CONTENT, SHA256) == 404
    assert ana.send_file(b"plan", other) == 204
    assert ben.file(other).body == b"plan"
    ana.push(ana.change("set", "company", company.record, photos="internal"))
    assert ana.send_file(CONTENT, SHA256) == 204
    assert ben.file(SHA256).body == CONTENT


def test_too_large_a_file_is_refused_and_of_too_many_begun_ones_the_oldest_goes():
    place = Place(limits=UNHURRIED._replace(file_bytes=1_000, uploads_of_a_member=2))
    ana = place.join("Ana")
    sums = [hashlib.sha256(bytes([each])).hexdigest() for each in range(3)]
    ana.push(*[ana.create("package", identifier=each, blob=each) for each in sums])
    assert patch(ana, b"x", 0, 1_001, sums[0]).status == 413
    assert patch(ana, b"xx", 0, 1, sums[0]).status == 413
    assert [patch(ana, b"x", 0, 500, each).status for each in sums] == [204, 204, 204]
    assert [standing(ana, each)[1] for each in sums] == ["0", "1", "1"]
    place.hub.close()


def test_sending_a_file_costs_the_same_after_many_others(place, ana):
    files = [random.Random(each).randbytes(50) for each in range(330)]
    sums = [hashlib.sha256(each).hexdigest() for each in files]
    company = ana.create("company", name="Mill", photos="report")
    ana.push(company, *[ana.create("attachment", subject=company.record, blob=each) for each in sums])
    with place.database.reading() as connection:
        driver = connection.connection.driver_connection
    steps = []
    driver.set_progress_handler(lambda: steps.append(1) and 0, 10)
    cost = []
    for content, sha256 in zip(files, sums, strict=True):
        steps.clear()
        assert ana.send_file(content, sha256, pieces=2) == 204
        cost.append(len(steps))
    driver.set_progress_handler(None, 10)
    assert sum(cost[-10:]) < sum(cost[10:20]) * 1.5
