"""The set of warming potentials is a choice of the visit: kept with it, with its result, and with what follows."""

from datetime import date

import pytest
from services_sample import NOW

from greenfield.base.problem import ProblemError
from greenfield.services.finishing import draft_result, finish_visit
from greenfield.services.follow_ups import FollowUp, prepare_follow_up
from greenfield.services.open_visit import open_visit
from greenfield.services.shown_result import shown_result
from greenfield.services.visits import NewVisit, prepare_visit, reopen_visit
from greenfield.services.warming_potentials import choose_gwp
from greenfield.store.reading.visits import results_of


def co2e(workspace, opened):
    return draft_result(workspace, opened, NOW).indicators.absolute["co2e_t"]


def test_a_visit_is_weighed_with_ar5_until_somebody_chooses(workspace, answered):
    assert answered.gwp == "AR5"
    assert draft_result(workspace, answered, NOW).gwp == "AR5"


def test_another_set_changes_co2e_by_the_weights_of_its_methane_and_nitrous_oxide(workspace, answered):
    before = draft_result(workspace, answered, NOW)
    choose_gwp(answered, "AR6")
    after = draft_result(workspace, answered, NOW)
    assert after.gwp == "AR6"
    expected = sum(
        row.t + (row.ch4_t or 0.0) * (27.9 - 28) + (row.n2o_t or 0.0) * (273 - 265)
        for row in before.emissions
    )
    assert expected != before.indicators.absolute["co2e_t"]
    assert after.indicators.absolute["co2e_t"] == pytest.approx(expected, rel=1e-12)


def test_the_choice_is_kept_with_the_visit(workspace, answered):
    choose_gwp(answered, "AR4")
    again = open_visit(workspace, answered.visit.id, "en", NOW)
    assert again.gwp == "AR4"
    assert draft_result(workspace, again, NOW).gwp == "AR4"


def test_a_finished_result_keeps_its_set_when_the_visit_is_opened_again_and_another_is_chosen(
    workspace, answered
):
    finish_visit(workspace, answered, NOW)
    kept, record = shown_result(workspace, answered, NOW)
    with pytest.raises(ProblemError) as caught:
        choose_gwp(answered, "AR6")
    assert caught.value.code == "visit.finished"
    reopen_visit(workspace, answered.visit.id)
    opened = open_visit(workspace, answered.visit.id, "en", NOW)
    choose_gwp(opened, "AR6")
    with workspace.read() as connection:
        (first,) = results_of(connection, opened.visit.id)
    assert first.id == record
    assert first.content["gwp"] == kept.gwp == "AR5"


def test_an_unknown_set_is_refused_and_nothing_is_kept(workspace, answered):
    with pytest.raises(ProblemError) as caught:
        choose_gwp(answered, "AR7")
    assert caught.value.code == "visit.gwp"
    assert open_visit(workspace, answered.visit.id, "en", NOW).gwp == "AR5"
    with pytest.raises(ProblemError) as caught:
        prepare_visit(
            workspace, NewVisit(answered.visit.company, "quick-scan", date(2026, 3, 10), gwp="AR7"), NOW
        )
    assert caught.value.code == "visit.gwp"


def test_a_new_visit_can_be_made_with_a_set(workspace, answered):
    new = NewVisit(answered.visit.company, "quick-scan", date(2026, 3, 10), gwp="AR6")
    opened, _ = prepare_visit(workspace, new, NOW)
    assert opened.gwp == "AR6"


def test_a_follow_up_begins_with_the_set_of_the_visit_before(workspace, answered):
    choose_gwp(answered, "AR6")
    finish_visit(workspace, answered, NOW)
    again, _ = prepare_follow_up(workspace, FollowUp(answered.visit.id, date(2027, 3, 10)), NOW)
    assert again.gwp == "AR6"


def test_a_change_of_co2e_between_two_sets_is_not_shown_and_a_warning_says_why(workspace, answered, bakery):
    finish_visit(workspace, answered, NOW)
    again, _ = prepare_follow_up(workspace, FollowUp(answered.visit.id, date(2027, 3, 10)), NOW)
    again.answer_all(bakery.answers)
    alike = draft_result(workspace, again, NOW)
    assert alike.follow_up.changes["co2e_t"] is not None
    assert "plausible.other_gwp" not in [one.code for one in alike.warnings]
    choose_gwp(again, "AR6")
    other = draft_result(workspace, again, NOW)
    assert {key for key, one in other.follow_up.changes.items() if one is None} == {
        key for key in alike.follow_up.changes if key.startswith("co2e")
    }
    (warning,) = [one for one in other.warnings if one.code == "plausible.other_gwp"]
    assert (warning.values["before"], warning.values["now"]) == ("AR5", "AR6")
