"""Measures as they are offered, corrected, agreed on, and added by the visitor."""

from datetime import date
from decimal import Decimal

import pytest
from services_sample import NOW

from greenfield.assess.values import Area, Technique
from greenfield.base.problem import ProblemError
from greenfield.services.assessment import Corrections
from greenfield.services.chosen_measures import choose_measure, chosen_measures, drop_measure
from greenfield.services.finishing import assess_visit, finish_visit
from greenfield.services.handing_over import make_plan
from greenfield.services.offered_measures import Order, offered_measures, undecided
from greenfield.services.open_visit import open_visit
from greenfield.services.own_measures import NewMeasure, add_own_measure, own_measures
from greenfield.services.plan_steps import agree_on

SHADE = NewMeasure(
    title="Shade the flour store",
    area=Area.MATERIALS,
    technique=Technique.GOOD_HOUSEKEEPING,
    reason="It is 38 °C inside at noon.",
    first_step="Ask two roofers.",
    annual_saving="40000",
    investment="85000",
)


def offered(workspace, visit, **given):
    assessment, chosen = assess_visit(workspace, visit, NOW.date())
    return offered_measures(workspace, visit, assessment, chosen, language="en", **given)


def of(workspace, visit, name):
    return next(one for one in offered(workspace, visit) if one.name == name)


def test_what_costs_least_to_begin_stands_first_and_the_unknown_last(workspace, answered):
    costs = [one.first_cost for one in offered(workspace, answered)]
    known = [cost for cost in costs if cost is not None]
    assert known == sorted(known)
    assert costs == [*known, *[None] * (len(costs) - len(known))]


def test_the_rank_of_the_method_can_be_kept(workspace, answered):
    assessment, _ = assess_visit(workspace, answered, NOW.date())
    ranked = [one.name for one in assessment.recommendations.ranked]
    assert [one.name for one in offered(workspace, answered, order=Order.RANK)] == ranked


def test_a_correction_replaces_the_toolkits_figure_and_can_be_taken_back(workspace, answered):
    before = of(workspace, answered, "led_lamps").measure.investment
    choose_measure(workspace, answered, "led_lamps", corrections={"investment": "322000"})
    corrected = of(workspace, answered, "led_lamps")
    assert (corrected.measure.investment, corrected.uncorrected.investment) == (Decimal(322000), before)
    choose_measure(workspace, answered, "led_lamps", corrections={"investment": None})
    assert of(workspace, answered, "led_lamps").measure.investment == before


def test_an_own_measure_is_chosen_counts_and_is_never_recommended(workspace, answered):
    record = add_own_measure(workspace, answered, SHADE)
    assessment, chosen = assess_visit(workspace, answered, NOW.date())
    assert [one.name for one in chosen] == [record]
    (figures,) = assessment.chosen
    assert (figures.annual_saving, figures.payback_years) == (Decimal(40000), pytest.approx(2.125))
    assert record not in [one.name for one in assessment.recommendations.ranked]
    found = of(workspace, answered, record)
    assert (found.title, found.reason, found.is_own, found.estimate) == (
        SHADE.title,
        SHADE.reason,
        True,
        True,
    )


def test_an_own_measure_without_a_saving_is_kept_and_says_so(workspace, answered):
    new = NewMeasure("Ask the staff", Area.MANAGEMENT, Technique.GOOD_HOUSEKEEPING)
    record = add_own_measure(workspace, answered, new)
    assessment, _ = assess_visit(workspace, answered, NOW.date())
    assert assessment.chosen[0].annual_saving is None
    assert [one.code for one in assessment.problems if one.place.name == record] == ["measure.no_saving"]


def test_an_own_measure_is_corrected_dropped_and_chosen_again_by_its_record(workspace, answered):
    record = add_own_measure(workspace, answered, SHADE)
    choose_measure(workspace, answered, record, corrections={"investment": "90000"}, person="Awa")
    assert of(workspace, answered, record).first_cost == Decimal(90000)
    drop_measure(workspace, answered, record)
    assert chosen_measures(workspace, answered.visit.id) == []
    assert [one.record for one in own_measures(workspace, answered.visit.id)] == [record]
    choose_measure(workspace, answered, record)
    (again,) = chosen_measures(workspace, answered.visit.id)
    assert again.person == "Awa"


def test_an_own_measure_stands_in_result_and_document(workspace, answered):
    add_own_measure(workspace, answered, SHADE)
    finished = finish_visit(workspace, answered, NOW)
    (measure,) = finished.result.measures
    assert measure.title == {"en": "Shade the flour store"}
    again = open_visit(workspace, answered.visit.id, "en", NOW)
    assert make_plan(workspace, again, "en", NOW).content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("change", "code"),
    [({"title": "  "}, "measure.no_title"), ({"investment": "much"}, "measure.not_a_figure")],
)
def test_what_is_wrong_with_an_own_measure_is_named(workspace, answered, change, code):
    values = {name: getattr(SHADE, name) for name in SHADE.__slots__} | change
    with pytest.raises(ProblemError) as caught:
        add_own_measure(workspace, answered, NewMeasure(**values))
    assert caught.value.code == code
    assert own_measures(workspace, answered.visit.id) == []


def test_person_and_date_are_agreed_and_taken_back(workspace, answered):
    choose_measure(workspace, answered, "led_lamps")
    agree_on(workspace, answered, "led_lamps", person=" Awa ", due=date(2026, 5, 31))
    (one,) = chosen_measures(workspace, answered.visit.id)
    assert (one.person, one.due) == ("Awa", date(2026, 5, 31))
    agree_on(workspace, answered, "led_lamps", person="", due=None)
    (one,) = chosen_measures(workspace, answered.visit.id)
    assert (one.person, one.due) == ("", None)


def test_nothing_is_agreed_about_what_was_not_chosen(workspace, answered):
    with pytest.raises(ProblemError) as caught:
        agree_on(workspace, answered, "led_lamps", person="Awa", due=None)
    assert caught.value.code == "measure.not_chosen"


def test_undecided_measures_are_listed_by_the_question_that_decides(workspace, visit):
    visit.answer_all({"country": "SEN", "elec_amount": "117600"})
    assessment, _ = assess_visit(workspace, visit, NOW.date())
    found = {one.question: one.measures for one in undecided(visit, assessment, "en")}
    assert found["air_kw"] == (
        "Find and mend the leaks of compressed air",
        "Lower the pressure of the compressed air step by step",
    )


def test_what_another_version_or_device_wrote_wrongly_stops_nobody_from_seeing_the_plan(workspace, answered):
    """A value comes from anywhere by a sync: a date that is none and figures that are none count as not given."""
    choose_measure(
        workspace, answered, "led_lamps", person="Awa", due=date(2026, 5, 1), corrections={"investment": "1"}
    )
    (chosen,) = chosen_measures(workspace, answered.visit.id)
    with workspace.unit() as unit:
        wrong = {"investment": "much", "annual_cost": True, "life_years": "x"}
        unit.set(
            chosen.action, {"due": "next week", **{f"overrides/{key}": odd for key, odd in wrong.items()}}
        )
        unit.set(chosen.record, {"overrides": wrong})
    (read,) = chosen_measures(workspace, answered.visit.id)
    assert (read.person, read.due, read.corrections) == ("Awa", None, Corrections())
    assert of(workspace, answered, "led_lamps").measure.investment is not None
    with workspace.unit() as unit:
        unit.set(chosen.record, {"overrides": "250000"})
    assert chosen_measures(workspace, answered.visit.id)[0].corrections == Corrections()
