"""The plan is edited in place and kept when a field is left."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from ui_bakery import bakery_visit, click, show_step, type_into, words_of

from greenfield.base.problem import ProblemError
from greenfield.services.chosen_measures import chosen_measures
from greenfield.services.plan_steps import agree_on


@pytest.fixture
def visit(shell):
    return bakery_visit(shell)


@pytest.fixture
def plan(shell, visit):
    return show_step(shell, visit, "plan")


def agreed(shell, visit, name):
    one = next(one for one in chosen_measures(shell.context.workspace, visit) if one.name == name)
    return one.person, one.due


def test_the_table_lists_what_was_chosen_low_first_cost_first(plan):
    assert next(iter(plan.table.rows)) == "switch_off"
    row = plan.table.rows["air_leaks"]
    assert row.title.text() == "Find and mend the leaks of compressed air"
    assert row.person.line.text() == "Moussa Diouf"
    assert row.due.line.text() == "Apr 15, 2026"


def test_person_and_date_are_kept_when_the_field_is_left(shell, visit, plan):
    row = plan.table.rows["air_leaks"]
    type_into(row.person.line, "Awa Ndiaye")
    assert agreed(shell, visit, "air_leaks") == ("Awa Ndiaye", date(2026, 4, 15))
    type_into(row.due.line, "5/31/2026")
    assert agreed(shell, visit, "air_leaks") == ("Awa Ndiaye", date(2026, 5, 31))
    assert row.due.line.text() == "May 31, 2026"


def test_person_and_date_can_be_taken_back(shell, visit, plan):
    row = plan.table.rows["air_leaks"]
    for field in (row.person, row.due):
        field.line.clear()
        field.commit()
    assert agreed(shell, visit, "air_leaks") == ("", None)


def test_what_is_no_date_is_said_beside_it(shell, visit, plan):
    row = plan.table.rows["air_leaks"]
    type_into(row.due.line, "tomorrow")
    assert "“tomorrow” is not a date" in row.problem.text()
    assert agreed(shell, visit, "air_leaks")[1] == date(2026, 4, 15)


def test_what_is_being_typed_is_kept_when_the_page_is_left(qtbot, shell, visit, plan):
    line = plan.table.rows["led_lamps"].person.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "Fatou Sarr")
    shell.context.router.show("companies")
    assert agreed(shell, visit, "led_lamps")[0] == "Fatou Sarr"


def test_tab_goes_from_person_to_date_to_the_next_person(qtbot, shell, plan):
    shell.activateWindow()
    rows = list(plan.table.rows.values())
    rows[0].person.line.setFocus()
    qtbot.waitUntil(rows[0].person.line.hasFocus)
    qtbot.keyClick(rows[0].person.line, Qt.Key.Key_Tab)
    assert rows[0].due.line.hasFocus()
    qtbot.keyClick(rows[0].due.line, Qt.Key.Key_Tab)
    assert rows[1].person.line.hasFocus()


def test_without_a_chosen_measure_the_page_leads_to_the_measures(shell):
    step = show_step(shell, bakery_visit(shell, chosen=False), "plan")
    assert "The plan lists the measures that you choose" in words_of(step)
    click(step.findChild(object, "to_measures"))
    assert shell.page.step == "measures"


def test_the_plan_of_a_finished_visit_stays(shell):
    visit = bakery_visit(shell, finished=True)
    step = show_step(shell, visit, "plan")
    assert not step.table.rows["air_leaks"].person.line.isEnabled()
    with pytest.raises(ProblemError) as caught:
        agree_on(shell.context.workspace, step.desk.opened, "air_leaks", person="Nobody", due=None)
    assert caught.value.code == "visit.finished"
