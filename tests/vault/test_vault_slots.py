import os
import shutil

import keyring
import pytest
from vault_child import with_limit
from vault_sample import BrokenStore

from greenfield.base.problem import ProblemError
from greenfield.vault.keystore import KeyStore
from greenfield.vault.opening import Vault, open_vault
from greenfield.vault.passphrase import Cost, Passphrase
from greenfield.vault.recovery import RecoveryCode
from greenfield.vault.slots import add_slot, change_passphrase, list_slots, remove_slot
from greenfield.vault.unlocking import unlock


@pytest.fixture
def vault(sample):
    with open_vault(sample.folder, sample.key) as vault:
        yield vault


def code_of(action) -> str:
    with pytest.raises(ProblemError) as caught:
        action()
    return caught.value.code


def only_slot(vault: Vault) -> str:
    return list_slots(vault.folder)[0].id


def test_slots_are_listed_without_a_key(sample, vault, cheap, memory_store):
    add_slot(vault, RecoveryCode.new(), label="safe in the office")
    add_slot(vault, KeyStore(), label="laptop 3")
    listed = [(s.kind, s.label, s.survives, s.outdated) for s in list_slots(sample.folder)]
    assert listed == [
        ("passphrase", "", True, True),
        ("recovery-code", "safe in the office", True, False),
        ("key-store", "laptop 3", False, False),
    ]


def test_each_new_way_opens_and_the_data_is_not_touched(sample, vault, cheap, memory_store):
    database = (sample.folder / "data.db").read_bytes()
    code = RecoveryCode.new()
    for secret in (code, Passphrase("second person"), KeyStore()):
        add_slot(vault, secret, cost=cheap)
        assert unlock(sample.folder, secret) == sample.key
    assert unlock(sample.folder, sample.passphrase) == sample.key
    assert (sample.folder / "data.db").read_bytes() == database


def test_a_changed_passphrase_opens_and_the_old_one_no_more(sample, vault):
    slot = only_slot(vault)
    change_passphrase(vault, slot, Passphrase("fresh rolls"), cost=Cost(128, 2, 1))
    assert unlock(sample.folder, Passphrase("fresh rolls")) == sample.key
    assert code_of(lambda: unlock(sample.folder, sample.passphrase)) == "passphrase.wrong"
    assert only_slot(vault) == slot


def test_changing_a_passphrase_to_itself_raises_its_cost_to_todays(sample, vault):
    assert list_slots(sample.folder)[0].outdated
    change_passphrase(vault, only_slot(vault), sample.passphrase)
    assert not list_slots(sample.folder)[0].outdated
    assert unlock(sample.folder, sample.passphrase) == sample.key


def test_a_removed_way_opens_no_more_and_the_key_store_forgets(sample, vault, memory_store):
    code = RecoveryCode.new()
    ids = [add_slot(vault, code), add_slot(vault, KeyStore())]
    for slot in ids:
        remove_slot(vault, slot)
    assert code_of(lambda: unlock(sample.folder, code)) == "recovery.none"
    assert memory_store.kept == {}


def test_the_last_way_that_survives_the_laptop_cannot_be_removed(sample, vault, memory_store, cheap):
    add_slot(vault, KeyStore())
    first = only_slot(vault)
    before = (sample.folder / "keys.json").read_bytes()
    assert code_of(lambda: remove_slot(vault, first)) == "slot.last"
    assert (sample.folder / "keys.json").read_bytes() == before
    add_slot(vault, RecoveryCode.new())
    remove_slot(vault, first)
    assert [slot.kind for slot in list_slots(sample.folder)] == ["key-store", "recovery-code"]


def test_unknown_and_unfitting_slots_are_named(sample, vault):
    assert code_of(lambda: remove_slot(vault, "ffffffff")) == "slot.unknown"
    assert code_of(lambda: change_passphrase(vault, "ffffffff", Passphrase("x"))) == "slot.unknown"
    code = add_slot(vault, RecoveryCode.new())
    assert code_of(lambda: change_passphrase(vault, code, Passphrase("x"))) == "slot.not_a_passphrase"


def test_keys_are_not_changed_by_a_reader(sample):
    with open_vault(sample.folder, sample.key, read_only=True) as vault:
        assert code_of(lambda: add_slot(vault, RecoveryCode.new())) == "workspace.opened_to_read"
        assert code_of(lambda: remove_slot(vault, "ffffffff")) == "workspace.opened_to_read"


def test_a_key_store_that_refuses_leaves_the_keys_as_they_were(sample, vault, memory_store):
    before = sample.contents()
    keyring.set_keyring(BrokenStore())
    assert code_of(lambda: add_slot(vault, KeyStore())) == "keystore.failed"
    assert sample.contents() == before


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are POSIX")
def test_a_full_disk_leaves_the_keys_as_they_were(sample, vault):
    before = sample.contents()
    full = with_limit(300, lambda: code_of(lambda: add_slot(vault, RecoveryCode.new())))
    assert full == "workspace.disk_full"
    assert sample.contents() == before


def test_a_key_store_slot_is_taken_back_when_the_keys_cannot_be_written(sample, vault, memory_store):
    (sample.folder / "keys.json.new").mkdir()  # in the way of the file to be written
    try:
        assert code_of(lambda: add_slot(vault, KeyStore())) == "file.unwritable"
    finally:
        shutil.rmtree(sample.folder / "keys.json.new")
    assert memory_store.kept == {}
    assert [slot.kind for slot in list_slots(sample.folder)] == ["passphrase"]
