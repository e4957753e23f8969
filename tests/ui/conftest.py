import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is loaded
os.environ["LC_ALL"] = "C.UTF-8"  # as in the Makefile: Qt complains of others

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from ui_hub import centre_at, colleague_at, synced
from ui_patience import PatientBot
from ui_program import CHEAP, NOW, SECRET
from ui_watch import left_behind, nothing_held_up, threads_ended

from greenfield.base.texts import texts_for
from greenfield.services import workspaces
from greenfield.services.demo import PASSPHRASE, run_demo
from greenfield.services.sync.state import Mode, set_mode
from greenfield.ui.none_guard import keep_none
from greenfield.ui.settings import SettingsFile
from greenfield.ui.window import Arguments, Program
from greenfield.vault.passphrase import Passphrase

keep_none()


def pytest_collection_modifyitems(items):
    """Every warning of Qt fails the test that it comes in."""
    for item in items:
        if Path(__file__).parent in Path(item.path).parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))  # popups


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


@pytest.fixture(autouse=True)
def nothing_is_left_behind(qapp):
    """No test waits for ever at a dialog, and none leaves a thread, a timer or a dialog."""
    before = left_behind()  # by a test that failed
    with nothing_held_up() as unanswered:
        yield
    assert unanswered == [], "nobody answered this dialog"
    threads_ended()
    assert [one for one in left_behind() if one not in before] == []


@pytest.fixture
def texts():
    return texts_for("en")


@pytest.fixture
def settings_file(tmp_path):
    return SettingsFile(tmp_path / "config" / "settings.json")


@pytest.fixture
def program(qapp, settings_file):
    """Makes programs, closed at the end: `program(entries=..., arguments=...)`.

    A fault of the program fails the test, which may look at it: `one.faults`, to be cleared where it is expected.
    """
    made = []

    def make(**given):
        one = Program(
            qapp, settings_file, **{"clock": lambda: NOW, "arguments": Arguments(language="en"), **given}
        )
        made.append(one)
        one.faults = []
        one.crashes._show = one.faults.append
        one.window.resize(1240, 800)
        one.window.show()
        return one

    yield make
    for one in made:
        one.window.ask = lambda *_: True  # nobody is there to answer
        one.window.close()
        one.window.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        ended = any(one.context.runner.close() for _ in range(12))  # each waits for seconds
        assert ended, "work went on after the window was closed"
        assert not one.context.door.is_open
    QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)  # faults told on the way out
    assert [fault for one in made for fault in one.faults] == []


@pytest.fixture(scope="session")
def empty_workspace(tmp_path_factory):
    """A closed workspace to be copied: making its tables takes half a second."""
    folder = tmp_path_factory.mktemp("ui-empty") / "visits.greenfield"
    workspaces.create_workspace(folder, [SECRET], cost=CHEAP)
    return folder


@pytest.fixture(scope="session")
def demo_workspace(tmp_path_factory):
    """The closed workspace of the demo visit, finished, with its plan."""
    return run_demo(tmp_path_factory.mktemp("ui-demo"), "en").workspace


@pytest.fixture
def folder(tmp_path, empty_workspace):
    return Path(shutil.copytree(empty_workspace, tmp_path / "visits.greenfield"))


@pytest.fixture
def shell(program, folder):
    """The real main window over a fresh workspace; `shell.context` is what pages get."""
    made = program()
    made.context.door.enter(made.context.door.open(folder, SECRET))
    return made.window


@pytest.fixture
def centre(tmp_path):
    """An organisation at a real hub on this computer."""
    with centre_at(tmp_path / "centre.hub") as found:
        yield found


@pytest.fixture
def colleague(tmp_path, centre):
    """Somebody else of that organisation, with a workspace of her own."""
    with colleague_at(tmp_path / "badou.greenfield", centre) as found:
        yield found


@pytest.fixture
def joined(qtbot, shell, centre):
    """The main window over a fresh workspace that belongs to the organisation, as Awa's, and syncs by hand."""
    centre.join(shell.context.workspace, "Awa")
    set_mode(shell.context.workspace, Mode.BY_HAND)
    shell.context.sync.look_again()
    synced(qtbot, shell)
    return shell


@pytest.fixture
def demo_shell(program, tmp_path, demo_workspace):
    """The real main window over the workspace of the demo visit."""
    copied = Path(shutil.copytree(demo_workspace, tmp_path / "demo.greenfield"))
    made = program()
    made.context.door.enter(made.context.door.open(copied, Passphrase(PASSPHRASE)))
    return made.window
