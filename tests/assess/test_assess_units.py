"""Units: the table agrees with pint, spelling is forgiving where it is safe, changes of unit change nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenfield.assess.account import account
from greenfield.assess.indicators import indicators
from greenfield.assess.units import _TABLES, Dimension, scale, scale_to
from greenfield.assess.values import Flow, Output, Period, Resource
from greenfield.base import units
from greenfield.base.problem import ProblemError

# Here the field means another unit than pint (its kt is a knot), or pint has none.
OTHER_THAN_PINT = {
    "kcal",
    "Mcal",
    "Gcal",
    "bbl",
    "kt",
    "dm3",
    "ft3",
    "quintal",
    "Nm³",
    "Sm3",
    "dozen",
    "pcs",
    "units",
}
TABLE = [
    (dimension, unit) for dimension, table in _TABLES.items() for unit in table if unit not in OTHER_THAN_PINT
]


@pytest.mark.parametrize(("dimension", "unit"), TABLE)
def test_the_table_agrees_with_pint(dimension, unit):
    assert scale_to(unit, dimension) == pytest.approx(units.factor(unit, str(dimension)), rel=1e-9)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("KWH", (Dimension.ENERGY, 0.0036)),
        ("kwh", (Dimension.ENERGY, 0.0036)),
        ("Kg", (Dimension.MASS, 0.001)),
        ("T", (Dimension.MASS, 1.0)),
        ("M3", (Dimension.VOLUME, 1.0)),
        ("mg", (Dimension.MASS, 1e-9)),
        ("ML", (Dimension.VOLUME, 1000.0)),
        ("megawatt_hour", (Dimension.ENERGY, pytest.approx(3.6))),
        ("kW", None),
    ],
)
def test_usual_spellings_are_understood(unit, expected):
    assert scale(unit) == expected


@pytest.mark.parametrize("unit", ["", " ", "bucket", "kWh*1000", "9**9**9", "kWh/day", "m3;", "x" * 200])
def test_what_is_no_unit_is_a_problem(unit):
    with pytest.raises(ProblemError) as caught:
        scale(unit)
    assert caught.value.code == "unit.unknown"


CARRIERS = {"electricity": [Dimension.ENERGY], "diesel": list(Dimension)[:3], "lpg": list(Dimension)[:3]}


@given(st.data(), st.floats(1e-3, 1e9))
def test_a_change_of_unit_never_changes_a_result(kenya, draw_period, data, amount):
    carrier = data.draw(st.sampled_from(sorted(CARRIERS)))
    dimension = data.draw(st.sampled_from(CARRIERS[carrier]))
    first, second = (data.draw(st.sampled_from(sorted(_TABLES[dimension]))) for _ in range(2))
    period = draw_period("")

    def result(amount: float, unit: str):
        flow = Flow("f", Resource.ENERGY, carrier, amount, unit)
        found = account(Period(period.start, period.end, Output(7, "t"), (flow,)), kenya)
        values = indicators(found)
        return values.absolute["energy_gj"], values.intensity["co2e"], values.productivity["energy"]

    same = amount * scale_to(first, dimension) / scale_to(second, dimension)
    assert result(amount, first) == pytest.approx(result(same, second), rel=1e-12)
