"""The watch over the tests of the window: it sees what is left behind, and ends what would wait for ever."""

import threading
import time
from itertools import count

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget
from ui_watch import left_behind, nothing_held_up, threads_ended

from greenfield.ui.frame.crash_dialog import CrashDialog
from greenfield.ui.window import Program


def test_a_timer_that_runs_on_is_seen(qapp):
    timer = QTimer()
    timer.start(60_000)
    assert left_behind() == ["timer of None every 60000 ms"]
    timer.stop()
    assert left_behind() == []


def test_a_dialog_is_seen_even_when_it_is_closed(qapp):
    dialog = QDialog()
    dialog.setWindowTitle("Sign")
    assert left_behind() == ["QDialog 'Sign'"]
    dialog.deleteLater()
    assert left_behind() == []


def test_a_window_and_a_thread_are_seen(qapp):
    go = threading.Event()
    thread = threading.Thread(target=go.wait, name="slow")
    thread.start()
    window = QWidget()
    window.show()
    found = left_behind()
    go.set()
    thread.join()
    window.close()
    assert found[0] == "thread slow"
    assert found[1].startswith("window <PySide6.QtWidgets.QWidget")
    assert left_behind() == []


def test_a_thread_that_was_told_to_end_is_waited_for(qapp):
    slow = threading.Thread(target=threading.Event().wait, args=(0.3,), name="slow")
    slow.start()
    threads_ended()
    assert left_behind() == []


def test_whoever_waits_goes_on_when_the_clock_is_set(qtbot, monkeypatch):
    turns, hours = [], count(0, 3_600)
    monkeypatch.setattr(time, "time", lambda: float(next(hours)))
    qtbot.waitUntil(lambda: bool(turns.append(1)) or len(turns) > 3)
    assert len(turns) == 4


def test_a_dialog_that_nobody_answers_is_closed_and_told(qapp):
    dialog = QDialog()
    dialog.setWindowTitle("Really?")
    QVBoxLayout(dialog).addWidget(QLabel("It cannot be undone."))
    with nothing_held_up(patience_ms=300) as unanswered:
        assert dialog.exec() == QDialog.DialogCode.Rejected
    dialog.deleteLater()
    assert unanswered == ["QDialog 'Really?'\nIt cannot be undone."]


def test_the_crash_dialog_of_the_program_cannot_hold_a_test_up(qtbot, program):
    made = program()
    made.crashes._show = lambda text: Program._show_crash(made, text)  # as outside of the tests
    with nothing_held_up(patience_ms=300) as unanswered:
        made.context.runner.run(lambda _: 1 / 0)
        qtbot.waitUntil(lambda: bool(unanswered))
    assert unanswered[0].startswith(f"{CrashDialog.__name__} 'Something went wrong'")
    assert "ZeroDivisionError" in unanswered[0]


def test_a_fault_of_the_program_is_told_to_the_test(qtbot, program):
    made = program()
    made.context.runner.run(lambda _: 1 / 0)
    qtbot.waitUntil(lambda: bool(made.faults))
    assert "ZeroDivisionError" in made.faults.pop()
