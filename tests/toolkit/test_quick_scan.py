"""Each measure of the quick scan: a visit that triggers it with figures, and one that does not; its own indicators."""

import json
from pathlib import Path

import pytest
from session_answers import FACTORY, answered, candidate

from greenfield.assess.values import Truth
from greenfield.base import resources
from greenfield.toolkit.answers import SessionAnswers

SOURCE = resources.source("toolkits", "quick-scan", "toolkit.md")
CASES = json.loads((Path(__file__).parent / "quick_scan" / "cases.json").read_text(encoding="utf-8"))
BASE = FACTORY | {
    "output_amount": "900", "other_carrier": "none", "chem_amount": "5000", "chem_unit": "kg", "waste_amount": "41",
}  # fmt: skip


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
