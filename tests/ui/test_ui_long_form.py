"""A form of hundreds of questions: only what somebody looks at is built, and nobody notices."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_long_form import long_visit
from ui_visits import enter, kept, press, question_with_focus, type_into

from greenfield.ui.visit.questions.leaf_scroll import MOST_LEAVES
from greenfield.ui.visit.questions.rows import ROWS_IN_A_LEAF

QUESTIONS = 240


@pytest.fixture
def visit(shell, tmp_path):
    return long_visit(shell.context.workspace, tmp_path, QUESTIONS)


@pytest.fixture
def sheet(qtbot, shell, visit):
    shell.context.router.show("visit", visit=visit, step="questionnaire")
    found = shell.page.steps["questionnaire"].sheet
    rested(qtbot, found)
    return found


def rested(qtbot, sheet):
    qtbot.waitUntil(lambda: not sheet.is_building)


def field(sheet, name):
    return next(one for one in sheet.fields.values() if one.name == name)


def ref(sheet, name):
    return sheet.desk.opened.answers.ref(name)


def in_sight(sheet):
    return [one.name for one in sheet.fields.values() if sheet._in_sight(one)]


def leaves_built_at_once(sheet, monkeypatch):
    """Counts the leaves that each slice builds."""
    slices, build_next = [], sheet._build_next

    def counted():
        before = sum(leaf.is_built for leaf in sheet.leaves)
        build_next()
        slices.append(abs(sum(leaf.is_built for leaf in sheet.leaves) - before))

    monkeypatch.setattr(sheet, "_build_next", counted)
    return slices


def test_first_only_the_questions_at_the_top_are_built(shell, visit):
    shell.context.router.show("visit", visit=visit, step="questionnaire")
    sheet = shell.page.steps["questionnaire"].sheet
    assert 0 < len(sheet.fields) <= ROWS_IN_A_LEAF


def test_what_is_in_sight_is_built_and_what_is_far_is_not(sheet):
    assert "q0" in in_sight(sheet)
    assert len(sheet.fields) < 40
    assert not any(leaf.is_relevant and sheet._in_sight(leaf) and not leaf.is_built for leaf in sheet.leaves)
    assert not sheet.is_complete


def test_no_slice_builds_more_than_one_leaf_however_far_somebody_scrolls(qtbot, sheet, monkeypatch):
    slices = leaves_built_at_once(sheet, monkeypatch)
    bar = sheet.verticalScrollBar()
    for share in (0.5, 1.0, 0.25, 0.75):
        bar.setValue(round(bar.maximum() * share))
        rested(qtbot, sheet)
        assert in_sight(sheet)
        assert not any(
            leaf.is_relevant and sheet._in_sight(leaf) and not leaf.is_built for leaf in sheet.leaves
        )
    assert max(slices) == 1


def test_what_is_far_away_is_taken_down_again(qtbot, sheet):
    bar = sheet.verticalScrollBar()
    for step in range(41):
        bar.setValue(round(bar.maximum() * step / 40))
        rested(qtbot, sheet)
    assert sum(leaf.is_built for leaf in sheet.leaves) <= MOST_LEAVES
    assert len(sheet.fields) <= MOST_LEAVES * ROWS_IN_A_LEAF
    assert set(sheet.strips) == {one.name for one in sheet.fields.values()}


def test_what_one_looks_at_stays_in_place_while_others_are_built_and_taken_down(qtbot, sheet):
    bar = sheet.verticalScrollBar()
    bar.setValue(bar.maximum())
    rested(qtbot, sheet)
    bar.setValue(bar.maximum() // 2)
    QApplication.processEvents()
    sheet.settle()
    seen = next(one for one in sheet.fields.values() if sheet._in_sight(one) and sheet._height_of(one) >= 0)
    before = seen.mapToGlobal(QPoint(0, 0))
    rested(qtbot, sheet)
    assert seen.mapToGlobal(QPoint(0, 0)) == before


def test_the_list_of_problems_leads_to_a_question_that_was_not_built_yet(qtbot, shell, sheet):
    last = f"q{QUESTIONS - 1}"
    problems = shell.page.panel.problems
    qtbot.waitUntil(lambda: any(one.ref.endswith(last) for one in problems.matters))
    assert not any(one.name == last for one in sheet.fields.values())
    problems.wanted.emit(next(one.ref for one in problems.matters if one.ref.endswith(last)))
    QApplication.processEvents()
    assert question_with_focus() == last
    rested(qtbot, sheet)
    assert question_with_focus() == last
    assert last in in_sight(sheet)
    assert field(sheet, last).complaint


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_goes_through_questions_that_are_built_on_the_way(qtbot, sheet, key):
    forward = key is Qt.Key.Key_Tab
    first = 0 if forward else 60
    sheet.lead_to(ref(sheet, f"q{first}"))
    met = [question_with_focus()]
    while len(met) < 25:
        press(key)
        if question_with_focus() != met[-1]:
            met.append(question_with_focus())
    numbers = [at for at in range(QUESTIONS) if at % 10 != 5]
    wanted = numbers[:25] if forward else numbers[numbers.index(first) :: -1][:25]
    assert met == [f"q{at}" for at in wanted]


def test_tab_keeps_its_order_after_parts_were_taken_down_and_built_again(qtbot, sheet):
    bar = sheet.verticalScrollBar()
    for share in (1.0, 0.5, 0.0, 0.7, 0.2, 0.0):
        bar.setValue(round(bar.maximum() * share))
        rested(qtbot, sheet)
    sheet.lead_to(ref(sheet, "q0"))
    met = [question_with_focus()]
    while len(met) < 30:
        press(Qt.Key.Key_Tab)
        if question_with_focus() != met[-1]:
            met.append(question_with_focus())
    assert met == [f"q{at}" for at in range(QUESTIONS) if at % 10 != 5][:30]


def test_a_conditional_question_appears_without_a_jump(qtbot, sheet):
    before = field(sheet, "q4")
    enter(before)
    sheet.lead_to(before.ref)
    rested(qtbot, sheet)
    top = before.mapToGlobal(QPoint(0, 0))
    type_into(before, "yes")
    assert question_with_focus() == "q5"
    assert before.mapToGlobal(QPoint(0, 0)) == top


def test_an_answer_that_shows_a_question_far_away_gives_it_room(qtbot, shell, sheet):
    leaf = sheet._leaf_of[ref(sheet, "q205")]
    low, built = leaf.height(), leaf.is_built
    shell.page.desk.answer(ref(sheet, "q204"), "yes")
    assert not built
    assert leaf.height() > low
    assert sheet.lead_to(ref(sheet, "q205"))


def test_answers_are_kept_wherever_they_are_given_and_shown_again(qtbot, shell, visit, sheet):
    sheet.lead_to(ref(sheet, "q120"))
    type_into(field(sheet, "q120"), "12.5")
    bar = sheet.verticalScrollBar()
    for step in (*range(40), *range(40, 0, -1)):
        bar.setValue(round(bar.maximum() * step / 40))
        rested(qtbot, sheet)
    sheet.lead_to(ref(sheet, "q120"))
    assert field(sheet, "q120").editor.line.text() == "12.5"
    assert kept(shell, visit)["q120"] == "12.5"


def test_what_was_refused_is_not_lost_by_scrolling_away(qtbot, sheet):
    refused = field(sheet, "q0")
    type_into(refused, "many")
    bar = sheet.verticalScrollBar()
    for step in range(41):
        bar.setValue(round(bar.maximum() * step / 40))
        rested(qtbot, sheet)
    assert field(sheet, "q0") is refused
    assert "“many” is not a number" in refused.complaint


def test_the_form_opened_anew_is_shown_where_it_was(qtbot, shell, sheet):
    sheet.lead_to(ref(sheet, "q120"))
    rested(qtbot, sheet)
    height = sheet._height_of(field(sheet, "q120"))
    shell.page.desk.look_again()
    again = shell.page.steps["questionnaire"].sheet
    assert again is not sheet
    rested(qtbot, again)
    assert "q120" in in_sight(again)
    assert abs(again._height_of(field(again, "q120")) - height) <= 8
    assert len(again.fields) < 60


def test_page_down_reaches_the_end(qtbot, sheet):
    for _ in range(80):
        QTest.keyClick(sheet.verticalScrollBar(), Qt.Key.Key_PageDown)
        rested(qtbot, sheet)
    assert sheet.verticalScrollBar().value() == sheet.verticalScrollBar().maximum()
    assert f"q{QUESTIONS - 1}" in in_sight(sheet)
