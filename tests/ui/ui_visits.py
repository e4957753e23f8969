"""What the tests of a visit on the screen share: visits on the desk, and fingers on the keyboard."""

from datetime import UTC, date, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from greenfield.services.companies import NewCompany, new_company
from greenfield.services.open_visit import open_visit
from greenfield.services.packages import build_to, install
from greenfield.services.visits import NewVisit, prepare_visit

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)

MOTORS = """
| package |
|  | id | version | kind | publisher | licence | title | default_language |
|  | motors | 1 | toolkit | A centre | CC-BY-4.0 | Motors | English (en) |

| survey |
|  | type | name | label | hint | default | relevant | required | required_message | constraint | constraint_message | appearance | calculation |
|  | text | hall | Hall |  |  |  |  |  |  |  |  |  |
|  | integer | many | How many halls? |  |  |  |  |  | . < 10 | Fewer than ten, please. |  |  |
|  | text | why | Why so many? |  |  | ${many} > 3 | yes | A reason helps. |  |  |  |  |
|  | date | since | Since when? |  |  |  |  |  |  |  |  |  |
|  | text | story | What happened? |  |  |  |  |  |  |  | multiline |  |
|  | select_multiple duty | days | On which days? |  |  |  |  |  |  |  |  |  |
|  | acknowledge | seen | The plan of the halls was seen |  |  |  |  |  |  |  |  |  |
|  | image | front | A photo of the front |  |  |  | yes | A picture says more. |  |  |  |  |
|  | note | hello | Now the motors. |  |  |  |  |  |  |  |  |  |
|  | calculate | total |  |  |  |  |  |  |  |  |  | ${many} * 2 |
|  | begin_repeat | motor | Motors |  |  |  |  |  |  |  |  |  |
|  | text | name | Name |  |  |  |  |  |  |  |  |  |
|  | decimal | kw | Power in kW |  |  |  |  |  | . > 0 | More than nothing. |  |  |
|  | select_one duty | duty | How often does it run? |  | always |  |  |  |  |  |  |  |
|  | date | bought | Bought on |  |  | ${duty} = 'always' |  |  |  |  |  |  |
|  | text | remark | Remark |  |  |  |  |  |  |  | multiline |  |
|  | begin_repeat | bearing | Bearings |  |  |  |  |  |  |  |  |  |
|  | text | kind | Kind |  |  |  |  |  |  |  |  |  |
|  | end_repeat |  |  |  |  |  |  |  |  |  |  |  |
|  | end_repeat |  |  |  |  |  |  |  |  |  |  |  |

| choices |
|  | list_name | name | label |
|  | duty | always | Always |
|  | duty | seldom | Seldom |

| settings |
|  | form_id | version | default_language |
|  | motors | 1 | English (en) |
"""


def new_visit(workspace, *, toolkit="quick-scan", photos="report", language="en"):
    """A prepared visit at a new bakery; its id."""
    company, _ = new_company(
        workspace,
        NewCompany("Fournil", country="SEN", currency="XOF", sector="C10", employees=48, photos=photos),
    )
    prepared, problems = prepare_visit(
        workspace, NewVisit(company, toolkit, date(2026, 3, 10), language=language), NOW
    )
    assert problems == []
    return prepared.visit.id


def motor_visit(workspace, folder):
    """A prepared visit with a toolkit that repeats."""
    source = folder / "motors.md"
    source.write_text(MOTORS, encoding="utf-8")
    install(workspace, build_to(source, folder)[0])
    return new_visit(workspace, toolkit="motors")


def kept(window, visit):
    """The answers that the workspace keeps, by the last part of their place."""
    opened = open_visit(window.context.workspace, visit, "en", NOW)
    return {
        node.ref.split("/", 2)[-1].rsplit("/", 1)[-1]
        if "[" not in node.ref
        else node.ref.removeprefix("/data/"): node.value
        for node in opened.session.nodes()
        if node.value and "/meta/" not in node.ref
    }


def show(window, visit, step, place=""):
    """Show a step of a visit; the page."""
    what = {"visit": visit, "step": step} | ({"place": place} if place else {})
    window.context.router.show("visit", **what)
    QApplication.processEvents()
    page = window.page
    sheet = getattr(page.steps[step], "sheet", None)
    if sheet is not None:
        sheet.build_whole()
        QApplication.processEvents()
    return page


def field_of(page, name):
    """The question of a name on the step that is shown."""
    sheet = page.steps[page.step].sheet
    return next(field for ref, field in sheet.fields.items() if ref.rsplit("/", 1)[-1] == name)


def enter(field):
    """Put the keyboard into a question; the widget that has it."""
    field.window().activateWindow()
    field.editor.take_focus()
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    assert field.isAncestorOf(focused)
    return focused


def type_into(field, text, *, leave=True):
    """Type in place of what stands in a field, and go on by Tab."""
    widget = enter(field)
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(widget, text) if text else QTest.keyClick(widget, Qt.Key.Key_Delete)
    if leave:
        press(Qt.Key.Key_Tab)


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)
    QApplication.processEvents()


def question_with_focus():
    """The name of the question that has the keyboard."""
    widget: QWidget | None = QApplication.focusWidget()
    while widget is not None and not hasattr(widget, "ref"):
        widget = widget.parentWidget()
    return widget.name if widget is not None else ""
