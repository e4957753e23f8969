"""Measures: savings never exceed flows, money follows from the flows' own prices, order does not matter."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenfield.assess.account import account
from greenfield.assess.measures import baseline_of, measure_figures, measure_problems
from greenfield.assess.values import Flow, Measure, Output, Period, Resource, Saving


@pytest.fixture
def bakery(kenya, draw_period):
    period = draw_period(
        """
        power | energy | electricity | 50000 | kWh | 10000
        gas   | energy | lpg         | 8000  | kg  | 12000
        water | water  | mains       | 2000  | m3  |
        """
    )
    return baseline_of(period, account(period, kenya).emissions)


def measure(name: str, *saves: Saving, investment: int = 1000, **more: object) -> Measure:
    return Measure(name, saves, Decimal(investment), **more)


def test_the_saving_follows_from_the_price_of_the_flow(bakery):
    figures = measure_figures(
        [measure("lamps", Saving("power", share=0.1), annual_cost=Decimal(200))], bakery
    )[0]
    assert figures.annual_saving == 1000
    assert figures.saved == {"power": 5000}
    assert figures.payback_years == 1.25
    assert figures.overlap == {}
    assert figures.co2e_t == pytest.approx(5000 * 84.83e-6)


def test_two_measures_that_want_more_than_there_is_share_it(bakery):
    dear = measure("dear", Saving("power", share=0.6), investment=9000)
    cheap = measure("cheap", Saving("power", amount=30000), investment=100)
    figures = measure_figures([dear, cheap], bakery)
    assert [f.id for f in figures] == ["dear", "cheap"]
    assert [f.saved["power"] for f in figures] == pytest.approx([20000, 30000])
    assert [f.annual_saving for f in figures] == [4000, 6000]
    assert figures[0].overlap == pytest.approx({"power": 10000})
    assert figures[1].overlap == {}


def test_a_stated_saving_is_cut_in_the_same_proportion(bakery):
    one = measure("a", Saving("power", share=1.0), investment=1)
    two = measure("b", Saving("power", share=0.5), Saving("gas", share=0.5), annual_saving=Decimal(2200))
    figures = measure_figures([one, two], bakery)[1]
    assert figures.annual_saving == 2200 * Decimal(6000) / Decimal(11000)


def test_cash_flows_are_cut_where_they_are_gains(bakery):
    one = measure("a", Saving("power", share=1.0), investment=1)
    two = measure("b", Saving("power", share=0.5), cash_flows=(Decimal(500), Decimal(-70)))
    assert measure_figures([one, two], bakery)[1].npv == Decimal(-1000) - Decimal(70) / Decimal("1.21")


def test_a_flow_without_a_cost_leaves_the_saving_unknown(bakery):
    taps = measure("taps", Saving("water", share=0.2))
    figures = measure_figures([taps], bakery)[0]
    assert (figures.annual_saving, figures.npv, figures.irr, figures.payback_years) == (
        None,
        None,
        None,
        None,
    )
    assert figures.irr_reason == "unknown_saving"
    assert figures.saved == {"water": 400}
    assert [(p.code, p.severity) for p in measure_problems([taps], bakery)] == [
        ("measure.no_price", "warning")
    ]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (measure("x", Saving("steam", share=0.2)), "measure.unknown_flow"),
        (measure("x"), "measure.no_saving"),
    ],
)
def test_a_measure_of_which_nothing_follows_is_a_problem(bakery, wrong, code):
    assert [p.code for p in measure_problems([wrong], bakery)] == [code]
    assert measure_figures([wrong], bakery)[0].annual_saving is None


def test_part_of_a_year_warns(kenya, draw_period):
    period = draw_period("power | energy | electricity | 5 | kWh | 1")
    short = baseline_of(Period(period.start, period.start, period.output, period.flows))
    assert [p.code for p in measure_problems([measure("x", Saving("power", share=0.2))], short)] == [
        "measure.part_of_a_year"
    ]


def test_life_is_ten_years_unless_stated(bakery):
    stated = measure("x", annual_saving=Decimal(300), life_years=10.0)
    silent = measure("x", annual_saving=Decimal(300))
    assert measure_figures([stated], bakery) == measure_figures([silent], bakery)


NAMES = ("a", "b", "c")
SAVINGS = st.builds(
    lambda flow, share, amount: Saving(flow, amount=amount) if share is None else Saving(flow, share=share),
    st.sampled_from(NAMES),
    st.one_of(st.none(), st.floats(0, 1)),
    st.floats(0, 1e6),
)
MEASURES = st.lists(st.tuples(st.lists(SAVINGS, max_size=3), st.integers(0, 100_000)), max_size=8).map(
    lambda drawn: [Measure(f"m{i}", tuple(s), Decimal(cost)) for i, (s, cost) in enumerate(drawn)]
)
AMOUNTS = st.lists(st.floats(0, 1e6), min_size=3, max_size=3)


def drawn_baseline(amounts):
    flows = tuple(
        Flow(name, Resource.WATER, "mains", amount, "m3", Decimal(100 + i))
        for i, (name, amount) in enumerate(zip(NAMES, amounts, strict=True))
    )
    return baseline_of(Period(date(2024, 1, 1), date(2024, 12, 31), Output(1, "t"), flows))


@given(MEASURES, AMOUNTS)
def test_savings_never_exceed_the_flow(measures, amounts):
    baseline = drawn_baseline(amounts)
    figures = measure_figures(measures, baseline)
    for name, amount in zip(NAMES, amounts, strict=True):
        assert sum(f.saved.get(name, 0.0) for f in figures) <= amount * (1 + 1e-12)
    saved_money = sum(f.annual_saving for f in figures if f.annual_saving is not None)
    assert saved_money <= baseline.total_cost * (1 + Decimal("1e-12"))


@given(MEASURES, AMOUNTS)
def test_what_is_saved_and_what_is_cut_make_the_claim(measures, amounts):
    baseline = drawn_baseline(amounts)
    for one, figures in zip(measures, measure_figures(measures, baseline), strict=True):
        for name, saved in figures.saved.items():
            flow = baseline.flows[name]
            claim = sum(
                s.amount if s.share is None else s.share * flow.amount for s in one.saves if s.flow == name
            )
            assert saved + figures.overlap.get(name, 0.0) == pytest.approx(
                claim, rel=1e-8, abs=1e-8 * flow.amount
            )


@given(MEASURES, AMOUNTS, st.randoms(use_true_random=False))
def test_the_order_of_measures_does_not_matter(measures, amounts, chance):
    baseline = drawn_baseline(amounts)
    shuffled = chance.sample(measures, len(measures))
    first = {f.id: f for f in measure_figures(measures, baseline)}
    assert {f.id: f for f in measure_figures(shuffled, baseline)} == first
