"""A running form, read by name: from the editor's answers to flows and candidates."""

from datetime import UTC, datetime

import pytest
from toolkit_sample import sample, write

from greenfield.assess.values import Truth
from greenfield.forms.formula import Unknown
from greenfield.forms.parse import parse_form
from greenfield.forms.session import Context, FormSession
from greenfield.toolkit.answers import SessionAnswers
from greenfield.toolkit.build import build_package
from greenfield.toolkit.conversion import conversion
from greenfield.toolkit.evaluate import Evaluation
from greenfield.toolkit.factors import load_factors
from greenfield.toolkit.markdown import read_markdown
from greenfield.toolkit.outline import outline_of
from greenfield.toolkit.reading import Conditions, Reading
from greenfield.toolkit.toolkit import open_toolkit
from greenfield.toolkit.xform import to_xform


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory):
    source = write(tmp_path_factory.mktemp("toolkit"), sample())
    return Evaluation(open_toolkit(build_package(source)[1], "p"), conversion(load_factors()))


@pytest.fixture
def session(evaluation):
    context = Context(datetime(2026, 1, 31, tzinfo=UTC), lambda: 0.5)
    return FormSession(parse_form(evaluation.toolkit.form_xml), context)


def candidates(evaluation, answers):
    return {found.name: found for found in evaluation.inventory(answers).candidates}


def test_answers_are_typed_by_their_question(session):
    answers = SessionAnswers(session)
    session.set(answers.ref("kwh"), "12.5")
    session.set(answers.ref("people"), "48")
    session.set(answers.ref("has_boiler"), "yes")
    assert answers.lookup("kwh") == 12.5
    assert answers.lookup("people") == 48.0
    assert answers.lookup("has_boiler") == "yes"
    assert answers.lookup("leaks") is None
    assert answers.lookup("no such question") is None
    assert answers.ref("kwh") == "/data/energy/kwh"


def test_relevance_follows_the_form(session):
    answers = SessionAnswers(session)
    assert not answers.is_relevant("age")
    session.set(answers.ref("has_boiler"), "yes")
    assert answers.is_relevant("age")
    assert not answers.is_relevant("no such question")


def test_candidates_follow_the_answers_as_they_are_given(evaluation, session):
    answers = SessionAnswers(session)
    assert candidates(evaluation, answers)["fix"].missing == ("leaks",)
    assert candidates(evaluation, answers)["new_boil"].missing == ("has_boiler",)
    for name, value in {"kwh": "1000", "bill": "200", "leaks": "many", "has_boiler": "yes"}.items():
        session.set(answers.ref(name), value)
    assert candidates(evaluation, answers)["fix"].applies is Truth.YES
    assert candidates(evaluation, answers)["fix"].measure.investment == 100
    assert candidates(evaluation, answers)["new_boil"].missing == ("age",)
    session.set(answers.ref("has_boiler"), "no")
    assert candidates(evaluation, answers)["new_boil"].applies is Truth.NO


def test_a_select_is_shown_by_its_label(session):
    answers = SessionAnswers(session)
    session.set(answers.ref("leaks"), "many")
    assert answers.label("leaks") == "Many"
    assert answers.label("kwh") is None
    assert answers.label("no such question") is None


ROWS = """
| survey |
|        | type         | name    | label  | calculation           |
|        | begin repeat | motor   | Motors |                       |
|        | text         | drives  | What?  |                       |
|        | decimal      | kw      | kW?    |                       |
|        | decimal      | hours   | Hours? |                       |
|        | calculate    | kwh_one |        | coalesce(${kw}, 0) * coalesce(${hours}, 0) |
|        | end repeat   |         |        |                       |
|        | calculate    | kwh_all |        | sum(${kwh_one})       |
"""


def test_a_sum_over_rows_is_known_as_soon_as_each_column_is_answered_in_some_row():
    sheets = read_markdown(ROWS, "form.md")
    session = FormSession(
        parse_form(to_xform(sheets).xform), Context(datetime(2026, 1, 31, tzinfo=UTC), lambda: 0.5)
    )
    answers = SessionAnswers(session)
    conditions = Conditions(outline_of(sheets))

    def all_kwh():
        return Reading(conditions, answers)("kwh_all")

    root = next(node.ref for node in session.nodes() if node.ref.endswith("motor[1]/kw")).split("/motor")[0]
    assert all_kwh() == Unknown(frozenset({"kw", "hours"}))
    session.add(f"{root}/motor")
    session.set(f"{root}/motor[2]/kw", "4")
    assert all_kwh() == Unknown(frozenset({"hours"}))
    session.set(f"{root}/motor[2]/hours", "100")
    assert float(all_kwh()) == 400
    session.set(f"{root}/motor[1]/kw", "1")
    session.set(f"{root}/motor[1]/hours", "10")
    assert float(all_kwh()) == 410
