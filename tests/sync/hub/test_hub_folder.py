"""The hub on the disk: encrypted, backed up and verified, restored with a new epoch, written by several at once."""

import threading
from contextlib import ExitStack

import pytest
from hub_folder_sample import SECRET, make_folder
from hub_sample import Place, cids
from msgspec import Raw

from greenfield.base.problem import ProblemError
from greenfield.records.change import encode
from greenfield.services.workspaces import opened, restore_workspace
from greenfield.sync.hub import binding, opening
from greenfield.sync.hub.administration import list_organisations
from greenfield.sync.hub.database import open_database
from greenfield.sync.hub.hub import Hub
from greenfield.sync.hub.opening import backup_hub, opened_hub, restore_hub
from greenfield.sync.hub.surroundings import Surroundings
from greenfield.sync.messages import PROTO, Push, Pushed
from greenfield.sync.transport import Request
from greenfield.sync.wire import pack, unpack
from greenfield.vault.creating import create
from greenfield.vault.opening import open_vault
from greenfield.vault.passphrase import Passphrase


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path / "centre.hub")


def test_nothing_stands_readable_in_the_folder(folder):
    with opened_hub(folder, SECRET) as (database, _vault):
        ana = Place(database).join("Ana")
        ana.push(ana.create("company", name="a secret of the mill"))
        for path in folder.iterdir():
            assert b"a secret of the mill" not in path.read_bytes() if path.suffix != ".db" else True
    assert b"a secret of the mill" not in b"".join(path.read_bytes() for path in folder.iterdir())
    with pytest.raises(ProblemError, match=r"passphrase\.wrong"), opened_hub(folder, Passphrase("guess")):
        pass


def test_a_database_that_is_no_hub_or_a_newer_one_is_named_and_left_alone(tmp_path, folder):
    key = create(tmp_path / "other", [SECRET])
    with open_vault(tmp_path / "other", key) as vault:
        connection = vault.connect()
        connection.execute("CREATE TABLE change (seq INTEGER)")
        connection.close()
    with pytest.raises(ProblemError, match=r"hub\.none_there"), opened_hub(tmp_path / "other", SECRET):
        pass
    with opened_hub(folder, SECRET) as (database, _vault), database.writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
    with pytest.raises(ProblemError, match=r"hub\.newer"), opened_hub(folder, SECRET):
        pass


def test_what_a_verified_backup_holds_is_told_to_devices_and_a_restored_hub_has_another_epoch(
    tmp_path, folder
):
    with opened_hub(folder, SECRET) as (database, vault):
        place = Place(database)
        ana = place.join("Ana")
        kept = ana.create("company", name="Mill")
        ana.push(kept)
        before = ana.page()
        assert before.durable_upto == 0
        backup_hub(database, vault, tmp_path / "copy.hub")
        late = ana.create("company", name="Bakery")
        ana.push(late)
        assert (ana.page().durable_upto, ana.page().head) == (1, 2)
    restore_hub(tmp_path / "copy.hub", SECRET, tmp_path / "again.hub", Surroundings())
    with opened_hub(tmp_path / "again.hub", SECRET) as (database, _vault):
        place.hub = Hub(database, place.surroundings, place.hub.limits)
        page = ana.page()
        assert page.epoch != before.epoch
        assert ana.refused("GET", f"changes?epoch={before.epoch}") == (409, "epoch.changed")
        assert cids(page.items) == [kept.cid]
        assert ana.known(kept.cid, late.cid) == [late.cid]
        assert ana.statuses(kept, late) == ["duplicate", "applied"]


def test_a_restored_hub_never_stands_there_with_its_old_epoch(tmp_path, folder, monkeypatch):
    """Whoever would serve it then loses what it lacks, since no device would notice."""
    with opened_hub(folder, SECRET) as (database, vault):
        Place(database)
        backup_hub(database, vault, tmp_path / "copy.hub")

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(opening, "begin_epochs", killed)
        with pytest.raises(KeyboardInterrupt):
            restore_hub(tmp_path / "copy.hub", SECRET, tmp_path / "again.hub", Surroundings())
    assert not (tmp_path / "again.hub").exists()
    restore_hub(tmp_path / "copy.hub", SECRET, tmp_path / "again.hub", Surroundings())
    assert sorted(path.name for path in (tmp_path / "again.hub").iterdir()) == ["data.db", "keys.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again.hub", "centre.hub", "copy.hub"]


def test_a_hubs_folder_is_not_opened_as_a_workspace_and_nothing_of_it_changes(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for writing in (False, True):
        with pytest.raises(ProblemError, match=r"workspace\.is_hub"), opened(folder, SECRET, writing=writing):
            pass
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".lock"} == before
    with opened_hub(folder, SECRET) as (database, _vault):
        assert Place(database).join("Ana").pull() == []


def test_a_hubs_backup_is_not_restored_as_a_workspace_since_it_would_keep_its_epoch(tmp_path, folder):
    with opened_hub(folder, SECRET) as (database, vault):
        Place(database)
        backup_hub(database, vault, tmp_path / "copy.hub")
    with pytest.raises(ProblemError, match=r"workspace\.is_hub"):
        restore_workspace(tmp_path / "copy.hub", SECRET, tmp_path / "again.hub")
    assert not (tmp_path / "again.hub").exists()


def test_a_backup_never_overwrites(tmp_path, folder):
    with opened_hub(folder, SECRET) as (database, vault):
        backup_hub(database, vault, tmp_path / "copy.hub")
        with pytest.raises(ProblemError, match=r"workspace\.exists"):
            backup_hub(database, vault, tmp_path / "copy.hub")


def test_writers_and_readers_at_once_lose_nothing_and_skip_nothing(folder):
    """Four devices push while another one follows the cursor: each number once, none skipped (P7)."""
    with ExitStack() as stack:
        database, vault = stack.enter_context(opened_hub(folder, SECRET))
        place = Place(database)
        # a second hub over the same folder, as another process would have it
        second = open_database(vault.connect)
        stack.callback(second.close)
        hubs = [place.hub, Hub(second, place.surroundings, place.hub.limits)]
        devices = [place.join(name) for name in ("Ana", "Ben", "Cleo", "Dora")]
        reader = place.join("Eve")
        sent, errors, done = [], [], threading.Event()

        def write(device, number):
            try:
                for each in range(15):
                    changes = [
                        device.create("company", name=str(each), sharing="organisation") for _ in range(3)
                    ]
                    outcomes = through(hubs[number % 2], device, changes)
                    sent.extend(outcome.cid for outcome in outcomes)
            except BaseException as error:
                errors.append(error)
                raise

        threads = [threading.Thread(target=write, args=(device, at)) for at, device in enumerate(devices)]
        lines = []

        def read():
            while not done.is_set():
                lines.extend(reader.pull())
            lines.extend(reader.pull())

        following = threading.Thread(target=read)
        for thread in (*threads, following):
            thread.start()
        for thread in threads:
            thread.join(300)
        done.set()
        following.join(300)
    assert errors == []
    assert len(sent) == 180
    assert [item.pos for item in lines] == sorted({item.rev for item in lines}) == list(range(1, 181))
    assert sorted(cids(lines)) == sorted(sent)


def through(hub, device, changes):
    body = pack(Push(proto=PROTO, changes=[Raw(encode(each)) for each in changes]))
    headers = {"authorization": f"Bearer {device.token}", "content-encoding": "zstd"}
    reply = hub.answer(Request("POST", f"/v1/orgs/{device.organisation}/push", headers, body))
    assert reply.status == 200, reply
    return unpack(reply.body, Pushed).outcomes


def test_a_push_is_taken_as_a_whole_or_not_at_all(folder, monkeypatch):
    with opened_hub(folder, SECRET) as (database, _vault):
        place = Place(database)
        ana = place.join("Ana")
        change = ana.create("company", name="Mill")

        def fail(*_):
            raise RuntimeError

        with monkeypatch.context() as patched:
            patched.setattr(binding, "_write_records", fail)
            with pytest.raises(AssertionError, match=r"500.*hub\.failed"):
                ana.push(change)
        assert place.rows("SELECT count(*) FROM change") == [(0,)]
        assert [each.head for each in list_organisations(database)] == [0]
        assert ana.statuses(change) == ["applied"]


def test_every_commit_reaches_the_disk(folder):
    with opened_hub(folder, SECRET) as (database, _vault), database.writing() as connection:
        asked = ("journal_mode", "synchronous", "secure_delete")
        found = [connection.exec_driver_sql(f"PRAGMA {each}").scalar_one() for each in asked]
    assert found == ["wal", 2, 1]
