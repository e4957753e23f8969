"""The toolkits of a park: each measure has a visit that triggers it with figures, and one that does not."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from session_answers import answered, candidate, place

from greenfield.assess.values import Area, Truth
from greenfield.base import resources
from greenfield.forms.parse import parse_form
from greenfield.forms.session import Context, FormSession
from greenfield.toolkit.answers import SessionAnswers
from greenfield.toolkit.build import build_package
from greenfield.toolkit.catalogues import translations_folder
from greenfield.toolkit.check.sheets import check_sheets
from greenfield.toolkit.conversion import conversion
from greenfield.toolkit.evaluate import Evaluation
from greenfield.toolkit.factors import load_factors
from greenfield.toolkit.read import read_form
from greenfield.toolkit.reference import load_reference
from greenfield.toolkit.toolkit import open_toolkit

CASES = {
    name: json.loads((Path(__file__).parent / "park_toolkits" / f"{name}.json").read_text(encoding="utf-8"))
    for name in ("tenant", "park")
}
EACH = [(toolkit, name) for toolkit, cases in CASES.items() for name in cases]
PERIOD = {
    "country": "TUN", "currency": "EUR", "period_start": "2025-01-01", "period_end": "2025-12-31",
    "elec_amount": "100000", "elec_unit": "kWh", "elec_cost": "20000",
    "water_unit": "m3", "water_cost": "10000", "wastewater_unit": "m3", "wastewater_cost": "8000",
    "chem_amount": "5", "chem_unit": "t", "chem_cost": "15000",
    "waste_amount": "50", "waste_unit": "t", "waste_cost": "5000",
}  # fmt: skip
BASE = {
    "tenant": PERIOD | {
        "sector": "C10", "employees": "50", "employees_women": "20", "hours_year": "4800", "product": "jam",
        "output_amount": "900", "output_unit": "t", "heat_carrier": "natural_gas", "heat_amount": "500000",
        "heat_unit": "kWh", "heat_cost": "30000", "water_amount": "5000", "wastewater_amount": "4000",
        "raw_amount": "1000", "raw_unit": "t", "raw_cost": "500000", "packaging_amount": "20",
        "packaging_unit": "t", "packaging_cost": "40000",
    },
    "park": PERIOD | {
        "sector": "L68", "employees": "25", "park_ha": "60", "let_ha": "40", "free_ha": "10", "tenants": "35",
        "tenants_report": "7", "exchanges": "1", "advised": "3", "water_amount": "100000", "water_sold": "95000",
        "wastewater_amount": "60000", "other_carrier": "none",
    },
}  # fmt: skip
CONTEXT = Context(now=datetime(2026, 3, 5, tzinfo=UTC), random=lambda: 0.5)
WITHOUT_MONEY = {
    "tenant_data",
    "lease_duties",
    "emergency_park",
    "exchange_desk",
    "tenant_advice",
    "complaint_desk",
}


def source(name):
    return resources.source("toolkits", name, "toolkit.md")


@pytest.fixture(scope="module")
def opened():
    found = {}
    for name in CASES:
        package, content = build_package(source(name), translations_folder())
        toolkit = open_toolkit(content, package)
        found[name] = (
            toolkit,
            Evaluation(toolkit, conversion(load_factors())),
            parse_form(toolkit.form_xml),
        )
    return found


@pytest.mark.parametrize("name", CASES)
def test_the_check_finds_nothing(name):
    sheets = read_form(source(name)).sheets
    assert list(check_sheets(sheets, load_reference())) == []


@pytest.mark.parametrize("name", CASES)
def test_every_measure_has_a_case(opened, name):
    assert {measure.name for measure in opened[name][0].measures} == set(CASES[name])


@pytest.mark.parametrize(("toolkit", "name"), EACH)
def test_a_visit_triggers_the_measure_with_figures(opened, toolkit, name):
    _, evaluation, form = opened[toolkit]
    session = answered(form, BASE[toolkit] | CASES[toolkit][name]["triggers"])
    inventory, found = candidate(evaluation, session, name)
    assert found.applies is Truth.YES, found
    assert found.measure is not None, found.missing
    flows = {flow.id: flow for flow in inventory.flows}
    for saving in found.measure.saves:
        share = saving.share if saving.share is not None else saving.amount / flows[saving.flow].amount
        assert 0 < share <= 0.6, (saving.flow, share)
    assert found.measure.investment >= 0
    stated = found.measure.annual_saving
    if name in WITHOUT_MONEY:
        assert stated == 0
    else:
        assert found.measure.saves or stated > 0


@pytest.mark.parametrize(("toolkit", "name"), EACH)
def test_another_visit_does_not_trigger_it(opened, toolkit, name):
    _, evaluation, form = opened[toolkit]
    _, found = candidate(evaluation, answered(form, BASE[toolkit] | CASES[toolkit][name]["not"]), name)
    assert found.applies is Truth.NO


@pytest.mark.parametrize("name", CASES)
def test_each_measure_says_how_it_is_done_and_how_far_its_figure_may_be_off(opened, name):
    for measure in opened[name][0].measures:
        assert 3 <= len(re.findall(r"[.!?](?=\s|$)", measure.how_to["en"])) <= 6, measure.name
        for text in (measure.how_to, measure.co_benefits, measure.risks, measure.reason, measure.first_step):
            assert text["en"], measure.name
            assert text["fr"], measure.name
        assert measure.basis, measure.name
        if measure.name not in WITHOUT_MONEY:
            low, high = measure.range
            assert 0 <= low < 1 < high <= 5, measure.name


@pytest.mark.parametrize("name", CASES)
def test_every_area_that_is_asked_has_a_scored_question(opened, name):
    _, evaluation, form = opened[name]
    answers = BASE[name] | ({"air_kw": "15"} if name == "tenant" else {})
    asked = evaluation.inventory(SessionAnswers(answered(form, answers))).asked
    assert {area for area, count in asked.items() if count} == set(Area)


def test_park_steam_is_a_flow_of_its_own_and_traps_save_of_it_without_an_own_boiler(opened):
    _, evaluation, form = opened["tenant"]
    steam = {
        "heat_carrier": "none", "steam_bought": "yes", "steam_amount": "800", "steam_unit": "MWh",
        "steam_cost": "40000", "steam_bar": "8", "traps": "never", "traps_count": "20",
    }  # fmt: skip
    answers = {key: value for key, value in BASE["tenant"].items() if not key.startswith("heat_")}
    inventory, found = candidate(evaluation, answered(form, answers | steam), "steam_traps")
    flows = {flow.id: flow for flow in inventory.flows}
    assert (flows["bought_steam"].amount, flows["bought_steam"].unit) == (800, "MWh")
    assert "heat_fuel" not in flows
    assert [(saving.flow, saving.share) for saving in found.measure.saves] == [("bought_steam", 0.02)]
    assert found.measure.investment == 400


def test_waste_is_told_apart_by_its_route_and_its_list_of_waste_code_is_asked(opened):
    _, evaluation, form = opened["tenant"]
    items = [
        {"waste_item_name": "card", "waste_item_code": "15 01 01", "waste_item_kg": "4000", "waste_item_route": "sold"},
        {"waste_item_name": "mixed", "waste_item_kg": "9000", "waste_item_route": "landfill"},
        {"waste_item_name": "oil", "waste_item_code": "13 02 05*", "waste_item_kg": "300", "waste_item_route": "hazardous"},
    ]  # fmt: skip
    session = answered(form, BASE["tenant"] | {"waste_item": items})
    flows = {flow.id: flow.amount for flow in evaluation.inventory(SessionAnswers(session)).flows}
    assert [flows[name] for name in ("waste", "waste_recyclable", "waste_hazardous")] == [9000, 4000, 300]
    code = place(session, "waste_item_code")
    session.set(code, "paper")
    assert not session.node(code).constraint_ok


def test_a_tenant_shares_its_questions_with_quick_scan_and_walk_through(opened):
    def asked(name):
        session = FormSession(
            parse_form(open_toolkit(build_package(source(name))[1], name).form_xml), CONTEXT
        )
        return {node.ref.rsplit("/", 1)[-1] for node in session.nodes() if node.control}

    tenant = {
        node.ref.rsplit("/", 1)[-1]
        for node in FormSession(opened["tenant"][2], CONTEXT).nodes()
        if node.control
    }
    scan, walk = asked("quick-scan"), asked("walk-through")
    flows_of_the_scan = {name for name in scan if name.endswith(("_amount", "_cost", "_unit"))}
    assert flows_of_the_scan <= tenant
    assert len(tenant & (scan | walk)) >= 90
