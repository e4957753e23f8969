"""Refrigerants: what leaks is CO2e by the GWP set; a blend follows from its composition."""

import csv

import pytest

from greenfield.assess.account import account
from greenfield.assess.factors import method_for
from greenfield.base import resources

ROWS = list(
    csv.DictReader(resources.source("factors", "refrigerants.csv").read_text(encoding="utf-8").splitlines())
)
SPECIES = {
    "HFC32": "r32", "HFC125": "r125", "HFC134a": "r134a", "HFC143a": "r143a", "HCFC22": "r22",
}  # fmt: skip


@pytest.mark.parametrize(("gwp", "potential"), [("AR4", 1430), ("AR5", 1300), ("AR6", 1530)])
def test_a_kilogram_of_r134a(tables, draw_period, gwp, potential):
    found = account(draw_period("leak | emission | r134a | 2 | kg"), method_for(tables, "KEN", gwp))
    (row,) = found.emissions
    assert (row.t, row.gwp, row.scope) == (pytest.approx(2e-3 * potential), gwp, "stated")
    assert found.totals["co2e_t"] == pytest.approx(2e-3 * potential)
    assert "IPCC" in row.source


BLENDS = [
    row
    for row in ROWS
    if " " in row["parts"] and {part.split(":")[0] for part in row["parts"].split()} <= set(SPECIES)
]


@pytest.mark.parametrize("row", BLENDS, ids=lambda row: row["carrier"])
def test_a_blend_is_the_sum_of_its_parts(row):
    pure = {one["carrier"]: one for one in ROWS}
    parts = [part.split(":") for part in row["parts"].split()]
    assert sum(float(share) for _, share in parts) == pytest.approx(100)
    for gwp in ("AR4", "AR5", "AR6"):
        worked = sum(float(pure[SPECIES[species]][gwp]) * float(share) / 100 for species, share in parts)
        assert float(row[gwp]) == pytest.approx(worked, abs=0.01)


def test_r404a_by_ar4_is_the_figure_of_the_f_gas_rules(tables):
    assert tables.refrigerants["r404a"].gwp["AR4"] == pytest.approx(3921.6)
    assert tables.refrigerants["r410a"].gwp["AR4"] == pytest.approx(2087.5)


def test_the_unit_of_a_leak_never_changes_the_gas(kenya, draw_period):
    table = "leak | emission | r410a | {} | {}"
    found = {
        unit: account(draw_period(table.format(amount, unit)), kenya).totals["co2e_t"]
        for amount, unit in ((1500, "g"), (1.5, "kg"), (0.0015, "t"))
    }
    assert list(found.values()) == pytest.approx([found["kg"]] * 3)


def test_a_refrigerant_is_measured_by_mass(kenya, draw_period):
    (problem,) = account(draw_period("leak | emission | r32 | 2 | L"), kenya).problems
    assert problem.code == "unit.mismatch"
