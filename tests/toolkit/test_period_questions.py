"""Numbers of the period that stand in no flow: the survey marks them, and measures of a part of a year are those of a year."""

import re
from datetime import date
from decimal import Decimal

import pytest
from session_answers import answered
from test_park_toolkits import BASE as PARK_BASE
from test_walk_through import BASE
from toolkit_sample import WHOLE, check, sample

from greenfield.assess.account import account
from greenfield.assess.factors import method_for
from greenfield.base import resources
from greenfield.forms.parse import parse_form
from greenfield.services.assessment import unknown_resources
from greenfield.toolkit.annual import period_names
from greenfield.toolkit.answers import SessionAnswers
from greenfield.toolkit.build import build_package
from greenfield.toolkit.conversion import conversion
from greenfield.toolkit.evaluate import Evaluation
from greenfield.toolkit.factors import load_factors
from greenfield.toolkit.figure_rows import indicator_rows, loss_rows
from greenfield.toolkit.make_packages import toolkit_sources
from greenfield.toolkit.outline import NUMBER_KINDS, references
from greenfield.toolkit.toolkit import open_toolkit

HALF = {"period_start": "2025-01-01", "period_end": "2025-06-30"}  # 181 days
OF_HALF = 365 / 181
OF_PERIOD = re.compile(r"\bin the period\b|\bcost\b", re.IGNORECASE)
NOT_SCALED = {
    "mng_accidents": "walk-through: its indicator divides by the years of the period",
    "advised": "a share of the tenants, who are not more in a year",
    "fees_cost": "above and below the line of one share",
    "fees_income": "above and below the line of one share",
}


def toolkit_of(name):
    made, content = build_package(resources.source("toolkits", name, "toolkit.md"))
    return open_toolkit(content, made)


def inventory_of(toolkit, answers):
    evaluation = Evaluation(toolkit, conversion(load_factors()))
    return evaluation.inventory(SessionAnswers(answered(parse_form(toolkit.form_xml), answers)))


def saving_of(inventory, name):
    return next(one.measure for one in inventory.candidates if one.name == name).annual_saving


@pytest.fixture(scope="module")
def walk_through():
    return toolkit_of("walk-through")


@pytest.fixture(scope="module")
def park():
    return toolkit_of("park")


@pytest.mark.parametrize("path", toolkit_sources(), ids=lambda path: path.parent.name)
def test_every_number_of_the_period_that_a_formula_reads_is_one_of_a_year(path):
    made, content = build_package(path)
    toolkit = open_toolkit(content, made)
    known = period_names(toolkit, loss_rows(toolkit.sheets))
    labels = {row.cells.get("name"): row.cells.get("label", "") for row in toolkit.sheets.sheet("survey")}
    formulas = [one.formula for one in indicator_rows(toolkit.sheets)]
    for row in toolkit.measures:
        formulas += [row.saves, row.annual_saving, row.investment, row.annual_cost]
    read = {name for text in formulas for name in references(text)}
    asked = {name for name in read if toolkit.outline.by_name[name].kind in NUMBER_KINDS}
    of_period = {name for name in asked if OF_PERIOD.search(labels[name])}
    assert of_period - set(known) - set(NOT_SCALED) == set()


def test_money_of_no_flow_gives_a_saving_of_a_year(walk_through):
    painted = {"sector": "C25", "met_work": "painting", "pnt_gun": "old", "pnt_cost": "1000"}
    answers = BASE | painted
    year = saving_of(inventory_of(walk_through, answers), "pnt_hvlp")
    half = saving_of(inventory_of(walk_through, answers | HALF), "pnt_hvlp")
    assert year == Decimal(120)
    assert float(half) == pytest.approx(120 * OF_HALF)


BILLS = [
    {
        "elec_month_days": "30",
        "elec_month_kwh": "8000",
        "elec_month_energy": "1600",
        "elec_month_penalty": "100",
    }
] * 10


def test_a_penalty_on_monthly_bills_is_scaled_by_the_days_of_the_bills(walk_through):
    answers = {name: value for name, value in BASE.items() if not name.startswith("elec_")}
    answers |= {"elec_bills": "month", "elec_month": BILLS, "elec_demand_unit": "kW"}
    found = inventory_of(walk_through, answers)
    assert found.per_year == 1.0
    assert found.found["electricity"].per_year == pytest.approx(365 / 300)
    # 0.9 of the penalty, and nothing of a demand that was not paid
    assert float(saving_of(found, "power_factor")) == pytest.approx(0.9 * 1000 * 365 / 300)


def test_an_area_is_the_same_in_a_part_of_a_year(park):
    year, half = (inventory_of(park, PARK_BASE["park"] | period) for period in ({}, HALF))
    assert year.output == half.output
    assert half.output.amount == 40.0
    for key in ("occupancy", "jobs"):
        values = [{one.row.name: one.value for one in found.indicators}.get(key) for found in (year, half)]
        assert values[0] == values[1], key


def test_a_share_of_two_amounts_of_the_period_is_the_same_in_a_part_of_a_year(park):
    answers = PARK_BASE["park"] | {"waste_recycled": "20"} | HALF
    values = {one.row.name: one.value for one in inventory_of(park, answers).indicators}
    assert values["recycling"] == pytest.approx(40.0)


def test_accidents_and_hours_without_electricity_are_those_of_a_year(park):
    answers = PARK_BASE["park"] | {"power_cut_hours": "10"} | HALF
    values = {one.row.name: one.value for one in inventory_of(park, answers).indicators}
    assert values["power_cuts"] == pytest.approx(10 * OF_HALF)


def test_a_word_that_says_nothing_about_the_period_is_a_problem_at_its_cell():
    head, first, *rest = WHOLE["survey"].strip().splitlines()[1:]
    lines = {
        word: "\n".join(["| survey |", f"{head} period |", f"{first} |", f"{rest[0]} {word} |", *rest[1:]])
        for word in ("yes", "no", "electricity", "weekly")
    }
    faults = {word: check(sample(survey=f"\n{text}\n")) for word, text in lines.items()}
    assert faults.pop("weekly") == [("survey.period", "survey", 3, "period")]
    assert not any(faults.values())


def test_bills_of_two_meters_cover_the_days_of_one(walk_through):
    answers = {name: value for name, value in BASE.items() if not name.startswith("elec_")}
    bills = [BILLS[0] | {"elec_month_days": days} for days in ["30", "31"] * 6] * 2
    two = inventory_of(
        walk_through, answers | {"elec_bills": "month", "elec_bill_meters": "2", "elec_month": bills}
    )
    found = two.found["electricity"]
    assert (found.days, found.per_year) == (366, 1.0)
    assert found.amount == 24 * 8000


def test_the_share_of_a_bill_that_falls_is_of_the_same_days_as_the_bill(walk_through):
    answers = {name: value for name, value in BASE.items() if not name.startswith("elec_")}
    found = inventory_of(walk_through, answers | {"elec_bills": "month", "elec_month": BILLS})
    values = {one.row.name: one.value for one in found.indicators}
    assert values["kwh_share_of_bill"] == pytest.approx(100 * 1600 / 1700)


def test_a_power_factor_that_no_bill_shows_is_not_known(walk_through):
    answers = {name: value for name, value in BASE.items() if not name.startswith("elec_")}
    without = inventory_of(walk_through, answers | {"elec_bills": "month", "elec_month": BILLS})
    shown = [*BILLS[1:], BILLS[0] | {"elec_month_pf": "0.84"}]
    with_one = inventory_of(walk_through, answers | {"elec_bills": "month", "elec_month": shown})
    found = [{one.row.name: one.value for one in each.indicators} for each in (without, with_one)]
    assert (found[0].get("power_factor"), found[1]["power_factor"]) == (None, 0.84)


def test_steam_whose_gas_nobody_states_leaves_the_total_open(walk_through):
    steam = {
        "steam_bought": "yes",
        "steam_amount": "100",
        "steam_unit": "MWh",
        "steam_cost": "5000",
        "gen": "no",
    }
    totals = []
    for stated in ({}, {"steam_co2e": "20"}):
        inventory = inventory_of(walk_through, BASE | steam | stated)
        period = inventory.period(date(2025, 1, 1), date(2025, 12, 31))
        made = account(period, method_for(load_factors(), "TUN"), unreadable=unknown_resources(inventory))
        totals.append(made.totals["co2e_t"])
    without = inventory_of(walk_through, BASE | {"gen": "no"})
    plain = account(
        without.period(date(2025, 1, 1), date(2025, 12, 31)), method_for(load_factors(), "TUN")
    ).totals["co2e_t"]
    assert totals == [None, pytest.approx(plain + 20)]
