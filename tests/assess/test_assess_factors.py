"""The shipped factors give METHOD's check figures, and every row says where it is from."""

import csv
from pathlib import Path

import pytest

from greenfield.assess.account import account
from greenfield.assess.factors import method_for
from greenfield.base import resources
from greenfield.base.problem import ProblemError
from greenfield.toolkit.factors import read_fuels, read_grid

CHECKS = [
    ("diesel", "L", 0.0026765, 1e-4),
    ("diesel", "t", 3.1863, 1e-9),
    ("natural_gas", "t", 2.6928, 1e-9),
    ("lpg", "t", 2.98463, 1e-9),
    ("petrol", "t", 3.06999, 1e-9),
    ("kerosene", "t", 3.14922, 1e-9),
    ("residual_fuel_oil", "t", 3.12696, 1e-9),
    ("bituminous_coal", "t", 2.44068, 1e-9),
    ("lignite", "t", 1.2019, 1e-9),
    ("natural_gas", "Nm3", 0.7 * 48 * 56.1e-6, 1e-9),
]


@pytest.mark.parametrize(("carrier", "unit", "co2_t", "tolerance"), CHECKS)
def test_fossil_fuel_gives_the_published_co2(kenya, draw_period, *, carrier, unit, co2_t, tolerance):
    row = account(draw_period(f"fuel | energy | {carrier} | 1 | {unit}"), kenya).emissions[0]
    assert row.co2_t == pytest.approx(co2_t, rel=tolerance)
    assert (row.biogenic_t, row.scope, row.year) == (0.0, "combustion", 2006)


@pytest.mark.parametrize(("carrier", "co2_t"), [("wood", 1.7472), ("charcoal", 3.304)])
def test_co2_of_biomass_stands_apart(kenya, draw_period, carrier, co2_t):
    row = account(draw_period(f"fuel | energy | {carrier} | 1 | t"), kenya).emissions[0]
    assert row.biogenic_t == pytest.approx(co2_t)
    assert row.co2_t == 0.0
    assert row.t == pytest.approx(row.ch4_t * 28 + row.n2o_t * 265)


def test_a_litre_of_diesel_is_ten_kilowatt_hours(kenya, draw_period):
    gj = account(draw_period("fuel | energy | diesel | 1 | L"), kenya).totals["energy_gj"]
    assert gj / 0.0036 == pytest.approx(10.033, abs=5e-4)


@pytest.mark.parametrize(("gwp", "ch4", "n2o"), [("AR4", 25, 298), ("AR5", 28, 265), ("AR6", 27.9, 273)])
def test_co2e_is_derived_from_the_components(tables, draw_period, gwp, ch4, n2o):
    method = method_for(tables, "KEN", gwp)
    row = account(draw_period("fuel | energy | diesel | 1 | TJ"), method).emissions[0]
    assert row.t == pytest.approx((74100 + 3 * ch4 + 0.6 * n2o) / 1000)
    assert row.gwp == gwp


def test_electricity_takes_the_grid_of_the_country(kenya, draw_period):
    row = account(draw_period("power | energy | electricity | 1 | MWh"), kenya).emissions[0]
    assert row.t == pytest.approx(0.08483)
    assert (row.co2_t, row.scope, row.year) == (None, "grid", 2024)
    assert "Ember" in row.source


def test_there_are_two_hundred_grids_and_all_listed_carriers(tables):
    assert len(tables.grid) >= 200
    wanted = "diesel petrol kerosene natural_gas lpg residual_fuel_oil bituminous_coal lignite wood charcoal"
    assert {c for c in wanted.split() if tables.fuels[c].co2_kg_per_tj} == set(wanted.split())


@pytest.mark.parametrize("table", ["fuels.csv", "grid.csv", "gwp.csv"])
def test_every_row_has_source_year_and_licence(table):
    with resources.source("factors", table).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["source"] and row["licence"] for row in rows)
    assert all(row["year"] for row in rows if row.get("verified") != "no")
    assert table in resources.source("SOURCES.md").read_text(encoding="utf-8")


def test_a_row_that_is_not_verified_has_no_emission_factor(tables):
    with resources.source("factors", "fuels.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            fuel = tables.fuels[row["carrier"]]
            assert (fuel.co2_kg_per_tj is None) == (row["verified"] == "no")


def test_a_national_table_is_read_from_a_file(tmp_path: Path):
    file = tmp_path / "national.csv"
    file.write_text(
        "country,year,g_co2e_per_kwh,source,licence\nKEN,2025,77.5,National inventory,open\n",
        encoding="utf-8",
    )
    assert read_grid(file)["KEN"].g_co2e_per_kwh == 77.5


HEAD = "carrier,kind,ncv_gj_per_t,density_kg_per_m3,co2_kg_per_tj,ch4_kg_per_tj,n2o_kg_per_tj,year,source,licence"


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        (f"{HEAD}\npeel,biogenic,x,,,,,2020,a,b\n", "factor.table_value", ("t.csv", 2, "ncv_gj_per_t")),
        (f"{HEAD}\npeel,biogenic,-1,,,,,2020,a,b\n", "factor.table_value", ("t.csv", 2, "ncv_gj_per_t")),
        (f"{HEAD}\npeel,biogenic,nan,,,,,2020,a,b\n", "factor.table_value", ("t.csv", 2, "ncv_gj_per_t")),
        (f"{HEAD}\npeel,biogenic,12,,1,,,2020,,b\n", "factor.table_empty", ("t.csv", 2, "source")),
        ("carrier,kind\npeel,fossil\n", "factor.table_column", ("t.csv", None, "")),
    ],
)
def test_a_bad_table_is_a_problem_with_its_cell(tmp_path: Path, text, code, where):
    file = tmp_path / "t.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemError) as caught:
        read_fuels(file)
    place = caught.value.problems[0].place
    assert (caught.value.code, (place.name, place.row, place.column)) == (code, where)


def test_a_missing_table_is_a_problem(tmp_path: Path):
    with pytest.raises(ProblemError) as caught:
        read_fuels(tmp_path / "nothing.csv")
    assert caught.value.code == "file.unreadable"
