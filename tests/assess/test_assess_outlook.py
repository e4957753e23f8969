"""Waiting, and prices that move."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenfield.assess.outlook import at_prices, break_even_change, cost_of_delay

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
