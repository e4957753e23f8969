"""What a test of the window must not leave behind, and what must not hold it up for ever."""

import faulthandler
import gc
import threading
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit
from shiboken6 import getAllValidWrappers

PATIENCE_MS = 30_000
"""So long a dialog may stand open; whoever expects one answers it within a blink, on a busy machine within seconds."""
_WHOLE_TEST_S = 900
_THREAD_S = 20
_LOOK_MS = 250
_OWN = "watch"


@contextmanager
def nothing_held_up(patience_ms=PATIENCE_MS):
    """Gives a list of what held the test up: dialogs that nobody answered, which are closed then.

    A test that is stuck outside of the event loop ends the process, with the stack of every thread.
    """
    unanswered, waiting = [], {}

    def look():
        dialog = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if not isinstance(dialog, QDialog):
            waiting.clear()
            return
        waiting[dialog] = waiting.get(dialog, 0) + _LOOK_MS
        if waiting[dialog] > patience_ms:
            unanswered.append(_said(dialog))
            waiting.clear()
            dialog.reject()

    clock = QTimer(interval=_LOOK_MS, objectName=_OWN)
    clock.timeout.connect(look)
    clock.start()
    faulthandler.dump_traceback_later(_WHOLE_TEST_S, exit=True)
    try:
        yield unanswered
    finally:
        faulthandler.cancel_dump_traceback_later()
        clock.stop()
        clock.deleteLater()


def threads_ended():
    """Wait for threads that were told to end: a hub's workers (anyio) are, but nobody waits for them."""
    for thread in _threads():
        thread.join(_THREAD_S)


def left_behind():
    """Return what lives on: threads, timers that run, dialogs, windows that can be seen."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = [f"thread {thread.name}" for thread in _threads()]
    for one in getAllValidWrappers():
        if isinstance(one, QTimer) and one.isActive() and one.objectName() != _OWN:
            found.append(f"timer of {one.parent()!r} every {one.interval()} ms")
        elif isinstance(one, QThread) and one.isRunning() and one is not QThread.currentThread():
            found.append(f"thread {one!r}")
        elif isinstance(one, QDialog):
            found.append(_said(one))
    found += [f"window {one!r}" for one in QApplication.topLevelWidgets() if one.isVisible()]
    if not gc.isenabled():
        found.append("garbage is no longer collected by itself")
    return found


def _threads():
    return [
        thread
        for thread in threading.enumerate()
        if not (thread is threading.main_thread() or thread.daemon or _is_dummy(thread))
    ]


def _is_dummy(thread):
    """Tell whether it is not one of Python: Qt's pools keep theirs for a while, and they rest."""
    return isinstance(thread, threading._DummyThread)


def _said(dialog):
    words = [one.text() for one in dialog.findChildren(QLabel)]
    words += [one.toPlainText() for one in dialog.findChildren(QPlainTextEdit)]
    return "\n".join([f"{type(dialog).__name__} {dialog.windowTitle()!r}", *words])
