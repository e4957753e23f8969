import logging
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from greenfield.base.texts import texts_for
from greenfield.ui.frame.crash import CrashWatch, crash_text
from greenfield.ui.frame.crash_dialog import CrashDialog
from greenfield.ui.theme.theme import Theme


@pytest.fixture
def shown():
    return []


@pytest.fixture
def watch(qapp, shown):
    made = CrashWatch(shown.append)
    made.install()
    yield made
    made.remove()


def error():
    try:
        return int("no number")
    except ValueError as caught:
        return caught


def test_an_error_is_logged_and_shown_with_where_it_happened(qtbot, watch, shown, caplog):
    caught = error()
    with caplog.at_level(logging.ERROR):
        sys.excepthook(type(caught), caught, caught.__traceback__)
    qtbot.waitUntil(lambda: bool(shown))
    assert "ValueError" in shown[0]
    assert "Qt 6." in shown[0]
    assert 'return int("no number")' in shown[0]
    assert caplog.records[0].exc_info[1] is caught


def test_an_error_in_another_thread_is_shown_in_the_windows_own(qtbot, qapp, watch, shown):
    where = []
    watch._show = lambda text: (shown.append(text), where.append(threading.current_thread()))
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(shown))
    assert where == [threading.main_thread()]
    assert "ZeroDivisionError" in shown[0]


def test_an_error_with_each_repaint_shows_one_dialog(qtbot, watch, shown):
    def slow(text):
        shown.append(text)
        watch.report(error())
        qtbot.wait(20)

    watch._show = slow
    watch.report(error())
    qtbot.waitUntil(lambda: bool(shown))
    assert len(shown) == 1


def test_the_text_can_be_copied(qtbot, qapp):
    theme = Theme("light")
    theme.apply(qapp)
    dialog = CrashDialog(texts_for("en"), theme, crash_text(error()), None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert "ValueError" in QGuiApplication.clipboard().text()
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_what_qt_says_goes_into_the_log():
    code = (
        "import logging, sys; logging.basicConfig(stream=sys.stdout, level=logging.DEBUG)\n"
        "from PySide6.QtCore import QCoreApplication, qWarning\n"
        "from greenfield.ui.frame.crash import CrashWatch\n"
        "app = QCoreApplication([]); CrashWatch(print).install(); qWarning('something is odd')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "WARNING:greenfield.window:Qt: something is odd" in done.stdout
