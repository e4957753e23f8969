"""RECP indicators: METHOD's check vector, and what must hold for any flows."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenfield.assess.account import account
from greenfield.assess.explain import explain
from greenfield.assess.indicators import changes, indicators, output_factor
from greenfield.assess.plausibility import plausibility
from greenfield.assess.values import Flow, Output, Period, Resource
from greenfield.base.problem import ProblemError

VECTOR = """
    e  | energy     | unspecified | {} | GJ
    m  | material   | unspecified | {} | t
    w  | water      | unspecified | {} | m3
    c  | emission   | co2e        | {} | t
    ww | wastewater | unspecified | {} | m3
    wa | waste      | unspecified | {} | t
"""


@pytest.fixture
def moved(kenya, draw_period):
    base = account(draw_period(VECTOR.format(5000, 1200, 8000, 400, 6000, 150), 1000, year=2023), kenya)
    new = account(draw_period(VECTOR.format(4950, 1265, 7700, 385, 5720, 132), 1100), kenya)
    return indicators(base), indicators(new)


def test_check_vector(moved):
    base, new = moved
    assert base.productivity == pytest.approx(
        {"energy": 0.2, "materials": 0.833333, "water": 0.125}, rel=1e-6
    )
    assert new.productivity == pytest.approx(
        {"energy": 0.222222, "materials": 0.869565, "water": 0.142857}, abs=5e-7
    )
    assert base.intensity == pytest.approx({"co2e": 0.4, "wastewater": 6, "waste": 0.15})
    assert new.intensity == pytest.approx({"co2e": 0.35, "wastewater": 5.2, "waste": 0.12})


@pytest.mark.parametrize(
    ("name", "percent"),
    [
        ("energy_productivity", 11.1111),
        ("materials_productivity", 4.3478),
        ("water_productivity", 14.2857),
        ("co2e_intensity", -12.5),
        ("wastewater_intensity", -13.3333),
        ("waste_intensity", -20),
        ("energy_gj", -1),
        ("materials_t", 5.4167),
        ("co2e_t", -3.75),
        ("output", 10),
    ],
)
def test_check_vector_of_changes(moved, name, percent):
    change = changes(*moved)[name]
    assert change.percent == pytest.approx(percent, abs=5e-5)
    assert change.index == pytest.approx(100 + percent, abs=5e-5)


def test_without_output_nothing_is_divided(kenya, draw_period):
    values = indicators(account(draw_period("w | water | mains | 5 | m3", output=0), kenya))
    assert set(values.productivity.values()) | set(values.intensity.values()) == {None}
    assert values.absolute["output"] == 0


def test_a_change_from_nothing_is_not_known(kenya, draw_period):
    base = indicators(account(draw_period("w | waste | mixed | 0 | t"), kenya))
    new = indicators(account(draw_period("w | waste | mixed | 5 | t"), kenya))
    assert changes(base, new)["waste_t"] is None


@pytest.mark.parametrize(
    ("base", "current", "factor"), [("t", "kg", 0.001), ("boxes", "boxes", 1), ("kg", "t", 1000)]
)
def test_outputs_in_units_of_one_kind_are_compared(base, current, factor):
    assert output_factor(Output(1, base), Output(1, current)) == pytest.approx(factor)


@pytest.mark.parametrize(("base", "current"), [("t", "pieces"), ("boxes", "t"), ("EUR", "USD")])
def test_outputs_in_units_of_two_kinds_are_a_problem(base, current):
    with pytest.raises(ProblemError) as caught:
        output_factor(Output(1, base), Output(1, current))
    assert caught.value.code == "output.units_differ"


FLOWS = st.lists(
    st.tuples(
        st.sampled_from([("energy", "diesel", "L"), ("energy", "wood", "t"), ("energy", "electricity", "kWh"),
                         ("water", "mains", "m3"), ("waste", "mixed", "kg"), ("emission", "co2e", "t")]),
        st.floats(0, 1e9),
    ),
    max_size=12,
)  # fmt: skip


@given(FLOWS, st.randoms(use_true_random=False))
def test_the_order_of_flows_does_not_matter(kenya, draw_period, drawn, chance: random.Random):
    flows = [Flow(str(i), Resource(r), c, amount, u) for i, ((r, c, u), amount) in enumerate(drawn)]
    period = draw_period("")
    shuffled = chance.sample(flows, len(flows))
    first, second = (
        indicators(account(Period(period.start, period.end, Output(3, "t"), tuple(f)), kenya))
        for f in (flows, shuffled)
    )
    assert first == second


@pytest.mark.parametrize(
    ("table", "output", "codes"),
    [
        ("a | water | w | 5 | m3\nb | wastewater | w | 6000 | L", 1, ["plausible.wastewater"]),
        ("a | water | w | 6 | m3\nb | wastewater | w | 6000 | L", 1, []),
        ("b | wastewater | w | 6 | m3", 1, []),
        ("a | material | m | 5 | t\nb | waste | w | 6 | t", 1, ["plausible.waste"]),
        ("a | material | m | 5 | t\nc | material | m | 9 | pieces\nb | waste | w | 6 | t", 1, []),
        ("a | material | m | 5 | t\nb | waste | received | 6 | t", 1, []),
        ("a | water | w | 5 | m3\nb | wastewater | received | 6000 | L", 1, []),
        (
            "a | material | m | 5 | t\nb | waste | w | 6 | t\nc | wastewater | received | 1 | m3",
            1,
            ["plausible.waste"],
        ),
        ("a | water | w | 5 | m3", 0, ["plausible.no_output"]),
    ],
)
def test_figures_that_can_hardly_be_right_warn(kenya, draw_period, table, output, codes):
    found = plausibility(account(draw_period(table, output), kenya))
    assert [p.code for p in found] == codes
    assert {p.severity for p in found} <= {"warning"}


def test_a_year_has_8760_hours(kenya, draw_period):
    found = account(draw_period(""), kenya)
    assert [p.code for p in plausibility(found, operating_hours=8761)] == ["plausible.hours"]
    assert plausibility(found, operating_hours=8760) == []


def test_an_indicator_explains_itself_down_to_factor_and_source(kenya, draw_period):
    found = account(
        draw_period("oven | energy | diesel | 1000 | L\nw | water | mains | 9 | m3", output=50), kenya
    )
    told = explain("co2e_intensity", found)
    assert (told.formula, told.unit) == ("co2e_t / output", "t/t")
    assert told.value == pytest.approx(told.inputs[0].value / told.inputs[1].value)
    amount, factor = told.inputs[0].inputs[0].inputs
    assert amount.value * factor.value == pytest.approx(told.inputs[0].value)
    assert (factor.unit, factor.year, factor.source[:9]) == ("t/L", 2006, "IPCC 2006")
    assert explain("energy_productivity", found).inputs[1].inputs[0].name == "oven"
    assert explain("output", found).value == 50
    with pytest.raises(KeyError):
        explain("happiness_intensity", found)
