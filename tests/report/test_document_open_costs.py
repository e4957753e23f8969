"""What is said of costs where one is missing, of figures that were scaled, of per cent, and of what does not pay."""

from dataclasses import replace
from decimal import Decimal

import pytest
from report_plan_sample import bakery_plan

from greenfield.assess.values import Resource
from greenfield.base.formats import Formats
from greenfield.base.texts import texts_for
from greenfield.report.figures import Figures
from greenfield.report.findings import cost_findings
from greenfield.report.indicator_lines import column_heads
from greenfield.report.plan import ResourceCost
from greenfield.report.plan_totals import by_first_cost
from greenfield.report.spending import spent_sentence


@pytest.fixture
def plan():
    return bakery_plan()


@pytest.fixture
def figures(plan):
    return Figures(texts_for("en"), Formats("en"), plan.currency)


def with_flow(plan, **changed):
    values = {"name": "Diesel", "resource": Resource.ENERGY, "amount": 5000.0, "unit": "L", "cost": None}
    return replace(plan, costs=(*plan.costs, ResourceCost(**(values | changed))))


def test_a_cost_that_is_missing_is_named_where_the_sum_is_said(plan, figures):
    missing = with_flow(plan)
    assert "without those whose cost is not known (Diesel)" in spent_sentence(missing, figures)
    assert "Diesel" not in spent_sentence(plan, figures)
    (found,) = cost_findings(missing.costs, figures, plan.currency)
    assert found.title == "What resources cost, as far as it is known"
    assert "Not known: Diesel." in found.note


def test_what_is_free_is_no_missing_cost(plan, figures):
    free = with_flow(plan, name="Own sun", is_free=True)
    assert spent_sentence(free, figures) == spent_sentence(plan, figures)
    assert cost_findings(free.costs, figures, plan.currency)[0].title == (
        cost_findings(plan.costs, figures, plan.currency)[0].title
    )


def test_the_column_says_year_where_the_figures_were_scaled_to_one(plan):
    texts = texts_for("en")
    assert column_heads(plan.period, texts)[1] == "In the period"
    assert column_heads(replace(plan.period, per_year=365 / 273), texts)[1] == "In a year"


@pytest.mark.parametrize(("language", "shown"), [("en", "33.3%"), ("fr", "33,3\N{NARROW NO-BREAK SPACE}%")])
def test_per_cent_stands_as_the_language_writes_it(language, shown):
    found = Figures(texts_for(language), Formats(language), "EUR").amount(33.3, "%")
    assert found.replace("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}") == shown


def test_what_costs_more_each_year_than_it_saves_comes_after_what_pays(plan):
    cheap = replace(
        plan.measures[0], first_cost=Decimal(1), annual_saving=Decimal(450), annual_cost=Decimal(5000)
    )
    ordered = by_first_cost([cheap, *plan.measures[1:]])
    known = [one for one in ordered if one.first_cost is not None]
    assert known[-1] is cheap
    assert cheap.net_saving == -4550


@pytest.mark.parametrize(
    ("unit", "sign"), [("m3", "m³"), ("m3/t", "m³/t"), ("t/m3", "t/m³"), ("kWh/t", "kWh/t")]
)
def test_a_unit_above_another_is_written_like_the_unit_alone(figures, unit, sign):
    assert figures.amount(3, unit) == f"3\N{NO-BREAK SPACE}{sign}"
