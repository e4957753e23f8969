"""The keyboard: Return presses the button that has it, and it is never lost to the rail."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from test_ui_first_run import first_run, protect
from test_ui_first_run import window as started  # noqa: F401  a fixture
from test_ui_import_form import RIGHT, WRONG
from ui_pages import company, named, page, prepared, settle
from ui_visits import new_visit, show


@pytest.fixture
def active(qtbot, shell):
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    settle(qtbot, shell)
    return shell


def in_page(window):
    focused = QApplication.focusWidget()
    return focused is not None and window.page.isAncestorOf(focused)


def test_return_presses_the_button_that_has_the_keyboard(qtbot, started, tmp_path):  # noqa: F811
    protect(qtbot, started, tmp_path / "mine.greenfield")
    code = first_run(started).code
    qtbot.waitUntil(code.isVisible)
    started.activateWindow()  # the list of countries took its place
    qtbot.waitUntil(started.isActiveWindow)
    assert QApplication.focusWidget() is code.written
    qtbot.keyClick(code.written, Qt.Key.Key_Return)
    assert not code.written.isChecked()
    qtbot.keyClick(code.written, Qt.Key.Key_Space)
    qtbot.keyClick(code.written, Qt.Key.Key_Tab)
    while QApplication.focusWidget() is not code.button:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(code.button, Qt.Key.Key_Enter)
    ready = first_run(started).ready
    assert ready.isVisible()
    ready.own.setFocus()
    qtbot.keyClick(ready.own, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: started.context.router.current.page == "home")
    settle(qtbot, started)


def test_a_page_that_is_shown_has_the_keyboard(qtbot, active):
    active.rail._buttons["companies"].setFocus()
    for name in ("companies", "settings", "new-visit", "import-form", "home"):
        active.context.router.show(name)
        settle(qtbot, active)
        qtbot.waitUntil(lambda: in_page(active) or active.header.isAncestorOf(QApplication.focusWidget()))


def test_ctrl_n_leads_to_the_first_field_of_a_new_visit(qtbot, active):
    company(active.context)
    page(qtbot, active, "home")
    QTest.keyClick(active, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: active.context.router.current.page == "new-visit")
    settle(qtbot, active)
    qtbot.waitUntil(lambda: in_page(active))


def test_a_visit_that_was_begun_has_the_keyboard_in_its_first_field(qtbot, active):
    company(active.context)
    shown = page(qtbot, active, "new-visit")
    shown.company.company.set_key(shown.company.company._choices[0].key)
    shown.button.setFocus()
    qtbot.keyClick(shown.button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: active.context.router.current.page == "visit")
    settle(qtbot, active)
    fields = active.page.steps["agreement"].fields
    qtbot.waitUntil(lambda: fields["met"].isAncestorOf(QApplication.focusWidget() or QWidget()))


@pytest.mark.parametrize(("content", "name"), [(RIGHT, "keep-form"), (WRONG, "choose-form")])
def test_after_a_file_was_looked_at_the_keyboard_is_at_what_comes_next(
    qtbot, active, tmp_path, content, name
):
    path = tmp_path / "water.md"
    path.write_text(content, encoding="utf-8")
    shown = page(qtbot, active, "import-form")
    named(shown, "choose-form").setFocus()
    shown.look_at(path)
    settle(qtbot, active)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is named(shown, name))


def test_what_goes_away_under_the_keyboard_does_not_give_it_to_the_rail(qtbot, active):
    visit = prepared(active.context, company(active.context)).visit.id
    step = show(active, visit, "agreement").steps["agreement"]
    field = step.fields["met"]
    field.editor.take_focus()
    QApplication.focusWidget().setEnabled(False)
    qtbot.waitUntil(lambda: in_page(active))
    QApplication.focusWidget().hide()
    qtbot.waitUntil(lambda: in_page(active))


def test_who_tabs_into_the_rail_stays_there(qtbot, active):
    show(active, new_visit(active.context.workspace), "agreement")
    (button, *_) = [
        one for one in active.rail.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.wait(20)
    assert QApplication.focusWidget() is button
