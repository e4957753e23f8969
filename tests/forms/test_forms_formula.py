"""Formulas over answers that may not be known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenfield.base.problem import ProblemError
from greenfield.forms.formula import FunctionCall, Unknown, Value, compile_formula

ANSWERS: dict[str, Value] = {
    "three": 3.0,
    "text": "abc",
    "empty": "",
    "yes": True,
    "no": False,
    "many": "a b c",
    "four": "4",
}


def value(text: str, **functions: object) -> Value:
    formula = compile_formula(text, list(functions))
    return formula.evaluate(lambda name: ANSWERS.get(name, Unknown(frozenset({name}))), functions)  # type: ignore[arg-type]


def unknown(*names: str) -> Unknown:
    return Unknown(frozenset(names))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7.0),
        ("10 - 2 - 3", 5.0),
        ("7 mod 4 + 6 div 4", 4.5),
        ("-7 mod 4", -3.0),
        ("-${three} * 2", -6.0),
        ("${four} + ${three}", 7.0),
        ("${three} >= 3 and ${text} = 'abc'", True),
        ("${text} != 'abc'", False),
        ("${four} = 4", True),
        ("${four} < 5", True),
        ("'2024-02-01' > '2024-01-31'", True),
        ("'2024-2-01' > '2024-01-31'", True),
        ("if(${yes}, 'a', ${lost})", "a"),
        ("if(${lost}, 2, 2)", 2.0),
        ("coalesce(${empty}, ${three})", 3.0),
        ("coalesce(${lost}, 5)", 5.0),
        ("coalesce(${empty}, '')", ""),
        ("selected(${many}, 'b')", True),
        ("selected(${many}, 'ab')", False),
        ("selected(${empty}, 'b')", False),
        ("count-selected(${many})", 3.0),
        ("count-selected(${empty})", 0.0),
        ("not(${no})", True),
        ("number('12.5')", 12.5),
        ("round(2.5)", 3.0),
        ("round(-2.5)", -2.0),
        ("round(2.675, 2)", 2.68),
        ("round(1250, -2)", 1300.0),
        ("int(-3.7)", -3.0),
        ("abs(-3)", 3.0),
        ("pow(2, 10)", 1024.0),
        ("min(3, ${empty}, 2)", 2.0),
        ("max(3, ${four})", 4.0),
        ("sum(1, ${empty}, 2)", 3.0),
        ("sum(${empty})", 0.0),
        ("string-length(${text})", 3.0),
        ("true() and not(false())", True),
    ],
)
def test_a_known_formula_has_its_value(text: str, expected: Value) -> None:
    found = value(text)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${lost} + ${gone}", unknown("lost", "gone")),
        ("${lost} > 3", unknown("lost")),
        ("${lost} = ${lost}", unknown("lost")),
        ("false() and ${lost}", False),
        ("${lost} and false()", False),
        ("${lost} and true()", unknown("lost")),
        ("true() or ${lost}", True),
        ("${lost} or ${three}", True),
        ("${lost} or false() or ${gone}", unknown("lost", "gone")),
        ("not(${lost})", unknown("lost")),
        ("if(${lost}, 1, 2)", unknown("lost")),
        ("if(${lost}, ${gone}, 2)", unknown("lost", "gone")),
        ("if(${yes}, ${gone}, 2)", unknown("gone")),
        ("coalesce(${lost}, ${gone})", unknown("lost", "gone")),
        ("selected(${lost}, 'a')", unknown("lost")),
        ("round(${lost}, 2)", unknown("lost")),
        ("sum(1, ${lost})", unknown("lost")),
    ],
)
def test_what_is_unknown_says_which_answers_would_decide(text: str, expected: Value) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("1 div 0", "5 mod 0", "${text} + 1", "-${text}", "number('x')", "${empty} * 2", "${text} > 1"),
        *(
            "pow(0, -1)",
            "pow(10, 400)",
            "pow(-8, 0.5)",
            "min(${empty})",
            "sum(1, ${text})",
            "round(${empty})",
        ),
        "abs('')",
    ],
)
def test_what_cannot_be_computed_is_unknown_with_nothing_missing(text: str) -> None:
    assert value(text) == unknown()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${empty} = 'x'", False),
        ("${empty} != 'x'", False),
        ("${empty} < 5", False),
        ("5 >= ${empty}", False),
        ("${empty} = ''", True),
        ("${empty} != ''", False),
        ("${text} != ''", True),
        ("'' = ${text}", False),
        ("${lost} = ''", unknown("lost")),
        ("not(${empty})", True),
        ("if(${empty}, 1, 2)", 2.0),
    ],
)
def test_a_question_that_does_not_apply_compares_as_false(text: str, expected: Value) -> None:
    assert value(text) == expected


def test_the_callers_functions_get_known_values() -> None:
    assert value("flow('energy', '*', 'kWh') + 1", flow=lambda *names: float(len(names))) == 4.0
    assert value("price('energy')", price=lambda _name: unknown("bill")) == unknown("bill")
    assert value("share(${lost})", share=lambda _part: 1.0) == unknown("lost")


def test_a_formula_tells_what_it_reads() -> None:
    formula = compile_formula("flow('energy', -2, ${a}) * ${b} + min(${a}, 1)", {"flow"})
    assert formula.references == {"a", "b"}
    assert formula.calls == (FunctionCall("flow", ("energy", -2.0, None), 0),)


@pytest.mark.parametrize(
    ("text", "code", "offset"),
    [
        ("1 +", "formula.syntax", 3),
        ("1 + selekted(${a}, 'b')", "formula.unknown_function", 4),
        ("2 * round()", "formula.arguments", 4),
        ("1 + three", "formula.path", 4),
        ("/data/a", "formula.path", 0),
        ("${a} | ${b}", "formula.path", 0),
        ("sum(${a}[1])", "formula.path", 4),
    ],
)
def test_a_fault_is_named_with_its_place(text: str, code: str, offset: int) -> None:
    with pytest.raises(ProblemError) as caught:
        compile_formula(text, {"flow"})
    assert caught.value.code == code
    assert caught.value.problems[0].values["offset"] == offset


def test_an_unknown_function_names_the_nearest() -> None:
    with pytest.raises(ProblemError) as caught:
        compile_formula("flwo('energy')", {"flow", "cost"})
    assert caught.value.problems[0].values["nearest"] == "flow"


_CLAUSES = st.recursive(
    st.sampled_from(["${yes}", "${no}", "${lost}", "${gone}", "true()", "false()"]),
    lambda inner: (
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})")
        | inner.map(lambda text: f"not({text})")
    ),
    max_leaves=8,
)


@given(_CLAUSES)
def test_what_is_decided_stays_whatever_the_missing_answers_turn_out_to_be(text: str) -> None:
    formula = compile_formula(text, ())
    early = value(text)
    late = {
        formula.evaluate(
            lambda name, v=(lost, gone): ANSWERS.get(
                name, dict(zip(("lost", "gone"), v, strict=True)).get(name, "")
            ),
            {},
        )
        for lost in (True, False)
        for gone in (True, False)
    }
    if not isinstance(early, Unknown):
        assert late == {early}
    else:
        assert early.missing <= formula.references
