import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vault_sample import CHEAP

from greenfield.base.problem import ProblemError
from greenfield.vault.datakey import DataKey
from greenfield.vault.files import KEYS
from greenfield.vault.keyfile import KeyFile, StoredSlot, _checksum, decode_key_file, read_key_file
from greenfield.vault.opening import open_vault
from greenfield.vault.passphrase import Passphrase
from greenfield.vault.recovery import RecoveryCode
from greenfield.vault.slots import add_slot, list_slots, remove_slot
from greenfield.vault.unlocking import unlock, unlock_slots
from greenfield.vault.wrapping import make_slot, new_workspace_id

WORKSPACE = new_workspace_id()
KEY = DataKey.new()
CODE = RecoveryCode.new()
SLOTS = (
    make_slot(Passphrase("warm bread"), KEY, WORKSPACE, "aaaa0001", label="Amina", cost=CHEAP),
    make_slot(CODE, KEY, WORKSPACE, "aaaa0002"),
)
BYTES = KeyFile(WORKSPACE, KEY.check_value(WORKSPACE), tuple(StoredSlot(slot) for slot in SLOTS)).encode()

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


def code_of(data: bytes) -> str:
    with pytest.raises(ProblemError) as caught:
        decode_key_file(data, KEYS)
    return caught.value.code


def code_or_content(data: bytes) -> str | KeyFile:
    try:
        return decode_key_file(data, KEYS)
    except ProblemError as error:
        return error.code


def resealed(**changes: object) -> bytes:
    fields = {**json.loads(BYTES), **changes}
    return json.dumps({**fields, "checksum": _checksum(fields)}).encode()


def test_what_is_written_is_read_again():
    keys = decode_key_file(BYTES, KEYS)
    assert list(keys.known_slots()) == list(SLOTS)
    assert (keys.workspace, keys.key_check) == (WORKSPACE, KEY.check_value(WORKSPACE))
    assert keys.encode() == BYTES


def test_the_file_is_text_that_a_person_can_look_at():
    assert BYTES.decode().startswith('{\n  "format": 1,')
    assert [slot["kind"] for slot in json.loads(BYTES)["slots"]] == ["passphrase", "recovery-code"]


@given(
    st.dictionaries(st.text().map("x_{}".format), plain, max_size=3),
    st.dictionaries(st.text().map("x_{}".format), plain),
)
def test_fields_and_kinds_of_a_newer_version_survive_writing(fields, slot_fields):
    slots = [*json.loads(BYTES)["slots"], {**slot_fields, "id": "bbbb0001", "kind": "organisation"}]
    slots[0] |= slot_fields
    read = decode_key_file(resealed(**fields, slots=slots), KEYS)
    again = json.loads(read.encode())
    assert again["slots"] == slots
    assert {name: again[name] for name in fields} == fields
    assert unlock_slots(read, CODE, KEYS) == KEY


@given(st.integers(0, len(BYTES.rstrip()) - 1))
def test_a_file_cut_anywhere_is_truncated(end):
    assert code_of(BYTES[:end]) == "keyfile.truncated"


@settings(max_examples=300)
@given(st.integers(0, len(BYTES) - 1), st.integers(1, 255))
def test_any_changed_byte_is_noticed_or_means_the_same(at, flip):
    changed = BYTES[:at] + bytes([BYTES[at] ^ flip]) + BYTES[at + 1 :]
    named = ("keyfile.damaged", "keyfile.truncated", "workspace.newer_format")
    assert code_or_content(changed) in (*named, decode_key_file(BYTES, KEYS))


@pytest.mark.parametrize(
    "content", [b"[]", b"null", b"7", b"\xff\xfe", b"{}", b"PK\x03\x04", b"{'format': 1}"]
)
def test_another_file_under_that_name_is_damaged(content):
    assert code_of(content) == "keyfile.damaged"


def test_a_newer_format_is_told_apart_whatever_else_it_holds():
    assert code_of(b'{"format": 2, "slots": {"all": "different"}}') == "workspace.newer_format"


@pytest.mark.parametrize(
    "changes",
    [
        {"format": 0},
        {"format": "1"},
        {"workspace": "xyz"},
        {"slots": {}},
        {"slots": [7]},
        {"slots": [{"kind": "passphrase", "id": "aaaa0001"}]},
        {"slots": [{"kind": "organisation"}]},
        {"slots": [json.loads(BYTES)["slots"][0] | {"memory_kib": 2**40}]},
        {"slots": [json.loads(BYTES)["slots"][0] | {"memory_kib": 8, "lanes": 2}]},
        {"slots": [json.loads(BYTES)["slots"][0] | {"iterations": 0}]},
        {"slots": [json.loads(BYTES)["slots"][0]] * 2},
    ],
)  # fmt: skip
def test_what_no_version_writes_is_damaged_even_with_a_right_checksum(changes):
    assert code_of(resealed(**changes)) == "keyfile.damaged"


def test_a_slot_of_another_workspace_does_not_open_this_one():
    stranger = make_slot(CODE, DataKey.new(), new_workspace_id(), "aaaa0002")
    slots = [msgspec.to_builtins(stranger)]
    with pytest.raises(ProblemError) as caught:
        unlock_slots(decode_key_file(resealed(slots=slots), KEYS), CODE, KEYS)
    assert caught.value.code == "recovery.wrong"


def test_a_slot_whose_cost_was_lowered_does_not_open():
    slot = json.loads(BYTES)["slots"][0] | {"memory_kib": 32}
    with pytest.raises(ProblemError) as caught:
        unlock_slots(decode_key_file(resealed(slots=[slot]), KEYS), Passphrase("warm bread"), KEYS)
    assert caught.value.code == "passphrase.wrong"


def test_a_slot_that_gives_another_key_than_the_file_promises_is_damage():
    check = msgspec.to_builtins(DataKey.new().check_value(WORKSPACE))
    with pytest.raises(ProblemError) as caught:
        unlock_slots(decode_key_file(resealed(key_check=check), KEYS), CODE, KEYS)
    assert caught.value.code == "keyfile.damaged"


def test_the_file_tells_nothing_of_the_key_or_the_code():
    assert KEY.secret not in BYTES
    assert KEY.secret.hex().encode() not in BYTES
    assert CODE.characters.encode() not in BYTES


@given(st.binary(max_size=200))
def test_any_bytes_are_a_named_problem(data):
    assert code_of(data) in ("keyfile.damaged", "keyfile.truncated", "workspace.newer_format")


def test_a_slot_of_a_newer_version_stays_when_others_come_and_go(sample):
    path = sample.folder / KEYS
    fields = json.loads(path.read_bytes())
    fields["slots"].append({"id": "bbbb0001", "kind": "organisation", "recipient": "age1xyz"})
    path.write_text(json.dumps({**fields, "checksum": _checksum(fields)}))
    with open_vault(sample.folder, sample.key) as vault:
        added = add_slot(vault, CODE)
        remove_slot(vault, added)
    assert read_key_file(sample.folder).slots[-1].fields["recipient"] == "age1xyz"
    assert [slot.kind for slot in list_slots(sample.folder)] == ["passphrase", "organisation"]
    assert unlock(sample.folder, sample.passphrase) == sample.key
