"""Rows of losses and flows that are made once for each row of a repeat."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from toolkit_sample import WHOLE, check, sample, write

from greenfield.forms.formula import Unknown
from greenfield.forms.parse import parse_form
from greenfield.forms.session import Context, FormSession
from greenfield.toolkit.answers import SessionAnswers
from greenfield.toolkit.build import build_package
from greenfield.toolkit.conversion import conversion
from greenfield.toolkit.evaluate import Evaluation
from greenfield.toolkit.factors import load_factors
from greenfield.toolkit.toolkit import open_toolkit

SURVEY = """
| survey |
|        | type              | name      | label            | relevant             | calculation           | default |
|        | decimal           | tonnes    | What was made?   |                      |                       |         |
|        | decimal           | bill      | Cost of flour    |                      |                       |         |
|        | select_one yn     | steps_any | Are steps known? |                      |                       |         |
|        | begin repeat      | step      | Step             | ${steps_any} = 'yes' |                       |         |
|        | text              | step_name | Its name         |                      |                       |         |
|        | decimal           | step_in   | What goes in     |                      |                       |         |
|        | decimal           | step_pct  | Share lost       |                      |                       |         |
|        | calculate         | step_lost |                  |                      | ${step_in} * ${step_pct} div 100 | |
|        | select_one mass   | step_unit | Unit             |                      |                       | kg      |
|        | decimal           | step_paid | Paid for it      |                      |                       | 0       |
|        | end repeat        |           |                  |                      |                       |         |
|        | begin repeat      | cold      | Cooling unit     |                      |                       |         |
|        | select_one gas    | cold_gas  | Which gas?       |                      |                       |         |
|        | decimal           | cold_kg   | Filled up        |                      |                       |         |
|        | begin repeat      | visit     | Visit            |                      |                       |         |
|        | decimal           | visit_kg  | Filled then      |                      |                       |         |
|        | end repeat        |           |                  |                      |                       |         |
|        | end repeat        |           |                  |                      |                       |         |
"""
CHOICES = """
| choices |
|         | list_name | name        | label   |
|         | yn        | yes         | Yes     |
|         | yn        | no          | No      |
|         | mass      | kg          | kg      |
|         | mass      | t           | t       |
|         | gas       | r134a       | R-134a  |
|         | gas       | r404a       | R-404A  |
|         | gas       | unspecified | Unknown |
"""
FLOWS = """
| flows |
|       | name  | label       | resource | carrier     | amount     | unit | cost    |
|       | flour | Flour       | material | flour       | ${tonnes}  | t    | ${bill} |
|       | gas   | Refrigerant | emission | ${cold_gas} | ${cold_kg} | kg   |         |
"""
LOSSES = """
| losses |
|        | name | label | step         | flow  | amount       | unit         | income       |
|        | step | Lost  | ${step_name} | flour | ${step_lost} | ${step_unit} | ${step_paid} |
"""
MEASURES = """
| measures |
|          | name | title      | area      | technique         | trigger | reason | saves           | annual_saving | basis    |
|          | mend | Mend leaks | chemicals | good_housekeeping |         | Leaks. | gas: share(0.5) | 100           | estimate |
"""
ROWS = {
    "survey": SURVEY,
    "choices": CHOICES,
    "flows": FLOWS,
    "profile": "",
    "losses": LOSSES,
    "measures": MEASURES,
    "library": "",
}


def toolkit(**changed: str) -> str:
    return sample(**{**ROWS, **changed})


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory):
    source = write(tmp_path_factory.mktemp("toolkit"), toolkit())
    return Evaluation(open_toolkit(build_package(source)[1], "p"), conversion(load_factors()))


@pytest.fixture
def session(evaluation):
    context = Context(datetime(2026, 1, 31, tzinfo=UTC), lambda: 0.5)
    session = FormSession(parse_form(evaluation.toolkit.form_xml), context)
    session.set("/data/tonnes", "10")
    session.set("/data/bill", "2000")
    return session


def fill(session, repeat, *rows):
    """Give a repeat rows with these answers; empty texts stay unanswered."""
    more = len(rows) - session.count(f"/data/{repeat}")
    if more > 0:
        session.add(f"/data/{repeat}", count=more)
    for number, row in enumerate(rows, start=1):
        for name, value in row.items():
            session.set(f"/data/{repeat}[{number}]/{name}", value)


def step(name="", amount="", share="", unit="kg", paid="0"):
    return {"step_name": name, "step_in": amount, "step_pct": share, "step_unit": unit, "step_paid": paid}


def losses(evaluation, session):
    return evaluation.inventory(SessionAnswers(session)).losses


def test_the_sheets_have_no_problem():
    assert check(toolkit()) == []


def test_each_row_of_a_repeat_is_a_loss_with_its_own_step_unit_and_income(evaluation, session):
    session.set("/data/steps_any", "yes")
    fill(session, "step", step("Mixing", "4000", "5"), step("Baking", "4", "2.5", "t", "30"))
    found = losses(evaluation, session)
    assert [(one.name, one.loss.step, one.loss.flow) for one in found] == [
        ("step[1]", "Mixing", "flour"),
        ("step[2]", "Baking", "flour"),
    ]
    assert [one.loss.amount for one in found] == pytest.approx([0.2, 0.1])  # of the flow, in t
    assert [one.income for one in found] == [Decimal(0), Decimal(30)]


def test_rows_that_nobody_filled_and_rows_without_a_loss_are_not_there(evaluation, session):
    session.set("/data/steps_any", "yes")
    fill(session, "step", step(paid=""), step("Packing", "100", "0"), step("Baking", "100", "1"))
    assert [one.name for one in losses(evaluation, session)] == ["step[3]"]


def test_an_amount_that_is_missing_in_one_row_is_not_known_and_names_its_question(evaluation, session):
    session.set("/data/steps_any", "yes")
    fill(session, "step", step("Mixing", "4000"), step("Baking", "100", "1"))
    unknown, known = losses(evaluation, session)
    assert isinstance(unknown.amount, Unknown)
    assert unknown.amount.missing == {"step_pct"}
    assert unknown.loss.amount is None
    assert known.loss.amount == pytest.approx(0.001)


def test_rows_of_a_repeat_that_does_not_apply_are_not_there(evaluation, session):
    session.set("/data/steps_any", "yes")
    fill(session, "step", step("Mixing", "4000", "5"))
    session.set("/data/steps_any", "no")
    assert losses(evaluation, session) == ()


def test_rows_are_there_as_soon_as_they_are_added(evaluation, session):
    session.set("/data/steps_any", "yes")
    answers = SessionAnswers(session)
    fill(session, "step", step("Mixing", "4000", "5"))
    assert len(evaluation.inventory(answers).losses) == 1
    fill(session, "step", step("Mixing", "4000", "5"), step("Baking", "100", "1"))
    assert len(evaluation.inventory(answers).losses) == 2
    session.remove("/data/step", 0)
    assert [one.loss.step for one in evaluation.inventory(answers).losses] == ["Baking"]


def test_each_row_of_a_repeat_is_a_flow_and_a_share_is_saved_of_each(evaluation, session):
    fill(session, "cold", {"cold_gas": "r134a", "cold_kg": "2"}, {"cold_gas": "r404a", "cold_kg": "3"})
    inventory = evaluation.inventory(SessionAnswers(session))
    gases = [flow for flow in inventory.flows if flow.id.startswith("gas")]
    assert [(flow.id, flow.carrier, flow.amount) for flow in gases] == [
        ("gas[1]", "r134a", 2.0),
        ("gas[2]", "r404a", 3.0),
    ]
    (mend,) = [one.measure for one in inventory.candidates if one.measure]
    assert [(saving.flow, saving.share) for saving in mend.saves] == [("gas[1]", 0.5), ("gas[2]", 0.5)]


FAULTS = [
    ("toolkit.reads_two_repeats", {"losses": LOSSES.replace("${step_paid}", "${cold_kg}")}, "losses", "amount"),
    ("toolkit.reads_two_repeats", {"flows": FLOWS.replace("| kg ", "| ${step_unit} ")}, "flows", "amount"),
    ("toolkit.reads_inner_repeat", {"flows": FLOWS.replace("${cold_kg}", "${visit_kg}").replace("${cold_gas}", "r22")}, "flows", "amount"),
    ("toolkit.flow_of_rows", {"measures": MEASURES.replace("share(0.5)", "1")}, "measures", "saves"),
    ("toolkit.flow_of_rows", {"measures": MEASURES.replace("Leaks.", "{flow:gas}")}, "measures", "reason"),
    ("toolkit.flow_of_rows", {"flows": FLOWS.replace("emission", "material"), "losses": LOSSES.replace("| flour |", "| gas |")}, "losses", "flow"),
    ("toolkit.reads_repeat", {"measures": MEASURES.replace("| 100 ", "| ${cold_kg} ")}, "measures", "annual_saving"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "changed", "sheet", "column"), FAULTS)
def test_what_cannot_be_read_row_by_row_is_a_problem_at_its_cell(code, changed, sheet, column):
    assert (code, sheet, column) in [(one[0], one[1], one[3]) for one in check(toolkit(**changed))]


def test_the_sample_without_repeats_still_has_no_problem():
    assert check(sample(**WHOLE)) == []
