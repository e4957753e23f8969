"""Garbage is collected in the window's thread alone, also while work runs in the background."""

import gc
import threading

import pytest
from PySide6.QtWidgets import QWidget

from greenfield.ui.frame.collector import Collector
from greenfield.ui.frame.runner import Runner

MANY = 50_000


class Knot:
    """Holds itself, so that only a collection frees it."""

    alive = 0

    def __init__(self):
        self.itself = self
        Knot.alive += 1

    def __del__(self):
        Knot.alive -= 1


@pytest.fixture
def collected_in():
    """The threads in which a collection took place."""
    threads = set()

    def note(phase, _told):
        threads.add((phase, threading.get_ident()))

    gc.callbacks.append(note)
    yield threads
    gc.callbacks.remove(note)


@pytest.fixture
def runner(qapp):
    made = Runner(pytest.fail)
    yield made
    assert any(made.close() for _ in range(12))


def test_while_work_runs_the_window_collects_what_the_work_leaves(qtbot, runner, collected_in):
    gc.collect()
    collected_in.clear()
    go, made, alive_at_work = threading.Event(), threading.Event(), []

    def work(_progress):
        for _ in range(MANY):
            Knot()
        alive_at_work.append(Knot.alive)
        made.set()
        return go.wait(60)

    job = runner.run(work)
    assert made.wait(60)
    assert alive_at_work == [MANY], "something collected in the worker's thread"
    runner._collector._clock.setInterval(10)
    qtbot.waitUntil(lambda: Knot.alive < MANY // 100)
    assert not job.is_over
    go.set()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert {ident for _, ident in collected_in} == {threading.get_ident()}


def test_widgets_in_a_knot_are_freed_by_the_window_and_not_by_the_worker(qtbot, runner):
    """What ended the program: a worker that makes many objects frees the widgets of the window."""
    freed_in = set()
    for _ in range(100):
        widget = QWidget()
        widget.knot = widget
        widget.destroyed.connect(lambda *_: freed_in.add(threading.get_ident()))
        del widget
    job = runner.run(lambda _: len([[number] for number in range(MANY)]))
    with qtbot.waitSignal(job.ended):
        pass
    assert freed_in <= {threading.get_ident()}


def test_python_collects_by_itself_again_once_no_thread_works(qtbot, qapp):
    runner = Runner(pytest.fail)
    assert gc.isenabled()
    job = runner.run(lambda _: None)
    with qtbot.waitSignal(job.ended):
        pass
    assert not gc.isenabled(), "the worker may still be on its last step"
    assert runner.close()
    assert gc.isenabled()


def test_the_youngest_are_collected_often_and_everything_seldom(qapp, collected_in, monkeypatch):
    wanted = []
    monkeypatch.setattr(gc, "collect", wanted.append)
    collector = Collector(qapp)
    for counts in ((1, 0, 0), (5_000, 0, 0), (5_000, 11, 0), (5_000, 11, 11), (5_000, 0, 11)):
        monkeypatch.setattr(gc, "get_count", lambda counts=counts: counts)
        monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
        collector.look()
    gc.enable()
    collector.deleteLater()
    assert wanted == [0, 1, 2, 0]


def test_what_work_held_is_let_go_in_the_windows_thread(qtbot, runner):
    freed_in = []

    class Held:
        def __del__(self):
            freed_in.append(threading.get_ident())

    held = Held()
    job = runner.run(lambda _, held=held: id(held))
    del held
    with qtbot.waitSignal(job.ended):
        pass
    qtbot.waitUntil(lambda: bool(freed_in))
    assert freed_in == [threading.get_ident()]
