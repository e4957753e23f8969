"""`keys list`, `keys add`, `keys remove`."""

import pytest


def kinds(greenfield, folder):
    listed = greenfield("--workspace", folder, "keys", "list", "--json").json["slots"]
    return [(slot["kind"], slot["survives"]) for slot in listed]


def slot_of(greenfield, folder, kind):
    listed = greenfield("--workspace", folder, "keys", "list", "--json").json["slots"]
    return next(slot["id"] for slot in listed if slot["kind"] == kind)


def test_keys_are_listed_without_a_passphrase(greenfield, folder, typed):
    asked = typed()
    assert kinds(greenfield, folder) == [("passphrase", True), ("recovery-code", True)]
    shown = greenfield("--workspace", folder, "keys", "list")
    assert [line.split("  ")[1] for line in shown.out.splitlines()] == ["passphrase", "recovery code"]
    assert asked == []


def test_a_new_recovery_code_is_shown_once_and_opens(greenfield, folder, at, typed):
    added = greenfield(*at, "keys", "add", "recovery-code", "--json").json
    assert kinds(greenfield, folder)[-1] == ("recovery-code", True)
    typed(added["recovery_code"])
    assert greenfield("--workspace", folder, "visit", "list").code == 0


def test_a_new_passphrase_is_asked_for_although_a_file_opens_the_workspace(greenfield, folder, at, typed):
    typed("bread at four", "bread at four")
    assert greenfield(*at, "keys", "add", "passphrase").code == 0
    typed("bread at four")
    assert greenfield("--workspace", folder, "visit", "list").code == 0


def test_a_removed_way_opens_no_more(greenfield, folder, at, code, typed):
    slot = slot_of(greenfield, folder, "recovery-code")
    assert greenfield(*at, "keys", "remove", slot, "--json").json["slot"] == slot
    assert kinds(greenfield, folder) == [("passphrase", True)]
    typed(code)
    assert greenfield("--workspace", folder, "visit", "list", "--json").codes == (1, ["passphrase.wrong"])


def test_what_the_key_store_keeps_is_forgotten_with_its_slot(greenfield, folder, at, memory_store):
    slot = greenfield(*at, "keys", "add", "key-store", "--json").json["slot"]
    assert len(memory_store.kept) == 1
    assert greenfield(*at, "keys", "remove", slot).code == 0
    assert memory_store.kept == {}


def test_the_last_way_that_survives_the_laptop_stays(greenfield, folder, at, memory_store):
    assert greenfield(*at, "keys", "add", "key-store").code == 0
    assert greenfield(*at, "keys", "remove", slot_of(greenfield, folder, "recovery-code")).code == 0
    last = slot_of(greenfield, folder, "passphrase")
    assert greenfield(*at, "keys", "remove", last, "--json").codes == (1, ["slot.last"])
    assert kinds(greenfield, folder) == [("passphrase", True), ("key-store", False)]


@pytest.mark.parametrize(
    ("words", "problem"), [(["remove", "00000000"], "slot.unknown"), (["list"], "workspace.missing")]
)
def test_what_is_not_there_is_named(greenfield, at, tmp_path, words, problem):
    place = ["--workspace", tmp_path / "none"] if words == ["list"] else at
    assert greenfield(*place, "keys", *words, "--json").codes == (1, [problem])
