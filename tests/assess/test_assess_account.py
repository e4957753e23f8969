"""What counts to which total, and what is a named problem instead of a zero."""

import pytest

from greenfield.assess.account import account
from greenfield.assess.factors import method_for
from greenfield.assess.values import Resource

CASES = {
    "unknown fuel": ("x | energy | peat_moss | 3 | kg", "factor.unknown_carrier", "carrier"),
    "unknown unit": ("x | energy | diesel | 3 | buckets", "unit.unknown", "unit"),
    "arithmetic as unit": ("x | energy | diesel | 3 | 9**9**9", "unit.unknown", "unit"),
    "electricity by volume": ("x | energy | electricity | 3 | L", "unit.mismatch", "unit"),
    "fuel by piece": ("x | energy | wood | 3 | pieces", "unit.mismatch", "unit"),
    "power is no energy": ("x | energy | electricity | 3 | kW", "unit.mismatch", "unit"),
    "no density": ("x | energy | wood | 3 | m3", "factor.no_density", "unit"),
    "no calorific value": ("x | energy | biogas | 3 | m3", "factor.no_calorific_value", "unit"),
    "not verified": ("x | energy | propane | 3 | kg", "factor.not_verified", "carrier"),
    "water by energy": ("x | water | mains | 3 | kWh", "unit.mismatch", "unit"),
    "material by energy": ("x | material | steel | 3 | kWh", "unit.mismatch", "unit"),
    "unknown gas": ("x | emission | r999 | 3 | kg", "emission.unknown_gas", "carrier"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_cannot_be_computed_is_one_problem_and_never_a_zero(kenya, draw_period, name):
    line, code, column = CASES[name]
    found = account(draw_period(line), kenya)
    assert [(p.code, p.place.name, p.place.column) for p in found.problems] == [(code, "x", column)]
    assert [row.t for row in found.emissions] in ([], [None])
    total = {"energy": "co2e_t", "water": "water_m3", "material": "materials_t", "emission": "co2e_t"}
    assert found.totals[total[line.split("|")[1].strip()]] is None


def test_a_total_that_misses_a_flow_is_not_known_but_the_rest_is(kenya, draw_period):
    found = account(
        draw_period(
            """
            a | energy | diesel  | 10 | L
            b | energy | mystery | 10 | L
            c | water  | mains   | 10 | m3
            """
        ),
        kenya,
    )
    assert found.totals["energy_gj"] is None
    assert found.totals["co2e_t"] is None
    assert found.totals["water_m3"] == 10
    assert found.emissions[0].t == pytest.approx(0.0268526916)
    assert found.co2e_by_scope() == {"combustion": None}


def test_an_unknown_fuel_in_energy_units_still_counts_as_energy(kenya, draw_period):
    found = account(draw_period("a | energy | mystery | 10 | GJ"), kenya)
    assert found.totals["energy_gj"] == 10
    assert found.totals["co2e_t"] is None
    assert [p.code for p in found.problems] == ["factor.unknown_carrier"]


def test_a_country_without_grid_leaves_the_energy_known(tables, draw_period):
    found = account(draw_period("a | energy | electricity | 1 | MWh"), method_for(tables, "XKX"))
    assert found.totals["energy_gj"] == pytest.approx(3.6)
    assert found.totals["co2e_t"] is None
    assert [p.code for p in found.problems] == ["factor.no_grid"]


def test_nothing_stated_is_not_zero(kenya, draw_period):
    assert set(account(draw_period(""), kenya).totals.values()) == {None}


def test_unspecified_energy_counts_and_gives_no_co2e(kenya, draw_period):
    found = account(draw_period("a | energy | unspecified | 5 | GJ"), kenya)
    assert found.totals["energy_gj"] == 5
    assert (found.emissions, found.problems) == ((), ())


@pytest.mark.parametrize("resource", Resource)
def test_unspecified_is_allowed_for_every_resource(kenya, draw_period, resource):
    unit = {"energy": "GJ", "water": "m3", "wastewater": "m3"}.get(resource, "t")
    assert account(draw_period(f"a | {resource} | unspecified | 5 | {unit}"), kenya).problems == ()


def test_electricity_of_an_own_generator_is_shown_and_not_counted_again(kenya, draw_period):
    found = account(
        draw_period(
            """
            fuel  | energy | diesel      | 1000 | L
            power | energy | electricity | 3000 | kWh | | onsite
            """
        ),
        kenya,
    )
    assert found.totals["energy_gj"] == pytest.approx(36.12)
    assert [(row.flow, row.t == 0) for row in found.emissions] == [("fuel", False), ("power", True)]
    assert found.totals["co2e_t"] == pytest.approx(found.emissions[0].t)


def test_own_sun_and_a_fuel_taken_on_site_count(kenya, draw_period):
    found = account(
        draw_period(
            """
            roof    | energy | solar | 1000 | kWh | | onsite
            offcuts | energy | wood  | 1    | t   | | onsite
            """
        ),
        kenya,
    )
    assert found.totals["energy_gj"] == pytest.approx(3.6 + 15.6)
    assert [row.flow for row in found.emissions] == ["offcuts"]


def test_bought_heat_counts_as_energy_and_warns_that_its_co2e_is_missing(kenya, draw_period):
    found = account(draw_period("park | energy | steam | 2 | GJ"), kenya)
    assert (found.totals["energy_gj"], found.totals["co2e_t"]) == (2, None)
    assert [(p.code, p.severity) for p in found.problems] == [("factor.no_heat", "warning")]


def test_pieces_are_shown_apart_with_a_warning(kenya, draw_period):
    found = account(
        draw_period("flour | material | flour | 2 | t\nboxes | material | boxes | 900 | pieces"), kenya
    )
    assert found.totals["materials_t"] == 2
    assert [(p.code, p.severity) for p in found.problems] == [("flow.not_summed", "warning")]


def test_stated_gases_become_co2e(kenya, draw_period):
    found = account(
        draw_period(
            "a | emission | co2e | 500 | kg\nb | emission | ch4 | 1 | t\nc | emission | n2o | 1 | kg"
        ),
        kenya,
    )
    assert [row.t for row in found.emissions] == pytest.approx([0.5, 28, 0.265])


def test_water_in_tonnes_is_cubic_metres(kenya, draw_period):
    assert account(draw_period("tank | water | truck | 12 | t"), kenya).totals["water_m3"] == 12


@pytest.mark.parametrize(
    ("country", "year", "codes"),
    [
        ("KEN", 2024, []),
        ("KEN", 2029, []),
        ("KEN", 2030, ["factor.grid_old"]),
        ("CAF", 2022, ["factor.grid_zero"]),
        ("ESH", 2024, ["factor.grid_old"]),
    ],
)
def test_a_grid_figure_of_zero_or_older_than_five_years_warns(tables, draw_period, country, year, codes):
    period = draw_period("a | energy | electricity | 1 | kWh", year=year)
    found = account(period, method_for(tables, country))
    assert [p.code for p in found.problems] == codes
    assert {p.severity for p in found.problems} <= {"warning"}
