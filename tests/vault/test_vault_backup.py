import os
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from vault_child import with_limit
from vault_sample import contents

from greenfield.base.problem import ProblemError
from greenfield.vault.backup import backup, restore
from greenfield.vault.opening import open_vault
from greenfield.vault.passphrase import Passphrase


def code_of(action) -> str:
    with pytest.raises(ProblemError) as caught:
        action()
    return caught.value.code


def copy(sample, target: Path, progress=None) -> None:
    with open_vault(sample.folder, sample.key, read_only=True) as vault:
        backup(vault, target, progress)


def rows(folder: Path, secret) -> list[tuple[int, bytes]]:
    with open_vault(folder, secret, read_only=True) as vault, closing(vault.connect()) as database:
        return database.execute("SELECT id, note FROM visit ORDER BY id").fetchall()


def test_a_backup_of_a_closed_workspace_is_equal_and_opens_with_the_same_secret(sample, tmp_path):
    before = sample.contents()
    copy(sample, tmp_path / "Copy.greenfield")
    assert rows(tmp_path / "Copy.greenfield", sample.passphrase) == rows(sample.folder, sample.key)
    assert sorted(contents(tmp_path / "Copy.greenfield")) == ["data.db", "keys.json"]
    assert sample.contents() == before


def test_a_backup_can_be_written_to_and_closes_cleanly(sample, tmp_path):
    copy(sample, tmp_path / "Copy.greenfield")
    with (
        open_vault(tmp_path / "Copy.greenfield", sample.passphrase) as vault,
        closing(vault.connect()) as database,
    ):
        database.execute("DELETE FROM visit WHERE id = 0")
        database.commit()
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert sorted(contents(tmp_path / "Copy.greenfield")) == ["data.db", "keys.json"]
    assert len(rows(tmp_path / "Copy.greenfield", sample.key)) == 19


def test_the_writer_itself_makes_a_backup_with_its_last_commit_and_nothing_uncommitted(sample, tmp_path):
    with open_vault(sample.folder, sample.key) as vault, closing(vault.connect()) as database:
        database.execute("INSERT INTO visit VALUES (50, 'committed')")
        database.commit()
        database.execute("INSERT INTO visit VALUES (51, 'not yet')")
        backup(vault, tmp_path / "Copy.greenfield")
        database.rollback()
    assert [row[0] for row in rows(tmp_path / "Copy.greenfield", sample.key)][-1] == 50


WRITER = """
import sys
from pathlib import Path
from greenfield.vault.datakey import DataKey
from greenfield.vault.opening import open_vault
vault = open_vault(Path(sys.argv[1]), DataKey(bytes.fromhex(sys.argv[2])))
database = vault.connect()
number = 1000
while True:  # each commit writes a pair: a copy with half a pair is no moment of the workspace
    database.execute("INSERT INTO visit VALUES (?, 'first')", (number,))
    database.execute("INSERT INTO visit VALUES (?, 'second')", (number + 1,))
    database.commit()
    if number == 1000:
        print("writing", flush=True)
    number += 2
"""


def test_a_backup_beside_a_running_writer_is_one_moment_of_it(sample, tmp_path):
    with open_vault(sample.folder, sample.key) as vault, closing(vault.connect()) as database:
        database.executemany("INSERT INTO visit VALUES (?, ?)", [(-n, bytes(20_000)) for n in range(1, 1200)])
        database.commit()
    arguments = [sys.executable, "-c", WRITER, str(sample.folder), sample.key.secret.hex()]
    steps = []
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "writing\n"
        copy(sample, tmp_path / "Copy.greenfield", lambda done, total: steps.append((done, total)))
        assert writer.poll() is None
        writer.kill()
    found = [row[0] for row in rows(tmp_path / "Copy.greenfield", sample.key)]
    written = [number for number in found if number >= 1000]
    assert len(written) % 2 == 0
    assert written == list(range(1000, 1000 + len(written)))
    assert len(found) - len(written) == 1219
    assert len(steps) > 1
    assert steps[-1][0] == steps[-1][1]


def test_a_backup_never_overwrites(sample, tmp_path):
    (tmp_path / "Copy.greenfield").mkdir()
    assert code_of(lambda: copy(sample, tmp_path / "Copy.greenfield")) == "workspace.exists"
    assert list((tmp_path / "Copy.greenfield").iterdir()) == []
    assert code_of(lambda: copy(sample, sample.folder)) == "workspace.exists"
    assert code_of(lambda: copy(sample, tmp_path / "none" / "Copy")) == "workspace.no_parent"


def test_a_damaged_workspace_gives_no_backup_wherever_the_damage_is(sample, tmp_path):
    with open_vault(sample.folder, sample.key) as vault, closing(vault.connect()) as database:
        database.execute("CREATE TABLE photo (content BLOB)")
        database.execute("INSERT INTO photo VALUES (?)", (b"photo" * 3_000,))
        database.commit()
    path = sample.folder / "data.db"
    whole = path.read_bytes()
    codes = {}
    for page in range(1, len(whole) // 4096):
        content = bytearray(whole)
        content[page * 4096 + 700] ^= 1
        path.write_bytes(content)
        try:  # SQLCipher copies the file's last page, the end of the photo, as zeros and says nothing
            codes[page] = copy(sample, tmp_path / f"Copy{page}.greenfield")
        except ProblemError as error:
            codes[page] = error.code
    assert len(codes) > 20
    assert set(codes.values()) == {"workspace.backup_damaged"}
    assert [p.name for p in tmp_path.iterdir()] == [sample.folder.name]


class StoppedError(Exception):
    pass


def test_a_stopped_backup_leaves_nothing(sample, tmp_path):
    def stop(done: int, total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        copy(sample, tmp_path / "Copy.greenfield", stop)
    assert [p.name for p in tmp_path.iterdir()] == [sample.folder.name]


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are POSIX")
def test_a_full_disk_leaves_no_half_backup(sample, tmp_path):
    code = with_limit(40_000, lambda: code_of(lambda: copy(sample, tmp_path / "Copy.greenfield")))
    assert code in ("workspace.disk_full", "workspace.disk_failed")
    assert [p.name for p in tmp_path.iterdir()] == [sample.folder.name]


def test_a_backup_is_restored_under_a_new_name(sample, tmp_path):
    copy(sample, tmp_path / "Copy.greenfield")
    before = contents(tmp_path / "Copy.greenfield")
    restore(tmp_path / "Copy.greenfield", sample.passphrase, tmp_path / "Restored.greenfield")
    assert rows(tmp_path / "Restored.greenfield", sample.passphrase) == rows(sample.folder, sample.key)
    assert contents(tmp_path / "Copy.greenfield") == before


def test_restoring_needs_the_right_secret_and_a_free_name(sample, tmp_path):
    target = tmp_path / "Restored.greenfield"
    assert code_of(lambda: restore(sample.folder, Passphrase("wrong"), target)) == "passphrase.wrong"
    assert code_of(lambda: restore(sample.folder, sample.passphrase, sample.folder)) == "workspace.exists"
    assert not target.exists()


def test_a_backup_may_run_in_another_thread(sample, tmp_path):
    with open_vault(sample.folder, sample.key) as vault:
        thread = threading.Thread(target=backup, args=(vault, tmp_path / "Copy.greenfield"))
        thread.start()
        thread.join()
    assert len(rows(tmp_path / "Copy.greenfield", sample.key)) == 20
