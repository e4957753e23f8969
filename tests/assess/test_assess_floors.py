"""At least so much: the sum of what is known of a total that is not."""

import pytest

from greenfield.assess.account import account
from greenfield.assess.floors import floors
from greenfield.assess.values import Resource

KNOWN = "a | energy | electricity | 1000 | kWh"


def test_a_total_that_is_known_has_no_floor(kenya, draw_period):
    assert floors(account(draw_period(KNOWN), kenya)) == {}


def test_what_is_known_of_a_total_with_a_flow_left_out_is_its_floor(kenya, draw_period):
    found = floors(account(draw_period(KNOWN), kenya, unreadable=[Resource.ENERGY]))
    assert found["energy_gj"] == pytest.approx(3.6)
    assert set(found) == {"energy_gj", "co2e_t"}


def test_a_flow_with_an_unknown_unit_is_not_in_the_floor(kenya, draw_period):
    found = floors(account(draw_period(KNOWN + "\nb | energy | diesel | 3 | buckets"), kenya))
    assert found["energy_gj"] == pytest.approx(3.6)


def test_without_any_known_flow_there_is_no_floor(kenya, draw_period):
    assert floors(account(draw_period("b | water | mains | 3 | kWh"), kenya)) == {}


def test_an_amount_below_zero_makes_no_floor(kenya, draw_period):
    period = draw_period("a | water | mains | -3 | m3\nb | water | well | 10 | m3")
    assert "water_m3" not in floors(account(period, kenya, unreadable=[Resource.WATER]))
