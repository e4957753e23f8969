"""Answers: types, constraints, required ones, refusals that keep the last answer."""

from collections.abc import Callable

import pytest

from greenfield.base.problem import ProblemError
from greenfield.forms.session import FormSession

Open = Callable[..., FormSession]
TYPES = """
    survey
    | type            | name     | label    | readonly | calculation |
    | text            | text     | Text     |          |             |
    | integer         | int      | Int      |          |             |
    | decimal         | decimal  | Decimal  |          |             |
    | date            | date     | Date     |          |             |
    | time            | time     | Time     |          |             |
    | datetime        | dateTime | Moment   |          |             |
    | geopoint        | geopoint | Point    |          |             |
    | geotrace        | geotrace | Trace    |          |             |
    | geoshape        | geoshape | Shape    |          |             |
    | barcode         | barcode  | Barcode  |          |             |
    | image           | binary   | Photo    |          |             |
    | note            | note     | Note     |          |             |
    | text            | fixed    | Fixed    | yes      |             |
    | calculate       | sum      |          |          | ${int} + 1  |
    | integer         | shown    | Shown    |          | ${int} + 2  |
"""


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("text", " as  typed ", " as  typed "),
        ("int", " 9 ", "9"),
        ("int", "+7", "7"),
        ("int", "-0012", "-12"),
        ("decimal", "5.50", "5.50"),
        ("decimal", "-.5", "-.5"),
        ("date", "2024-3-5", "2024-03-05"),
        ("date", "2024-02-29", "2024-02-29"),
        ("time", "14:30", "14:30"),
        ("time", "14:30:00.000+01:00", "14:30:00.000+01:00"),
        ("dateTime", "2024-03-05T14:30:00.000Z", "2024-03-05T14:30:00.000Z"),
        ("geopoint", "14.7 -17.4 0 5", "14.7 -17.4 0 5"),
        ("geotrace", "1 1 0 0;2 2 0 0", "1 1 0 0;2 2 0 0"),
        ("geoshape", "1 1; 2 2; 1 2; 1 1", "1 1; 2 2; 1 2; 1 1"),
        ("barcode", "4006381333931", "4006381333931"),
        ("binary", "meter.jpg", "meter.jpg"),
        ("int", "", ""),
        ("date", "  ", ""),
    ],
)
def test_an_answer_is_stored_in_its_type(open_form: Open, name: str, value: str, kept: str) -> None:
    session = open_form(TYPES)
    session.set(f"/data/{name}", value)
    node = session.node(f"/data/{name}")
    assert (node.type, node.value) == (name if name != "text" else "string", kept)


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        *(("int", "3", bad) for bad in ("3.5", "abc", "1e3", "٣", "9" * 40, "1 2")),
        *(("decimal", "3.5", bad) for bad in ("3,5", "NaN", "inf", "1e3", "0x10", "1_000")),
        *(("date", "2024-03-05", bad) for bad in ("05/03/2024", "2024-02-30", "2024-13-01", "today")),
        *(("time", "10:00", bad) for bad in ("25:00", "10", "10:61")),
        *(("dateTime", "2024-03-05T10:00:00Z", bad) for bad in ("10:00", "2024-03-05T25:00:00Z", "now")),
        *(("geopoint", "1 2", bad) for bad in ("1", "91 0", "0 181", "a b", "1 2 3 4 5")),
        ("geotrace", "1 2;3 4", "1 2;x"),
    ],
)
def test_a_value_of_another_type_is_named_and_the_last_answer_kept(
    open_form: Open, name: str, good: str, bad: str
) -> None:
    session = open_form(TYPES)
    session.set(f"/data/{name}", good)
    before = session.nodes()
    with pytest.raises(ProblemError) as caught:
        session.set(f"/data/{name}", bad)
    problem = caught.value.problems[0]
    assert (problem.code, problem.values) == ("answer.type", {"value": bad, "expected": name})
    assert session.nodes() == before


@pytest.mark.parametrize("name", ["sum", "shown", "fixed", "note"])
def test_what_the_form_works_out_or_shows_cannot_be_answered(open_form: Open, name: str) -> None:
    session = open_form(TYPES)
    with pytest.raises(ProblemError) as caught:
        session.set(f"/data/{name}", "5")
    assert caught.value.code == "answer.readonly"
    assert session.node(f"/data/{name}").readonly


def test_types_of_what_nobody_answers(open_form: Open) -> None:
    session = open_form(TYPES)
    assert [session.node(f"/data/{name}").type for name in ("note", "fixed", "sum", "shown")] == [
        *("note", "note", "calculate", "int"),
    ]


def test_a_ref_that_the_form_does_not_have_names_the_nearest(open_form: Open) -> None:
    session = open_form(TYPES)
    with pytest.raises(ProblemError) as caught:
        session.set("/data/decimla", "1")
    problem = caught.value.problems[0]
    assert (problem.code, problem.values["nearest"]) == ("answer.unknown_question", "/data/decimal")


CHECKED = """
    survey
    | type    | name  | label | constraint             | constraint_message         | required     | required_message |
    | integer | limit | Limit |                        |                            |              |                  |
    | integer | hours | Hours | . >= 0 and . <= ${limit} | At most ${limit} hours   | ${limit} > 0 | Hours, please    |
    | text    | code  | Code  | regex(., '[A-Z]{3}')   |                            |              |                  |
"""


def test_a_constraint_follows_what_it_reads(open_form: Open) -> None:
    session = open_form(CHECKED)
    session.set("/data/limit", "100")
    session.set("/data/hours", "120")
    node = session.node("/data/hours")
    assert (node.constraint_ok, node.required_ok, node.message) == (False, True, "At most 100 hours")
    assert node.problem is not None
    assert node.problem.code == "answer.not_allowed"
    assert not session.valid
    delta = session.set("/data/limit", "200")
    assert "/data/hours" in {changed.ref for changed in delta.nodes}
    assert session.node("/data/hours").constraint_ok
    assert session.valid


def test_a_required_answer_is_missed_where_it_is_required(open_form: Open) -> None:
    session = open_form(CHECKED)
    assert session.valid
    session.set("/data/limit", "5")
    node = session.node("/data/hours")
    assert (node.required, node.required_ok, node.message) == (True, False, "Hours, please")
    session.set("/data/hours", "1")
    assert session.node("/data/hours").required_ok
    session.set("/data/hours", "")
    assert not session.node("/data/hours").required_ok


def test_an_empty_answer_breaks_no_constraint(open_form: Open) -> None:
    session = open_form(CHECKED)
    assert session.node("/data/code").constraint_ok
    session.set("/data/code", "ABCD")
    assert not session.node("/data/code").constraint_ok
    session.set("/data/code", "ABC")
    assert session.node("/data/code").constraint_ok


def test_an_answer_that_stays_changes_nothing(open_form: Open) -> None:
    session = open_form(CHECKED)
    session.set("/data/limit", "5")
    delta = session.set("/data/limit", "5")
    assert (delta.nodes, delta.answers) == ((), {})


def test_readonly_follows_an_answer(open_form: Open) -> None:
    session = open_form("""
        survey
        | type    | name   | label  | readonly      |
        | integer | closed | Closed |               |
        | text    | remark | Remark | ${closed} = 1 |
    """)
    session.set("/data/remark", "x")
    session.set("/data/closed", "1")
    with pytest.raises(ProblemError) as caught:
        session.set("/data/remark", "y")
    assert caught.value.code == "answer.readonly"
    session.set("/data/closed", "0")
    session.set("/data/remark", "y")
    assert session.node("/data/remark").value == "y"
