"""What opens a workspace at the command line: files, the environment, the key store, a prompt, a recovery code."""

import shutil

import keyring
import pytest
from cli_sample import CHEAP, SECRET, LockedStore

from greenfield.services import workspaces
from greenfield.vault.recovery import RecoveryCode


@pytest.fixture
def code_file(tmp_path, code):
    path = tmp_path / "code.txt"
    path.write_text(code.lower().replace("-", " ") + "\n", encoding="utf-8")
    return path


def test_a_copied_folder_opens_with_the_recovery_code(greenfield, tmp_path, folder, code_file):
    copy = shutil.copytree(folder, tmp_path / "copied.greenfield")
    run = greenfield("--workspace", copy, "--passphrase-file", code_file, "visit", "list", "--json")
    assert run.codes == (0, [])


def test_a_backup_is_restored_with_the_recovery_code(greenfield, tmp_path, at, code_file):
    assert greenfield(*at, "backup", tmp_path / "backup").code == 0
    target = ["--workspace", tmp_path / "new.greenfield", "--passphrase-file", code_file]
    assert greenfield(*target, "restore", tmp_path / "backup", "--json").codes == (0, [])
    assert greenfield(*target, "doctor", "--json").codes == (0, [])


def test_the_recovery_code_may_stand_in_the_file_of_the_environment(
    greenfield, folder, code_file, monkeypatch
):
    monkeypatch.setenv("GREENFIELD_PASSPHRASE_FILE", str(code_file))
    assert greenfield("--workspace", folder, "company", "list", "--json").codes == (0, [])


def test_the_recovery_code_may_be_typed(greenfield, folder, code, typed):
    asked = typed(code)
    assert greenfield("--workspace", folder, "company", "list", "--json").codes == (0, [])
    assert asked == ["Passphrase or recovery code: "]


def test_the_recovery_code_lets_a_new_passphrase_in(greenfield, tmp_path, folder, code_file):
    new = tmp_path / "new.txt"
    new.write_text("bread at four in the morning\n", encoding="utf-8")
    words = ["keys", "add", "passphrase", "--new-passphrase-file", new]
    assert greenfield("--workspace", folder, "--passphrase-file", code_file, *words).code == 0
    assert greenfield("--workspace", folder, "--passphrase-file", new, "visit", "list").code == 0


def test_a_passphrase_that_is_none_is_named_though_there_is_a_recovery_code(greenfield, folder, code, typed):
    wrong_check = code[:-1] + ("0" if code[-1] != "0" else "1")
    for text in ("something else", wrong_check):
        typed(text)
        assert greenfield("--workspace", folder, "visit", "list", "--json").codes == (
            1,
            ["passphrase.wrong"],
        )


def test_the_code_of_another_workspace_is_named(greenfield, folder, typed):
    typed(str(RecoveryCode.new()))
    run = greenfield("--workspace", folder, "visit", "list", "--json")
    assert run.codes == (1, ["recovery.wrong"])


def test_a_passphrase_that_looks_like_a_code_opens(greenfield, tmp_path, folder, at, typed):
    other = tmp_path / "other.txt"
    other.write_text(str(RecoveryCode.new()), encoding="utf-8")
    assert greenfield(*at, "keys", "add", "passphrase", "--new-passphrase-file", other).code == 0
    typed(other.read_text(encoding="utf-8"))
    assert greenfield("--workspace", folder, "visit", "list").code == 0


def test_a_mistyped_code_is_named_where_the_code_is_the_only_way_in(greenfield, tmp_path, typed):
    folder, code = tmp_path / "code only.greenfield", RecoveryCode.new()
    workspaces.create_workspace(folder, [code], cost=CHEAP)
    wrong = str(code)[:-1] + ("0" if str(code)[-1] != "0" else "1")
    for text, problem in ((wrong, "recovery.mistyped"), ("short", "recovery.incomplete")):
        typed(text)
        assert greenfield("--workspace", folder, "visit", "list", "--json").codes == (1, [problem])
    typed(str(code))
    assert greenfield("--workspace", folder, "visit", "list").code == 0


def test_without_a_terminal_a_passphrase_is_wanted_by_name(greenfield, folder, typed):
    typed()
    run = greenfield("--workspace", folder, "visit", "list", "--json")
    assert run.codes == (1, ["passphrase.not_given"])


def test_a_new_passphrase_is_typed_twice(greenfield, tmp_path, typed):
    folder = tmp_path / "typed.greenfield"
    typed("warm bread", "warm bred")
    run = greenfield("--workspace", folder, "workspace", "new", "--json")
    assert run.codes == (1, ["passphrase.not_the_same"])
    assert not folder.exists()
    asked = typed("warm bread", "warm bread")
    assert greenfield("--workspace", folder, "workspace", "new").code == 0
    assert asked == ["New passphrase: ", "The same again: "]
    typed("warm bread")
    assert greenfield("--workspace", folder, "visit", "list").code == 0


def test_the_key_store_opens_without_a_question(greenfield, folder, at, typed, memory_store):
    asked = typed()
    assert greenfield(*at, "keys", "add", "key-store").code == 0
    assert greenfield("--workspace", folder, "visit", "list").code == 0
    assert (asked, len(memory_store.kept)) == ([], 1)


def test_a_key_store_that_does_not_open_asks_for_the_passphrase(greenfield, folder, at, typed, memory_store):
    assert greenfield(*at, "keys", "add", "key-store").code == 0
    keyring.set_keyring(LockedStore())
    asked = typed(SECRET.text)
    assert greenfield("--workspace", folder, "visit", "list").code == 0
    assert len(asked) == 1


def test_where_no_workspace_can_be_made_nobody_is_asked_for_a_passphrase(greenfield, tmp_path, folder, typed):
    asked = typed()
    for path, problem in (
        (folder, "workspace.exists"),
        (tmp_path / "no" / "such.greenfield", "workspace.no_parent"),
    ):
        assert greenfield("--workspace", path, "workspace", "new", "--json").codes == (1, [problem])
        assert greenfield("--workspace", path, "restore", folder, "--json").codes == (1, [problem])
        assert greenfield("--workspace", folder, "backup", path, "--json").codes == (1, [problem])
    assert asked == []
