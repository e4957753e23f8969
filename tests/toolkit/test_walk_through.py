"""Each measure of the walk-through: a visit that triggers it with figures, and one that does not."""

import json
from pathlib import Path

import pytest
from session_answers import FACTORY, answered, candidate

from greenfield.assess.values import Truth
from greenfield.base import resources

SOURCE = resources.source("toolkits", "walk-through", "toolkit.md")
CASES = {
    name: case
    for path in sorted((Path(__file__).parent / "walk_through").glob("*.json"))
    for name, case in json.loads(path.read_text(encoding="utf-8")).items()
}
BASE = FACTORY | {"output_main": "900", "chem_amount": "5", "chem_unit": "t", "waste_amount": "50"}


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
