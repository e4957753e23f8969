"""Losses by process step, refrigerants, the period and own indicators of the walk-through, as answers fill them."""

from dataclasses import replace
from datetime import date

import pytest
from session_answers import answered
from test_walk_through import BASE, SOURCE  # noqa: F401  the fixtures ask for the source

from greenfield.assess.account import account
from greenfield.assess.factors import RefrigerantFactor, method_for
from greenfield.assess.values import Truth
from greenfield.toolkit.answers import SessionAnswers
from greenfield.toolkit.factors import load_factors

STEP = {"mat_step_treat": "0", "mat_step_work": "0", "mat_step_income": "0"}
PLANT = {"ref_name": "cold room", "ref_charge": "40"}


@pytest.fixture
def found(evaluation, form):
    """Return the inventory of a visit with further answers."""
    return lambda answers: evaluation.inventory(SessionAnswers(answered(form, BASE | answers)))


def figures(inventory):
    return {one.row.name: one.value for one in inventory.indicators if one.value is not None}


def test_with_one_product_the_output_is_known(found):
    assert (found({}).output.amount, found({}).output.unit) == (900, "t")


def test_other_products_count_by_their_weight(found):
    rows = [{"other_product_name": "syrup", "other_product_amount": "50", "other_product_weight": "2"}]
    assert found({"other_product": rows}).output.amount == 1_000


def test_a_step_of_the_process_is_a_loss_of_its_material(found):
    rows = [
        {"mat_step_name": "Cutting", "mat_step_lost": "5", "mat_step_of": "raw", "mat_step_treat": "100", "mat_step_work": "200",
         "mat_step_income": "50"},
        {"mat_step_name": "Mixing", "mat_step_lost": "2", "mat_step_of": "raw2"} | STEP,
    ]  # fmt: skip
    second = {"raw_kinds": "two", "raw2_amount": "10", "raw2_unit": "t", "raw2_cost": "20000"}
    inventory = found(second | {"mat_step": rows})
    losses = [one.loss for one in inventory.losses]
    assert [(one.step, one.flow, one.amount) for one in losses] == [
        ("Cutting", "raw", 5),
        ("Mixing", "raw2", 2),
    ]
    assert [(one.treatment, one.system, one.income) for one in losses] == [(100, 200, 50), (0, 0, 0)]
    assert figures(inventory)["loss_share"] == pytest.approx(100 * 7 / 1_010)


def test_money_of_a_loss_that_nobody_answered_is_not_known(found):
    (loss,) = found({"mat_step": [{"mat_step_name": "Cutting", "mat_step_lost": "5"}]}).losses
    assert loss.loss.treatment is None


def test_without_steps_there_is_no_loss(found):
    assert not found({}).losses


def test_each_refrigerant_that_was_filled_in_is_an_emission_of_its_kind(found):
    plants = [
        PLANT | {"ref_kind": "R404A", "ref_topup": "10"},
        PLANT | {"ref_kind": "R717", "ref_topup": "5"},
        PLANT | {"ref_kind": "R134a", "ref_topup": "0"},
    ]
    inventory = found({"ref_any": "yes", "ref_plant": plants, "ref_cost": "600"})
    emissions = [flow for flow in inventory.flows if flow.resource == "emission"]
    assert [(flow.carrier, flow.amount, flow.unit) for flow in emissions] == [
        ("R404A", 10, "kg"),
        ("unspecified", 5, "kg"),
    ]
    assert [flow.cost for flow in emissions] == [400, 200]
    gas = account(inventory.period(date(2025, 1, 1), date(2025, 12, 31)), method_for(load_factors(), "TUN"))
    assert [row.t for row in gas.emissions if row.flow.startswith("refrigerant")] == [pytest.approx(39.428)]
    assert figures(inventory)["refrigerant_leak_rate"] == pytest.approx(12.5)


@pytest.mark.parametrize("kind", ["R449A", "R1234yf", "other", "not_known"])
def test_a_refrigerant_whose_gas_nobody_knows_leaves_the_total_open(found, kind):
    plants = [PLANT | {"ref_kind": kind, "ref_topup": "30"}]
    inventory = found({"ref_any": "yes", "ref_plant": plants, "ref_cost": "600"})
    gas = account(inventory.period(date(2025, 1, 1), date(2025, 12, 31)), method_for(load_factors(), "TUN"))
    assert gas.totals["co2e_t"] is None
    assert [one.values["carrier"] for one in gas.problems if one.code == "emission.unknown_gas"] == [kind]


def test_a_refrigerant_of_a_table_of_ones_own_counts_as_its_label_writes_it(found):
    own = RefrigerantFactor("r449a", {"AR5": 1282.0}, 2024, "A table", "CC0")
    tables = load_factors()
    tables = replace(tables, refrigerants={**tables.refrigerants, "r449a": own})
    plants = [PLANT | {"ref_kind": "R449A", "ref_topup": "30"}]
    inventory = found({"ref_any": "yes", "ref_plant": plants, "ref_cost": "600"})
    gas = account(inventory.period(date(2025, 1, 1), date(2025, 12, 31)), method_for(tables, "TUN"))
    assert [row.t for row in gas.emissions if row.flow.startswith("refrigerant")] == [pytest.approx(38.46)]


def saving(inventory, name):
    one = next(candidate for candidate in inventory.candidates if candidate.name == name)
    assert one.applies is Truth.YES
    return one.measure.saves[0].share


def test_hours_of_a_year_count_for_the_days_of_the_period_alone(found):
    compressor = [{"comp_kw": "10", "comp_loaded": "2000", "comp_idle": "0"}]
    air = {"air_kw": "10", "air_leaks": "many", "compressor": compressor}
    year = found(air)
    half = found(air | {"period_start": "2025-01-01", "period_end": "2025-06-30", "elec_amount": "50000"})
    leap = found(air | {"period_start": "2024-01-01", "period_end": "2024-12-31"})
    assert saving(half, "air_leaks") == pytest.approx(saving(year, "air_leaks"), rel=0.02)
    assert saving(leap, "air_leaks") == saving(year, "air_leaks")
    assert figures(half)["air_share"] == pytest.approx(figures(year)["air_share"], rel=0.02)


def test_measures_for_fuel_do_not_fire_where_electricity_makes_the_heat(found):
    electric = {"heat_carrier": "none", "heat_unit": "", "heat_places": "ovens", "oven_idle": "long"}
    inventory = found(electric | {"eheat": "yes", "eheat_part_ovens": "60"})
    applies = {one.name: one.applies for one in inventory.candidates}
    assert applies["oven_idle"] is Truth.NO
    assert applies["eheat_oven_idle"] is Truth.YES


def test_the_sector_s_own_measure_stands_in_place_of_the_general_one(found):
    general = {"food_oven": "", "heat_places": "ovens", "heat_part_ovens": "60", "oven_idle": "long"}
    alone, beside = found(general), found(general | {"food_oven": "idle"})
    assert {one.name: one.applies for one in alone.candidates}["oven_idle"] is Truth.YES
    applies = {one.name: one.applies for one in beside.candidates}
    assert applies["oven_idle"] is Truth.NO
    assert applies["food_oven_plan"] is Truth.YES


def test_what_nobody_sold_or_passed_on_leaves_the_energy_known(found):
    inventory = found({"elec_sold_kwh": ""})
    assert not [
        name for name in ("electricity_sold", "steam_sold") if name in {one.id for one in inventory.flows}
    ]
    assert inventory.found["electricity_sold"].is_absent
    assert inventory.found["steam_sold"].is_absent
    passed_on = found({"elec_sold_kwh": "5000"})
    assert [(one.amount, one.onsite) for one in passed_on.flows if one.id == "electricity_sold"] == [
        (5_000, True)
    ]
