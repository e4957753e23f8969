"""Conflicts in the window: seen, decided by mouse and keyboard, one by one and all at once, taken back."""

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel
from ui_hub import synced
from ui_pages import click, company, named, page, prepared, settle, typed
from ui_program import NOW

from greenfield.records.scopes import Scope
from greenfield.services.companies import permit_photos
from greenfield.services.open_visit import open_visit
from greenfield.services.photos import attach_photo, read_photo
from greenfield.services.sync.conflicts import conflicts
from greenfield.services.sync.sharing import share
from greenfield.store.reading.companies import find_company
from greenfield.store.reading.visits import answers_of, visit_rows
from greenfield.ui.visit.editors.number import NumberEditor


def sync(qtbot, window):
    window.context.sync.sync()
    synced(qtbot, window)


def answer(window, visit, question):
    with window.context.workspace.read() as connection:
        root = answers_of(connection, visit).root
    return next((value for path, value in root.items() if path.rpartition("/")[2] == question), "")


@pytest.fixture
def apart(qtbot, joined, colleague):
    """A visit that two people know, and a way to let them answer it differently: `apart(Awa's, Badou's)`."""
    identity = company(joined.context, "Savonnerie Teranga")
    visit = prepared(joined.context, identity).visit.id
    share(joined.context.workspace, visit, Scope.ORGANISATION)
    sync(qtbot, joined)
    colleague.sync()

    def differ(own, other):
        assert open_visit(joined.context.workspace, visit, "en", NOW).answer_all(own) == []
        colleague.answer(visit, NOW, **other)
        colleague.sync()
        sync(qtbot, joined)
        return visit

    differ.visit, differ.company = visit, identity
    return differ


@pytest.fixture
def differing(qtbot, joined, apart):
    apart({"elec_amount": "1200.5"}, {"elec_amount": "1300"})
    return page(qtbot, joined, "conflicts")


def test_a_conflict_is_counted_in_the_rail_and_shown_with_who_and_when(qtbot, joined, differing):
    assert joined.rail.buttons()["conflicts"].isVisible()
    assert "1 conflict to decide" in joined.rail.buttons()["conflicts"].accessibleName()
    (row,) = differing.rows
    assert row.shown.described.where == "Savonnerie Teranga · visit on Mar 10, 2026"
    assert "lectricity" in row.title.text()
    values = {side.value.text() for side in row.sides}
    assert {one.replace("\u00a0kWh", "") for one in values} == {"1,200.5", "1,300"}
    who = [side.who for side in row.shown.sides]
    assert sorted(who) == ["Badou", "You, on this device"]
    assert all(side.when for side in row.shown.sides)


def test_without_conflicts_there_is_no_entry_in_the_rail(qtbot, joined):
    assert not joined.rail.buttons()["conflicts"].isVisible()
    page(qtbot, joined, "conflicts")
    assert joined.rail.buttons()["conflicts"].isVisible(), "the page that is shown stands in the rail"


def test_a_value_is_kept_by_mouse_and_taken_back(qtbot, joined, differing, apart):
    (row,) = differing.rows
    other = next(side for side in row.sides if "1,300" in side.value.text())
    click(qtbot, other.button)
    synced(qtbot, joined)
    assert answer(joined, apart.visit, "elec_amount") == "1300"
    assert conflicts(joined.context.workspace) == []
    assert differing._stack.currentIndex() == 1
    toast = joined.toasts.toasts()[-1]
    assert "1,300" in toast.words.text()
    click(qtbot, toast.button)
    synced(qtbot, joined)
    assert "Taken back" in joined.context.messages.shown[-1].text


def test_a_value_is_kept_by_keyboard_alone(qtbot, joined, differing, apart):
    first = differing.rows[0].sides[0]
    assert differing.first_focus() is first.button
    kept = {"1,200.5": "1300", "1,300": "1200.5"}[first.value.text().split("\u00a0")[0]]
    first.button.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is differing.rows[0].sides[1].button
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    synced(qtbot, joined)
    assert answer(joined, apart.visit, "elec_amount") == kept, "the second one"
    assert conflicts(joined.context.workspace) == []


def details(qtbot, joined, row):
    click(qtbot, row.title)
    settle(qtbot, joined)
    return joined.page


def test_a_third_value_is_written_as_in_the_visit(qtbot, joined, differing, apart):
    shown = details(qtbot, joined, differing.rows[0])
    assert isinstance(shown.third.editor, NumberEditor)
    typed(qtbot, shown.third.editor.line, "12,5")
    click(qtbot, named(shown, "keep-third"))
    assert "is not a number" in shown.third.message.text()
    assert conflicts(joined.context.workspace) != []
    typed(qtbot, shown.third.editor.line, "1,250.75")
    click(qtbot, named(shown, "keep-third"))
    synced(qtbot, joined)
    assert answer(joined, apart.visit, "elec_amount") == "1250.75"
    assert conflicts(joined.context.workspace) == []
    click(qtbot, named(shown, "all-conflicts"))
    assert joined.context.router.current.page == "conflicts"


def test_the_history_has_all_values(qtbot, joined, differing):
    shown = details(qtbot, joined, differing.rows[0])
    said = [line.text.replace("\u00a0kWh", "") for line in shown.history.lines.lines]
    assert sorted(said) == ["1,200.5", "1,300"]
    assert all(line.below for line in shown.history.lines.lines)


def test_all_of_one_person_are_kept_at_once_and_taken_back(qtbot, joined, apart):
    visit = apart(
        {"elec_amount": "1200", "water_amount": "10"},
        {"elec_amount": "1300", "water_amount": "20"},
    )
    shown = page(qtbot, joined, "conflicts")
    assert len(shown.rows) == 2
    buttons = {button.text(): button for button in shown.bulk.values()}
    assert set(buttons) == {"Keep all of mine", "Keep all of Badou"}
    click(qtbot, buttons["Keep all of Badou"])
    synced(qtbot, joined)
    assert (answer(joined, visit, "elec_amount"), answer(joined, visit, "water_amount")) == ("1300", "20")
    assert joined.context.messages.shown[-1].text == "2 conflicts were decided."
    click(qtbot, joined.toasts.toasts()[-1].button)
    synced(qtbot, joined)
    assert "Taken back" in joined.context.messages.shown[-1].text


def test_whoever_takes_a_decision_back_can_take_another_value_instead(qtbot, joined, differing, apart):
    shown = details(qtbot, joined, differing.rows[0])
    typed(qtbot, shown.third.editor.line, "1250")
    click(qtbot, named(shown, "keep-third"))
    synced(qtbot, joined)
    assert "1,250 kWh is kept" in joined.toasts.toasts()[-1].words.text(), "with its unit, as the others"
    click(qtbot, named(shown, "take-back"))
    synced(qtbot, joined)
    (toast,) = joined.toasts.toasts()
    assert "Taken back" in toast.words.text(), "and nothing says any more that the third one is kept"
    counted = answer(joined, apart.visit, "elec_amount")
    other = {"1200.5": "1,300", "1300": "1,200.5"}[counted]
    offered = {row.value.text().replace("\u00a0kWh", ""): row.button for row in shown.earlier}
    assert set(offered) == {other, "1,250"}
    offered[other].setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    synced(qtbot, joined)
    assert answer(joined, apart.visit, "elec_amount") == other.replace(",", "")
    assert any(f"{other}\u00a0kWh stands" in one.text() for one in shown.findChildren(QLabel))
    click(qtbot, joined.toasts.toasts()[-1].button)
    synced(qtbot, joined)
    assert answer(joined, apart.visit, "elec_amount") == counted


def test_a_decision_that_was_changed_again_is_not_taken_back(qtbot, joined, differing, apart):
    click(qtbot, differing.rows[0].sides[0].button)
    synced(qtbot, joined)
    undo = joined.toasts.toasts()[-1].button
    open_visit(joined.context.workspace, apart.visit, "en", NOW).answer(
        "/" + ref_of(joined, apart.visit), "7"
    )
    click(qtbot, undo)
    synced(qtbot, joined)
    assert joined.context.messages.shown[-1].codes == ("sync.nothing_to_undo",)
    assert answer(joined, apart.visit, "elec_amount") == "7"


def ref_of(window, visit):
    return open_visit(window.context.workspace, visit, "en", NOW).answers.ref("elec_amount").lstrip("/")


def test_a_delete_against_an_edit_is_shown_as_such(qtbot, joined, colleague, apart):
    with joined.context.workspace.unit() as unit:
        unit.delete(apart.company)
    with colleague.workspace.unit() as unit:
        unit.set(apart.company, {"city": "Thiès"})
    colleague.sync()
    sync(qtbot, joined)
    shown = page(qtbot, joined, "conflicts")
    row = next(one for one in shown.rows if one.shown.conflict.is_delete)
    assert "removed or kept" in row.title.text()
    shown = details(qtbot, joined, row)
    assert shown.third is None
    kept = next(
        (one for one in shown.sides if one.value.text().startswith("Kept, with what was changed")), None
    )
    removed = next((one for one in shown.sides if one.value.text() == "Removed"), None)
    assert kept is not None, "keeping is a choice as well"
    assert kept.value.text().endswith("Town: Thiès")
    assert removed is not None
    click(qtbot, kept.button)
    synced(qtbot, joined)
    with joined.context.workspace.read() as connection:
        assert find_company(connection, apart.company).city == "Thiès"


def test_in_the_visit_the_question_is_marked_and_leads_to_the_decision(qtbot, joined, apart):
    visit = apart({"elec_amount": "1200"}, {"elec_amount": "1300"})
    shown = page(qtbot, joined, "visit", visit=visit, step="questionnaire", place="elec_amount")
    settle(qtbot, joined)
    field = next(
        one for one in shown.steps["questionnaire"].sheet.fields.values() if one.name == "elec_amount"
    )
    qtbot.waitUntil(field.conflict.isVisible)
    assert joined.header.button("visit-conflicts").text() == "1 conflict"
    click(qtbot, field.conflict)
    settle(qtbot, joined)
    assert joined.context.router.current.page == "conflict"
    click(qtbot, joined.page.sides[0].button)
    synced(qtbot, joined)
    joined.context.router.back()
    settle(qtbot, joined)
    field = next(
        one for one in shown.steps["questionnaire"].sheet.fields.values() if one.name == "elec_amount"
    )
    qtbot.waitUntil(lambda: not field.conflict.isVisible())
    with joined.context.workspace.read() as connection:
        assert not next(iter(visit_rows(connection, {visit}))).in_conflict


def test_answers_of_others_appear_in_the_open_visit_and_what_is_typed_stays(qtbot, joined, colleague, apart):
    visit = apart.visit
    shown = page(qtbot, joined, "visit", visit=visit, step="questionnaire", place="elec_amount")
    settle(qtbot, joined)
    sheet = shown.steps["questionnaire"].sheet
    fields = {one.name: one for one in sheet.fields.values()}
    typed(qtbot, fields["elec_amount"].editor.line, "12")
    colleague.answer(visit, NOW, elec_amount="1300", water_amount="20")
    colleague.sync()
    sync(qtbot, joined)
    assert shown.steps["questionnaire"].sheet is sheet, "the form kept its shape, so nothing was made anew"
    assert fields["elec_amount"].editor.line.text() == "12"
    assert fields["elec_amount"].elsewhere.isVisible()
    assert shown.desk.node(fields["elec_amount"].ref).value == "1300"
    qtbot.keyClick(fields["elec_amount"].editor.line, Qt.Key.Key_Escape)
    assert fields["elec_amount"].editor.line.text() == "1,300"
    assert answer(joined, visit, "water_amount") == "20"


def test_what_is_typed_stays_where_the_form_is_made_anew(qtbot, joined, apart):
    """As it is when others add a row to a table."""
    visit = apart.visit
    shown = page(qtbot, joined, "visit", visit=visit, step="questionnaire", place="elec_amount")
    settle(qtbot, joined)
    sheet = shown.steps["questionnaire"].sheet
    field = next(one for one in sheet.fields.values() if one.name == "elec_amount")
    typed(qtbot, field.editor.line, "12")
    shown.desk.look_again()
    settle(qtbot, joined)
    anew = shown.steps["questionnaire"].sheet
    assert anew is not sheet
    assert anew.fields[field.ref].editor.line.text() == "12"
    assert anew.fields[field.ref].editor.is_typing
    assert answer(joined, visit, "elec_amount") == ""


def test_the_history_of_any_answer_is_reached_by_keyboard_and_by_its_menu(qtbot, shell):
    visit = prepared(shell.context, company(shell.context)).visit.id
    for value in ("10", "20"):
        open_visit(shell.context.workspace, visit, "en", NOW).answer("/" + ref_of(shell, visit), value)
    shown = page(qtbot, shell, "visit", visit=visit, step="questionnaire", place="elec_amount")
    settle(qtbot, shell)
    field = next(
        one for one in shown.steps["questionnaire"].sheet.fields.values() if one.name == "elec_amount"
    )
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(field.editor.line, Qt.Key.Key_H, both)
    settle(qtbot, shell)
    assert shell.context.router.current.page == "conflict"
    assert [line.text for line in shell.page.history.lines.lines] == ["10\u00a0kWh", "20\u00a0kWh"]
    assert shell.page.sides == []
    shell.context.router.back()
    settle(qtbot, shell)
    where = field.label.mapTo(field, field.label.rect().center())
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(field, QContextMenuEvent(reason, where, field.mapToGlobal(where)))
    menu = QApplication.activePopupWidget()
    menu.actions()[0].trigger()
    menu.close()
    settle(qtbot, shell)
    assert shell.context.router.current.page == "conflict"


def test_photos_stand_beside_the_value_of_whoever_took_them(qtbot, joined, colleague, apart, tmp_path):
    permit_photos(joined.context.workspace, apart.company, allowed=True)
    sync(qtbot, joined)
    colleague.sync()
    Image.new("RGB", (320, 240), "orange").save(tmp_path / "meter.jpg")
    opened = open_visit(colleague.workspace, apart.visit, "en", NOW)
    attach_photo(colleague.workspace, opened, read_photo(tmp_path / "meter.jpg"), question="elec_amount")
    apart({"elec_amount": "1200"}, {"elec_amount": "1300"})
    row = page(qtbot, joined, "conflicts").rows[0]
    photos = {side.who: len(side.side.photos) for side in row.shown.sides}
    assert photos == {"Badou": 1, "You, on this device": 0}
    shown = details(qtbot, joined, row)
    settle(qtbot, joined)
    pictures = [one for side in shown.sides for one in side.findChildren(QLabel) if not one.pixmap().isNull()]
    assert len(pictures) == 1


def test_a_value_that_a_sync_brought_meanwhile_is_never_ended_unseen(qtbot, joined, colleague, apart):
    visit = apart({"elec_amount": "1200"}, {"elec_amount": "1300"})
    shown = page(qtbot, joined, "conflicts")
    before = shown.rows[0].shown
    colleague.answer(visit, NOW, elec_amount="1400")
    colleague.sync()
    sync(qtbot, joined)
    settle(qtbot, joined)
    assert {side.value.replace("\u00a0kWh", "") for side in shown.rows[0].shown.sides} == {"1,200", "1,400"}
    shown.deciding.keep(before, before.sides[0])  # a click on what stood there a moment ago
    settle(qtbot, joined)
    assert joined.context.messages.shown[-1].codes != ()
    assert len(conflicts(joined.context.workspace)) == 1
    shown.deciding.keep_all(visit, before.sides[0].side.device, [before])
    settle(qtbot, joined)
    assert len(conflicts(joined.context.workspace)) == 1
