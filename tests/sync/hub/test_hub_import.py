"""An exchange file that was sealed to the organisation: how a revoked device's work gets to the hub."""

import hashlib

import pytest

from greenfield.base.problem import ProblemError
from greenfield.records.change import encode
from greenfield.sync.exchange.frames import Opening
from greenfield.sync.exchange.sealing import Recipients, new_identity, recipient_of
from greenfield.sync.exchange.writing import Carried, CarriedFile, write_exchange
from greenfield.sync.hub.administration import find_member, revoke
from greenfield.sync.hub.importing import import_into_hub
from greenfield.sync.messages import PROTO

CONTENT = b"a photo" * 50_000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def sealed(device, path, *changes, recipient=None, files=()):
    opening = Opening(
        proto=PROTO,
        device=device.id,
        author=device.name,
        made_at="2026-03-10T12:00:00+00:00",
        program="1",
        choice="unsent",
        photos=True,
    )
    step = 256 * 1024
    carried = [
        CarriedFile(
            hashlib.sha256(each).hexdigest(),
            len(each),
            [each[at : at + step] for at in range(0, len(each), step)],
        )
        for each in files
    ]
    with path.open("wb") as file:
        to = Recipients((recipient or device.joined.recipient,))
        write_exchange(file, to, opening, [Carried(each.cid, encode(each)) for each in changes], carried)
    return path


def taken(place, path, member=""):
    return import_into_hub(place.database, place.surroundings, place.centre, path, member)


def test_a_revoked_devices_work_and_files_get_to_the_hub_and_a_second_time_changes_nothing(
    place, ana, tmp_path
):
    company = ana.create("company", name="Mill", blobs=[SHA256])
    revoke(place.database, place.centre, ana.id)
    path = sealed(ana, tmp_path / "left.greenfield-exchange", company, files=[CONTENT, b"nobody names this"])
    first = taken(place, path)
    assert (first.statuses, first.files, first.left_out) == ({"applied": 1}, 1, 1)
    second = taken(place, path)
    assert (second.statuses, second.files) == ({"duplicate": 1}, 0)
    again = place.join("Ana")
    assert bytes(again.pull()[0].change) == encode(company)
    assert again.here("GET", f"blobs/{SHA256}", range="bytes=0-6").body == b"a photo"


def test_nobody_erases_by_a_file_whatever_device_it_names(place, ana, admin, tmp_path):
    company = ana.create("company", name="Mill", sharing="organisation")
    ana.push(company)
    path = sealed(admin, tmp_path / "erase.greenfield-exchange", admin.erase(company))
    assert taken(place, path).statuses == {"refused": 1}
    assert len(ana.page().items) == 1


def test_a_writer_whom_the_hub_does_not_know_needs_a_member_who_stands_in(place, ana, tmp_path):
    company = ana.create("company", name="Mill")
    path = sealed(ana, tmp_path / "x.greenfield-exchange", company)
    with place.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM device")
    with pytest.raises(ProblemError, match=r"hub\.no_member"):
        taken(place, path)
    member = find_member(place.database, place.centre, "Ana")
    assert taken(place, path, member.id).statuses == {"applied": 1}


def test_a_file_for_somebody_else_or_a_damaged_one_changes_nothing(place, ana, tmp_path):
    company = ana.create("company", name="Mill")
    foreign = sealed(ana, tmp_path / "f.greenfield-exchange", company, recipient=recipient_of(new_identity()))
    whole = sealed(ana, tmp_path / "w.greenfield-exchange", company)
    cut = tmp_path / "c.greenfield-exchange"
    cut.write_bytes(whole.read_bytes()[:-40])
    with pytest.raises(ProblemError, match=r"exchange\.other_receiver"):
        taken(place, foreign)
    with pytest.raises(ProblemError, match=r"exchange\.damaged"):
        taken(place, cut)
    with pytest.raises(ProblemError, match=r"file\.unreadable"):
        taken(place, tmp_path / "nowhere")
    assert place.rows("SELECT count(*) FROM change") == [(0,)]


def test_nobody_opens_a_record_to_himself_by_a_file_in_the_owners_name(place, ana, ben, tmp_path):
    """Each member knows the organisation's key, and a device's id from what it shared once."""
    company = ana.create("company", name="Mill", sharing="own")
    ana.push(company)
    forged = ben.change(
        "set", "company", company.record, parent=company.cid, device=ana.id, sharing="organisation"
    )
    path = sealed(ana, tmp_path / "forged.greenfield-exchange", forged)
    assert taken(place, path).statuses == {"applied": 1}
    assert ben.pull() == []
    assert ana.known(forged.cid) == [forged.cid]  # it counts once she sends it herself
    assert ana.statuses(forged) == ["duplicate"]
    assert len(ben.pull()) == 2


def test_whoever_imports_may_vouch_for_the_owner(place, ana, ben, tmp_path):
    company = ana.create("company", name="Mill", sharing="own")
    ana.push(company)
    path = sealed(ana, tmp_path / "a.greenfield-exchange", ana.set(company, sharing="organisation"))
    assert taken(place, path, ana.joined.member).statuses == {"applied": 1}
    assert len(ben.pull()) == 2
