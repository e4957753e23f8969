"""The first two minutes: language, name, what opens the workspace, the recovery code, the sample factory."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from ui_pages import click, named, pick, settle, typed
from ui_program import CHEAP

from greenfield.services import workspaces
from greenfield.store.reading.plan import all_of
from greenfield.store.reading.visits import list_visits
from greenfield.ui.first_run.places import as_workspace, proposed_folder
from greenfield.ui.settings import Settings
from greenfield.ui.window import Arguments
from greenfield.vault.passphrase import Passphrase
from greenfield.vault.recovery import RecoveryCode
from greenfield.vault.unlocking import unlock

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class MemoryStore(KeyringBackend):
    """A key store of the library's own interface that lives as long as the test."""

    priority = -2

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


@pytest.fixture
def key_store():
    before, store = keyring.get_keyring(), MemoryStore()
    keyring.set_keyring(store)
    yield store
    keyring.set_keyring(before)


@pytest.fixture
def no_key_store():
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def window(qtbot, program):
    made = program()
    made.begin()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    first_run(made.window).cost = CHEAP
    return made.window


def first_run(window):
    assert window.context.router.current.page == "first-run"
    return window.page


def welcome(qtbot, window, name="Aminata Diallo", country="senegal"):
    step = first_run(window).welcome
    typed(qtbot, step.name, name)
    pick(qtbot, step.country, country)
    click(qtbot, step.button)
    return first_run(window).protection


def protect(qtbot, window, folder, words="four small blue lamps"):
    step = welcome(qtbot, window)
    typed(qtbot, step.folder, str(folder))
    typed(qtbot, step.passphrase, words)
    typed(qtbot, step.again, words)
    click(qtbot, step.button)
    settle(qtbot, window)
    return first_run(window).code


def test_from_the_language_to_the_sample_factory(qtbot, window, tmp_path):
    folder = tmp_path / "mine.greenfield"
    code = protect(qtbot, window, folder)
    assert code.isVisible()
    assert not code.button.isEnabled()
    written = RecoveryCode.parse(code.code.text())
    click(qtbot, code.written)
    click(qtbot, code.button)
    click(qtbot, named(window, "start-sample"))
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.context.router.current.page == "visit")
    settle(qtbot, window)
    context = window.context
    with context.workspace.read() as connection:
        (row,) = list_visits(connection)
        people = [one.text("name") for one in all_of(connection, "person")]
    assert row.company_name == "Fournil du Baobab"
    assert people == ["Aminata Diallo"]
    assert context.workspace.author
    assert (context.settings.country, context.settings.currency) == ("SEN", "XOF")
    assert context.settings.workspace == str(folder)
    assert unlock(folder, written) == unlock(folder, Passphrase("four small blue lamps"))


def test_with_own_visits_home_comes_first_and_is_empty(qtbot, window, tmp_path):
    code = protect(qtbot, window, tmp_path / "mine.greenfield")
    click(qtbot, code.written)
    click(qtbot, code.button)
    click(qtbot, named(window, "start-own"))
    settle(qtbot, window)
    assert window.context.router.current.page == "home"
    with window.context.workspace.read() as connection:
        assert list_visits(connection) == []


def test_another_language_is_spoken_at_once_and_what_was_typed_stays(qtbot, window):
    step = first_run(window).welcome
    typed(qtbot, step.name, "Aminata")
    pick(qtbot, step.country, "senegal")
    pick(qtbot, step.language, "fran")
    qtbot.waitUntil(lambda: window.context.texts.language == "fr")
    qtbot.waitUntil(lambda: window.page is not None and window.page.welcome is not step)
    step = first_run(window).welcome
    assert (step.name.text(), step.country.currentText()) == ("Aminata", "Sénégal")
    assert step.language.currentText() == "Français"


def test_without_a_name_nothing_goes_on(qtbot, window):
    page = first_run(window)
    click(qtbot, page.welcome.button)
    assert page.welcome.isVisible()
    assert page.welcome.name_field.below.text().startswith("Your name is missing.")
    assert page.welcome.name.hasFocus()


def test_an_empty_passphrase_and_two_that_differ_are_said_beside_the_field(qtbot, window, tmp_path):
    step = welcome(qtbot, window)
    typed(qtbot, step.folder, str(tmp_path / "mine"))
    click(qtbot, step.button)
    assert step.passphrase_field.below.text().startswith("The passphrase is empty.")
    typed(qtbot, step.passphrase, "four small blue lamps")
    typed(qtbot, step.again, "four small blue lamp")
    qtbot.keyClick(step.again, Qt.Key.Key_Return)
    assert step.passphrase_field.below.text() == ""
    assert step.again_field.below.text().startswith("The two passphrases differ.")
    assert not (tmp_path / "mine.greenfield").exists()


def test_a_computer_without_a_key_store_is_told_and_the_passphrase_still_works(
    qtbot, window, tmp_path, no_key_store
):
    step = welcome(qtbot, window)
    folder = tmp_path / "mine.greenfield"
    typed(qtbot, step.folder, str(folder))
    click(qtbot, step.by_key_store)
    assert not step.passphrase.isVisible()
    click(qtbot, step.button)
    settle(qtbot, window)
    assert step.isVisible()
    assert [band.words.text() for band in step.bands()] == [
        "This computer offers no key store to Greenfield. Use the passphrase or the recovery code."
    ]
    assert not folder.exists()
    click(qtbot, step.by_passphrase)
    assert step.bands() == []
    typed(qtbot, step.passphrase, "four small blue lamps")
    typed(qtbot, step.again, "four small blue lamps")
    click(qtbot, step.button)
    settle(qtbot, window)
    assert first_run(window).code.isVisible()


def test_with_the_key_store_the_recovery_code_is_shown_and_both_open(qtbot, window, tmp_path, key_store):
    step = welcome(qtbot, window)
    folder = tmp_path / "mine.greenfield"
    typed(qtbot, step.folder, str(folder))
    click(qtbot, step.by_key_store)
    click(qtbot, step.button)
    settle(qtbot, window)
    code = first_run(window).code
    assert unlock(folder, workspaces.key_store()) == unlock(folder, RecoveryCode.parse(code.code.text()))


def test_without_the_wish_for_a_code_none_is_shown(qtbot, window, tmp_path):
    step = welcome(qtbot, window)
    typed(qtbot, step.folder, str(tmp_path / "mine"))
    typed(qtbot, step.passphrase, "a b c d")
    typed(qtbot, step.again, "a b c d")
    click(qtbot, step.with_code)
    click(qtbot, step.button)
    settle(qtbot, window)
    assert first_run(window).ready.isVisible()
    assert (tmp_path / "mine.greenfield").is_dir()


@pytest.mark.parametrize(
    ("folder", "said"),
    [("there.greenfield", "already exists"), ("no/such/folder/mine.greenfield", "cannot be made")],
)
def test_a_folder_that_cannot_be_is_said_beside_it(qtbot, window, tmp_path, folder, said):
    (tmp_path / "there.greenfield").mkdir()
    step = welcome(qtbot, window)
    typed(qtbot, step.folder, str(tmp_path / folder))
    typed(qtbot, step.passphrase, "a b c d")
    typed(qtbot, step.again, "a b c d")
    click(qtbot, step.button)
    settle(qtbot, window)
    assert said in step.folder_field.below.text()
    assert step.button.isEnabled()


def test_the_window_closed_at_the_recovery_code_leaves_a_workspace_that_is_found_again(
    qtbot, window, tmp_path, settings_file
):
    folder = tmp_path / "mine.greenfield"
    code = protect(qtbot, window, folder)
    window.close()
    assert code.code.text() == ""
    assert settings_file.read().workspace == str(folder)
    with workspaces.opened(folder, Passphrase("four small blue lamps"), writing=True) as workspace:
        assert workspace.author


def test_back_keeps_the_name(qtbot, window):
    step = welcome(qtbot, window)
    click(qtbot, step.back)
    assert first_run(window).welcome.isVisible()
    assert first_run(window).welcome.name.text() == "Aminata Diallo"


def test_the_eye_shows_what_is_typed(qtbot, window):
    step = welcome(qtbot, window)
    typed(qtbot, step.passphrase, "a b")
    assert step.passphrase.displayText() != "a b"
    click(qtbot, named(step, "show-passphrase"))
    assert step.passphrase.displayText() == "a b"


def test_numbers_are_written_as_in_the_country(qtbot, program, tmp_path, settings_file):
    settings_file.write(Settings(language="fr"))
    made = program(arguments=Arguments())
    made.begin()
    first_run(made.window).cost = CHEAP
    code = protect(qtbot, made.window, tmp_path / "mine.greenfield")
    click(qtbot, code.written)
    click(qtbot, code.button)
    click(qtbot, named(made.window, "start-own"))
    settle(qtbot, made.window)
    assert str(made.context.formats.locale) == "fr_SN"


def test_a_proposed_folder_is_never_one_that_is_there(tmp_path):
    assert proposed_folder(tmp_path).name == "visits.greenfield"
    (tmp_path / "visits.greenfield").mkdir()
    assert proposed_folder(tmp_path).name == "visits-2.greenfield"
    assert as_workspace(f" {tmp_path}/mine ") == tmp_path / "mine.greenfield"


def test_an_unknown_country_stays_and_is_said(qtbot, window):
    step = first_run(window).welcome
    typed(qtbot, step.name, "Aminata")
    step.country.setFocus()
    typed(qtbot, step.country.lineEdit(), "Atlantis")
    qtbot.keyClick(step.country, Qt.Key.Key_Return)
    click(qtbot, step.button)
    assert first_run(window).steps.currentWidget() is step
    assert step.country.lineEdit().text() == "Atlantis"
    assert step.country_field.below.text() == "There is no country “Atlantis”. Choose one from the list."
    pick(qtbot, step.country, "senegal")
    click(qtbot, step.button)
    assert first_run(window).steps.currentWidget() is first_run(window).protection


def test_the_code_can_be_copied(qtbot, window, tmp_path):
    folder = tmp_path / "mine.greenfield"
    protect(qtbot, window, folder)
    click(qtbot, named(window, "copy-code"))
    copied = QGuiApplication.clipboard().text()
    assert unlock(folder, RecoveryCode.parse(copied)) == unlock(folder, Passphrase("four small blue lamps"))
