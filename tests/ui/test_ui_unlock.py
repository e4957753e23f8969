import shutil
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from ui_program import CHEAP, SECRET

from greenfield.services import workspaces
from greenfield.ui.pages import all_pages
from greenfield.ui.unlock.page import UnlockPage
from greenfield.ui.widgets.status_band import StatusBand
from greenfield.ui.window import Arguments
from greenfield.vault.writer_lock import hold_writer_lock


@pytest.fixture
def passphrase_file(tmp_path):
    path = tmp_path / "passphrase.txt"
    path.write_text(SECRET.text, encoding="utf-8")
    return path


@pytest.fixture
def begun(qtbot, program):
    """Starts the program as the command line does, until a page is shown."""

    def begin(**arguments):
        made = program(arguments=Arguments(language="en", **arguments))
        made.begin()
        qtbot.waitUntil(lambda: made.window.page is not None)
        return made.window

    return begin


def try_with(qtbot, page, typed):
    page.editor.clear()
    qtbot.keyClicks(page.editor, typed)
    qtbot.keyClick(page.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.context.runner.is_busy)


def test_without_a_workspace_the_first_run_is_shown(begun):
    window = begun()
    assert window.context.router.current.page == "first-run"
    assert not window.rail.isVisible()


def test_a_passphrase_file_opens_the_workspace_without_asking(begun, folder, passphrase_file, settings_file):
    window = begun(workspace=folder, passphrase_file=passphrase_file)
    assert window.context.router.current.page == "home"
    assert window.context.workspace.folder == folder
    assert window.rail.isVisible()
    assert settings_file.read().workspace == str(folder.resolve())
    assert not settings_file.read().asks_passphrase


def test_the_last_workspace_is_opened_again(begun, settings_file, folder):
    settings_file.write(msgspec.structs.replace(settings_file.read(), workspace=str(folder)))
    page = begun().page
    assert isinstance(page, UnlockPage)
    assert page.folder == folder


def test_a_workspace_that_is_gone_leads_to_the_first_run(begun, settings_file, tmp_path):
    settings_file.write(msgspec.structs.replace(settings_file.read(), workspace=str(tmp_path / "stick")))
    assert begun().context.router.current.page == "first-run"


def test_the_right_passphrase_opens_the_workspace(qtbot, begun, folder, settings_file):
    window = begun(workspace=folder)
    try_with(qtbot, window.page, SECRET.text)
    assert window.context.router.current.page == "home"
    assert not window.context.router.can_go_back
    assert settings_file.read().asks_passphrase


def test_a_wrong_passphrase_is_named_and_can_be_typed_again(qtbot, begun, folder):
    window = begun(workspace=folder)
    page = window.page
    try_with(qtbot, page, "no idea")
    assert page.shown_code == "passphrase.wrong"
    assert not page.editor.isReadOnly()
    try_with(qtbot, page, SECRET.text)
    assert window.context.door.is_open


def test_after_three_wrong_ones_it_waits_and_never_locks_out(qtbot, begun, folder):
    window = begun(workspace=folder)
    page = window.page
    for typed in ("one", "two", "three"):
        try_with(qtbot, page, typed)
    assert page.shown_code == "passphrase.wrong_often"
    assert page.editor.isReadOnly()
    for _ in range(page.pause_s):
        page._clock.timeout.emit()
    assert page.shown_code == ""
    assert not page.editor.isReadOnly()
    try_with(qtbot, page, SECRET.text)
    assert window.context.door.is_open


def test_while_it_waits_no_key_shows_the_passphrase(qtbot, begun, folder):
    window = begun(workspace=folder)
    page = window.page
    qtbot.mouseClick(page._eye, Qt.MouseButton.LeftButton)
    for typed in ("one", "two", "three"):
        try_with(qtbot, page, typed)
    assert page.shown_code == "passphrase.wrong_often"
    assert QApplication.focusWidget() is page.editor
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    qtbot.mouseClick(page._eye, Qt.MouseButton.LeftButton)
    assert page.editor.displayText() == "●" * 5
    reached = []
    for _ in range(8):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert page._eye not in reached
    page._end_waiting()


def test_an_empty_passphrase_is_named(qtbot, begun, folder):
    page = begun(workspace=folder).page
    try_with(qtbot, page, "")
    assert page.shown_code == "passphrase.empty"


def test_the_recovery_code_opens_the_workspace(qtbot, begun, tmp_path):
    folder = tmp_path / "printed.greenfield"
    code = workspaces.create_workspace(folder, [SECRET], with_recovery_code=True, cost=CHEAP)
    window = begun(workspace=folder)
    page = window.page
    qtbot.mouseClick(page._other_way, Qt.MouseButton.LeftButton)
    assert page.field.label.text() == "Recovery code"
    try_with(qtbot, page, "ABC")
    assert page.shown_code == "recovery.incomplete"
    try_with(qtbot, page, code)
    assert window.context.door.is_open


def test_a_second_window_on_the_same_workspace_says_who_has_it(qtbot, begun, folder):
    with hold_writer_lock(folder, "Greenfield"):
        window = begun(workspace=folder)
        page = window.page
        try_with(qtbot, page, SECRET.text)
        assert page.shown_code == "workspace.in_use"
        said = " ".join(one.text() for one in page.findChild(StatusBand).findChildren(QLabel)).strip()
        assert said.startswith("This workspace is already open in Greenfield, since ")
        assert "process" not in said
        assert "+00:00" not in said
        assert window.isVisible()
    try_with(qtbot, page, SECRET.text)
    assert window.context.door.is_open


def test_a_second_window_with_a_passphrase_file_says_so_too(begun, folder, passphrase_file):
    with hold_writer_lock(folder, "Greenfield"):
        window = begun(workspace=folder, passphrase_file=passphrase_file)
    assert isinstance(window.page, UnlockPage)
    assert window.context.messages.shown[-1].codes == ("workspace.in_use",)


@pytest.mark.parametrize("broken", ["keys.json", "data.db"])
def test_a_damaged_workspace_is_named_and_the_window_lives(qtbot, begun, folder, broken):
    (folder / broken).write_bytes(b"not what Greenfield wrote")
    window = begun(workspace=folder)
    if isinstance(window.page, UnlockPage):
        try_with(qtbot, window.page, SECRET.text)
        assert window.page.shown_code.split(".")[0] in {"keyfile", "workspace"}
    assert window.isVisible()
    assert not window.context.door.is_open


def test_the_passphrase_is_hidden_until_it_is_asked_for_and_forgotten_when_left(qtbot, begun, folder):
    window = begun(workspace=folder)
    page = window.page
    qtbot.keyClicks(page.editor, "secret")
    assert page.editor.displayText() == "●" * 6
    qtbot.mouseClick(page._eye, Qt.MouseButton.LeftButton)
    assert page.editor.displayText() == "secret"
    window.context.router.show("first-run")
    assert page.editor.text() == ""


def test_a_workspace_can_be_copied_and_opened_elsewhere(qtbot, begun, folder, tmp_path):
    moved = Path(shutil.copytree(folder, tmp_path / "moved.greenfield"))
    window = begun(workspace=moved)
    try_with(qtbot, window.page, SECRET.text)
    assert window.context.workspace.folder == moved


def test_all_pages_that_are_announced_have_ids_of_their_own():
    ids = [entry.id for entry in all_pages()]
    assert len(ids) == len(set(ids))
