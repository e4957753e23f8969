"""Deciding as a person does, by mouse and by keyboard alone, in both languages, on values of every kind."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from ui_hub import synced
from ui_pages import named, page, settle
from ui_person import Person
from ui_program import NOW
from ui_visits import motor_visit

from greenfield.records.scopes import Scope
from greenfield.services.chosen_measures import choose_measure, chosen_measures, drop_measure
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.open_visit import open_visit
from greenfield.services.sync.conflicts import conflicts
from greenfield.services.sync.sharing import share
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.ui.visit.editors.long_text import LongTextEditor
from greenfield.ui.visit.editors.number import NumberEditor

LONG = "The drain behind the mill was blocked, so water stood in the hall. " * 30
KINDS = {
    "text": ("hall", "Mill hall", "Old hall", "New hall", {"Mill hall", "Old hall"}),
    "number": ("many", "3", "2", "1", {"3", "2"}),
    "date": ("since", "2020-01-31", "2021-02-28", None, {"Jan 31, 2020", "Feb 28, 2021"}),
    "several": ("days", "always", "always seldom", None, {"Always", "Always, Seldom"}),
    "long text": ("story", LONG + "Mended.", LONG + "Not mended.", "Mended in May.", {LONG + "Mended.", LONG + "Not mended."}),
    "cell": ("/data/motor[1]/kw", "11.5", "15", "12", {"11.5", "15"}),
    "choice that was emptied": ("/data/motor[1]/duty", "", "seldom", None, {"Empty", "Seldom"}),
    "date in a cell": ("/data/motor[1]/bought", "2014-05-01", "2015-06-01", None, {"May 1, 2014", "Jun 1, 2015"}),
}  # fmt: skip


def sync(qtbot, window):
    window.context.sync.sync()
    synced(qtbot, window)


@pytest.fixture
def differ(qtbot, joined, colleague, tmp_path):
    """Let two people answer a question of a visit, each without knowing of the other: `differ(question, own, other)`."""
    workspace = joined.context.workspace
    found = motor_visit(workspace, tmp_path)
    open_visit(workspace, found, "en", NOW).answer("/data/motor[1]/name", "Mill")
    share(workspace, found, Scope.ORGANISATION)
    sync(qtbot, joined)
    colleague.sync()

    def both(question, own, other):
        for place, value in ((workspace, own), (colleague.workspace, other)):
            assert open_visit(place, found, "en", NOW).answer_all({question: value}) == []
        colleague.sync()
        sync(qtbot, joined)

    both.visit = found
    return both


def value_of(joined, visit, question):
    opened = open_visit(joined.context.workspace, visit, "en", NOW)
    return opened.session.node(question if question.startswith("/") else f"/data/{question}").value


@pytest.fixture
def person(qtbot, joined):
    return Person(qtbot, joined)


def tab_to(person, wanted):
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is not None and (focused is wanted or wanted.isAncestorOf(focused)):
            return
        person.press(Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not lead to {wanted!r}")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_every_kind_of_value_is_seen_kept_and_taken_back(qtbot, differ, person, kind, by):
    question, own, other, _, said = KINDS[kind]
    joined, visit = person.window, differ.visit
    differ(question, own, other)
    shown = page(qtbot, joined, "conflicts")
    settle(qtbot, joined)
    (row,) = shown.rows
    if by == "mouse":
        person.click(row.title)
    else:
        tab_to(person, row.title)
        person.press(Qt.Key.Key_Space)
    settle(qtbot, joined)
    details = joined.page
    assert {side.value.text() for side in details.sides} == said
    kept = next(side for side in details.sides if side.value.text() == details.sides[-1].value.text())
    wanted = own if kept.button is details.sides[-1].button and _is_own(details, -1) else other
    if by == "mouse":
        person.click(kept.button)
    else:
        tab_to(person, kept.button)
        person.press(Qt.Key.Key_Return)
    synced(qtbot, joined)
    assert value_of(joined, visit, question) == wanted
    assert conflicts(joined.context.workspace) == []
    assert len(joined.context.messages.shown[-1].text) < 160
    # taken back from the page itself, not only from a message that goes by itself
    joined.context.router.back()
    joined.context.router.show("conflict", record=details._record, field=details._field)
    settle(qtbot, joined)
    if by == "mouse":
        person.click("take-back")
    else:
        person.wait_until(lambda: person.sees("take-back") is not None)
        tab_to(person, person.sees("take-back"))
        person.press(Qt.Key.Key_Return)
    synced(qtbot, joined)
    assert value_of(joined, visit, question) == ({own, other} - {wanted}).pop()
    assert person.sees("take-back") is None, "it is taken back, and the history says so"
    assert len(joined.page.history.lines.lines) >= 4


def _is_own(details, at):
    return details.shown.sides[at].side.is_own


@pytest.mark.parametrize("kind", [kind for kind, one in KINDS.items() if one[3] is not None])
def test_a_third_value_is_written_by_keyboard_alone(qtbot, differ, person, kind):
    question, own, other, third, _ = KINDS[kind]
    joined, visit = person.window, differ.visit
    differ(question, own, other)
    (found,) = conflicts(joined.context.workspace)
    details = page(qtbot, joined, "conflict", record=found.belonging.record, field=found.field)
    settle(qtbot, joined)
    tab_to(person, details.third.editor)
    if isinstance(details.third.editor, LongTextEditor):
        assert details.third.editor.area.toPlainText() in {own, other}, "one goes on from what is there"
    person.replace(third)
    person.press(Qt.Key.Key_Tab)
    tab_to(person, details.third.button)
    person.press(Qt.Key.Key_Return)
    synced(qtbot, joined)
    assert value_of(joined, visit, question) == third
    assert conflicts(joined.context.workspace) == []


def test_two_long_texts_that_begin_alike_are_told_apart(qtbot, joined, differ):
    question, own, other, _, _ = KINDS["long text"]
    differ(question, own, other)
    shown = page(qtbot, joined, "conflicts")
    settle(qtbot, joined)
    (row,) = shown.rows
    assert all(len(side.value.text()) < 400 for side in row.sides), "the list stays a list"
    assert any("They begin alike" in one.text() for one in row.findChildren(QLabel))


def test_in_french_every_word_of_the_way_is(qtbot, joined, differ):
    differ("many", "3", "2")
    context = joined.context
    context.apply_settings(msgspec.structs.replace(context.settings, language="fr"))
    settle(qtbot, joined)
    shown = page(qtbot, joined, "conflicts")
    settle(qtbot, joined)
    (row,) = shown.rows
    assert {side.button.text() for side in row.sides} == {"Garder ceci"}
    record, field = row.shown.key
    details = page(qtbot, joined, "conflict", record=record, field=field)
    settle(qtbot, joined)
    counts = str(value_of(joined, differ.visit, "many"))
    (other,) = [side for side in details.sides if side.value.text() != counts]
    other.button.click()
    synced(qtbot, joined)
    assert named(details, "take-back").text() == "Revenir sur la décision"


@pytest.fixture
def bakery(qtbot, joined, colleague):
    """A shared visit to a bakery with a measure in its plan."""
    workspace = joined.context.workspace
    company, _ = new_company(workspace, NewCompany("Fournil", country="SEN", currency="XOF", sector="C10"))
    opened, _ = prepare_visit(workspace, NewVisit(company, "quick-scan", NOW.date()), NOW)
    name = next(iter(opened.toolkit.measures)).name
    choose_measure(workspace, opened, name)
    share(workspace, opened.visit.id, Scope.ORGANISATION)
    sync(qtbot, joined)
    colleague.sync()
    return opened.visit.id, name


def corrected(workspace, visit, name, money):
    opened = open_visit(workspace, visit, "en", NOW)
    choose_measure(workspace, opened, name, corrections={"investment": money})


def test_a_measure_that_one_dropped_while_another_corrected_it_stays_until_somebody_decides(
    qtbot, joined, colleague, bakery, person
):
    visit, name = bakery
    workspace = joined.context.workspace
    corrected(workspace, visit, name, "90000")
    drop_measure(colleague.workspace, open_visit(colleague.workspace, visit, "en", NOW), name)
    colleague.sync()
    sync(qtbot, joined)
    assert [one.name for one in chosen_measures(workspace, visit)] == [name]
    shown = page(qtbot, joined, "conflicts")
    settle(qtbot, joined)
    (row,) = shown.rows
    assert row.title.text().endswith(": in the plan or not")
    assert any("90,000" in side.value.text() for side in row.sides), "what was corrected is said"
    person.click(next(side for side in row.sides if side.value.text() == "Taken out of the plan").button)
    synced(qtbot, joined)
    assert chosen_measures(workspace, visit) == []
    person.click(joined.toasts.toasts()[-1].button)
    synced(qtbot, joined)
    assert [one.name for one in chosen_measures(workspace, visit)] == [name]


def test_figures_of_a_measure_that_two_corrected_differently(qtbot, joined, colleague, bakery, person):
    visit, name = bakery
    workspace = joined.context.workspace
    corrected(workspace, visit, name, "90000")
    corrected(colleague.workspace, visit, name, "75000")
    colleague.sync()
    sync(qtbot, joined)
    shown = page(qtbot, joined, "conflicts")
    settle(qtbot, joined)
    (row,) = shown.rows
    assert {side.value.text().replace("\u00a0", " ") for side in row.sides} == {"90,000 XOF", "75,000 XOF"}
    person.click(row.title)
    settle(qtbot, joined)
    third = joined.page.third
    assert isinstance(third.editor, NumberEditor), "a figure is written as a number"
    person.write(third.editor.line, "80,000")
    person.click(third.button)
    synced(qtbot, joined)
    assert "80,000 is kept" in joined.context.messages.shown[-1].text
    assert chosen_measures(workspace, visit)[0].corrections.investment == 80000
