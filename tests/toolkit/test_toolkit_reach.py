"""Triggers that can never be true are found, and none is called so that can be."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toolkit_sample import sheets

from greenfield.forms.formula import compile_formula
from greenfield.toolkit.check.reach import Reach

FORM = sheets(
    """
    | survey |
    |        | type               | name  | constraint              |
    |        | select_one size    | size  |                         |
    |        | select_multiple c  | seen  |                         |
    |        | select_one c or_other | other |                      |
    |        | integer            | age   | . >= 0 and . <= 100     |
    |        | decimal            | rate  | . > 0 and not(. > 1)    |
    |        | text               | note  |                         |
    |        | date               | day   |                         |
    |        | calculate          | sum   |                         |
    | choices |
    |        | list_name | name   |
    |        | size      | small  |
    |        | size      | large  |
    |        | c         | red    |
    |        | c         | blue   |
    |        | c         | green  |
    """
)
REACH = Reach(FORM)

NEVER = [
    "false()",
    "1 = 2",
    "0",
    "${size} = 'huge'",
    "${size} = 'small' and ${size} = 'large'",
    "${size} = 'small' and not(${size} = 'small')",
    "not(${size} = 'small' or ${size} != 'small') and ${size} != ''",
    "selected(${seen}, 'yellow')",
    "selected(${size}, 'huge') or ${age} < 0",
    "${age} > 100",
    "${age} > 5 and ${age} < 5",
    "${age} > 5 and ${age} < 6",
    "100 < ${age}",
    "${age} >= 10 and ${age} <= 9.5",
    "${rate} <= 0",
    "${size} = 'huge' and flow('energy','*','kWh') > 5",
    "${note} = 'a' and ${note} = 'b'",
]
REACHABLE = [
    "true()",
    "${size} = 'small'",
    "${size} = ''",
    "${size} != 'small'",
    "selected(${seen}, 'red') and selected(${seen}, 'blue')",
    "not(selected(${seen}, 'red'))",
    "${seen} = 'red blue'",
    "${other} = 'whatever'",
    "${age} = 100",
    "${age} > 5 and ${age} < 7",
    "${age} = '5'",
    "'5' < ${age} and ${age} < 7",
    "${rate} > 0.2 and ${rate} < 0.3",
    "${rate} > 1",
    "${note} = 'a' or ${note} = 'b'",
    "${day} > '2030-01-01'",
    "${sum} > 10 and ${sum} < 11",
    "${age} * 2 > 500",
    "coalesce(${size}, 'huge') = 'huge'",
    "flow('energy','*','kWh') > 5 and cost('energy','*') > 5",
    "${unknown} = 1",
    "${age} +",
]


@pytest.mark.parametrize("trigger", NEVER)
def test_a_trigger_that_no_answer_makes_true_is_found(trigger):
    assert REACH.is_never_true(trigger)


@pytest.mark.parametrize("trigger", REACHABLE)
def test_a_trigger_that_some_answer_makes_true_or_that_cannot_be_judged_is_left_alone(trigger):
    assert not REACH.is_never_true(trigger)


def test_more_cases_than_can_be_tried_are_left_alone():
    many = " and ".join(f"flow('energy','{i}','kWh') > 1" for i in range(30))
    assert not REACH.is_never_true(f"false() and {many}")


atoms = st.one_of(
    st.builds(
        "${{size}} {} '{}'".format, st.sampled_from(["=", "!="]), st.sampled_from(["small", "large", "huge"])
    ),
    st.builds(
        "${{age}} {} {}".format, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), st.integers(-2, 102)
    ),
    st.builds("selected(${{seen}}, '{}')".format, st.sampled_from(["red", "blue", "yellow"])),
)
triggers = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not({})".format, inner),
    ),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None)
@given(triggers)
def test_the_judgement_is_that_of_trying_all_answers(trigger):
    formula = compile_formula(trigger, ())
    seen = [" ".join(names) for names in product(("", "red"), ("", "blue"), ("", "green"))]
    ever = any(
        formula.evaluate({"size": size, "age": age, "seen": colours}.__getitem__, {}) is True
        for size in ("", "small", "large")
        for age in ("", *map(float, range(101)))
        for colours in seen
    )
    assert REACH.is_never_true(trigger) is not ever
