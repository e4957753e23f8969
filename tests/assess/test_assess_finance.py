"""Money over time: METHOD's examples, and what must hold for any cash flows."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from greenfield.assess import finance
from greenfield.assess.finance import PaybackBucket, payback_bucket
from greenfield.assess.rate import NoRate, internal_rate

MONEY = st.decimals(-100_000, 100_000, places=2)
GAINS = st.decimals(1, 100_000, places=2)


def money(*amounts: float) -> list[Decimal]:
    return [Decimal(str(amount)) for amount in amounts]


def test_simple_payback_takes_the_incentive_off():
    assert finance.simple_payback(Decimal(12000 - 2000), Decimal(4000)) == 2.5


def test_uneven_payback_has_the_fraction_of_the_year():
    flows = finance.listed_flows(money(5000, 8000, 10000))
    assert finance.payback(Decimal(20000), flows) == pytest.approx(2.7)


@pytest.mark.parametrize(
    ("investment", "amounts", "years"),
    [
        (1000, (2500, -1560), None),  # paid back in the first year, and lost again in the second
        (1000, (2500, -1600, 200), 2.5),
        (1000, (2500, -1400), 0.4),
        (0, (-100, 200), 1.5),
    ],
)
def test_money_is_back_when_it_stays(investment, amounts, years):
    flows = finance.listed_flows([Decimal(one) for one in amounts])
    assert finance.payback(Decimal(investment), flows) == (years and pytest.approx(years))


def test_discounted_payback():
    flows = finance.listed_flows(money(5000, 8000, 10000, 10000))
    assert finance.discounted_payback(Decimal(20000), flows, 0.1) == pytest.approx(3.195, abs=5e-4)
    assert finance.discounted_payback(Decimal(20000), flows[:3], 0.1) is None


@pytest.mark.parametrize(
    ("investment", "annual", "years"),
    [(0, 5, 0.0), (-10, 5, 0.0), (0, 0, 0.0), (0, -1, None), (10, 0, None), (10, -3, None)],
)
def test_payback_is_zero_without_an_investment_and_none_if_it_never_comes(investment, annual, years):
    assert finance.simple_payback(Decimal(investment), Decimal(annual)) == years


def test_net_present_value_of_level_savings():
    flows = finance.level_flows(Decimal(1000), 2.5)
    assert [(f.year, f.amount) for f in flows] == [(1, 1000), (2, 1000), (2.5, 500)]
    expected = -1500 + 1000 / 1.1 + 1000 / 1.21 + 500 / 1.1**2.5
    assert float(finance.net_present_value(Decimal(1500), flows, 0.1)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("years", "bucket"),
    [(0.0, "under_1"), (0.999, "under_1"), (1.0, "1_to_2"), (2.0, "2_to_3"), (3.0, "3_to_5"), (5.0, "5_to_10"),
     (10.0, "10_and_more"), (1e9, "10_and_more"), (None, "never")],
)  # fmt: skip
def test_a_payback_on_a_bound_falls_into_the_bucket_above(years, bucket):
    assert payback_bucket(years) == bucket


@given(st.one_of(st.none(), st.floats(0, 1e12)))
def test_every_payback_falls_into_exactly_one_bucket(years):
    bounds = [0.0, 1.0, 2.0, 3.0, 5.0, 10.0, float("inf")]
    fitting = [
        bucket
        for bucket, low, high in zip(PaybackBucket, bounds, bounds[1:], strict=False)
        if years is not None and low <= years < high
    ] or [PaybackBucket.NEVER]
    assert [payback_bucket(years)] == fitting


@given(st.decimals(1, 1_000_000, places=2), st.lists(GAINS, min_size=1, max_size=20))
def test_the_net_present_value_at_the_internal_rate_is_zero(investment, amounts):
    flows = finance.listed_flows(amounts)
    rate = internal_rate(investment, flows)
    assume(rate.value is not None and rate.value > -0.9)
    worth = [abs(f.amount) for f in finance.discounted(flows, rate.value)]
    assert abs(finance.net_present_value(investment, flows, rate.value)) <= Decimal("1e-9") * (
        investment + sum(worth)
    )


@given(st.decimals(1, 10_000, places=2), st.lists(MONEY, min_size=1, max_size=8))
def test_the_rate_that_is_given_is_the_only_one_on_a_grid(investment, amounts):
    flows = finance.listed_flows(amounts)
    rate = internal_rate(investment, flows)
    assert (rate.value is None) == (rate.reason in set(NoRate))
    grid = [finance.net_present_value(investment, flows, r / 100) > 0 for r in range(-90, 500, 5)]
    turns = sum(a != b for a, b in itertools.pairwise(grid))
    if turns > 1:
        assert rate.reason == NoRate.SEVERAL
    if rate.reason in {NoRate.NO_SIGN_CHANGE, NoRate.NONE}:
        assert turns == 0


@pytest.mark.parametrize(
    ("investment", "amounts", "reason"),
    [
        (0, [100], "no_investment"),
        (-5, [100], "no_investment"),
        (100, [-5, -5], "no_sign_change"),
        (100, [0, 0], "no_sign_change"),
        (100, [230, -132], "several"),
        (100, [320, -240, 0], "several"),
        (100, [120, -100], "none"),
    ],
)
def test_why_there_is_no_internal_rate(investment, amounts, reason):
    found = internal_rate(Decimal(investment), finance.listed_flows(money(*amounts)))
    assert (found.value, found.reason) == (None, reason)


@pytest.mark.parametrize(
    ("investment", "amounts", "rate"),
    [(100, [110], 0.1), (100, [0, 121], 0.1), (100, [50], -0.5), (1, [1_000_000], 999_999)],
)
def test_internal_rates_that_are_known(investment, amounts, rate):
    found = internal_rate(Decimal(investment), finance.listed_flows(money(*amounts)))
    assert found.value == pytest.approx(rate)


def test_flows_that_turn_twice_may_have_one_rate_only():
    flows = finance.listed_flows(money(50, -10, 100))
    found = internal_rate(Decimal(100), flows)
    assert float(finance.net_present_value(Decimal(100), flows, found.value)) == pytest.approx(0, abs=1e-9)
