import os

import keyring
import pytest
from vault_child import with_limit
from vault_sample import BrokenStore, contents

from greenfield.base.problem import ProblemError
from greenfield.vault.creating import create
from greenfield.vault.keystore import KeyStore
from greenfield.vault.passphrase import Passphrase
from greenfield.vault.recovery import RecoveryCode
from greenfield.vault.unlocking import unlock

PASSPHRASE = Passphrase("warm bread at dawn")


def code_of(action) -> str:
    with pytest.raises(ProblemError) as caught:
        action()
    return caught.value.code


def test_a_new_workspace_holds_two_files_and_opens_with_each_of_its_secrets(tmp_path, cheap, memory_store):
    folder, code = tmp_path / "Bakery.greenfield", RecoveryCode.new()
    key = create(folder, [PASSPHRASE, code, KeyStore()], cost=cheap)
    assert sorted(path.name for path in folder.iterdir()) == ["data.db", "keys.json"]
    assert [path.name for path in tmp_path.iterdir()] == ["Bakery.greenfield"]
    assert unlock(folder, PASSPHRASE) == unlock(folder, code) == unlock(folder, KeyStore()) == key


def test_the_database_is_encrypted_from_its_first_byte(tmp_path, cheap):
    create(tmp_path / "Bakery.greenfield", [PASSPHRASE], cost=cheap)
    content = (tmp_path / "Bakery.greenfield" / "data.db").read_bytes()
    assert len(content) >= 4096
    assert b"SQLite" not in content


def test_two_workspaces_with_one_passphrase_have_different_keys(tmp_path, cheap):
    one = create(tmp_path / "One.greenfield", [PASSPHRASE], cost=cheap)
    assert create(tmp_path / "Two.greenfield", [PASSPHRASE], cost=cheap) != one


@pytest.mark.parametrize("secrets", [[], [KeyStore()]])
def test_a_workspace_that_would_be_lost_with_the_laptop_is_not_made(tmp_path, secrets, memory_store):
    assert code_of(lambda: create(tmp_path / "Bakery.greenfield", secrets)) == "slot.none_survives"
    assert list(tmp_path.iterdir()) == []
    assert memory_store.kept == {}


@pytest.mark.parametrize("make", ["workspace", "folder", "file", "broken link"])
def test_what_is_there_is_never_overwritten(tmp_path, cheap, sample, make):
    target = tmp_path / "There"
    if make == "workspace":
        target = sample.folder
    elif make == "folder":
        target.mkdir()
    elif make == "file":
        target.write_text("a letter")
    else:
        target.symlink_to(tmp_path / "nowhere")
    before = sorted(tmp_path.iterdir()), contents(sample.folder)
    assert code_of(lambda: create(target, [PASSPHRASE], cost=cheap)) == "workspace.exists"
    assert (sorted(tmp_path.iterdir()), contents(sample.folder)) == before


def test_the_folder_that_shall_hold_it_has_to_be_there(tmp_path, cheap):
    target = tmp_path / "none" / "Bakery.greenfield"
    assert code_of(lambda: create(target, [PASSPHRASE], cost=cheap)) == "workspace.no_parent"
    assert list(tmp_path.iterdir()) == []


def test_a_key_store_that_fails_half_way_leaves_nothing(tmp_path, cheap, memory_store):
    target = tmp_path / "Bakery.greenfield"
    broken = BrokenStore(failing_from=2)
    keyring.set_keyring(broken)
    assert (
        code_of(lambda: create(target, [PASSPHRASE, KeyStore(), KeyStore()], cost=cheap)) == "keystore.failed"
    )
    assert list(tmp_path.iterdir()) == []
    assert broken.kept == {}


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are POSIX")
def test_a_full_disk_half_way_leaves_nothing(tmp_path, cheap):
    target = tmp_path / "Bakery.greenfield"
    for size, codes in (
        (200, ["workspace.disk_full"]),
        (2_000, ["workspace.disk_full", "workspace.disk_failed"]),
    ):
        assert with_limit(size, lambda: code_of(lambda: create(target, [PASSPHRASE], cost=cheap))) in codes
    assert list(tmp_path.iterdir()) == []
