"""Choices: lists, filters, other instances, what is on offer."""

from collections.abc import Callable

import pytest

from greenfield.base.problem import ProblemError
from greenfield.forms.node import Option
from greenfield.forms.session import FormSession

Open = Callable[..., FormSession]
PLACES = """
    survey
    | type                  | name   | label  | choice_filter       | calculation                               |
    | select_one region     | region | Region |                     |                                           |
    | select_one town       | town   | Town   | region = ${region}  |                                           |
    | select_multiple town  | towns  | Towns  | region = ${region}  |                                           |
    | calculate             | named  |        |                     | jr:choice-name(${town}, '${town}')        |
    | calculate             | many   |        |                     | count-selected(${towns})                  |
    choices
    | list_name | name | label  | region |
    | region    | n    | North  |        |
    | region    | s    | South  |        |
    | town      | a    | Alta   | n      |
    | town      | b    | Berg   | n      |
    | town      | c    | Cadiz  | s      |
"""


def options(session: FormSession, ref: str) -> list[str]:
    return [option.value for option in session.node(ref).options or ()]


def test_a_filter_follows_an_answer(open_form: Open) -> None:
    session = open_form(PLACES)
    assert options(session, "/data/town") == []
    delta = session.set("/data/region", "n")
    assert session.node("/data/town").options == (Option("a", "Alta"), Option("b", "Berg"))
    assert {node.ref for node in delta.nodes} == {"/data/region", "/data/town", "/data/towns"}
    session.set("/data/region", "s")
    assert options(session, "/data/town") == ["c"]


def test_an_answer_that_is_no_longer_on_offer_waits_and_comes_back(open_form: Open) -> None:
    session = open_form(PLACES)
    session.set("/data/region", "n")
    session.set("/data/town", "b")
    session.set("/data/towns", "a b")
    assert (session.node("/data/named").value, session.node("/data/many").value) == ("Berg", "2")
    session.set("/data/region", "s")
    assert (session.node("/data/town").value, session.node("/data/named").value) == ("", "")
    assert session.node("/data/many").value == "0"
    assert "<town/>" in session.instance_xml()
    session.set("/data/region", "n")
    assert (session.node("/data/town").value, session.node("/data/many").value) == ("b", "2")


@pytest.mark.parametrize(
    ("ref", "value"),
    [("/data/region", "x"), ("/data/town", "c"), ("/data/towns", "a c"), ("/data/region", "n s")],
)
def test_a_value_that_is_not_on_offer_is_refused(open_form: Open, ref: str, value: str) -> None:
    session = open_form(PLACES)
    session.set("/data/region", "n")
    with pytest.raises(ProblemError) as caught:
        session.set(ref, value)
    assert caught.value.code == "answer.choice"
    assert session.node("/data/region").value == "n"


def test_choices_come_from_files(open_form: Open) -> None:
    session = open_form(
        """
        survey
        | type                             | name  | label | calculation                              | choice_filter   |
        | select_one_from_file fuels.csv   | fuel  | Fuel  |                                          |                 |
        | calculate                        | price |       | pulldata('fuels', 'price', 'name', ${fuel}) |              |
        | select_one_from_file tools.xml   | tool  | Tool  |                                          | fuel = ${fuel}  |
        """,
        {
            "fuels.csv": b'name,label,price\noil,Heavy oil,3\n"lp g","Gas, liquid",5\nlpg,Gas,5\n',
            "tools.xml": b"<root><item><name>t1</name><label>One</label><fuel>oil</fuel></item></root>",
        },
    )
    assert session.node("/data/fuel").options == (
        Option("oil", "Heavy oil"),
        Option("lp g", "Gas, liquid"),
        Option("lpg", "Gas"),
    )
    session.set("/data/fuel", "oil")
    assert session.node("/data/price").value == "3"
    assert options(session, "/data/tool") == ["t1"]


def test_a_file_that_is_missing_is_named(open_form: Open) -> None:
    with pytest.raises(ProblemError) as caught:
        open_form("""
            survey
            | type                           | name | label |
            | select_one_from_file fuels.csv | fuel | Fuel  |
        """)
    assert [(p.code, p.values["file"]) for p in caught.value.problems] == [("form.file_missing", "fuels.csv")]


def test_a_file_in_another_encoding_is_named(open_form: Open) -> None:
    with pytest.raises(ProblemError) as caught:
        open_form(
            """
            survey
            | type                           | name | label |
            | select_one_from_file fuels.csv | fuel | Fuel  |
            """,
            {"fuels.csv": "name,label\né,É\n".encode("latin-1")},
        )
    assert caught.value.code == "form.file_unreadable"


def test_instances_of_a_repeat_are_choices(open_form: Open) -> None:
    session = open_form("""
        survey
        | type               | name   | label  | choice_filter |
        | begin repeat       | person | Person |               |
        | text               | name   | Name   |               |
        | integer            | age    | Age    |               |
        | end repeat         |        |        |               |
        | select_one ${name} | chief  | Chief  | ${age} > 17   |
    """)
    session.add("/data/person", count=2)
    for position, (name, age) in enumerate((("Ana", "40"), ("Ben", "10"), ("Cid", "18")), start=1):
        session.set(f"/data/person[{position}]/name", name)
        session.set(f"/data/person[{position}]/age", age)
    assert session.node("/data/chief").options == (Option("Ana", "Ana"), Option("Cid", "Cid"))
    session.set("/data/chief", "Cid")
    session.set("/data/person[3]/name", "Sid")
    assert options(session, "/data/chief") == ["Ana", "Sid"]
    assert session.node("/data/chief").value == ""
    session.remove("/data/person", 0)
    assert options(session, "/data/chief") == ["Sid"]


def test_other_has_a_question_of_its_own(open_form: Open) -> None:
    session = open_form("""
        survey
        | type                        | name | label |
        | select_multiple fuel or_other | fuel | Fuel |
        choices
        | list_name | name | label |
        | fuel      | oil  | Oil   |
    """)
    assert options(session, "/data/fuel") == ["oil", "other"]
    session.set("/data/fuel", "oil other")
    assert session.node("/data/fuel_other").relevant


def test_ranks_and_ranges(open_form: Open) -> None:
    session = open_form("""
        survey
        | type      | name  | label | parameters      |
        | rank fuel | order | Order |                 |
        | range     | share | Share | start=0 end=100 step=5 |
        | acknowledge | seen | Seen |                 |
        choices
        | list_name | name | label |
        | fuel      | oil  | Oil   |
        | fuel      | gas  | Gas   |
    """)
    session.set("/data/order", "gas oil")
    session.set("/data/seen", "OK")
    share = session.node("/data/share")
    assert (share.type, dict(share.extra)) == ("int", {"start": "0", "end": "100", "step": "5"})
    assert [session.node(f"/data/{name}").type for name in ("order", "seen")] == ["rank", "trigger"]


def test_choices_can_be_mixed_by_a_seed(open_form: Open) -> None:
    session = open_form("""
        survey
        | type            | name | label | parameters             |
        | select_one fuel | fuel | Fuel  | randomize=true, seed=7 |
        choices
        | list_name | name | label |
        | fuel      | a    | A     |
        | fuel      | b    | B     |
        | fuel      | c    | C     |
        | fuel      | d    | D     |
        | fuel      | e    | E     |
    """)
    assert options(session, "/data/fuel") == ["d", "b", "a", "e", "c"]


MARKED = """
    survey
    | type         | name  | label                       | hint               | calculation                    |
    | select_one m | meal  | Which **meal**?             | <b>Only</b> _one_  |                                |
    | select_one m | again | <span style="color:red">Again</span> |           |                                |
    | calculate    | named |                             |                    | jr:choice-name(${meal}, '${meal}') |
    choices
    | list_name | name | label        |
    | m         | a    | **Rice** [1] |
"""


def test_what_is_shown_has_no_marks_and_formulas_read_what_was_written(open_form: Open) -> None:
    written = open_form(MARKED).node("/data/meal")
    assert written.label != "Which meal?"
    assert written.options == (Option("a", "**Rice** [1]"),)
    session = open_form(MARKED, plain=True)
    meal = session.node("/data/meal")
    assert (meal.label, meal.hint) == ("Which meal?", "Only one")
    assert session.node("/data/again").label == "Again"
    assert meal.options == (Option("a", "Rice [1]"),)
    session.set("/data/meal", "a")
    assert session.node("/data/named").value == "**Rice** [1]"
