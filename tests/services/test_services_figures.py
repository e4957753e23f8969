"""What a toolkit says beyond its flows: losses, its own indicators, how measures are done and what they may save."""

import json
from datetime import date
from decimal import Decimal

import msgspec
import pytest
from figures_sample import CO_BENEFITS, LOSS_ANSWERS, RISKS, keep_figures_toolkit
from services_sample import NOW

from greenfield.base.texts import texts_for
from greenfield.services.assessment import assess
from greenfield.services.chosen_measures import choose_measure
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.finishing import assess_visit, draft_result, finish_visit
from greenfield.services.measure_details import measure_details
from greenfield.services.offered_measures import offered_measures
from greenfield.services.plan_document import VisitedBy, action_plan
from greenfield.services.shown_result import live_result, shown_result
from greenfield.services.visit_result import VisitResult, as_content, read_content
from greenfield.services.visits import NewVisit, prepare_visit

FLOUR_COST = Decimal(198_363_000)


@pytest.fixture
def figures_visit(workspace, bakery, tmp_path):
    toolkit = keep_figures_toolkit(workspace, tmp_path)
    company, _ = new_company(workspace, NewCompany("Fournil", country="SEN", currency="XOF", sector="C10"))
    opened, _ = prepare_visit(workspace, NewVisit(company, toolkit, date(2026, 3, 10)), NOW)
    assert opened.answer_all({**bakery.answers, **LOSS_ANSWERS}) == []
    return opened


def result_of(workspace, opened):
    return draft_result(workspace, opened, NOW)


def loss(result, name):
    return next(one for one in result.losses if one.name == name)


def test_a_loss_is_costed_by_material_energy_treatment_and_work(workspace, figures_visit):
    result = result_of(workspace, figures_visit)
    dough = loss(result, "dough")
    assert (dough.amount, dough.unit, dough.share) == (pytest.approx(6.27), "t", pytest.approx(0.01))
    assert dough.step == {"en": "Shaping"}
    assert dough.material == pytest.approx(FLOUR_COST / 100)
    share_of_materials = dough.material / result.material_cost
    assert dough.energy == pytest.approx(result.energy_cost * share_of_materials)
    assert (dough.treatment, dough.system, dough.income) == (0, Decimal(150_000), 0)


def test_a_part_that_was_not_answered_is_not_known_and_never_guessed(workspace, figures_visit):
    burnt = loss(result_of(workspace, figures_visit), "burnt")
    assert (burnt.treatment, burnt.income) == (Decimal(78_000), None)
    figures_visit.answer_all({"burnt_income": "0"})
    assert loss(result_of(workspace, figures_visit), "burnt").income == 0
    figures_visit.answer_all({"burnt_t": ""})
    unweighed = loss(result_of(workspace, figures_visit), "burnt")
    assert (unweighed.amount, unweighed.share, unweighed.material, unweighed.energy) == (None,) * 4


def test_the_energy_in_a_loss_is_not_known_while_a_cost_of_energy_or_material_is_missing(
    workspace, figures_visit
):
    figures_visit.answer_all({"elec_cost": ""})
    dough = loss(result_of(workspace, figures_visit), "dough")
    assert dough.material == pytest.approx(FLOUR_COST / 100)
    assert dough.energy is None
    figures_visit.answer_all({"elec_cost": "1000000", "packaging_cost": ""})
    assert loss(result_of(workspace, figures_visit), "dough").energy is None


def test_more_lost_than_bought_is_questioned_and_counts_once(workspace, figures_visit):
    figures_visit.answer_all({"burnt_t": "1000"})
    assessment, _ = assess_visit(workspace, figures_visit, NOW.date())
    (problem,) = [one for one in assessment.problems if one.code == "plausible.losses"]
    assert problem.place.name == "raw"
    assert sum(one.material for one in assessment.losses) <= FLOUR_COST * (1 + Decimal("1e-9"))


def test_an_indicator_of_the_toolkit_keeps_formula_and_inputs(workspace, figures_visit):
    by_name = {one.name: one for one in result_of(workspace, figures_visit).own_indicators}
    found = by_name["kwh_a_tonne"]
    assert (found.value, found.unit, found.better) == (pytest.approx(117_600 / 680), "kWh/t", "down")
    assert [(one.kind, one.value) for one in found.inputs] == [("flow", 117_600), ("answer", 680)]
    assert found.inputs[1].label["en"].startswith("How much")
    assert by_name["raw_price"].value == pytest.approx(198_363_000 / 627)
    figures_visit.answer_all({"output_amount": ""})
    by_name = {one.name: one for one in result_of(workspace, figures_visit).own_indicators}
    assert by_name["kwh_a_tonne"].value is None


def test_a_live_result_says_the_same_in_the_language_of_the_moment(workspace, figures_visit):
    assessment, chosen = assess_visit(workspace, figures_visit, NOW.date())
    live = live_result(workspace, figures_visit, assessment, chosen, NOW)
    whole = result_of(workspace, figures_visit)
    assert [one.value for one in live.own_indicators] == [one.value for one in whole.own_indicators]
    assert live.losses == whole.losses


def test_a_finished_visit_keeps_how_to_range_losses_and_indicators(workspace, figures_visit):
    choose_measure(workspace, figures_visit, "led_lamps")
    draft = result_of(workspace, figures_visit)
    finish_visit(workspace, figures_visit, NOW)
    kept, _ = shown_result(workspace, figures_visit, NOW)
    assert (kept.losses, kept.own_indicators) == (draft.losses, draft.own_indicators)
    (led,) = kept.measures
    assert led.how_to["en"].startswith("Take lamp by lamp.")
    assert "${" not in led.how_to["en"]
    assert led.risks == {"en": RISKS}
    assert led.range.low < led.figures.annual_saving < led.range.high
    assert led.arc_title
    plan = action_plan(kept, VisitedBy("A", "", "", date(2026, 3, 10), ()), texts_for("en"))
    (planned,) = plan.measures
    assert (planned.how_to, planned.co_benefits) == (led.how_to["en"], CO_BENEFITS)
    assert (planned.npv, planned.range) == (led.figures.npv, led.range)
    assert [one.step for one in plan.losses] == ["Shaping", "Baking"]


def test_a_result_that_was_written_before_opens_without_the_new_parts(workspace, figures_visit):
    choose_measure(workspace, figures_visit, "led_lamps")
    content = json.loads(msgspec.json.encode(as_content(result_of(workspace, figures_visit))))
    for name in ("losses", "own_indicators", "energy_cost", "material_cost", "discount_rate"):
        del content[name]
    for name in ("arc_title", "how_to", "co_benefits", "risks", "range", "life_years"):
        del content["measures"][0][name]
    old = read_content(content, "x")
    assert isinstance(old, VisitResult)
    assert (old.losses, old.own_indicators, old.measures[0].range, old.discount_rate) == ((), (), None, 0.1)
    plan = action_plan(old, VisitedBy("A", "", "", date(2026, 3, 10), ()), texts_for("en"))
    assert (plan.measures[0].how_to, plan.losses) == ("", ())


def offered(workspace, opened, name="led_lamps"):
    assessment, chosen = assess_visit(workspace, opened, NOW.date())
    found = offered_measures(workspace, opened, assessment, chosen, language="en")
    return next(one for one in found if one.name == name)


def test_an_offered_measure_says_how_it_is_done_and_between_what_it_saves(workspace, figures_visit):
    led = offered(workspace, figures_visit)
    assert led.how_to.startswith("Take lamp by lamp.")
    assert (led.co_benefits, led.risks, led.arc) == (CO_BENEFITS, RISKS, "2.7142")
    assert led.range.low == pytest.approx(led.figures.annual_saving * Decimal("0.6"))
    assert led.range.soonest_years <= led.figures.payback_years <= led.range.latest_years
    details = measure_details(led)
    assert details["annual_saving_range"] == [str(led.range.low), str(led.range.high)]
    assert details["evidence"]["arc_title"] == led.arc_title
    assert json.loads(json.dumps(details)) == details


def test_a_saving_that_a_person_stated_has_no_range(workspace, figures_visit):
    choose_measure(workspace, figures_visit, "led_lamps", corrections={"annual_saving": "400000"})
    assert offered(workspace, figures_visit).range is None
    choose_measure(workspace, figures_visit, "led_lamps", corrections={"annual_saving": None})
    assert offered(workspace, figures_visit).range is not None


def test_the_order_of_choice_moves_no_range_and_no_loss(workspace, figures_visit):
    for name in ("led_lamps", "switch_off", "loss_board"):
        choose_measure(workspace, figures_visit, name)
    assessment, _ = assess_visit(workspace, figures_visit, NOW.date())
    before = assessment.ranges, assessment.losses
    inventory = figures_visit.inventory()
    method = figures_visit.method(inventory.country)
    again = assess(inventory, method, NOW.date(), chosen=["loss_board", "switch_off", "led_lamps"])
    assert (again.ranges, again.losses) == before
