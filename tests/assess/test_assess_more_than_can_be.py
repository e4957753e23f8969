"""More than can be: materials beside the product, savings beside the use, an incentive beside the first cost."""

from datetime import date
from decimal import Decimal

import pytest

from greenfield.assess.account import account
from greenfield.assess.caps import much_saved
from greenfield.assess.measures import after_incentive, baseline_of, measure_figures, measure_problems
from greenfield.assess.plausibility import plausibility
from greenfield.assess.values import Flow, Measure, Output, Period, Resource, Saving

START, END = date(2025, 1, 1), date(2025, 12, 31)
POWER = Flow("power", Resource.ENERGY, "electricity", 100.0, "MWh", Decimal(12000))


def codes(found):
    return [one.code for one in found]


def of_materials(tonnes, output):
    flow = Flow("raw", Resource.MATERIAL, "wheat", tonnes, "t")
    return Period(START, END, output, (flow,))


@pytest.mark.parametrize(
    ("tonnes", "output", "is_odd"),
    [
        (800_000, Output(600, "t"), True),
        (800, Output(600, "t"), False),
        (800_000, Output(600_000_000, "kg"), False),
        (800_000, Output(600, "pieces"), False),
        (800_000, Output(40, "ha"), False),
    ],
)
def test_materials_a_thousand_times_the_product_are_questioned(kenya, tonnes, output, is_odd):
    found = codes(plausibility(account(of_materials(tonnes, output), kenya)))
    assert ("plausible.materials" in found) == is_odd


def measure(name, share, **changed):
    return Measure(name, (Saving("power", share=share),), **({"investment": Decimal(5000)} | changed))


def test_more_than_half_of_a_flow_is_questioned_once_with_its_share():
    baseline = baseline_of(Period(START, END, Output(1, "t"), (POWER,)))
    within = measure_figures([measure("a", 0.2), measure("b", 0.3)], baseline)
    assert much_saved(within, baseline.flows) == []
    (found,) = much_saved(measure_figures([measure("a", 0.3), measure("b", 0.4)], baseline), baseline.flows)
    assert (found.code, found.values["flow"]) == ("plausible.saved_much", "power")
    assert found.values["percent"] == pytest.approx(70)


@pytest.mark.parametrize(
    ("investment", "incentive", "left"), [(5000, 6000, 0), (5000, 2000, 3000), (0, 100, 0), (0, 0, 0)]
)
def test_an_incentive_pays_for_its_own_measure_alone(investment, incentive, left):
    assert after_incentive(Decimal(investment), Decimal(incentive)) == left


def test_an_incentive_above_the_first_cost_warns_and_counts_up_to_it():
    baseline = baseline_of(Period(START, END, Output(1, "t"), (POWER,)))
    generous = measure("a", 0.1, incentive=Decimal(6000), life_years=10.0)
    (figures,) = measure_figures([generous], baseline)
    (free,) = measure_figures([measure("a", 0.1, investment=Decimal(0), life_years=10.0)], baseline)
    assert (figures.payback_years, figures.npv) == (0.0, free.npv)
    assert codes(measure_problems([generous], baseline)) == ["measure.incentive"]
    assert measure_problems([measure("a", 0.1, incentive=Decimal(5000))], baseline) == []
