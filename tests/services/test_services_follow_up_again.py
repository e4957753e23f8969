"""Coming back more than once: what did not fit stays listed, what is still open is asked for again."""

from datetime import UTC, date, datetime

import pytest
from services_sample import NOW

from greenfield.records.measure_status import MeasureStatus
from greenfield.services.chosen_measures import choose_measure, drop_measure
from greenfield.services.finishing import finish_visit
from greenfield.services.follow_ups import FollowUp, prepare_follow_up
from greenfield.services.last_plan import Noted, last_plan, note_status
from greenfield.services.not_taken_over import dismiss, not_taken_over, take_back
from greenfield.services.open_visit import open_visit
from greenfield.services.shown_result import shown_result
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.store.reading.visits import find_visit

YEARS = [datetime(year, 3, 9, 9, tzinfo=UTC) for year in (2027, 2028, 2029)]


@pytest.fixture
def finished(workspace, answered):
    for name in ("switch_off", "air_leaks", "led_lamps"):
        choose_measure(workspace, answered, name)
    finish_visit(workspace, answered, NOW)
    return answered


def come_back(workspace, last, when, toolkit=""):
    made, problems = prepare_follow_up(workspace, FollowUp(last.visit.id, when.date(), toolkit=toolkit), when)
    return made, problems


def asked_for(workspace, opened):
    return [one.name for one in last_plan(workspace, opened).measures]


def test_what_is_pending_or_not_known_after_a_follow_up_is_asked_for_at_the_next(workspace, finished):
    second, _ = come_back(workspace, finished, YEARS[0])
    note_status(workspace, second, "switch_off", Noted(MeasureStatus.IMPLEMENTED, "", "400000"))
    note_status(workspace, second, "air_leaks", Noted(MeasureStatus.PENDING))
    choose_measure(workspace, second, "burner_tuning")
    finish_visit(workspace, second, YEARS[0])

    third, _ = come_back(workspace, second, YEARS[1])
    assert asked_for(workspace, third) == ["burner_tuning", "air_leaks", "led_lamps"]
    plan = last_plan(workspace, third)
    assert [one.agreed_on for one in plan.measures] == [None, date(2026, 3, 10), date(2026, 3, 10)]
    noted = Noted(MeasureStatus.IMPLEMENTED, "", "150000", date(2027, 6, 1))
    note_status(workspace, third, "air_leaks", noted)
    (leaks,) = [one for one in last_plan(workspace, third).measures if one.name == "air_leaks"]
    assert (leaks.status, leaks.verified_saving, leaks.on) == ("implemented", 150000, date(2027, 6, 1))
    finish_visit(workspace, third, YEARS[1])
    kept = shown_result(workspace, open_visit(workspace, third.visit.id, "en", YEARS[1]), YEARS[1])[0]
    assert [one.name for one in kept.follow_up.measures] == ["burner_tuning", "air_leaks", "led_lamps"]

    fourth, _ = come_back(workspace, third, YEARS[2])
    assert asked_for(workspace, fourth) == ["burner_tuning", "led_lamps"]


def test_an_open_measure_that_was_chosen_again_is_asked_for_once_with_the_newer_plan(workspace, finished):
    second, _ = come_back(workspace, finished, YEARS[0])
    note_status(workspace, second, "air_leaks", Noted(MeasureStatus.PENDING))
    for name in ("switch_off", "led_lamps"):
        note_status(workspace, second, name, Noted(MeasureStatus.NOT_IMPLEMENTED, "No money"))
    choose_measure(workspace, second, "air_leaks", person="Awa")
    finish_visit(workspace, second, YEARS[0])
    third, _ = come_back(workspace, second, YEARS[1])
    (leaks,) = last_plan(workspace, third).measures
    assert (leaks.name, leaks.person, leaks.agreed_on) == ("air_leaks", "Awa", None)


def test_what_did_not_fit_stays_listed_until_it_is_dismissed(workspace, finished):
    made, problems = come_back(workspace, finished, YEARS[0], toolkit="walk-through")
    told = [problem.code for problem in problems if problem.code.startswith("follow.")]
    listed = not_taken_over(workspace, made.visit.id)
    assert len(listed) == len(told) > 0
    assert [one.question for one in listed] == [problem.place.name for problem in problems]
    assert all(one.text for one in listed)
    assert not_taken_over(workspace, finished.visit.id) == []
    dismiss(workspace, listed)
    assert not_taken_over(workspace, made.visit.id) == []
    take_back(workspace, listed)
    assert not_taken_over(workspace, made.visit.id) == listed


def test_a_list_that_had_no_row_begins_without_one_again(workspace, finished):
    new = NewVisit(finished.visit.company, "walk-through", date(2026, 3, 10))
    first, _ = prepare_visit(workspace, new, NOW)
    products = next(
        one.path for one in first.session.form.questionnaire.definitions if one.name == "other_product"
    )
    assert first.session.count(products) == 1
    first.remove_instance(products, 0)
    finish_visit(workspace, first, NOW)
    made, _ = come_back(workspace, first, YEARS[0])
    assert made.session.count(products) == 0
    assert open_visit(workspace, made.visit.id, "en", YEARS[0]).session.count(products) == 0


def test_a_period_that_nobody_stated_is_left_open(workspace, answered):
    for name in ("period_start", "period_end"):
        answered.answer(answered.answers.ref(name), "")
    finished = finish_visit(workspace, answered, NOW)
    assert finished.result.period_stated is False
    assert "plausible.no_period" in [one.code for one in finished.result.warnings]
    with workspace.read() as connection:
        visit = find_visit(connection, answered.visit.id)
    assert (visit.period_start, visit.period_end) == ("", "")


def test_one_day_of_a_period_is_not_taken_for_a_period(workspace, answered):
    answered.answer(answered.answers.ref("period_end"), "")
    finished = finish_visit(workspace, answered, NOW)
    assert finished.result.period_stated is False
    assert finished.result.period.start <= finished.result.period.end
    with workspace.read() as connection:
        assert find_visit(connection, answered.visit.id).period_start == ""


def test_a_stated_period_is_kept(workspace, answered):
    finished = finish_visit(workspace, answered, NOW)
    assert finished.result.period_stated is True
    assert "plausible.no_period" not in [one.code for one in finished.result.warnings]
    with workspace.read() as connection:
        assert find_visit(connection, answered.visit.id).period_start == "2025-01-01"


def test_a_measure_that_was_dropped_again_is_not_in_the_plan(workspace, finished):
    second, _ = come_back(workspace, finished, YEARS[0])
    choose_measure(workspace, second, "burner_tuning")
    drop_measure(workspace, second, "burner_tuning")
    for name in ("switch_off", "air_leaks", "led_lamps"):
        note_status(workspace, second, name, Noted(MeasureStatus.IMPLEMENTED))
    finish_visit(workspace, second, YEARS[0])
    third, _ = come_back(workspace, second, YEARS[1])
    assert asked_for(workspace, third) == []
