"""Each measure of the quick scan: a visit that triggers it with figures, and one that does not; its own indicators."""

import json
from pathlib import Path

import pytest
from session_answers import answered, candidate

from greenfield.assess.values import Truth
from greenfield.base import resources
from greenfield.forms.parse import parse_form
from greenfield.toolkit.answers import SessionAnswers
from greenfield.toolkit.build import build_package
from greenfield.toolkit.conversion import conversion
from greenfield.toolkit.evaluate import Evaluation
from greenfield.toolkit.factors import load_factors
from greenfield.toolkit.toolkit import open_toolkit

SOURCE = resources.source("toolkits", "quick-scan", "toolkit.md")
CASES = json.loads((Path(__file__).parent / "quick_scan" / "cases.json").read_text(encoding="utf-8"))
BASE = {
    "country": "TUN", "currency": "EUR", "sector": "C10", "employees": "50", "hours_year": "4800",
    "period_start": "2025-01-01", "period_end": "2025-12-31", "product": "jam", "output_amount": "900",
    "elec_amount": "100000", "elec_unit": "kWh", "elec_cost": "20000",
    "heat_carrier": "natural_gas", "heat_amount": "500000", "heat_unit": "kWh", "heat_cost": "30000",
    "other_carrier": "none",
    "water_amount": "5000", "water_unit": "m3", "water_cost": "10000",
    "wastewater_amount": "4000", "wastewater_unit": "m3", "wastewater_cost": "8000",
    "raw_amount": "1000", "raw_unit": "t", "raw_cost": "500000",
    "packaging_amount": "20", "packaging_unit": "t", "packaging_cost": "40000",
    "chem_amount": "5000", "chem_unit": "kg", "chem_cost": "15000",
    "waste_amount": "41", "waste_unit": "t", "waste_cost": "5000",
}  # fmt: skip


@pytest.fixture(scope="module")
def toolkit():
    name, content = build_package(SOURCE)
    return open_toolkit(content, name)


@pytest.fixture(scope="module")
def evaluation(toolkit):
    return Evaluation(toolkit, conversion(load_factors()))


@pytest.fixture(scope="module")
def form(toolkit):
    return parse_form(toolkit.form_xml)


def test_every_measure_has_a_case(toolkit):
    assert {measure.name for measure in toolkit.measures} == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_a_visit_triggers_the_measure_with_figures(evaluation, form, name):
    _, found = candidate(evaluation, answered(form, BASE | CASES[name]["triggers"]), name)
    assert found.applies is Truth.YES, found
    assert found.measure is not None, found.missing
    assert found.measure.saves
    assert all(0 < saving.share <= 0.4 for saving in found.measure.saves)
    assert found.measure.investment >= 0


@pytest.mark.parametrize("name", CASES)
def test_another_visit_does_not_trigger_it(evaluation, form, name):
    _, found = candidate(evaluation, answered(form, BASE | CASES[name]["not"]), name)
    assert found.applies is Truth.NO


def figures(evaluation, form, answers):
    found = evaluation.inventory(SessionAnswers(answered(form, BASE | answers))).indicators
    return {one.row.name: one.value for one in found}


def test_indicators_are_given_for_the_unit_of_the_output(evaluation, form):
    by_weight = figures(evaluation, form, {"air_kw": "10"})
    assert by_weight == pytest.approx(
        {
            "kwh_per_tonne": 100_000 / 900,
            "water_per_tonne": 5_000 / 900,
            "waste_share": 100 * 41 / 1_025,
            "air_share": 100 * 10 * 4_800 * 0.7 / 100_000,
        }
    )
    in_kg = figures(evaluation, form, {"air_kw": "0", "output_amount": "900000", "output_unit": "kg"})
    assert in_kg == pytest.approx({name: by_weight[name] for name in by_weight if name != "air_share"})
    pieces = figures(evaluation, form, {"air_kw": "0", "output_amount": "2000", "output_unit": "pieces"})
    assert pieces == pytest.approx({"kwh_per_piece": 50, "water_per_piece": 2_500, "waste_share": 4})
