"""Coming back in the window: the button, the last amounts beside the fields, the last plan, the changes."""

from datetime import UTC, date, datetime

import pytest
from ui_bakery import bakery_visit, settled, show_step, type_into, words_of

from greenfield.services.follow_ups import FollowUp, prepare_follow_up
from greenfield.services.last_plan import last_plan
from greenfield.services.open_visit import open_visit
from greenfield.ui.visit.questions.question import QuestionField

LATER = datetime(2027, 3, 9, 9, 0, tzinfo=UTC)


@pytest.fixture
def first(shell):
    return bakery_visit(shell, finished=True)


@pytest.fixture
def follow(shell, first):
    made, _ = prepare_follow_up(shell.context.workspace, FollowUp(first, LATER.date()), LATER)
    return made.visit.id


def measures(shell, visit):
    opened = open_visit(shell.context.workspace, visit, "en", LATER)
    return {one.name: one for one in last_plan(shell.context.workspace, opened).measures}


def test_a_finished_visit_offers_its_follow_up(shell, qtbot, first):
    shell.context.router.show("visit", visit=first)
    action = next(one for one in shell.page.actions() if one.id == "follow-up-visit")
    action.run()
    settled(qtbot, shell)
    page = shell.page
    assert page.follow == first
    assert not page.company.isEnabled()
    assert page.toolkit.key() == "quick-scan"
    page.begin()
    settled(qtbot, shell)
    assert shell.page.desk.visit.follow_up_of == first
    assert shell.page.desk.opened.answers.lookup("burner") == "older"


def test_an_open_visit_offers_none(shell):
    visit = bakery_visit(shell)
    shell.context.router.show("visit", visit=visit)
    assert "follow-up-visit" not in [one.id for one in shell.page.actions()]


def test_the_last_amount_stands_beside_its_field(shell, qtbot, follow):
    step = show_step(shell, follow, "questionnaire", "elec_amount")
    qtbot.waitUntil(lambda: any(one.name == "elec_amount" for one in step.findChildren(QuestionField)))
    fields = {one.name: one for one in step.findChildren(QuestionField)}
    assert fields["elec_amount"].last_time.text() == "Last time: 117,600\u00a0kWh"
    assert fields["elec_amount"].node.value == ""
    assert fields["air_kw"].last_time.isHidden()
    assert fields["air_kw"].node.value == "4"


def test_what_became_of_a_measure_is_kept_when_a_field_is_left(shell, follow):
    plan = show_step(shell, follow, "plan")
    row = plan.last.rows["switch_off"]
    row.status.set_key("implemented")
    row.status.chosen.emit("implemented")
    type_into(row.saving.line, "410,000")
    type_into(row.since.line, "4/2/2026")
    kept = measures(shell, follow)["switch_off"]
    assert (kept.status, kept.verified_saving, kept.on) == ("implemented", 410000, date(2026, 4, 2))


def test_not_implemented_is_kept_together_with_its_reason(shell, follow):
    plan = show_step(shell, follow, "plan")
    row = plan.last.rows["air_leaks"]
    row.status.set_key("not_implemented")
    row.status.chosen.emit("not_implemented")
    assert measures(shell, follow)["air_leaks"].status == "unknown"
    type_into(row.reason.line, "No time for it")
    kept = measures(shell, follow)["air_leaks"]
    assert (kept.status, kept.reason) == ("not_implemented", "No time for it")


def test_a_first_visit_has_no_last_plan_on_the_screen(shell):
    visit = bakery_visit(shell)
    assert show_step(shell, visit, "plan").last.isHidden()
    assert "Change since the last visit" not in words_of(show_step(shell, visit, "results"))


def test_the_results_show_how_the_indicators_moved(shell, follow):
    desk_step = show_step(shell, follow, "questionnaire")
    for name, value in {"output_amount": "705", "water_amount": "1836"}.items():
        desk_step.desk.answer(desk_step.desk.opened.answers.ref(name), value)
    results = show_step(shell, follow, "results")
    said = words_of(results)
    assert "Change since the last visit" in said
    assert "-10% (index 90)" in said
    assert "+15.2% (index 115)" in said
