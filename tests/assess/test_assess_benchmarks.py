"""Benchmarks: the right rows, the same definition or a reason, quartiles from ten plants on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenfield.assess.account import account
from greenfield.assess.benchmarks import (
    Metric,
    NoStrip,
    benchmark_gaps,
    compare,
    own_figure,
    rows_for,
    year_factor,
)
from greenfield.assess.measures import baseline_of
from greenfield.assess.ranking import GAP, GAP_WEIGHT, WEIGHTS, rank
from greenfield.assess.values import (
    Area,
    Candidate,
    Flow,
    Measure,
    Output,
    Period,
    Resource,
    Saving,
    Technique,
    Truth,
)
from greenfield.toolkit.benchmarks import shipped_benchmarks

SETS = shipped_benchmarks()
ELECTRICITY, GAS = rows_for(SETS.rows, "C1071", SETS.naics)


def energy(carrier, amount, unit, name=""):
    return Flow(name or carrier, Resource.ENERGY, carrier, amount, unit)


def made(kenya, *flows, employees=25, end=date(2025, 12, 31)):
    return account(Period(date(2025, 1, 1), end, Output(1.0, "t"), flows, employees), kenya)


@pytest.mark.parametrize(
    ("sector", "subsectors"),
    [
        ("C10", {"311"}),
        ("C1071", {"311"}),
        ("C13", {"313", "314"}),
        ("C1313", {"313"}),
        ("C1392", {"314"}),
        ("C2670", {"333"}),
        ("C26", {"334"}),
        ("C15", set()),
        ("C33", set()),
        ("G47", set()),
        ("", set()),
    ],
)
def test_a_sector_has_the_subsectors_of_the_concordance(sector, subsectors):
    assert {one.sector for one in rows_for(SETS.rows, sector, SETS.naics)} == subsectors


def test_of_a_set_by_isic_the_closest_code_counts():
    rows = [replace(ELECTRICITY, set="own", system="ISIC", sector=code) for code in ("C10", "C107", "C20")]
    assert [one.sector for one in rows_for(rows, "C1071", {})] == ["C107"]
    assert [one.sector for one in rows_for(rows, "C1050", {})] == ["C10"]


def test_electricity_per_employee(kenya):
    (one, _) = compare([ELECTRICITY, GAS], made(kenya, energy("electricity", 117.6, "MWh")))
    assert one.reason is None
    assert one.own.value == pytest.approx(4704.0)
    assert one.own.flows == ("electricity",)


def test_electricity_of_an_own_generator_is_not_counted_again(kenya):
    own = replace(energy("electricity", 50.0, "MWh", "generator"), onsite=True)
    account_ = made(kenya, energy("electricity", 100.0, "MWh"), own, energy("diesel", 10.0, "t"))
    assert own_figure(Metric.ELECTRICITY, account_).value == pytest.approx(4000.0)


def test_gas_is_brought_to_the_gross_value_of_the_set(kenya):
    (one,) = compare([GAS], made(kenya, energy("natural_gas", 900.0, "GJ")))
    assert one.reason is None
    assert one.own.value == pytest.approx(900.0 / 0.9 / 25)


@pytest.mark.parametrize(
    ("flows", "reason"),
    [
        ((), NoStrip.NO_GAS),
        ((energy("wood", 5.0, "t"),), NoStrip.NO_GAS),
        ((energy("natural_gas", 5.0, "GJ"), energy("diesel", 1.0, "t")), NoStrip.OTHER_FUELS),
        ((energy("natural_gas", 5.0, "pieces"),), NoStrip.NOT_KNOWN),
    ],
)
def test_where_definitions_differ_the_row_says_why(kenya, flows, reason):
    (one,) = compare([GAS], made(kenya, *flows))
    assert (one.reason, one.own.value) == (reason, None)


def test_without_employees_and_with_few_plants_there_is_no_strip(kenya):
    flows = (energy("electricity", 1.0, "MWh"),)
    assert compare([ELECTRICITY], made(kenya, *flows, employees=None))[0].reason is NoStrip.NO_EMPLOYEES
    few = replace(ELECTRICITY, n=9, cases=(1.0,) * 9)
    assert compare([few], made(kenya, *flows))[0].reason is NoStrip.FEW
    assert compare([replace(few, n=10)], made(kenya, *flows))[0].reason is None


def test_gross_fuels_of_all_kinds_are_never_mixed_with_net_ones(kenya):
    row = replace(GAS, metric=Metric.FUEL, basis="gross")
    assert compare([row], made(kenya, energy("diesel", 1.0, "t")))[0].reason is NoStrip.GROSS
    (net,) = compare([replace(row, basis="net")], made(kenya, energy("diesel", 1.0, "t")))
    assert net.own.value == pytest.approx(43.0 / 25)


def test_half_a_year_is_made_a_year(kenya):
    assert year_factor(date(2024, 1, 1), date(2024, 12, 31)) == 1.0
    half = made(kenya, energy("electricity", 100.0, "MWh"), end=date(2025, 6, 30))
    assert own_figure(Metric.ELECTRICITY, half).value == pytest.approx(4000.0 * 365 / 181)


def test_every_shipped_row_has_ten_plants_a_source_and_a_definition():
    for row in SETS.rows:
        assert row.n >= 10, row
        assert row.has_range, row
        assert all((row.source, row.definition, row.years, row.licence)), row
        assert row.title == "US reference"
        assert row.region == "USA"
    known = {row.sector for row in SETS.rows}
    assert {code for codes in SETS.naics.values() for code in codes} <= known


@given(st.floats(0.0, 1e12))
def test_a_gap_is_a_half_at_the_median_and_rises_with_the_value(kenya, kwh):
    comparisons = compare([ELECTRICITY], made(kenya, energy("electricity", kwh, "kWh")))
    gap = benchmark_gaps(comparisons)["electricity"]
    assert 0.0 <= gap <= 1.0
    assert (gap > 0.5) == (kwh / 25 / ELECTRICITY.median > 1.0)


@given(st.sampled_from(["kWh", "MWh", "GJ", "MJ"]), st.floats(1.0, 1e9))
def test_the_unit_never_changes_the_figure(kenya, unit, kwh):
    per_kwh = {"kWh": 1.0, "MWh": 1e-3, "GJ": 3.6e-3, "MJ": 3.6}[unit]
    found = own_figure(Metric.ELECTRICITY, made(kenya, energy("electricity", kwh * per_kwh, unit)))
    assert found.value == pytest.approx(kwh / 25)


def test_the_gap_takes_a_tenth_of_the_score_and_no_gap_leaves_it_alone(draw_period):
    baseline = baseline_of(
        draw_period(
            "power | energy | electricity | 1000 | kWh | 10000\nwater | water | unspecified | 9 | m3 | 100"
        )
    )
    candidates = [
        Candidate(
            name,
            Area.ENERGY,
            Technique.GOOD_HOUSEKEEPING,
            Truth.YES,
            Measure(name, (Saving(name, share=0.05),), Decimal(100)),
        )
        for name in ("power", "water")
    ]
    before = {one.name: one for one in rank(candidates, baseline).ranked}
    after = {one.name: one for one in rank(candidates, baseline, gaps={"power": 0.8}).ranked}
    assert GAP not in before["power"].parts
    assert (after["power"].parts[GAP], after["water"].parts[GAP]) == (0.8, 0.5)
    for name, gap in (("power", 0.8), ("water", 0.5)):
        assert after[name].score == pytest.approx((1 - GAP_WEIGHT) * before[name].score + GAP_WEIGHT * gap)
    assert sum(WEIGHTS.values()) == pytest.approx(1.0)
