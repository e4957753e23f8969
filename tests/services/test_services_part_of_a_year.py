"""A visit over a part of a year: all that is said of a year is one, and how it became one is said too."""

import json
from decimal import Decimal

import pytest
from services_sample import NOW

from greenfield.base.texts import texts_for
from greenfield.services.chosen_measures import choose_measure
from greenfield.services.finishing import assess_visit, draft_result
from greenfield.services.plan_document import VisitedBy, action_plan
from greenfield.services.visit_result import as_content, read_content
from greenfield.toolkit.annual import period_names
from greenfield.toolkit.figure_rows import loss_rows

DAYS = 273  # January to September
FACTOR = 365 / DAYS


def of_nine_months(visit, bakery):
    """Answer with the bakery's year, cut to nine months: each amount of the period by 273 / 365."""
    names = period_names(visit.toolkit, loss_rows(visit.toolkit.sheets))
    cut = {
        name: repr(float(value) / FACTOR)
        if name in names and _is_number(value) and name != "hours_year"
        else value
        for name, value in bakery.answers.items()
    }
    if "hours_year" in cut:
        cut["hours_year"] = str(round(float(cut["hours_year"]) / FACTOR))
    cut |= {"period_start": "2025-01-01", "period_end": "2025-09-30"}
    assert visit.answer_all(cut) == []
    return visit


def _is_number(value):
    try:
        float(value)
    except ValueError:
        return False
    return True


@pytest.fixture
def whole(workspace, visit, bakery):
    assert (
        visit.answer_all({**bakery.answers, "period_start": "2025-01-01", "period_end": "2025-12-31"}) == []
    )
    choose_measure(workspace, visit, "led_lamps")
    return draft_result(workspace, visit, NOW), assess_visit(workspace, visit, NOW.date())[0]


@pytest.fixture
def part(workspace, whole, visit, bakery):
    of_nine_months(visit, bakery)
    return draft_result(workspace, visit, NOW), assess_visit(workspace, visit, NOW.date())[0]


def test_nine_months_at_the_pace_of_a_year_give_the_figures_of_that_year(whole, part):
    year, nine = whole[0], part[0]
    assert nine.period.days == DAYS
    assert nine.period.per_year == pytest.approx(FACTOR)
    for figures in ("absolute", "productivity", "intensity"):
        for key, value in getattr(year.indicators, figures).items():
            assert getattr(nine.indicators, figures)[key] == pytest.approx(value, rel=1e-9), key
    assert {one.flow: one.cost and float(one.cost) for one in nine.costs} == pytest.approx(
        {one.flow: one.cost and float(one.cost) for one in year.costs}, rel=1e-6
    )


def test_savings_paybacks_and_investments_of_nine_months_are_those_of_a_year(whole, part):
    year = {one.name: one for one in whole[1].recommendations.ranked}
    nine = {one.name: one for one in part[1].recommendations.ranked}
    assert year.keys() == nine.keys()
    known = [name for name, one in year.items() if one.figures and one.figures.annual_saving]
    assert len(known) >= 5
    for name in known:
        before, after = year[name].figures, nine[name].figures
        # rounding to three digits may turn by one step
        assert float(after.annual_saving) == pytest.approx(float(before.annual_saving), rel=0.01), name
        assert after.payback_years == pytest.approx(before.payback_years, rel=0.02), name
        assert float(part[1].measures[name].investment) == pytest.approx(
            float(whole[1].measures[name].investment), rel=0.01
        ), name


def test_indicators_of_the_toolkit_are_those_of_a_year(whole, part):
    year = {one.name: one.value for one in whole[0].own_indicators}
    assert {one.name: one.value for one in part[0].own_indicators} == pytest.approx(year, rel=1e-3)


def test_a_warning_names_the_days_and_the_factor_and_a_whole_year_has_none(whole, part):
    assert "plausible.part_of_a_year" not in [one.code for one in whole[1].problems]
    (warning,) = [one for one in part[1].problems if one.code == "plausible.part_of_a_year"]
    assert warning.values["days"] == DAYS
    assert warning.values["factor"] == pytest.approx(FACTOR)


def test_the_factor_is_kept_in_the_result_and_said_in_the_document(part):
    kept = read_content(json.loads(json.dumps(as_content(part[0]))), "a result")
    assert kept.period == part[0].period
    plan = action_plan(kept, VisitedBy("A", "", "", part[0].finished_on, ()), texts_for("en"))
    assert (plan.period.days, plan.period.per_year) == (DAYS, pytest.approx(FACTOR))


def test_a_period_that_ends_before_it_begins_is_not_scaled_and_warns(workspace, visit, bakery):
    visit.answer_all({**bakery.answers, "period_start": "2025-09-30", "period_end": "2025-01-01"})
    assessment, _ = assess_visit(workspace, visit, NOW.date())
    assert assessment.account.period.per_year == 1.0
    assert "plausible.period_order" in [one.code for one in assessment.problems]


def test_what_losses_are_shared_out_by_is_of_a_year_too(whole, part):
    assert part[0].energy_cost == pytest.approx(whole[0].energy_cost, rel=Decimal("1e-6"))
    assert part[0].material_cost == pytest.approx(whole[0].material_cost, rel=Decimal("1e-6"))
