"""Waiting, and prices that move."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenfield.assess.finance import simple_payback
from greenfield.assess.outlook import (
    at_prices,
    break_even_change,
    cost_of_delay,
    is_larger,
    room_for,
    saving_range,
    span_within,
)
from greenfield.assess.values import Flow, Resource

MONEY = st.decimals(1, 10**8, places=2)


def test_waiting_costs_the_net_saving_of_its_months():
    assert cost_of_delay(Decimal(6_000), 6) == Decimal(3_000)
    assert cost_of_delay(Decimal(-100), 6) == 0
    with pytest.raises(ValueError, match="-1"):
        cost_of_delay(Decimal(100), -1)


def test_a_payback_follows_the_price_of_what_is_saved():
    rows = at_prices(Decimal(10_000), Decimal(4_000), Decimal(1_000))
    assert [row.payback_years for row in rows] == [
        pytest.approx(10_000 / saving) for saving in (1_800, 2_600, 3_000, 3_400, 4_200)
    ]
    (gone,) = at_prices(Decimal(10), Decimal(100), Decimal(90), [Decimal("-0.5")])
    assert gone.payback_years is None


def test_how_far_a_price_may_fall():
    assert break_even_change(Decimal(12_000), Decimal(4_000), Decimal(0), Decimal(4)) == Decimal("-0.25")
    assert break_even_change(Decimal(1), Decimal(0), Decimal(0), Decimal(1)) is None


@given(MONEY, MONEY, st.decimals(0, 100, places=2), st.decimals("0.5", 20, places=1))
def test_at_the_break_even_price_the_payback_is_the_wanted_one(investment, saving, cost, years):
    change = break_even_change(investment, saving, cost, years)
    (row,) = at_prices(investment, saving, cost, [change])
    assert row.payback_years == pytest.approx(float(years), rel=1e-6)


def test_a_range_encloses_the_saving_and_its_payback():
    found = saving_range(Decimal(12_000), Decimal(4_000), Decimal(0), (0.5, 1.5))
    assert (found.low, found.high) == (Decimal(2_000), Decimal(6_000))
    assert (found.soonest_years, found.latest_years) == (2.0, 6.0)
    never = saving_range(Decimal(100), Decimal(100), Decimal(80), (0.5, 1.0))
    assert (never.soonest_years, never.latest_years) == (5.0, None)


def test_no_end_of_a_range_saves_more_than_there_is():
    flows = {"gas": Flow("gas", Resource.ENERGY, "natural_gas", 100.0, "m3")}
    assert span_within((0.5, 1.5), {"gas": 80.0}, room_for(flows, [])) == (0.5, 1.25)
    assert span_within((0.5, 1.5), {"gas": 50.0}, room_for(flows, [{"gas": 45.0}])) == (0.5, 1.1)
    assert span_within((0.5, 1.5), {"gas": 50.0}, room_for(flows, [{"gas": 60.0}])) == (0.5, 1.0)
    assert span_within((0.5, 1.5), {}, room_for(flows, [])) == (0.5, 1.5)


def test_a_measure_is_larger_by_its_payback_or_by_its_cost():
    assert not is_larger(Decimal(0), None, Decimal(100))
    assert not is_larger(Decimal(5), 2.0, Decimal(100))
    assert is_larger(Decimal(6), 1.0, Decimal(100))
    assert is_larger(Decimal(1), 2.1, None)
    assert is_larger(Decimal(1), None, None)
    assert not is_larger(Decimal(10**9), 1.0, None)


@given(MONEY, MONEY, st.decimals(0, 10**6, places=2), st.floats(0, 1), st.floats(1, 5))
def test_every_range_encloses_what_was_computed(investment, saving, cost, low, high):
    found = saving_range(investment, saving, cost, (low, high))
    assert found.low <= saving <= found.high
    computed = simple_payback(investment, saving - cost)
    last = float("inf")
    soonest, middle, latest = (
        last if years is None else years for years in (found.soonest_years, computed, found.latest_years)
    )
    assert soonest <= middle <= latest


@given(
    st.floats(0, 1e6),
    st.lists(st.floats(0, 1), max_size=4),
    st.floats(0, 1),
    st.tuples(st.floats(0, 1), st.floats(1, 10)),
)
def test_a_span_never_reaches_beyond_what_others_leave(amount, others, share, span):
    flows = {"f": Flow("f", Resource.WATER, "unspecified", amount, "m3")}
    room = room_for(flows, [{"f": amount * other} for other in others])
    saved = min(share * amount, room["f"])
    low, high = span_within(span, {"f": saved}, room)
    assert low == span[0]
    assert 1 <= high <= span[1]
    assert saved * high <= room["f"] * (1 + 1e-9)
