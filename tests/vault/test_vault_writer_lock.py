import json
import os
import signal
import subprocess
import sys
from contextlib import closing, contextmanager

import pytest
from vault_child import in_child

from greenfield.base.problem import ProblemError
from greenfield.vault.datakey import DataKey
from greenfield.vault.opening import open_vault
from greenfield.vault.writer_lock import hold_writer_lock

WRITER = """
import sys
from pathlib import Path
from greenfield.vault.datakey import DataKey
from greenfield.vault.opening import open_vault
vault = open_vault(Path(sys.argv[1]), DataKey(bytes.fromhex(sys.argv[2])), program="Greenfield (window)")
database = vault.connect()
database.execute("INSERT INTO visit VALUES (70, 'from the other process')")
database.commit()
print("open", flush=True)
sys.stdin.readline()
database.execute("INSERT INTO visit VALUES (71, 'before closing')")
database.commit()
database.close()
vault.close()
"""


@contextmanager
def second_process(folder, key: DataKey):
    arguments = [sys.executable, "-c", WRITER, str(folder), key.secret.hex()]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "open\n"
        yield process
        if process.poll() is None:
            process.communicate("close\n", timeout=120)


def test_a_second_process_that_would_write_hears_who_is_writing(sample):
    with second_process(sample.folder, sample.key) as process:
        with pytest.raises(ProblemError) as caught:
            open_vault(sample.folder, sample.key)
        values = dict(caught.value.problems[0].values)
        assert caught.value.code == "workspace.in_use"
        assert (values["program"], values["process"]) == ("Greenfield (window)", process.pid)
        assert str(values["since"])[:2] == "20"
    open_vault(sample.folder, sample.key).close()
    assert sample.count() == 22


def test_readers_work_beside_the_writer_of_another_process(sample):
    with second_process(sample.folder, sample.key):
        assert sample.count() == 21
    assert sample.count() == 22
    assert sorted(path.name for path in sample.folder.iterdir()) == ["data.db", "keys.json"]


def test_the_lock_dies_with_its_process_and_what_was_committed_stays(sample):
    with second_process(sample.folder, sample.key) as process:
        process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        process.wait(60)
        assert (sample.folder / "writer.lock").exists()
        with open_vault(sample.folder, sample.key) as vault, closing(vault.connect()) as database:
            assert database.execute("SELECT count(*) FROM visit").fetchone() == (21,)
    assert sorted(path.name for path in sample.folder.iterdir()) == ["data.db", "keys.json"]


@pytest.mark.parametrize("content", [b"", b"\xff", json.dumps({"process": 1}).encode()])
def test_a_lock_file_that_was_left_behind_blocks_nobody(sample, content):
    (sample.folder / "writer.lock").write_bytes(content)
    open_vault(sample.folder, sample.key).close()
    assert sorted(path.name for path in sample.folder.iterdir()) == ["data.db", "keys.json"]


def test_the_same_process_cannot_write_twice_either(sample):
    with hold_writer_lock(sample.folder, "one"):
        with pytest.raises(ProblemError) as caught:
            hold_writer_lock(sample.folder, "two")
        values = caught.value.problems[0].values
        assert (values["program"], values["process"]) == ("one", os.getpid())
    hold_writer_lock(sample.folder, "two").release()


def shared_lock_is_held(folder) -> bool:
    """What another process finds where SQLite's readers and writers lock the database."""
    import fcntl  # noqa: PLC0415  not on Windows

    def seen() -> bool:
        with (folder / "data.db").open("rb+") as file:
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 2**30 + 2)
            except OSError:
                return True
        return False

    return bool(in_child(lambda: None, seen))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps locks for each opening of a file")
def test_opening_again_in_the_writing_process_does_not_take_its_locks_away(sample):
    with open_vault(sample.folder, sample.key) as vault, closing(vault.connect()) as database:
        database.execute("INSERT INTO visit VALUES (80, 'before')")
        database.commit()
        assert shared_lock_is_held(sample.folder)
        assert sample.count() == 21
        with pytest.raises(ProblemError):
            open_vault(sample.folder, sample.key)
        assert shared_lock_is_held(sample.folder)
    assert not shared_lock_is_held(sample.folder)


def test_a_lock_file_of_a_killed_process_with_our_number_blocks_nobody(sample):
    holder = {"process": os.getpid(), "since": "2026-01-01 10:00", "program": "Greenfield"}
    (sample.folder / "writer.lock").write_text(json.dumps(holder))
    assert sample.count() == 20
    (sample.folder / "writer.lock").write_text(json.dumps(holder))
    open_vault(sample.folder, sample.key).close()
    assert sorted(path.name for path in sample.folder.iterdir()) == ["data.db", "keys.json"]


def test_a_writer_that_fails_to_open_leaves_no_lock(sample):
    (sample.folder / "data.db").write_bytes(b"")
    with pytest.raises(ProblemError):
        open_vault(sample.folder, sample.key)
    assert sorted(path.name for path in sample.folder.iterdir()) == ["data.db", "keys.json"]
