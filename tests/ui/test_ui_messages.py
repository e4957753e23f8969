import threading

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from greenfield.base.problem import Problem, Severity, fail
from greenfield.base.texts import texts_for
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.messages import Tone
from greenfield.ui.frame.page import Page, PageEntry
from greenfield.ui.frame.question import Question


@pytest.fixture
def window(program):
    made = program(entries=(PageEntry("home", "Visits", "house", Page, in_rail=True),)).window
    made.context.router.show("home")
    return made


@pytest.fixture
def messages(window):
    return window.context.messages


def texts_of(window):
    return [toast.words.text() for toast in window.toasts.toasts()]


def test_a_toast_does_what_it_offers_and_goes(qtbot, window, messages):
    undone = []
    messages.toast("The visit was deleted.", Action("undo", "Undo", "", lambda: undone.append(True)))
    qtbot.mouseClick(window.toasts.toasts()[0].button, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert texts_of(window) == []


def test_an_error_stays_until_it_is_closed_and_news_go_by_themselves(window, messages):
    messages.problem(fail("workspace.disk_full", "x.greenfield"))
    messages.toast("Kept.")
    error, news = window.toasts.toasts()
    assert not error._timer.isActive()
    assert news._timer.isActive()
    news._timer.timeout.emit()
    assert [toast.notice.tone for toast in window.toasts.toasts()] == [Tone.ERROR]


def test_a_problem_says_what_happened_in_the_persons_language(window, messages):
    window.context.texts = texts_for("fr")
    messages.problem(fail("workspace.disk_full", "x.greenfield"))
    assert texts_of(window)[0].startswith("Le disque est plein")
    assert messages.shown[-1].codes == ("workspace.disk_full",)


def test_several_problems_are_one_message_as_bad_as_the_worst(window, messages):
    warning = Problem("visit.finished", severity=Severity.WARNING)
    messages.problem([warning, warning])
    assert messages.shown[-1].tone is Tone.WARNING
    assert texts_of(window)[0].count("\n") == 0
    messages.problem([])
    assert len(messages.shown) == 1


def test_the_same_message_stands_only_once_and_never_more_than_three(window, messages):
    for text in ("one", "two", "two", "three", "four"):
        messages.toast(text)
    assert texts_of(window) == ["two", "three", "four"]


def test_messages_lie_inside_of_the_window_when_it_gets_small(qtbot, window, messages):
    messages.problem(fail("workspace.database_damaged", "a" * 60))
    window.resize(960, 560)
    QApplication.processEvents()
    area, host = window.toasts.geometry(), window.toasts.parentWidget().rect()
    assert host.contains(area)


@pytest.mark.parametrize(("choice", "expected"), [("yes", True), ("no", False)])
def test_a_question_names_what_its_button_does(qtbot, window, messages, choice, expected):
    seen = []

    def answer():
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        seen.append((question.windowTitle(), question.yes.text(), question.no.isDefault()))
        qtbot.mouseClick(getattr(question, choice), Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, answer)
    agreed = messages.ask("Delete the visit?", "61 answers go with it.", "Delete visit", dangerous=True)
    assert agreed is expected
    assert seen == [("Delete the visit?", "Delete visit", True)]


def test_a_question_is_freed(qtbot, window, messages):
    def leave():
        QApplication.activeModalWidget().reject()

    QTimer.singleShot(0, leave)
    assert not messages.ask("Really?", "It cannot be undone.", "Do it")
    qtbot.waitUntil(lambda: not window.findChildren(Question))


def test_long_work_shows_how_far_it_is_and_can_be_cancelled(qtbot, window):
    go_on = threading.Event()

    def work(progress):
        progress.report(2, 5)
        while not go_on.wait(0.001):
            progress.stop_if_cancelled()

    done = []
    job = window.context.runner.run(work, window).on_success(done.append).with_progress("Making the plan …")
    qtbot.waitUntil(window.jobs.isVisible)
    assert window.jobs._words.text() == "Making the plan …"
    with qtbot.waitSignal(job.ended):
        qtbot.mouseClick(window.jobs._cancel, Qt.MouseButton.LeftButton)
    assert done == []
    assert not window.jobs.isVisible()


def test_short_work_shows_no_bar(qtbot, window):
    job = window.context.runner.run(lambda _: 1, window).with_progress("Reading …")
    with qtbot.waitSignal(job.ended):
        pass
    assert not window.jobs._patience.isActive()
    assert not window.jobs.isVisible()
