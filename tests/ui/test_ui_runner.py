import threading

import pytest
from PySide6.QtCore import QObject, QThread

from greenfield.base.problem import fail
from greenfield.ui.frame.runner import Runner


@pytest.fixture
def unhandled():
    return []


@pytest.fixture
def runner(qapp, unhandled):
    made = Runner(unhandled.append)
    yield made
    assert any(made.close() for _ in range(12))


def test_a_result_is_delivered_in_the_windows_thread(qtbot, qapp, runner):
    found = []
    job = runner.run(lambda _: threading.get_ident())
    job.on_success(lambda ident: found.append((ident, QThread.currentThread())))
    qtbot.waitUntil(lambda: bool(found))
    worked_in, told_in = found[0]
    assert worked_in != threading.get_ident()
    assert told_in is qapp.thread()
    assert job.is_over
    assert not runner.is_busy


def test_progress_is_told_in_order(qtbot, runner):
    def work(progress):
        for done in range(4):
            progress.report(done, 3)

    told = []
    job = runner.run(work)
    job.moved.connect(lambda done, total: told.append((done, total)))
    with qtbot.waitSignal(job.ended):
        pass
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_work_that_is_cancelled_stops_and_nothing_follows(qtbot, runner, unhandled):
    begun, followed = threading.Event(), []

    def work(progress):
        begun.set()
        while True:
            progress.stop_if_cancelled()
            threading.Event().wait(0.001)

    job = runner.run(work).on_success(followed.append).on_failure(followed.append)
    assert begun.wait(60)
    with qtbot.waitSignal(job.ended):
        job.cancel()
    assert followed == []
    assert unhandled == []


def test_a_named_problem_goes_to_whoever_wants_it(qtbot, runner, unhandled):
    def work(_):
        raise fail("workspace.disk_full", "x")

    found = []
    runner.run(work).on_failure(lambda error: found.append(error.code))
    qtbot.waitUntil(lambda: bool(found))
    assert found == ["workspace.disk_full"]
    assert unhandled == []


@pytest.mark.parametrize("error", [fail("workspace.disk_full", "x"), ValueError("a bug")])
def test_what_nobody_takes_goes_to_the_one_place_for_it(qtbot, runner, unhandled, error):
    def work(_):
        raise error

    runner.run(work)
    qtbot.waitUntil(lambda: bool(unhandled))
    assert unhandled == [error]


def test_a_bug_is_never_shown_as_a_problem(qtbot, runner, unhandled):
    taken = []
    runner.run(lambda _: 1 / 0).on_failure(taken.append)
    qtbot.waitUntil(lambda: bool(unhandled))
    assert taken == []
    assert isinstance(unhandled[0], ZeroDivisionError)


def test_nothing_follows_once_the_owner_is_gone(qtbot, runner):
    owner, followed, go = QObject(), [], threading.Event()
    job = runner.run(lambda _: go.wait(60), owner).on_success(followed.append)
    owner.deleteLater()
    qtbot.waitSignal(owner.destroyed).wait()
    with qtbot.waitSignal(job.ended):
        go.set()
    assert followed == []
