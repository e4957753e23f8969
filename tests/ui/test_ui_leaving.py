"""What the window takes away stays whole until Qt deletes it."""

import gc
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

import greenfield.ui
from greenfield.ui import leaving
from greenfield.ui.leaving import let_go


class _Bell(QObject):
    rang = Signal(str)


class _Listener(QWidget):
    def __init__(self, bell, heard):
        super().__init__()
        self.heard = heard
        bell.rang.connect(self.hear)

    def hear(self, sound):
        self.heard.append(sound)


def test_a_part_of_what_was_let_go_hears_signals_until_it_is_deleted(qapp):
    bell, heard, before = _Bell(), [], len(leaving._leaving)
    page = QWidget()
    _Listener(bell, heard).setParent(page)
    let_go(page)
    let_go(page)
    del page
    gc.collect()
    bell.rang.emit("still here")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    bell.rang.emit("gone")
    assert heard == ["still here"]
    assert len(leaving._leaving) == before


def test_nothing_in_the_window_is_deleted_past_it():
    folder = Path(greenfield.ui.__file__).parent
    found = [path for path in folder.rglob("*.py") if "deleteLater" in path.read_text(encoding="utf-8")]
    assert [path.name for path in found] == ["leaving.py"]
