"""An erase: only an administrator's, sealed by the hub, and nothing of the content is left anywhere."""

import hashlib

import msgspec
import sqlcipher3.dbapi2
from hub_sample import Place

from greenfield.records.change import FieldEdit, decode, encode, seal, without_content
from greenfield.sync.hub.administration import begin_epochs
from greenfield.sync.hub.database import copy_of, open_database
from greenfield.sync.hub.hub import Hub

SECRET = "a secret of the mill"


def filled(device):
    company = device.create("company", name=SECRET, sharing="organisation", photos="internal")
    site = device.create("site", company=company.record, name=SECRET)
    visit = device.create(
        "visit", company=company.record, site=site.record, purpose=SECRET, sharing="organisation"
    )
    return company, site, visit


def test_a_visitor_may_not_erase(ana, ben):
    company, *_ = filled(ana)
    ana.push(company)
    for change in (ana.erase(company), without_content(company), without_content(ana.set(company, name="x"))):
        (outcome,) = ana.push(change)
        assert (outcome.status, outcome.reason, outcome.seal) == ("refused", "erase", "")
    assert len(ben.pull()) == 1


def test_an_erase_takes_all_that_hangs_on_it_and_later_arrivals_come_without_content(ana, admin, ben):
    company, site, visit = filled(ana)
    ana.push(company, site, visit)
    ben.pull()
    erase = admin.erase(company)
    (outcome,) = admin.push(erase)
    assert outcome.status == "applied"
    assert len(outcome.seal) == 32
    late = ana.set(visit, purpose=SECRET)
    (answer,) = ana.push(late)
    assert (answer.status, answer.reason, len(answer.seal)) == ("applied", "erased", 32)
    lines = place_lines(ben)
    assert lines == {erase.cid: encode(erase), late.cid: encode(without_content(late))}
    fresh = admin.page().items
    assert SECRET.encode() not in b"".join(bytes(item.change) for item in fresh)
    assert {bool(item.seal) for item in fresh} == {True}
    assert len(fresh) == 5


def place_lines(device):
    return {decode(bytes(item.change)).cid: bytes(item.change) for item in device.pull() if not item.mine}


def test_a_seal_brings_the_erase_back_after_a_restore_by_anybody(place, ana, admin, ben):
    company, site, visit = filled(ana)
    older = copy_of(place.database)
    ana.push(company, site, visit)
    (outcome,) = admin.push(admin.erase(company))
    stubs = {item.rev: item for item in ben.page().items}
    begin_epochs(older, place.surroundings)
    place.hub = Hub(older, place.surroundings, place.hub.limits)
    changes = [bytes(item.change) for item in stubs.values()]
    cids_seals = {change_cid(bytes(item.change)): item.seal for item in stubs.values()}
    assert set(ben.statuses(*changes)) == {"refused"}
    assert set(ben.statuses(*changes, seals=dict.fromkeys(cids_seals, "0" * 32))) == {"refused"}
    assert set(ben.statuses(*changes, seals=cids_seals)) == {"applied"}
    assert ana.statuses(company, site, visit) == ["duplicate"] * 3
    assert ana.statuses(ana.set(site, name=SECRET)) == ["applied"]
    assert content_rows(place) == []
    assert outcome.seal in cids_seals.values()


def change_cid(body):
    return decode(body).cid


def content_rows(place):
    """Every row of every table in which the secret stands."""
    found = []
    tables = [row[0] for row in place.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in tables:
        found += [(table, row) for row in place.rows(f"SELECT * FROM {table}") if SECRET in repr(row)]
    return found


def test_erase_and_content_in_one_push_leave_nothing_in_any_order(place, ana, admin):
    company, site, visit = filled(ana)
    other = admin.set(company, name=SECRET)
    assert set(admin.statuses(company, site, admin.erase(company), visit, other)) == {"applied"}
    assert content_rows(place) == []
    assert place.rows("SELECT * FROM hanging") == []


def test_what_was_refused_loses_its_content_as_well(place, ana, admin):
    company, *_ = filled(ana)
    other = seal(msgspec.structs.replace(company, fields={"name": FieldEdit(SECRET + "!")}))
    ana.push(company, other)
    assert content_rows(place)
    admin.push(admin.erase(company))
    assert content_rows(place) == []
    ana.push(other)
    assert content_rows(place) == []


def test_an_erase_of_what_is_not_there_yet_waits_for_it(place, ana, admin):
    company, *_ = filled(ana)
    admin.push(admin.erase(company))
    assert ana.push(company)[0].reason == "erased"
    assert content_rows(place) == []


def test_files_go_with_the_last_record_that_names_them(place, ana, admin):
    content = SECRET.encode() * 100
    sha256 = hashlib.sha256(content).hexdigest()
    company, *_ = filled(ana)
    photos = [ana.create("attachment", subject=company.record, blob=sha256) for _ in range(2)]
    document = ana.create("package", identifier="p", blob=sha256)
    ana.push(company, *photos, document)
    assert ana.send_file(content, sha256) == 204
    admin.push(admin.erase(company))
    assert ana.file(sha256).status == 200
    admin.push(admin.erase(document))
    assert ana.file(sha256).status == 404
    assert content_rows(place) == []
    assert [
        place.rows(f"SELECT count(*) FROM {name}") for name in ("blob", "chunk", "upload", "blob_source")
    ] == [[(0,)]] * 4


def test_no_byte_of_it_is_left_in_the_database_file_or_its_log(tmp_path):
    path = tmp_path / "plain.db"

    def connect():
        connection = sqlcipher3.dbapi2.connect(str(path), check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        return connection

    place = Place(open_database(connect))
    ana, admin = place.join("Ana"), place.join("Cleo", "administrator")
    company, *rest = filled(ana)
    content = SECRET.encode() * 9_000
    sha256 = hashlib.sha256(content).hexdigest()
    photo = ana.create("attachment", subject=company.record, blob=sha256)
    ana.push(company, *rest, photo, *[ana.set(company, name=f"{SECRET} {number}") for number in range(100)])
    ana.send_file(content, sha256, pieces=3)
    assert SECRET.encode() in all_bytes(tmp_path)
    admin.push(admin.erase(company))
    assert SECRET.encode() not in all_bytes(tmp_path)
    place.hub.close()
    assert SECRET.encode() not in all_bytes(tmp_path)


def all_bytes(folder):
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_a_record_that_was_never_shared_is_erased_among_its_owners_alone(ana, ben, admin):
    company = ana.create("company", name=SECRET)
    ana.push(company)
    assert admin.statuses(admin.erase(company)) == ["held"]
    assert ben.pull() == []
    assert SECRET.encode() not in b"".join(bytes(item.change) for item in ana.page(more="&own=full").items)
