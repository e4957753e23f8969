"""Exchange files in the window: written for a passphrase or a device, looked into, taken in; never twice the same."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from ui_pages import click, company, named, page, prepared, settle, typed
from ui_program import CHEAP, SECRET

from greenfield.services import workspaces
from greenfield.services.sync.exchange.exporting import Wish, export_file
from greenfield.services.sync.exchange.importing import import_file
from greenfield.services.sync.exchange.looking import key_of
from greenfield.services.sync.identity import own_recipient
from greenfield.store.reading.companies import list_companies
from greenfield.sync.exchange.sealing import Recipients
from greenfield.vault.passphrase import Passphrase

WORDS = Passphrase("seven brown loaves")


@pytest.fixture
def other(tmp_path):
    """The workspace of somebody else."""
    folder = tmp_path / "other.greenfield"
    workspaces.create_workspace(folder, [SECRET], cost=CHEAP)
    with workspaces.opened(folder, SECRET, writing=True) as workspace:
        yield workspace


@pytest.fixture
def from_other(other, tmp_path):
    """A file of somebody else with one company, for a passphrase."""
    with other.unit() as unit:
        unit.create("company", {"name": "Fournil du Port", "country": "SEN"})
    path = tmp_path / "other.greenfield-exchange"
    export_file(other, path, Wish(), WORDS, cost=CHEAP)
    return path


def names(workspace):
    with workspace.read() as connection:
        return sorted(one.name for one in list_companies(connection))


def write(qtbot, shell, monkeypatch, target):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    shell.page.writing.cost = CHEAP
    click(qtbot, named(shell, "write-file"))
    settle(qtbot, shell)


def test_a_file_for_a_passphrase_is_written_and_opens_with_it(qtbot, shell, other, tmp_path, monkeypatch):
    company(shell.context, "Savonnerie Teranga")
    shown = page(qtbot, shell, "exchange")
    target = tmp_path / "all"
    write(qtbot, shell, monkeypatch, target)
    assert shown.writing.passphrase_field.below.text() == "Type a passphrase."
    assert not target.with_suffix(".greenfield-exchange").exists()
    typed(qtbot, shown.writing.passphrase, WORDS.text)
    write(qtbot, shell, monkeypatch, target)
    written = target.with_suffix(".greenfield-exchange")
    assert shell.context.messages.shown[-1].text.startswith(f"{written.name} was written (")
    import_file(other, written, WORDS)
    assert names(other) == ["Savonnerie Teranga"]


def test_a_file_for_a_device_holds_one_company_and_no_other(qtbot, shell, other, tmp_path, monkeypatch):
    wanted = company(shell.context, "Savonnerie Teranga")
    company(shell.context, "Tissages du Baol")
    prepared(shell.context, wanted)
    shown = page(qtbot, shell, "exchange", company=wanted)
    assert shown.writing.what["company"].isChecked()
    assert shown.writing.company.key() == wanted
    click(qtbot, shown.writing.whom["receiver"])
    typed(qtbot, shown.writing.receiver, "age1nonsense")
    target = tmp_path / "one.greenfield-exchange"
    write(qtbot, shell, monkeypatch, target)
    assert "is no recipient key" in shown.writing.receiver_field.below.text()
    typed(qtbot, shown.writing.receiver, own_recipient(other))
    assert "is no recipient key" not in shown.writing.receiver_field.below.text(), (
        "of another key nothing is known"
    )
    write(qtbot, shell, monkeypatch, target)
    import_file(other, target, key_of(other, None))
    assert names(other) == ["Savonnerie Teranga"]


def test_nothing_is_taken_before_a_person_saw_what_is_in_it(qtbot, shell, from_other):
    shown = page(qtbot, shell, "exchange").reading
    shown.take_file(from_other)
    settle(qtbot, shell)
    typed(qtbot, shown.passphrase, "wrong words")
    click(qtbot, named(shell, "open-exchange"))
    settle(qtbot, shell)
    assert "does not open" in shown.passphrase_field.below.text()
    typed(qtbot, shown.passphrase, WORDS.text)
    click(qtbot, named(shell, "open-exchange"))
    settle(qtbot, shell)
    assert "New here are 1 of 1 changes" in shown.what.text()
    assert shown.names.text() == "Fournil du Port"
    assert names(shell.context.workspace) == []
    assert shown.take_button.hasFocus()
    qtbot.keyClick(shown.take_button, Qt.Key.Key_Return)
    settle(qtbot, shell)
    assert names(shell.context.workspace) == ["Fournil du Port"]
    assert shown.choose_button.hasFocus(), "not in some field that happens to come next"
    assert shell.context.messages.shown[-1].text == "1 change was taken in."


def test_a_second_reading_says_that_all_of_it_is_here(qtbot, shell, from_other):
    import_file(shell.context.workspace, from_other, WORDS)
    shown = page(qtbot, shell, "exchange").reading
    shown.take_file(from_other)
    typed(qtbot, shown.passphrase, WORDS.text)
    click(qtbot, named(shell, "open-exchange"))
    settle(qtbot, shell)
    assert "Everything in this file is here already." in shown.what.text()
    assert not shown.take_button.isVisible()


def test_a_file_sealed_to_this_device_opens_by_itself(qtbot, shell, other, tmp_path):
    with other.unit() as unit:
        unit.create("company", {"name": "Fournil du Port", "country": "SEN"})
    path = tmp_path / "sealed.greenfield-exchange"
    export_file(other, path, Wish(), Recipients((own_recipient(shell.context.workspace),)))
    shown = page(qtbot, shell, "exchange").reading
    shown.take_file(path)
    settle(qtbot, shell)
    assert not shown.passphrase_field.isVisible()
    assert shown.take_button.isVisible()


def test_removals_are_taken_only_when_a_person_agrees(qtbot, shell, other, tmp_path):
    with other.unit() as unit:
        identity = unit.create("company", {"name": "Fournil du Port", "country": "SEN"})
    path = tmp_path / "first.greenfield-exchange"
    export_file(other, path, Wish(), WORDS, cost=CHEAP)
    import_file(shell.context.workspace, path, WORDS)
    with other.unit() as unit:
        unit.erase(identity)
    export_file(other, path, Wish(), WORDS, cost=CHEAP)
    shown = page(qtbot, shell, "exchange").reading
    for agrees, left in ((False, ["Fournil du Port"]), (True, [])):
        shown.take_file(path)
        typed(qtbot, shown.passphrase, WORDS.text)
        click(qtbot, named(shell, "open-exchange"))
        settle(qtbot, shell)
        assert shown.erases.text() == "Also remove 1 record for good"
        assert "Fournil du Port" in shown.erased.text()
        if agrees:
            click(qtbot, shown.erases)
        click(qtbot, named(shell, "take-in"))
        settle(qtbot, shell)
        assert names(shell.context.workspace) == left


def test_what_is_no_exchange_file_is_told(qtbot, shell, tmp_path):
    path = tmp_path / "photo.greenfield-exchange"
    path.write_bytes(b"\xff\xd8 no such file")
    shown = page(qtbot, shell, "exchange").reading
    shown.take_file(path)
    settle(qtbot, shell)
    assert shell.context.messages.shown[-1].codes == ("exchange.foreign",)


def test_the_own_key_is_copied_and_saved(qtbot, shell, tmp_path, monkeypatch):
    shown = page(qtbot, shell, "exchange").own_key
    key = own_recipient(shell.context.workspace)
    assert shown.key.text() == key
    click(qtbot, named(shell, "copy-key"))
    assert QApplication.clipboard().text() == key
    target = tmp_path / "key.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    click(qtbot, named(shell, "save-key"))
    assert target.read_text() == f"{key}\n"
