"""The sheets of losses and indicators: what the check finds in them, and what the answers make of them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toolkit_sample import WHOLE, DictAnswers, check, found, sample, sheets, write

from greenfield.base.catalogue import sentence
from greenfield.base.texts import texts_for
from greenfield.forms.formula import Unknown
from greenfield.toolkit.build import build_package
from greenfield.toolkit.check.sheets import check_sheets
from greenfield.toolkit.conversion import conversion
from greenfield.toolkit.evaluate import Evaluation
from greenfield.toolkit.factors import load_factors
from greenfield.toolkit.reference import load_reference
from greenfield.toolkit.toolkit import open_toolkit
from greenfield.toolkit.translation import messages_of

FLOWS = WHOLE["flows"] + "| | flour | material | flour | ${tonnes} | t | ${bill} | invoiced | |\n"
LOSSES = """
| losses |
|        | name  | label       | step      | flow  | amount   | unit | treatment | system | income    |
|        | scrap | Dough lost  | Shaping   | flour | ${kwh}   | kg   | 10        |        | ${litres} |
|        | spill | Flour spilt | ${leaks}  | flour | ${age}   |      | ${people} |        |           |
"""
INDICATORS = """
| indicators |
|            | name     | label            | formula                                             | unit  | better | area   |
|            | per_head | Energy per head  | flow('energy','electricity','kWh') div ${people}    | kWh   | down   | energy |
|            | share    | A share          | 100 * ${tonnes} div (${tonnes} + ${age})            | %     | up     |        |
"""
ANSWERS = {
    "kwh": 500.0, "bill": 2_000.0, "has_boiler": "yes", "age": 2.0, "fuel": "diesel", "litres": 40.0,
    "vol_unit": "L", "leaks": "many", "tonnes": 10.0, "people": 5.0,
}  # fmt: skip


def whole(losses=LOSSES, indicators=INDICATORS):
    return sample(flows=FLOWS, losses=losses, indicators=indicators)


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory):
    source = write(tmp_path_factory.mktemp("toolkit"), whole())
    return Evaluation(open_toolkit(build_package(source)[1], "p"), conversion(load_factors()))


def losses_of(evaluation, **changed):
    given_answers = {name: value for name, value in {**ANSWERS, **changed}.items() if value is not None}
    inventory = evaluation.inventory(DictAnswers(given_answers))
    return {one.row.name: one for one in inventory.losses}


def test_a_toolkit_with_both_sheets_has_no_problem():
    assert check(whole()) == []


CASES = [
    ("losses.missing", "| scrap |", "|       |", 2, "name"),
    ("losses.missing", "| ${kwh}   |", "|          |", 2, "amount"),
    ("losses.missing", "| Shaping   |", "|           |", 2, "step"),
    ("losses.bad_name", "| scrap |", "| 1 bit |", 2, "name"),
    ("losses.duplicate", "| spill |", "| scrap |", 3, "name"),
    ("measures.unknown_flow", "Shaping   | flour", "Shaping   | floor", 2, "flow"),
    ("losses.not_material", "Shaping   | flour", "Shaping   | boiler", 2, "flow"),
    ("flows.unit_unknown", "| kg   |", "| kgg  |", 2, "unit"),
    ("flows.unit_mismatch", "| kg   |", "| kWh  |", 2, "unit"),
    ("toolkit.unknown_question", "${litres}", "${liters}", 2, "income"),
    ("toolkit.unknown_question", "${leaks} ", "${leeks} ", 3, "step"),
    ("formula.unknown_function", "| ${people} |", "| cost('energy','*') |", 3, "treatment"),
    ("formula.syntax", "| ${age}   |", "| ${age} * |", 3, "amount"),
    ("indicators.missing", "| Energy per head  |", "|                  |", 2, "label"),
    ("indicators.bad_name", "| per_head |", "| per head |", 2, "name"),
    ("indicators.duplicate", "| share    |", "| per_head |", 3, "name"),
    ("indicators.better", "| down   |", "| more   |", 2, "better"),
    ("measures.area", "| down   | energy |", "| down   | enrgy |", 2, "area"),
    ("toolkit.unknown_question", "${people}    ", "${persons}   ", 2, "formula"),
    ("measures.no_flow_of", "flow('energy','electricity','kWh')", "flow('water','*','m3')", 2, "formula"),
    ("flows.unit_mismatch", "'electricity','kWh'", "'electricity','m3'", 2, "formula"),
]


@pytest.mark.parametrize(("code", "old", "new", "row", "column"), CASES)
def test_a_problem_stands_at_its_cell(code, old, new, row, column):
    sheet = "losses" if old in LOSSES and not code.startswith("indicators") else "indicators"
    given_sheets = {"losses": LOSSES, "indicators": INDICATORS}
    assert old in given_sheets[sheet]
    given_sheets[sheet] = given_sheets[sheet].replace(old, new, 1)
    problems = check_sheets(sheets(whole(**given_sheets)), load_reference())
    assert (code, sheet, row, column) in found(problems)
    assert all(sentence(problem, texts_for("en")) for problem in problems)


def test_their_texts_are_translated_like_all_others():
    contexts = {message.context for message in messages_of(sheets(whole()))}
    assert {"losses/scrap/label", "losses/scrap/step", "indicators/share/label"} <= contexts


def test_an_amount_is_brought_to_the_unit_of_its_flow(evaluation):
    losses = losses_of(evaluation)
    assert losses["scrap"].amount == pytest.approx(0.5)
    assert losses["spill"].amount == 2.0
    assert (losses["scrap"].treatment, losses["scrap"].system) == (Decimal(10), 0)
    assert (losses["scrap"].loss.step, losses["spill"].loss.step) == ("Shaping", "many")


def test_what_is_not_answered_is_not_known_and_says_what_is_missing(evaluation):
    losses = losses_of(evaluation, kwh=None, litres=None, leaks=None)
    scrap, spill = losses["scrap"], losses["spill"]
    assert scrap.amount == Unknown(frozenset({"kwh"}))
    assert scrap.loss.amount is None
    assert scrap.loss.income is None
    assert spill.step == Unknown(frozenset({"leaks"}))
    assert scrap.questions == ("kwh",)


def test_a_loss_whose_question_does_not_apply_is_not_there(evaluation):
    answers = DictAnswers({**ANSWERS, "has_boiler": "no"}, irrelevant=("age", "fuel", "litres", "vol_unit"))
    inventory = evaluation.inventory(answers)
    assert [one.row.name for one in inventory.losses] == ["scrap"]
    assert inventory.losses[0].income == 0


def test_an_indicator_is_computed_with_its_inputs_or_says_what_is_missing(evaluation):
    first, second = evaluation.inventory(DictAnswers(ANSWERS)).indicators
    assert (first.value, first.unit) == (100.0, "kWh")
    assert [(one.kind, one.name, one.value) for one in first.inputs] == [
        ("flow", "", 500.0),
        ("answer", "people", 5.0),
    ]
    assert (first.inputs[0].resource, first.inputs[0].carrier) == ("energy", "electricity")
    assert second.value == pytest.approx(100 * 10 / 12)
    gone = {name: value for name, value in ANSWERS.items() if name != "people"}
    missing = evaluation.inventory(DictAnswers(gone)).indicators[0]
    assert (missing.value, missing.missing) == (None, ("people",))


def test_a_division_by_zero_gives_no_figure(evaluation):
    found_indicator = evaluation.inventory(DictAnswers({**ANSWERS, "people": 0.0})).indicators[0]
    assert (found_indicator.value, found_indicator.missing) == (None, ())


@given(st.floats(0, 1e6))
def test_the_unit_of_an_answer_never_changes_a_loss(evaluation, tonnes):
    in_kilograms = losses_of(evaluation, kwh=tonnes * 1_000)["scrap"]
    in_tonnes = losses_of(evaluation, age=tonnes)["spill"]
    assert in_kilograms.amount == pytest.approx(in_tonnes.amount)
