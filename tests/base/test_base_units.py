import pytest

from greenfield.base.problem import ProblemError
from greenfield.base.units import convert


@pytest.mark.parametrize(
    ("amount", "unit", "wanted", "result"),
    [
        (1, "kWh", "MJ", 3.6),
        (1, "MWh", "GJ", 3.6),
        (2, "m3", "L", 2000),
        (1.5, "t", "kg", 1500),
        (1, "toe", "GJ", 41.868),
        (1, "MMBtu", "MBtu", 1e3 / 1e3),
        (7, "kg", "kg", 7),
    ],
)
def test_an_amount_converts_between_units_of_one_dimension(amount, unit, wanted, result):
    assert convert(amount, unit, wanted) == pytest.approx(result, rel=1e-12)


@pytest.mark.parametrize("unit", ["", "foo", "1/0", "kg/0", '__import__("os")', "9" * 400, "kW h", "²"])
def test_a_unit_that_nobody_knows_is_a_named_problem(unit):
    with pytest.raises(ProblemError) as caught:
        convert(1, unit, "kg")
    assert caught.value.code == "unit.unknown"


def test_units_of_different_dimensions_are_a_named_problem():
    with pytest.raises(ProblemError) as caught:
        convert(1, "kWh", "kg")
    assert caught.value.code == "unit.mismatch"
    assert caught.value.problems[0].values == {"unit": "kWh", "wanted": "kg"}
