"""docs/compute.md says what the program does: its example runs, its lists are complete."""

import json
import re
from pathlib import Path

import pytest

from greenfield.assess import carriers
from greenfield.assess.units import _TABLES
from greenfield.base.catalogue import method
from greenfield.services.compute import compute

PAGE = (Path(__file__).parents[2] / "docs" / "compute.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def worked(tables):
    document, problems = compute(json.loads(re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)[1]), tables)
    assert problems == []
    return document


def test_the_worked_example_gives_the_figures_of_its_table(worked):
    rows = re.findall(
        r"^\| (\w+) \| (?:.*= )?([\d.]+) \| (?:.*= )?([\d.]+) \| ([-\d.]+) \| ([\d.]+) \|$",
        PAGE,
        re.MULTILINE,
    )
    assert len(rows) == 9
    for name, base, current, percent, index in rows:
        for period, expected in (("baseline", base), ("current", current)):
            figures = worked[period]
            key, _, kind = name.rpartition("_")
            group = kind if kind in {"productivity", "intensity"} else "absolute"
            assert figures[group][name if group == "absolute" else key] == pytest.approx(
                float(expected), abs=5e-7
            )
        change = worked["change"][name]
        assert (change["percent"], change["index"]) == pytest.approx((float(percent), float(index)), abs=5e-5)


def test_the_worked_measures(worked):
    insulation, uneven = worked["measures"]
    assert insulation["payback_years"] == 2.5
    assert uneven["payback_years"] == pytest.approx(2.7)
    assert uneven["discounted_payback_years"] == pytest.approx(3.195, abs=5e-4)


def test_every_carrier_unit_and_code_is_listed(tables):
    words = {word for quoted in re.findall(r"`([^`\n]+)`", PAGE) for word in quoted.split()}
    assert set(carriers.energy_carriers(tables.fuels)) <= words
    assert set(carriers.STATED_GASES) <= words
    assert {unit for table in _TABLES.values() for unit in table} - {"mJ", "ml", "l", "m³", "Nm³"} <= words
    assert {"unit.unknown", "unit.mismatch", *method.ENTRIES} <= words
