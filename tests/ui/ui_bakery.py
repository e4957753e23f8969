"""The visit to the sample bakery in the real window, and what its tests share."""

from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from greenfield.services.chosen_measures import choose_measure
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.finishing import finish_visit
from greenfield.services.sample_factory import sample_factory
from greenfield.services.visits import NewVisit, prepare_visit

NOBODY = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def bakery_visit(shell, *, answers=None, chosen=True, finished=False, photos="report"):
    """Make the visit of the sample with all of its answers or some, and return its id."""
    context, sample = shell.context, sample_factory("bakery")
    company, _ = new_company(
        context.workspace,
        NewCompany(
            sample.company.name, country="SEN", currency="XOF", sector="C10", city="Thiès", photos=photos
        ),
    )
    new = NewVisit(company, sample.toolkit, date(2026, 3, 10), language=context.texts.language)
    opened, _ = prepare_visit(context.workspace, new, context.clock())
    given = sample.answers if answers is None else {name: sample.answers[name] for name in answers}
    assert opened.answer_all(given) == []
    for choice in sample.chosen if chosen else ():
        choose_measure(context.workspace, opened, choice.name, person=choice.responsible, due=choice.due)
    if finished:
        finish_visit(context.workspace, opened, context.clock())
    return opened.visit.id


def show_step(shell, visit, step, place=""):
    """Show a step of a visit and return its widget."""
    shell.context.router.show("visit", visit=visit, step=step, place=place)
    return shell.page.steps[step]


def click(widget, at=None):
    """Click on a widget, in its middle or at a place."""
    QTest.mouseClick(widget, LEFT, NOBODY, at or widget.rect().center())


def type_into(line, text):
    """Replace what stands in a line, and leave it by Tab."""
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Tab)


def draw(pad, points):
    """Draw one stroke through points."""
    first, *others = [QPoint(x, y) for x, y in points]
    QTest.mousePress(pad, LEFT, NOBODY, first)
    for point in others:
        QTest.mouseMove(pad, point)
    QTest.mouseRelease(pad, LEFT, NOBODY, others[-1])


def when_shown(kind, work):
    """Do something with the next dialog of a kind as soon as it is shown; it is closed whatever happens."""
    timer = QTimer(QApplication.instance())

    def look():
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
        if not found:
            return
        timer.stop()
        timer.deleteLater()
        try:
            work(found[0])
        finally:
            if found[0].isVisible():
                found[0].reject()

    timer.timeout.connect(look)
    timer.start(20)


def settled(qtbot, shell):
    """Wait until nothing runs in the background."""
    qtbot.waitUntil(lambda: not shell.context.runner.is_busy, timeout=20_000)


def words_of(widget):
    """Return everything that labels below a widget say and that is not hidden."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())
