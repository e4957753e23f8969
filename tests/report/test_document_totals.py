from dataclasses import replace
from decimal import Decimal

import pytest
from report_plan_sample import bakery_plan, empty_plan, measure

from greenfield.assess.values import Resource
from greenfield.report.plan import Emission, Origin
from greenfield.report.plan_totals import by_first_cost, cost_by_resource, gas_by_origin, totals


def plan_of(*measures):
    return replace(empty_plan(), measures=measures)


def test_sums_add_what_is_known_and_count_what_is_not():
    sums = totals(plan_of(measure(1), measure(2, annual_saving=None), measure(3, first_cost=None)))
    assert sums.saving.value == Decimal(2_000_004)
    assert sums.saving.unknown == 1
    assert sums.first_cost.value == Decimal(300_000)
    assert sums.first_cost.unknown == 1


def test_payback_takes_only_measures_that_have_both_figures_and_their_net_saving():
    first = measure(1, annual_saving=Decimal(5000), annual_cost=Decimal(1000), first_cost=Decimal(12_000))
    sums = totals(plan_of(first, measure(2, first_cost=None)))
    assert sums.payback_years == pytest.approx(3.0)


def test_what_never_pays_back_has_no_payback():
    assert (
        totals(plan_of(measure(1, annual_saving=Decimal(10), annual_cost=Decimal(10)))).payback_years is None
    )


def test_an_empty_plan_has_no_sums():
    sums = totals(empty_plan())
    assert (sums.saving.value, sums.first_cost.value, sums.payback_years, sums.co2e_t) == (
        None,
        None,
        None,
        None,
    )


def test_low_first_cost_stands_first_and_unknown_last():
    some = [
        measure(1, first_cost=None),
        measure(2, first_cost=Decimal(5)),
        measure(3, first_cost=Decimal(0), annual_saving=Decimal(1)),
        measure(4, first_cost=Decimal(0), annual_saving=Decimal(9)),
    ]
    assert [one.name for one in by_first_cost(some)] == ["measure_4", "measure_3", "measure_2", "measure_1"]


def test_costs_are_added_by_resource_largest_first():
    found = cost_by_resource(bakery_plan())
    assert list(found) == [Resource.MATERIAL, Resource.ENERGY, Resource.WATER, Resource.WASTE]
    assert found[Resource.ENERGY] == Decimal(72_776_000)


def test_gas_is_added_by_origin_and_unknown_figures_are_left_out():
    found = gas_by_origin(
        [
            Emission("a", Origin.GRID, 2.0),
            Emission("b", Origin.COMBUSTION, 1.5),
            Emission("c", Origin.COMBUSTION, None),
            Emission("d", Origin.COMBUSTION, 0.5),
        ]
    )
    assert found == {Origin.COMBUSTION: 2.0, Origin.GRID: 2.0}
