import keyring
import pytest
from keyring.backends.fail import Keyring as NoStore
from keyring.backends.null import Keyring as NullStore
from vault_sample import BrokenStore, ForgetfulStore, LockedStore, PromptStore

from greenfield.base.problem import ProblemError
from greenfield.vault.creating import create
from greenfield.vault.keystore import KeyStore
from greenfield.vault.unlocking import unlock

WORKSPACE = "0123456789abcdef" * 2


def code_of(action) -> str:
    with pytest.raises(ProblemError) as caught:
        action()
    return caught.value.code


def test_what_is_kept_is_read_until_it_is_forgotten(memory_store):
    store = KeyStore()
    store.keep(WORKSPACE, "aaaa0001", "secret")
    assert store.read(WORKSPACE, "aaaa0001") == "secret"
    assert store.read(WORKSPACE, "aaaa0002") is None
    store.forget(WORKSPACE, "aaaa0001")
    assert store.read(WORKSPACE, "aaaa0001") is None
    assert memory_store.kept == {}


@pytest.mark.parametrize("backend", [NoStore, NullStore])
def test_a_computer_without_a_key_store_is_named(memory_store, backend):
    keyring.set_keyring(backend())
    assert code_of(lambda: KeyStore().read(WORKSPACE, "aaaa0001")) == "keystore.unavailable"
    assert code_of(lambda: KeyStore().keep(WORKSPACE, "aaaa0001", "secret")) == "keystore.unavailable"


def test_a_prompt_that_nobody_answers_is_given_up(memory_store):
    keyring.set_keyring(PromptStore())
    assert code_of(lambda: KeyStore(patience_s=0.05).read(WORKSPACE, "aaaa0001")) == "keystore.no_answer"


def test_a_store_that_stays_locked_is_named(memory_store):
    keyring.set_keyring(LockedStore())
    assert code_of(lambda: KeyStore().read(WORKSPACE, "aaaa0001")) == "keystore.locked"


@pytest.mark.parametrize("backend", [BrokenStore, ForgetfulStore])
def test_a_store_that_keeps_nothing_is_named(memory_store, backend):
    keyring.set_keyring(backend())
    assert code_of(lambda: KeyStore().keep(WORKSPACE, "aaaa0001", "secret")) == "keystore.failed"


def test_a_workspace_opens_without_asking_where_the_store_has_its_key(tmp_path, memory_store, sample, cheap):
    folder = tmp_path / "Mill.greenfield"
    key = create(folder, [sample.passphrase, KeyStore()], cost=cheap)
    assert unlock(folder, KeyStore()) == key
    assert len(memory_store.kept) == 1
    memory_store.kept.clear()
    assert code_of(lambda: unlock(folder, KeyStore())) == "keystore.unknown_here"
    assert unlock(folder, sample.passphrase) == key


def test_a_key_store_with_something_else_under_that_name_does_not_open(tmp_path, memory_store, sample, cheap):
    folder = tmp_path / "Mill.greenfield"
    create(folder, [sample.passphrase, KeyStore()], cost=cheap)
    for other in ("not base64 !", "c2hvcnQ=", "A" * 43 + "="):
        memory_store.kept = dict.fromkeys(memory_store.kept, other)
        assert code_of(lambda: unlock(folder, KeyStore())) == "keystore.unknown_here"


def test_a_workspace_that_no_store_knows_says_so(sample, memory_store):
    assert code_of(lambda: unlock(sample.folder, KeyStore())) == "keystore.none"
