import os
import shutil
import subprocess
import sys
from contextlib import closing

import pytest
from vault_sample import CHEAP

from greenfield.base.problem import ProblemError
from greenfield.vault.creating import create
from greenfield.vault.datakey import DataKey
from greenfield.vault.opening import open_vault
from greenfield.vault.passphrase import Passphrase
from greenfield.vault.recovery import RecoveryCode
from greenfield.vault.slots import add_slot

OTHER = Passphrase("cold milk")


def cut(path, size):
    path.write_bytes(path.read_bytes()[:size])


def flip(path, at):
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def swap(path, workspace):
    """Put the file of that name of another workspace in its place."""
    stranger = workspace.with_name("Stranger.greenfield")
    create(stranger, [OTHER], cost=CHEAP)
    shutil.copyfile(stranger / path.name, path)


DAMAGES = {
    "folder gone": ("workspace.missing", shutil.rmtree),
    "a file, no folder": (
        "workspace.missing",
        lambda folder: (shutil.rmtree(folder), folder.write_text("a letter")),
    ),
    "empty folder": (
        "workspace.none_there",
        lambda folder: [path.unlink() for path in folder.iterdir()],
    ),
    "keys gone": ("keyfile.missing", lambda folder: (folder / "keys.json").unlink()),
    "keys empty": ("keyfile.truncated", lambda folder: cut(folder / "keys.json", 0)),
    "keys half": ("keyfile.truncated", lambda folder: cut(folder / "keys.json", 300)),
    "keys flipped": ("keyfile.damaged", lambda folder: flip(folder / "keys.json", 400)),
    "keys newer": (
        "workspace.newer_format",
        lambda folder: (folder / "keys.json").write_text('{"format": 2}'),
    ),
    "keys a folder": (
        "file.unreadable",
        lambda folder: ((folder / "keys.json").unlink(), (folder / "keys.json").mkdir()),
    ),
    "database gone": ("workspace.database_missing", lambda folder: (folder / "data.db").unlink()),
    "database a folder": (
        "workspace.database_unreadable",
        lambda folder: ((folder / "data.db").unlink(), (folder / "data.db").mkdir()),
    ),
    "database empty": ("workspace.database_truncated", lambda folder: cut(folder / "data.db", 0)),
    "database of 2 kB": ("workspace.database_truncated", lambda folder: cut(folder / "data.db", 2000)),
    "database of a page": ("workspace.database_truncated", lambda folder: cut(folder / "data.db", 4096)),
    "database half": ("workspace.database_truncated", lambda folder: cut(folder / "data.db", 40_000)),
    "database without its last byte": (
        "workspace.database_truncated",
        lambda folder: cut(folder / "data.db", (folder / "data.db").stat().st_size - 1),
    ),
    "database flipped": ("workspace.database_damaged", lambda folder: flip(folder / "data.db", 1000)),
    "database a letter": (
        "workspace.not_a_database",
        lambda folder: (folder / "data.db").write_text("Dear baker, " * 1000),
    ),
    "database in the clear": (
        "workspace.not_a_database",
        lambda folder: (folder / "data.db").write_bytes(b"SQLite format 3\0" + bytes(8176)),
    ),
    "database of another workspace": (
        "workspace.other_key",
        lambda folder: swap(folder / "data.db", folder),
    ),
}


def surroundings(folder):
    """All files in a workspace and beside it with the time of their change."""
    return {
        str(path): (path.stat().st_mtime_ns, path.is_file() and path.read_bytes())
        for path in sorted(folder.parent.rglob("*"))
    }


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
@pytest.mark.parametrize(("code", "damage"), DAMAGES.values(), ids=DAMAGES)
def test_each_damage_has_a_name_and_nothing_is_touched(sample, code, damage, read_only):
    damage(sample.folder)
    before = surroundings(sample.folder)
    with pytest.raises(ProblemError) as caught:
        open_vault(sample.folder, sample.passphrase, read_only=read_only)
    assert caught.value.code == code
    assert surroundings(sample.folder) == before


@pytest.mark.parametrize(
    ("secret", "code"),
    [
        (OTHER, "passphrase.wrong"),
        (RecoveryCode.new(), "recovery.wrong"),
        (DataKey.new(), "workspace.other_key"),
    ],
    ids=["passphrase", "code", "key"],
)
def test_a_wrong_secret_has_a_name_and_nothing_is_touched(sample, secret, code, killed):
    with open_vault(sample.folder, sample.key) as vault:
        add_slot(vault, RecoveryCode.new())
    killed(sample.folder, sample.key)
    before = surroundings(sample.folder)
    assert (sample.folder / "data.db-wal").stat().st_size > 0
    with pytest.raises(ProblemError) as caught:
        open_vault(sample.folder, secret)
    assert caught.value.code == code
    assert surroundings(sample.folder) == before


def test_keys_of_another_workspace_do_not_fit_this_database(sample):
    swap(sample.folder / "keys.json", sample.folder)
    before = surroundings(sample.folder)
    with pytest.raises(ProblemError) as caught:
        open_vault(sample.folder, OTHER)
    assert caught.value.code == "workspace.other_key"
    assert surroundings(sample.folder) == before


def test_a_secret_of_a_kind_that_the_workspace_has_not_says_so(sample):
    with pytest.raises(ProblemError) as caught:
        open_vault(sample.folder, RecoveryCode.new())
    assert caught.value.code == "recovery.none"


def test_connections_are_durable_and_strict(sample):
    with open_vault(sample.folder, sample.passphrase) as vault, closing(vault.connect()) as database:
        settings = {
            name: database.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "cell_size_check", "trusted_schema")
        }
        assert settings == {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "cell_size_check": 1,
            "trusted_schema": 0,
        }
        assert database.execute("PRAGMA busy_timeout").fetchone() == (5000,)
        assert database.execute("PRAGMA temp_store").fetchone()[0] in (0, 2)


def test_after_a_clean_close_only_the_two_files_remain(sample):
    vault = open_vault(sample.folder, sample.key)
    one, two = vault.connect(), vault.connect()
    one.execute("INSERT INTO visit VALUES (100, 'x')")
    one.commit()
    assert two.execute("SELECT count(*) FROM visit").fetchone() == (21,)
    one.close()
    two.close()
    vault.close()
    vault.close()
    assert sorted(path.name for path in sample.folder.iterdir()) == ["data.db", "keys.json"]
    assert sample.count() == 21


def test_what_a_killed_program_had_committed_is_there(sample, killed):
    killed(sample.folder, sample.key)
    assert sample.count() == 30


def test_a_first_page_torn_by_a_power_cut_is_healed_from_the_log(sample, killed):
    killed(sample.folder, sample.key)
    flip(sample.folder / "data.db", 1000)
    assert sample.count() == 30
    flip(sample.folder / "data.db", 1000)
    (sample.folder / "data.db-wal").unlink(missing_ok=True)
    with pytest.raises(ProblemError) as caught:
        open_vault(sample.folder, sample.key)
    assert caught.value.code == "workspace.database_damaged"


def test_names_with_blanks_accents_and_signs_open(tmp_path, cheap):
    folder = tmp_path / "Pão & 100% “bio”?#x.greenfield"
    key = create(folder, [OTHER], cost=cheap)
    with open_vault(folder, key) as vault, closing(vault.connect()) as database:
        database.execute("CREATE TABLE t (a)")
    assert sorted(path.name for path in folder.iterdir()) == ["data.db", "keys.json"]


OPEN_ELSEWHERE = """
import sys
from pathlib import Path
from contextlib import closing
from greenfield.vault.opening import open_vault
from greenfield.vault.passphrase import Passphrase
from greenfield.vault.recovery import RecoveryCode
folder, *typed = sys.argv[1:]
for secret in (Passphrase(typed[0]), RecoveryCode.parse(typed[1])):
    with open_vault(Path(folder), secret) as vault, closing(vault.connect()) as database:
        print(database.execute("SELECT count(*) FROM visit").fetchone()[0])
"""


def test_a_copy_of_the_closed_folder_opens_for_another_account(sample, tmp_path):
    code = RecoveryCode.new()
    with open_vault(sample.folder, sample.key) as vault:
        add_slot(vault, code)
    home, copy = tmp_path / "elsewhere", tmp_path / "elsewhere" / "Copy.greenfield"
    home.mkdir()
    shutil.copytree(sample.folder, copy, copy_function=shutil.copyfile)
    environment = {
        **os.environ,
        "HOME": str(home),
        "USERPROFILE": str(home),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    done = subprocess.run(
        [sys.executable, "-c", OPEN_ELSEWHERE, str(copy), sample.passphrase.text, str(code).lower()],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.split(), done.stderr) == (["20", "20"], "")
