"""How much work an answer is, counted: the expressions that are evaluated, not the time that it takes."""

from collections import Counter
from collections.abc import Callable

import pytest

from greenfield.bench.forms_made import chain_form, repeat_form, section_form
from greenfield.forms.evaluation.convert import Value
from greenfield.forms.evaluation.scope import Closure, Scope
from greenfield.forms.form import Form
from greenfield.forms.parse import parse_form
from greenfield.forms.session import Context, FormSession

Count = Counter[str]


@pytest.fixture
def evaluated(monkeypatch: pytest.MonkeyPatch) -> Count:
    """Counts evaluations by the path of the definition whose expression runs, `path:condition` for others."""
    count: Count = Counter()
    calculation, condition = Form.calculation, Form.condition

    def counted(name: str, closure: Closure) -> Closure:
        def run(scope: Scope) -> Value:
            count[name] += 1
            return closure(scope)

        return run

    def count_calculation(form: Form, index: int) -> Closure:
        return counted(form.definition(index).path, calculation(form, index))

    def count_condition(form: Form, index: int, name: str) -> Closure | None:
        found = condition(form, index, name)
        return None if found is None else counted(f"{form.definition(index).path}:{name}", found)

    monkeypatch.setattr(Form, "calculation", count_calculation)
    monkeypatch.setattr(Form, "condition", count_condition)
    return count


def test_an_answer_in_a_chain_works_out_what_follows_and_nothing_before(
    evaluated: Count, session_context: Context
) -> None:
    session = FormSession(parse_form(chain_form(40).xml), session_context)
    evaluated.clear()
    session.set("/data/n30", "5")
    assert evaluated == {f"/data/c{index}": 1 for index in range(30, 40)}
    evaluated.clear()
    session.set("/data/n30", "5")
    assert evaluated == {}


def test_what_comes_to_the_same_stops_there(evaluated: Count, session_context: Context) -> None:
    session = FormSession(parse_form(chain_form(40).xml), session_context)
    evaluated.clear()
    session.set("/data/n0", "0")
    assert evaluated == {"/data/c0": 1}


def test_an_answer_in_a_repeat_works_out_its_own_instance_and_the_sums(
    evaluated: Count, session_context: Context
) -> None:
    session = FormSession(parse_form(repeat_form().xml), session_context)
    session.add("/data/meter", count=199)
    session.set("/data/meter[120]/used", "4")
    evaluated.clear()
    session.set("/data/meter[120]/price", "3")
    assert evaluated == {"/data/meter/cost": 1, "/data/total": 1}


def test_a_new_instance_works_out_itself_and_the_sums(
    evaluated: Count, open_form: Callable[..., FormSession]
) -> None:
    session = open_form("""
        survey
        | type         | name  | label | calculation   | relevant   |
        | begin repeat | site  | Site  |               |            |
        | integer      | size  | Size  |               |            |
        | calculate    | twice |       | ${size} * 2   |            |
        | text         | why   | Why   |               | ${size} > 4 |
        | end repeat   |       |       |               |            |
        | calculate    | all   |       | sum(${twice}) |            |
    """)
    session.add("/data/site", count=100)
    evaluated.clear()
    session.add("/data/site")
    assert evaluated == {"/data/site/twice": 1, "/data/site/why:relevant": 1, "/data/all": 1}


def test_taking_49_sections_away_evaluates_each_of_their_conditions_once(
    evaluated: Count, session_context: Context
) -> None:
    session = FormSession(parse_form(section_form(50).xml), session_context)
    evaluated.clear()
    session.set("/data/s0/scope0", "short")
    assert max(evaluated.values()) == 1
    assert {f"/data/s{index}:relevant" for index in range(1, 50)} <= set(evaluated)
    assert not [name for name in evaluated if name.startswith("/data/s0/")]


def test_an_expression_is_compiled_when_it_is_first_needed(
    monkeypatch: pytest.MonkeyPatch, session_context: Context
) -> None:
    compiled: list[str] = []
    compiler = Form.compiler
    monkeypatch.setattr(
        Form,
        "compiler",
        lambda form, index: compiled.append(form.definition(index).path) or compiler(form, index),
    )
    session = FormSession(parse_form(section_form(2).xml), session_context)
    assert "/data/s0/price0" not in compiled  # it has a constraint, and no answer yet
    session.set("/data/s0/price0", "2")
    assert "/data/s0/price0" in compiled
    compiled.clear()
    session.set("/data/s0/price0", "3")
    assert compiled == []


def test_minus_an_answer_follows_the_answer(open_form: Callable[..., FormSession]) -> None:
    session = open_form("""
        survey
        | type      | name | label | calculation | relevant |
        | integer   | a    | A     |             |          |
        | calculate | b    |       | -${a}       |          |
        | text      | c    | C     |             | -${a}    |
    """)
    assert [node.ref for node in session.set("/data/a", "4").nodes] == ["/data/a", "/data/b", "/data/c"]
    assert session.node("/data/b").value == "-4"
    assert session.node("/data/c").relevant
