"""The life of a visit: prepared, open, finished, open again; what is written stays."""

from datetime import date

import pytest
from services_sample import NOW

from greenfield.base.problem import ProblemError
from greenfield.services.chosen_measures import choose_measure, chosen_measures, drop_measure
from greenfield.services.finishing import assess_visit, finish_visit
from greenfield.services.open_visit import open_visit
from greenfield.services.toolkits import toolkit_of
from greenfield.services.visit_result import read_content
from greenfield.services.visits import reopen_visit
from greenfield.store.reading.visits import find_visit, results_of


def state_of(workspace, visit):
    with workspace.read() as connection:
        return find_visit(connection, visit.visit.id).state


def results(workspace, visit):
    with workspace.read() as connection:
        return results_of(connection, visit.visit.id)


def test_a_new_visit_is_prepared_and_knows_what_the_company_knows(workspace, visit):
    assert state_of(workspace, visit) == "prepared"
    assert visit.answers.lookup("country") == "SEN"
    assert visit.answers.lookup("currency") == "XOF"
    assert visit.answers.lookup("employees") == 48


def test_the_first_answer_opens_the_visit(workspace, visit):
    visit.answer(visit.answers.ref("elec_amount"), "117600")
    assert state_of(workspace, visit) == "open"
    assert visit.visit.state == "open"


def test_an_answer_is_there_when_the_visit_is_opened_again(workspace, visit):
    visit.answer(visit.answers.ref("elec_amount"), "117600")
    again = open_visit(workspace, visit.visit.id[:8], "en", NOW)
    assert again.answers.lookup("elec_amount") == 117600


def test_a_cleared_answer_stays_cleared_even_where_the_form_has_a_default(workspace, visit):
    ref = visit.answers.ref("elec_unit")
    assert visit.answers.lookup("elec_unit") == "kWh"
    visit.answer(ref, "")
    again = open_visit(workspace, visit.visit.id, "en", NOW)
    assert again.answers.lookup("elec_unit") is None


def test_finishing_lists_what_was_left_open_and_writes_the_result(workspace, answered, bakery):
    answered.answer(answered.answers.ref("waste_cost"), "")
    finished = finish_visit(workspace, answered, NOW)
    assert [gap.ref.rsplit("/", 1)[-1] for gap in finished.gaps] == ["waste_cost"]
    assert state_of(workspace, answered) == "finished"
    (kept,) = results(workspace, answered)
    content = read_content(kept.content, kept.id)
    assert content == finished.result
    assert content.indicators.absolute["water_m3"] == 2040
    assert content.toolkit == answered.toolkit.sha256
    assert {row.flow for row in content.emissions if row.scope == "grid"} == {"electricity"}


def test_a_finished_visit_takes_no_answer_and_no_measure(workspace, answered):
    finish_visit(workspace, answered, NOW)
    again = open_visit(workspace, answered.visit.id, "en", NOW)
    for work in (
        lambda: again.answer(again.answers.ref("elec_amount"), "1"),
        lambda: again.answer_all({"elec_amount": "1"}),
        lambda: choose_measure(workspace, again, "air_leaks"),
        lambda: finish_visit(workspace, again, NOW),
    ):
        with pytest.raises(ProblemError) as caught:
            work()
        assert caught.value.code == "visit.finished"
    assert again.answers.lookup("elec_amount") == 117600


def test_reopening_keeps_the_earlier_result_and_finishing_again_writes_a_new_one(workspace, answered):
    first = finish_visit(workspace, answered, NOW)
    assert reopen_visit(workspace, answered.visit.id).state == "open"
    again = open_visit(workspace, answered.visit.id, "en", NOW)
    again.answer(again.answers.ref("water_amount"), "3000")
    second = finish_visit(workspace, again, NOW)
    kept = results(workspace, answered)
    assert [one.id for one in kept] == [second.record, first.record]
    assert [read_content(one.content, one.id).indicators.absolute["water_m3"] for one in kept] == [3000, 2040]


def test_a_visit_that_is_not_finished_cannot_be_reopened(workspace, visit):
    with pytest.raises(ProblemError) as caught:
        reopen_visit(workspace, visit.visit.id)
    assert caught.value.code == "visit.not_finished"


def test_a_result_cannot_be_changed(workspace, answered):
    record = finish_visit(workspace, answered, NOW).record
    with pytest.raises(ProblemError) as caught, workspace.unit() as unit:
        unit.set(record, {"content": {}})
    assert caught.value.code == "record.set_once"


def test_a_chosen_measure_keeps_who_when_and_the_figures_of_an_offer(workspace, answered):
    choose_measure(
        workspace,
        answered,
        "led_lamps",
        corrections={"investment": "322000"},
        person="Moussa",
        due=date(2026, 5, 31),
    )
    choose_measure(workspace, answered, "led_lamps", corrections={"life_years": "5"})
    (chosen,) = chosen_measures(workspace, answered.visit.id)
    assert (chosen.name, chosen.person, chosen.due) == ("led_lamps", "Moussa", date(2026, 5, 31))
    assert chosen.corrections.investment == 322000
    assert chosen.corrections.life_years == 5
    assessment, _ = assess_visit(workspace, answered, NOW.date())
    assert assessment.measures["led_lamps"].investment == 322000


def test_a_dropped_measure_comes_back_with_what_was_agreed(workspace, answered):
    choose_measure(workspace, answered, "led_lamps", person="Moussa")
    drop_measure(workspace, answered, "led_lamps")
    assert chosen_measures(workspace, answered.visit.id) == []
    choose_measure(workspace, answered, "led_lamps")
    assert [one.person for one in chosen_measures(workspace, answered.visit.id)] == ["Moussa"]


@pytest.mark.parametrize("figure", ["", "much", "-1", "nan", "1e999999"])
def test_a_figure_that_is_none_is_refused(workspace, answered, figure):
    with pytest.raises(ProblemError) as caught:
        choose_measure(workspace, answered, "led_lamps", corrections={"investment": figure})
    assert caught.value.code == "measure.not_a_figure"
    assert chosen_measures(workspace, answered.visit.id) == []


def test_a_measure_that_the_answers_no_longer_support_counts_nowhere(workspace, answered):
    choose_measure(workspace, answered, "led_lamps")
    answered.answer(answered.answers.ref("old_lamps"), "")
    assessment, _ = assess_visit(workspace, answered, NOW.date())
    assert assessment.unsupported == ("led_lamps",)
    assert assessment.chosen == ()


def test_an_old_visit_keeps_its_toolkit_when_the_program_brings_another(workspace, answered):
    pinned = answered.visit.toolkit
    assert open_visit(workspace, answered.visit.id, "fr", NOW).toolkit.sha256 == pinned
    with pytest.raises(ProblemError) as caught:
        toolkit_of(workspace, "0" * 64)
    assert caught.value.code == "toolkit.unknown"
