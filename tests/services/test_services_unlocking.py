"""Ways to unlock a workspace are added and removed by whoever can open it."""

import pytest
from services_sample import CHEAP, SECRET

from greenfield.base.problem import ProblemError
from greenfield.services import workspaces
from greenfield.services.unlocking import add_way, remove_way, secret_of
from greenfield.vault.keyfile import read_key_file
from greenfield.vault.passphrase import Passphrase
from greenfield.vault.recovery import RecoveryCode
from greenfield.vault.slots import list_slots
from greenfield.vault.unlocking import unlock


def code_of(action):
    with pytest.raises(ProblemError) as caught:
        action()
    return caught.value.code


def test_a_code_is_added_and_opens_as_it_is_typed(folder):
    slot, code = add_way(folder, SECRET, "recovery-code")
    typed = Passphrase(code.lower().replace("-", " "))
    assert secret_of(folder, typed) == RecoveryCode.parse(code)
    assert unlock(folder, secret_of(folder, typed)).check_value(read_key_file(folder).workspace)
    remove_way(folder, RecoveryCode.parse(code), slot)
    assert [one.kind for one in list_slots(folder)] == ["passphrase"]
    assert secret_of(folder, typed) == typed


def test_a_passphrase_is_added_and_the_first_removed(folder):
    new = Passphrase("bread at four")
    add_way(folder, SECRET, "passphrase", new)
    (first, _) = list_slots(folder)
    remove_way(folder, new, first.id)
    assert code_of(lambda: unlock(folder, SECRET)) == "passphrase.wrong"


def test_a_passphrase_that_is_missing_is_named(folder):
    assert code_of(lambda: add_way(folder, SECRET, "passphrase")) == "passphrase.empty"


def test_nobody_adds_a_way_without_opening_first(folder):
    wrong = Passphrase("something else")
    assert code_of(lambda: add_way(folder, wrong, "recovery-code")) == "passphrase.wrong"
    assert len(list_slots(folder)) == 1


def test_the_last_way_that_survives_stays(folder):
    (only,) = list_slots(folder)
    assert code_of(lambda: remove_way(folder, SECRET, only.id)) == "slot.last"


def test_a_code_that_opens_nothing_stays_a_code_unless_it_is_the_passphrase(tmp_path):
    folder, looks_like_one = tmp_path / "w", Passphrase(str(RecoveryCode.new()))
    workspaces.create_workspace(folder, [looks_like_one], with_recovery_code=True, cost=CHEAP)
    assert secret_of(folder, looks_like_one) == looks_like_one
    other = RecoveryCode.new()
    assert secret_of(folder, Passphrase(str(other))) == other
