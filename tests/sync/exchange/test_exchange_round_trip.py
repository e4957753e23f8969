"""An exchange file carries what was chosen, once, to whom it was sealed."""

import hashlib
import tracemalloc

import pytest
from exchange_sample import NOON, SECRET, carry, log_of

from greenfield.base.problem import ProblemError
from greenfield.records.scopes import PhotoPermission
from greenfield.services.companies import permit_photos
from greenfield.services.health import examine
from greenfield.services.sync.exchange.exporting import Wish, export_file, wish_for
from greenfield.services.sync.exchange.importing import import_file
from greenfield.services.sync.exchange.looking import look_into
from greenfield.services.sync.identity import own_identities, own_recipient
from greenfield.services.toolkits import toolkit_of
from greenfield.store.reading.carried import Choice
from greenfield.store.reading.companies import list_companies
from greenfield.store.reading.visits import find_visit, list_visits
from greenfield.sync.exchange.sealing import Recipients
from greenfield.sync.messages import PROTO


@pytest.fixture
def path(tmp_path):
    return tmp_path / "stick.greenfield-exchange"


def names(workspace):
    with workspace.read() as connection:
        return [company.name for company in list_companies(connection)]


def test_everything_arrives_and_a_second_import_changes_nothing(awa, binta, visited, path):
    company, _, visit, _ = visited(awa, "Mill")
    first = carry(awa, binta, path)
    after = log_of(binta)
    assert names(binta) == ["Mill"]
    assert set(log_of(awa)["changes"]) <= set(after["changes"])
    assert log_of(awa)["files"] == after["files"]
    assert (first.changed, first.files, first.conflicts) == (len(log_of(awa)["changes"]), 2, set())
    assert first.look.companies == {company: "Mill"}
    assert first.look.visits == {visit: ("2026-03-10", "Mill")}
    second = import_file(binta, path, own_identities(binta))
    assert (second.changed, second.files, second.look.is_known) == (0, 0, True)
    assert log_of(binta) == after
    assert examine(binta) == []


def test_a_look_tells_who_wrote_what_and_changes_nothing(awa, binta, visited, path):
    visited(awa, "Mill")
    export_file(awa, path, Wish(), Recipients((own_recipient(binta),)), clock=lambda: NOON)
    before = log_of(binta)
    look = look_into(binta, path, own_identities(binta))
    assert (look.opening.author, look.opening.device, look.opening.proto) == ("Awa", awa.device, PROTO)
    assert look.opening.made_at == NOON.isoformat(timespec="seconds")
    assert look.changes == look.new == len(log_of(awa)["changes"])
    assert (look.files, look.new_files, look.is_known) == (2, 2, False)
    assert log_of(binta) == before


def test_both_ways_make_both_sides_equal_and_a_conflict_is_kept(awa, binta, visited, path):
    company, *_ = visited(awa, "Mill")
    carry(awa, binta, path)
    for workspace, city in ((awa, "Dakar"), (binta, "Kaolack")):
        with workspace.unit() as unit:
            unit.set(company, {"city": city})
    assert carry(awa, binta, path).conflicts == {company}
    carry(binta, awa, path)
    with awa.unit() as unit:
        unit.resolve(company, {"city": "Rufisque"})
    assert carry(awa, binta, path).conflicts == set()
    assert log_of(awa)["changes"] == log_of(binta)["changes"]
    assert log_of(awa)["entries"] == log_of(binta)["entries"]
    with binta.read() as connection:
        assert [one.city for one in list_companies(connection)] == ["Rufisque"]


def test_one_visit_comes_with_what_it_needs_and_nothing_of_another(awa, binta, visited, path):
    company, site, visit, photo = visited(awa, "Mill")
    visited(awa, "Tannery")
    carry(awa, binta, path, wish_for(awa, visit=visit[:8]))
    assert names(binta) == ["Mill"]
    with binta.read() as connection:
        found = find_visit(connection, visit)
        assert [row.id for row in list_visits(connection)] == [visit]
    assert (found.company, found.site) == (company, site)
    assert toolkit_of(binta, found.toolkit).sha256 == found.toolkit
    assert binta.blob(hashlib.sha256(b"Mill" * 90_000).hexdigest()) == b"Mill" * 90_000
    assert b"Tannery" not in b"".join(row[2] for row in log_of(binta)["changes"])
    assert {row[0] for row in log_of(binta)["entries"]} >= {photo, awa.author}


def test_one_company_comes_with_all_its_visits_but_not_with_one_that_moved_away(awa, binta, visited, path):
    mill, _, visit, _ = visited(awa, "Mill")
    _, tannery_site, other, _ = visited(awa, "Tannery")
    with awa.unit() as unit:
        unit.set(visit, {"company": unit.create("company", {"name": "Bakery"}), "site": tannery_site})
    carry(awa, binta, path, wish_for(awa, company="Mill"))
    assert names(binta) == ["Mill"]
    records = {row[0] for row in log_of(binta)["entries"]}
    assert mill in records
    assert {visit, other} & records == set()


def test_only_what_the_hub_has_not_got_is_carried_as_unsent(awa, binta, visited, path):
    visited(awa, "Mill")
    with awa.unit() as unit:
        unit.note()
        unit.driver.execute("UPDATE change SET rev = seq")
    with awa.unit() as unit:
        company = unit.create("company", {"name": "Tannery"})
    imported = carry(awa, binta, path, Wish(Choice.UNSENT))
    assert (imported.changed, imported.look.companies) == (1, {company: "Tannery"})


@pytest.mark.parametrize(
    "case",
    [
        (PhotoPermission.NONE, True, False),
        (PhotoPermission.INTERNAL, True, True),
        (PhotoPermission.REPORT, False, False),
    ],
)
def test_photos_go_along_if_they_are_wished_and_the_company_permits_them(awa, binta, visited, path, case):
    said, wished, carried = case
    company, _, visit, _ = visited(awa, "Mill", photos=said)
    photo = hashlib.sha256(b"Mill" * 90_000).hexdigest()
    carry(awa, binta, path, wish_for(awa, visit=visit, photos=wished))
    assert (photo in [row[0] for row in log_of(binta)["files"]]) is carried
    with binta.read() as connection:
        toolkit = find_visit(connection, visit).toolkit
    assert toolkit_of(binta, toolkit).sha256 == toolkit
    permit_photos(awa, company, allowed=True)
    again = carry(awa, binta, path, wish_for(awa, visit=visit))
    assert again.files == (not carried)
    assert binta.blob(photo) == b"Mill" * 90_000


def test_a_photo_that_another_company_permits_does_not_go_with_one_that_forbids_it(awa, binta, visited, path):
    _, _, forbidding, _ = visited(awa, "Mill", b"board" * 9_000, photos=PhotoPermission.NONE)
    _, _, permitting, _ = visited(awa, "Tannery", b"board" * 9_000)
    photo = hashlib.sha256(b"board" * 9_000).hexdigest()
    for visit, carried in ((forbidding, False), (permitting, True)):
        carry(awa, binta, path, wish_for(awa, visit=visit))
        assert (photo in [row[0] for row in log_of(binta)["files"]]) is carried


def test_each_of_several_receivers_opens_the_file_and_nobody_else(awa, binta, make, visited, path):
    visited(awa, "Mill")
    coumba, other = make("Coumba"), make("Other")
    to = Recipients((own_recipient(binta), own_recipient(coumba)))
    export_file(awa, path, Wish(), to)
    own_recipient(other)
    for workspace in (binta, coumba):
        assert import_file(workspace, path, own_identities(workspace)).look.companies
    for workspace in (awa, other):
        before = log_of(workspace)
        with pytest.raises(ProblemError) as caught:
            import_file(workspace, path, own_identities(workspace))
        assert caught.value.code == "exchange.other_receiver"
        assert log_of(workspace) == before


def test_a_passphrase_opens_a_file_that_was_sealed_by_it(awa, binta, visited, path):
    visited(awa, "Mill")
    export_file(awa, path, Wish(), SECRET)
    assert b"Mill" not in path.read_bytes()
    assert import_file(binta, path, SECRET).look.companies
    assert names(binta) == ["Mill"]


def test_a_file_for_nobody_is_not_written(awa, path):
    with pytest.raises(ProblemError) as caught:
        export_file(awa, path, Wish(), Recipients(()))
    assert caught.value.code == "exchange.no_recipient"
    assert not path.exists()


def test_a_failed_export_leaves_the_file_before_and_nothing_beside_it(awa, binta, visited, path):
    visited(awa, "Mill")
    path.write_bytes(b"the one before")

    def stop(done, every):
        raise KeyboardInterrupt(done, every)

    with pytest.raises(KeyboardInterrupt):
        export_file(awa, path, Wish(), Recipients((own_recipient(binta),)), progress=stop)
    assert path.read_bytes() == b"the one before"
    assert [each.name for each in path.parent.glob(".*")] == []
    with pytest.raises(ProblemError) as caught:
        export_file(awa, path.parent / "none" / "x", Wish(), Recipients((own_recipient(binta),)))
    assert caught.value.code == "file.unwritable"


def test_an_import_that_was_interrupted_anywhere_can_be_done_again(awa, binta, visited, path):
    visited(awa, "Mill", photo=bytes(9_000_000))
    export_file(awa, path, Wish(), Recipients((own_recipient(binta),)))
    size = path.stat().st_size

    class UnpluggedError(Exception):
        pass

    for stop_at in (0.01, 0.3, 0.6, 0.99):
        reached = []

        def tell(done, every, reached=reached, stop_at=stop_at):
            assert every == size
            reached.append(done)
            if size in reached and done < size and done > stop_at * size:
                raise UnpluggedError

        with pytest.raises(UnpluggedError):
            import_file(binta, path, own_identities(binta), progress=tell)
    imported = import_file(binta, path, own_identities(binta))
    assert imported.files == 1
    assert log_of(binta)["files"] == log_of(awa)["files"]
    assert log_of(binta)["parts"] == []
    assert set(log_of(awa)["changes"]) <= set(log_of(binta)["changes"])


def test_erases_are_named_and_left_out_until_somebody_agrees(awa, binta, visited, path):
    company, site, visit, photo = visited(awa, "Mill")
    carry(awa, binta, path)
    with awa.unit() as unit:
        unit.erase(company)
    before = log_of(binta)
    imported = carry(awa, binta, path)
    assert [(one.record, one.kind, one.name) for one in imported.look.erases] == [
        (company, "company", "Mill")
    ]
    assert [problem.code for problem in imported.problems("stick")] == ["exchange.erases"]
    assert imported.left_out > 0
    assert log_of(binta) == before
    agreed = import_file(binta, path, own_identities(binta), erases=True)
    assert agreed.left_out == 0
    assert names(binta) == []
    assert b"Mill" not in repr(log_of(binta)).encode()
    assert {site, visit, photo} & {row[0] for row in log_of(binta)["entries"]} == set()
    third = import_file(binta, path, own_identities(binta))
    assert (third.changed, third.look.erases, third.look.is_known) == (0, [], True)


def test_no_file_brings_back_what_was_erased(awa, binta, visited, path):
    company, *_ = visited(awa, "Mill")
    carry(awa, binta, path)
    with binta.unit() as unit:
        unit.erase(company)
    imported = import_file(binta, path, own_identities(binta))
    assert names(binta) == []
    assert imported.files == 0
    assert b"Mill" not in repr(log_of(binta)).encode()


def test_stubs_without_an_erase_cannot_keep_a_record_from_coming_later(awa, binta, visited, path):
    company, *_ = visited(awa, "Mill")
    whole = path.with_suffix(".whole")
    export_file(awa, whole, Wish(), Recipients((own_recipient(binta),)))
    with awa.unit() as unit:
        unit.erase(company)
    carry(awa, binta, path)
    import_file(binta, whole, own_identities(binta))
    assert names(binta) == ["Mill"]


def test_memory_holds_a_piece_of_the_photos_and_not_all_of_them(awa, binta, path):
    with awa.unit() as unit:
        company = unit.create("company", {"name": "Mill", "photos": "report"})
        for number in range(60):
            blob = unit.put_blob(number.to_bytes(2, "big") * 500_000)
            unit.create("attachment", {"subject": company, "blob": blob}, blobs=[blob])
    recipient = Recipients((own_recipient(binta),))
    tracemalloc.start()
    try:
        written = export_file(awa, path, Wish(), recipient)
        _, while_writing = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        imported = import_file(binta, path, own_identities(binta))
        _, while_reading = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (written.files, imported.files) == (60, 60)
    assert written.size > 60_000_000
    # measured: 1.2 MB and 5.6 MB
    assert max(while_writing, while_reading) < 30_000_000
