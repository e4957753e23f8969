"""Figures that can hardly be right: a thousand times off is found, what is known to be usual is not, nothing blocks."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenfield.assess.account import account
from greenfield.assess.benchmarks import rows_for
from greenfield.assess.likely_unit import likely_unit
from greenfield.assess.odd_amounts import last_visit, odd_amounts
from greenfield.assess.values import Flow, Output, Period, Resource
from greenfield.base.catalogue import sentence
from greenfield.base.problem import Severity
from greenfield.base.texts import texts_for
from greenfield.toolkit.benchmarks import shipped_benchmarks

SETS = shipped_benchmarks()
BAKERY = rows_for(SETS.rows, "C1071", SETS.naics)


def period(*flows: Flow, output: float = 500.0, employees: int | None = 25) -> Period:
    return Period(date(2025, 1, 1), date(2025, 12, 31), Output(output, "t"), flows, employees)


def power(amount: float = 117_600.0, unit: str = "kWh", cost: int | None = 21_000) -> Flow:
    money = None if cost is None else Decimal(cost)
    return Flow("electricity", Resource.ENERGY, "electricity", amount, unit, money)


def diesel(amount: float = 12_000.0, unit: str = "L", cost: int | None = 14_000) -> Flow:
    money = None if cost is None else Decimal(cost)
    return Flow("heat_fuel", Resource.ENERGY, "diesel", amount, unit, money)


def codes(made, *more, rows=(), last=None):
    return [(one.code, one.place.name) for one in odd_amounts(made, rows, last, *more)]


def test_a_usual_bakery_gives_no_warning(kenya):
    assert codes(account(period(power(), diesel()), kenya), "KES", rows=BAKERY) == []


def test_a_thousand_times_too_much_electricity_names_the_unit_it_was_in(kenya):
    (found,) = odd_amounts(account(period(power(117_600_000.0), diesel()), kenya), BAKERY, None, "KES")
    assert (found.code, found.place.name, found.place.column) == (
        "plausible.above_sector",
        "electricity",
        "amount",
    )
    assert found.severity is Severity.WARNING
    assert "in Wh instead of kWh, or a thousand times too much?" in sentence(found, texts_for("en"))


def test_a_thousand_times_too_little_asks_for_the_larger_unit(kenya):
    (found,) = odd_amounts(account(period(power(117.6, cost=None)), kenya), BAKERY)
    assert found.code == "plausible.below_sector"
    assert "in MWh instead of kWh" in sentence(found, texts_for("en"))


def test_a_tenth_is_odd_at_home_and_a_hundredth_abroad(kenya):
    little = account(period(power(30_000.0, cost=None)), kenya)
    assert codes(little, "KES", "KEN", rows=BAKERY) == []
    at_home = [replace(row, region="KEN") for row in BAKERY]
    assert codes(little, "KES", "KEN", rows=at_home) == [("plausible.below_sector", "electricity")]


def test_litres_taken_for_cubic_metres_of_diesel_are_above_the_sector(kenya):
    (found,) = odd_amounts(account(period(diesel(12_000.0, "m3", None)), kenya), BAKERY)
    assert found.code == "plausible.above_sector"
    assert "in L instead of m³" in sentence(found, texts_for("en"))


def test_other_fuels_than_the_sets_are_never_too_little(kenya):
    assert codes(account(period(diesel(12.0, "L", None)), kenya), rows=BAKERY) == []


@pytest.mark.parametrize("times", [1.0, 30.0, 99.0])
def test_electricity_may_cost_many_times_what_fuel_does(kenya, times):
    dear = power(cost=round(21_000 * times / 1.5))
    assert codes(account(period(dear, diesel(cost=14_300)), kenya), "KES") == []


def test_without_a_sector_the_price_of_fuel_tells(kenya):
    assert codes(account(period(power(117_600_000.0), diesel()), kenya), "KES") == [
        ("plausible.price_low", "electricity")
    ]
    assert codes(account(period(power(), diesel(12_000.0, "m3")), kenya), "KES") == [
        ("plausible.price_low", "heat_fuel")
    ]


def test_ten_times_the_last_visit_an_output(kenya):
    last = last_visit(account(period(power(), diesel()), kenya), "KES")
    now = account(period(power(1_100_000.0, cost=200_000), diesel(1_300.0, cost=1_500)), kenya)
    assert codes(now, "KES", last=last) == []
    now = account(period(power(1_200_000.0, cost=200_000), diesel(1_000.0, cost=1_200)), kenya)
    assert codes(now, "KES", last=last) == [
        ("plausible.above_last", "electricity"),
        ("plausible.below_last", "heat_fuel"),
    ]
    ten_times_as_much_made = replace(now.period, output=Output(5_000_000.0, "kg"))
    assert ("plausible.above_last", "electricity") not in codes(
        account(ten_times_as_much_made, kenya), "KES", last=last
    )


def test_a_price_is_compared_in_one_currency_alone(kenya):
    last = last_visit(account(period(power()), kenya), "KES")
    now = account(period(power(cost=21_000_000)), kenya)
    assert codes(now, "KES", last=last) == [("plausible.price_above_last", "electricity")]
    assert codes(now, "USD", last=last) == []


def test_nothing_known_gives_no_warning(kenya):
    assert codes(account(period(), kenya), rows=BAKERY) == []
    assert codes(account(period(power(), employees=None), kenya), rows=BAKERY) == []


@given(order=st.permutations(range(3)), rows=st.permutations(range(len(BAKERY))))
def test_the_order_of_input_does_not_matter(kenya, order, rows):
    water = Flow("water", Resource.WATER, "unspecified", 90_000.0, "m3", Decimal(9))
    flows = [power(117_600_000.0), diesel(9.0, "mL", 9_000), water]
    last = last_visit(account(period(power(), diesel(), replace(water, amount=900.0)), kenya), "KES")

    def found(flows, rows):
        problems = odd_amounts(account(period(*flows), kenya), rows, last, "KES")
        return sorted((one.code, one.place.name, sorted(map(str, one.values.items()))) for one in problems)

    assert found([flows[at] for at in order], [BAKERY[at] for at in rows]) == found(flows, BAKERY)


@given(st.floats(1e-3, 1e9))
def test_another_unit_never_changes_whether_there_is_a_warning(kenya, amount):
    def families(flow):
        return {
            code.removesuffix("_plain")
            for code, _ in codes(account(period(flow, diesel()), kenya), "KES", rows=BAKERY)
        }

    assert (
        families(power(amount, "MWh"))
        == families(power(amount * 1000.0, "kWh"))
        == families(power(amount * 3.6, "GJ"))
    )


def test_the_likely_unit_is_a_thousand_times_away():
    assert likely_unit("m3", too_much=True) == "L"
    assert likely_unit("L", too_much=False) == "m3"
    assert likely_unit("kWh", too_much=True) == "Wh"
    assert likely_unit("pieces", too_much=True) == ""
