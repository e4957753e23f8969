"""From answers to flows, practice and candidates; what is not answered is unknown, not zero and not false."""

from datetime import date
from decimal import Decimal

import pytest
from toolkit_sample import WHOLE, DictAnswers, sample, write

from greenfield.assess.values import Area, Output, PracticeAnswer, Saving, Technique, Truth
from greenfield.toolkit.build import build_package
from greenfield.toolkit.conversion import conversion
from greenfield.toolkit.evaluate import Evaluation
from greenfield.toolkit.factors import load_factors
from greenfield.toolkit.reasons import Shown, fill_text
from greenfield.toolkit.toolkit import open_toolkit

BOILER = ("age", "fuel", "litres", "vol_unit")
FULL = {
    "kwh": 10_000.0,
    "bill": 2_000.0,
    "has_boiler": "yes",
    "age": 20.0,
    "fuel": "diesel",
    "litres": 1_000.0,
    "vol_unit": "L",
    "leaks": "many",
    "tonnes": 5.0,
    "people": 48.0,
}
NO_BOILER = {name: answer for name, answer in FULL.items() if name not in BOILER} | {"has_boiler": "no"}


@pytest.fixture(scope="module")
def make(tmp_path_factory):
    def build(**changed):
        source = write(tmp_path_factory.mktemp("toolkit"), sample(**changed))
        return Evaluation(open_toolkit(build_package(source)[1], "p"), conversion(load_factors()))

    return build


@pytest.fixture(scope="module")
def small(make):
    return make()


def without(*names):
    return DictAnswers({name: answer for name, answer in FULL.items() if name not in names})


def candidate(inventory, name):
    return next(found for found in inventory.candidates if found.name == name)


def measure(**cells):
    """Draw a sheet of one measure `m` with some cells filled."""
    headers = ["name", "title", "area", "technique", *cells, "basis"]
    row = ["m", "M", "energy", "process_control", *cells.values(), "estimate"]
    return "".join(f"| | {' | '.join(line)} |\n" if i else f"| measures | {' | '.join(line)} |\n" for i, line in enumerate((headers, row)))  # fmt: skip


def test_flows_output_and_profile_come_from_the_answers(small):
    inventory = small.inventory(DictAnswers(FULL))
    assert [(f.id, f.carrier, f.amount, f.unit, f.cost, f.quality) for f in inventory.flows] == [
        ("electricity", "electricity", 10_000.0, "kWh", Decimal(2000), "invoiced"),
        ("boiler", "diesel", 1_000.0, "L", None, ""),
    ]
    assert inventory.output == Output(5.0, "t")
    assert inventory.employees == 48
    assert inventory.found["boiler"].amount_questions == ("fuel", "litres", "vol_unit")
    assert inventory.found["electricity"].cost_questions == ("bill",)


def test_the_period_is_the_answers_own_where_they_state_one(make):
    dated = make(
        survey=WHOLE["survey"] + "| | date | first | From | | | |\n| | date | last | To | | | |\n",
        profile=WHOLE["profile"] + "| | period_start | first |\n| | period_end | ${last} |\n",
    )
    year = (date(2025, 1, 1), date(2025, 12, 31))
    stated = {**FULL, "first": "2024-01-01", "last": "2024-12-31"}
    period = dated.inventory(DictAnswers(stated)).period(*year)
    assert (period.start, period.end) == (date(2024, 1, 1), date(2024, 12, 31))
    half = dated.inventory(DictAnswers({**FULL, "last": "2024-12-31"})).period(*year)
    assert (half.start, half.end) == year
    assert period.output == Output(5.0, "t")
    assert dated.inventory(without("tonnes")).period(*year).output == Output(0.0, "")


def test_a_measure_whose_trigger_holds_has_figures(small):
    found = candidate(small.inventory(DictAnswers(FULL)), "fix")
    assert (found.applies, found.area, found.technique) == (
        Truth.YES,
        Area.ENERGY,
        Technique.GOOD_HOUSEKEEPING,
    )
    assert (found.ease, found.missing) == (3, ())
    assert found.measure.saves == (Saving("electricity", share=0.1),)
    assert found.measure.investment == Decimal(1000)
    assert found.measure.annual_saving is None
    assert found.measure.life_years == 3


def test_amounts_prices_and_stated_savings(small):
    found = candidate(small.inventory(DictAnswers(FULL)), "new_boil").measure
    assert found.saves == (Saving("boiler", amount=100.0),)
    assert (found.investment, found.annual_cost, found.annual_saving) == (
        Decimal(2),
        Decimal(5),
        Decimal(500),
    )


def test_a_trigger_that_does_not_hold(small):
    found = candidate(small.inventory(DictAnswers({**FULL, "leaks": "none"})), "fix")
    assert (found.applies, found.measure, found.missing) == (Truth.NO, None, ())


def test_an_unanswered_trigger_is_unknown_and_names_the_question(small):
    found = candidate(small.inventory(without("leaks")), "fix")
    assert (found.applies, found.measure, found.missing) == (Truth.UNKNOWN, None, ("leaks",))


def test_a_missing_figure_leaves_the_measure_without_figures_but_not_away(small):
    found = candidate(small.inventory(without("bill")), "fix")
    assert (found.applies, found.measure, found.missing) == (Truth.YES, None, ("bill",))


def test_what_does_not_apply_does_not_trigger(small):
    found = candidate(small.inventory(DictAnswers(NO_BOILER, BOILER)), "new_boil")
    assert (found.applies, found.missing) == (Truth.NO, ())


def test_while_it_is_open_whether_a_question_applies_its_condition_is_what_is_missing(small):
    answers = DictAnswers({k: v for k, v in NO_BOILER.items() if k != "has_boiler"}, BOILER)
    inventory = small.inventory(answers)
    assert candidate(inventory, "new_boil").missing == ("has_boiler",)
    assert candidate(inventory, "new_boil").applies is Truth.UNKNOWN
    assert inventory.found["boiler"].missing == {"has_boiler"}
    assert [flow.id for flow in inventory.flows] == ["electricity"]


def test_an_absent_flow_counts_nothing_in_totals(small):
    inventory = small.inventory(DictAnswers(NO_BOILER, BOILER))
    assert inventory.found["boiler"].is_absent
    assert candidate(inventory, "fix").measure.investment == Decimal(1000)


def test_practice_answers_carry_area_and_score(small):
    inventory = small.inventory(DictAnswers({**FULL, "leaks": "some"}))
    assert inventory.practice == (PracticeAnswer("leaks", Area.ENERGY, 0.5),)
    assert inventory.asked == {Area.ENERGY: 1}


@pytest.mark.parametrize("leaks", ["unknown", None])
def test_an_answer_without_score_is_asked_and_not_counted(small, leaks):
    given = {name: answer for name, answer in FULL.items() if name != "leaks"}
    inventory = small.inventory(DictAnswers(given | ({"leaks": leaks} if leaks else {})))
    assert inventory.practice == ()
    assert inventory.asked == {Area.ENERGY: 1}


def test_a_practice_question_that_does_not_apply_is_not_asked(small):
    assert small.inventory(DictAnswers(FULL, ("leaks",))).asked == {}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("flow('energy', 'electricity', 'kWh')", 10_000),
        ("flow('energy', 'electricity', 'MJ')", 36_000),
        ("round(flow('energy', 'diesel', 'kWh'))", 10_033),  # METHOD: 1 L of diesel is 10.033 kWh
        ("round(flow('energy', '*', 'kWh'))", 20_033),
        ("flow('energy', 'diesel', 'kg')", 840),
        ("flow('energy', 'lpg', 'kWh')", 0),
        ("cost('energy', '*')", 2_000),
        ("cost('energy', 'diesel')", 0),
        ("price('energy', 'electricity', 'MWh')", 200),
        ("price('energy', '*', 'kWh')", 0.2),
    ],
)
def test_totals_over_flows(make, formula, value):
    toolkit = make(
        measures=measure(trigger="true()", saves="electricity: 1", investment=formula),
        flows=WHOLE["flows"] + "| | gas | energy | lpg | 0 | kg | | | |\n",
    )
    found = candidate(toolkit.inventory(DictAnswers(FULL)), "m")
    assert float(found.measure.investment) == pytest.approx(value, rel=1e-9)


def test_energy_made_on_site_from_a_counted_fuel_is_in_no_total(make):
    toolkit = make(
        measures=measure(trigger="true()", saves="electricity: 1", investment="flow('energy','*','kWh')"),
        flows=WHOLE["flows"].replace(
            "| boiler ", "| own | energy | electricity | 500 | kWh | | | yes |\n| | boiler "
        ),
    )
    found = candidate(toolkit.inventory(DictAnswers(NO_BOILER, BOILER)), "m")
    assert found.measure.investment == 10_000


def test_what_can_never_be_computed_gives_no_figures_and_asks_for_nothing(make):
    toolkit = make(measures=measure(trigger="true()", saves="electricity: 1", investment="1 div 0"))
    found = candidate(toolkit.inventory(DictAnswers(FULL)), "m")
    assert (found.applies, found.measure, found.missing) == (Truth.YES, None, ())


def test_missing_questions_stand_in_the_order_of_the_survey(make):
    toolkit = make(measures=measure(trigger="true()", saves="boiler: ${people}; electricity: share(0.1)"))
    found = candidate(toolkit.inventory(without("people", "vol_unit", "bill", "kwh")), "m")
    assert found.missing == ("kwh", "bill", "vol_unit", "people")


def test_savings_from_a_flow_that_the_factory_lacks_are_left_out(make):
    toolkit = make(measures=measure(trigger="true()", saves="boiler: share(0.5); electricity: share(0.1)"))
    found = candidate(toolkit.inventory(DictAnswers(NO_BOILER, BOILER)), "m")
    assert found.measure.saves == (Saving("electricity", share=0.1),)


def test_a_calculation_over_missing_answers_is_unknown_with_its_inputs(make):
    toolkit = make(
        survey=WHOLE["survey"].replace("| survey |\n|        | type             | name       | label                  | relevant            | constraint | area   |", "| survey |\n| | type | name | label | relevant | constraint | area | calculation |")
        + "| | calculate | old | | | | | if(${age} > 15, 'yes', 'no') |\n",
        measures=measure(trigger="${old} = 'yes'", saves="electricity: 1"),
    )  # fmt: skip
    assert candidate(toolkit.inventory(DictAnswers({**FULL, "old": "yes"})), "m").applies is Truth.YES
    unknown = candidate(toolkit.inventory(DictAnswers({**FULL, "old": "no", "age": None})), "m")
    assert (unknown.applies, unknown.missing) == (Truth.UNKNOWN, ("age",))


def test_texts_show_answers_amounts_and_costs(small):
    answers = DictAnswers(FULL)
    shown: list[Shown] = []

    def write_value(value: Shown) -> str:
        shown.append(value)
        return f"<{value.value} {value.unit}>"

    text = "${fuel}, ${age}, {flow:boiler}, {cost:electricity}, {cost:boiler}, ${nothing}."
    said = fill_text(text, small.inventory(answers), small.reading(answers), write_value)
    assert said == "<diesel >, <20.0 >, <1000.0 L>, <2000.0 >, <None >, <None >."
    assert [(value.kind, value.name) for value in shown][2:5] == [
        ("flow", "boiler"),
        ("cost", "electricity"),
        ("cost", "boiler"),
    ]


def test_a_text_without_answers_shows_that_they_are_not_known(small):
    answers = DictAnswers({})
    said = fill_text(
        "{flow:boiler} ${age}",
        small.inventory(answers),
        small.reading(answers),
        lambda value: str(value.value),
    )
    assert said == "None None"
