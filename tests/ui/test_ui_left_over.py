"""What of the last visit did not fit, in the window: listed in the agreement until it is dismissed."""

from datetime import UTC, datetime

import pytest
from ui_bakery import bakery_visit, show_step

from greenfield.services.follow_ups import FollowUp, prepare_follow_up
from greenfield.services.not_taken_over import not_taken_over

LATER = datetime(2027, 3, 9, 9, 0, tzinfo=UTC)


@pytest.fixture
def follow(shell):
    first = bakery_visit(shell, finished=True)
    wanted = FollowUp(first, LATER.date(), toolkit="walk-through")
    made, _ = prepare_follow_up(shell.context.workspace, wanted, LATER)
    return made.visit.id


def listed(shell, visit):
    return not_taken_over(shell.context.workspace, visit)


def test_what_did_not_fit_is_listed_in_the_agreement(shell, follow):
    step = show_step(shell, follow, "agreement")
    assert step.left_over.isVisible()
    model = step.left_over.view.lines
    said = [model.index(row).data() for row in range(model.rowCount())]
    assert said == [one.text for one in listed(shell, follow)] != []
    assert step.left_over.view.height() > 20


def test_an_entry_whose_question_is_there_leads_to_it(shell, follow):
    step = show_step(shell, follow, "agreement")
    model, led = step.left_over.view.lines, []
    step.left_over.wanted.connect(led.append)
    refs = {node.ref for node in shell.page.desk.opened.session.nodes()}
    for row, note in enumerate(step.left_over.notes):
        step.left_over.view.clicked.emit(model.index(row))
        is_there = note.question in refs or shell.page.desk.opened.answers.ref(note.question)
        assert len(led) == bool(is_there)
        led.clear()


def test_the_list_is_dismissed_and_taken_back(shell, follow):
    step = show_step(shell, follow, "agreement")
    before = listed(shell, follow)
    step.left_over.button.click()
    assert step.left_over.isHidden()
    assert listed(shell, follow) == []
    notice = shell.context.messages.shown[-1]
    notice.action.run()
    assert listed(shell, follow) == before
    assert step.left_over.isVisible()


def test_a_first_visit_has_no_such_list(shell):
    step = show_step(shell, bakery_visit(shell), "agreement")
    assert step.left_over.isHidden()
