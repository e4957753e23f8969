"""Each measure of the walk-through: a visit that triggers it with figures, and one that does not."""

import json
from pathlib import Path

import pytest
from session_answers import answered, candidate

from greenfield.assess.values import Truth
from greenfield.base import resources
from greenfield.forms.parse import parse_form
from greenfield.toolkit.build import build_package
from greenfield.toolkit.conversion import conversion
from greenfield.toolkit.evaluate import Evaluation
from greenfield.toolkit.factors import load_factors
from greenfield.toolkit.toolkit import open_toolkit

SOURCE = resources.source("toolkits", "walk-through", "toolkit.md")
CASES = {
    name: case
    for path in sorted((Path(__file__).parent / "walk_through").glob("*.json"))
    for name, case in json.loads(path.read_text(encoding="utf-8")).items()
}
BASE = {
    "country": "TUN", "currency": "EUR", "sector": "C10", "employees": "50", "hours_year": "4800",
    "period_start": "2025-01-01", "period_end": "2025-12-31", "product": "jam", "output_main": "900",
    "elec_amount": "100000", "elec_unit": "kWh", "elec_cost": "20000",
    "heat_carrier": "natural_gas", "heat_amount": "500000", "heat_unit": "kWh", "heat_cost": "30000",
    "water_amount": "5000", "water_unit": "m3", "water_cost": "10000",
    "wastewater_amount": "4000", "wastewater_unit": "m3", "wastewater_cost": "8000",
    "raw_amount": "1000", "raw_unit": "t", "raw_cost": "500000",
    "packaging_amount": "20", "packaging_unit": "t", "packaging_cost": "40000",
    "chem_amount": "5", "chem_unit": "t", "chem_cost": "15000",
    "waste_amount": "50", "waste_unit": "t", "waste_cost": "5000",
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
    inventory, found = candidate(evaluation, answered(form, BASE | CASES[name]["triggers"]), name)
    assert found.applies is Truth.YES, found
    assert found.measure is not None, found.missing
    flows = {flow.id: flow for flow in inventory.flows}
    for saving in found.measure.saves:
        share = saving.share if saving.share is not None else saving.amount / flows[saving.flow].amount
        assert 0 < share <= 0.6, (saving.flow, share)
    assert found.measure.investment >= 0
    assert found.measure.annual_saving is None or found.measure.annual_saving > 0


@pytest.mark.parametrize("name", CASES)
def test_another_visit_does_not_trigger_it(evaluation, form, name):
    _, found = candidate(evaluation, answered(form, BASE | CASES[name]["not"]), name)
    assert found.applies is Truth.NO
