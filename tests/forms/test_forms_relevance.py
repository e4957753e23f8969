"""Relevance: inherited, answers kept, left out of what is submitted, read as empty."""

from collections.abc import Callable

import pytest

from greenfield.forms.session import FormSession

Open = Callable[..., FormSession]
BOILER = """
    survey
    | type        | name    | label   | relevant          | calculation         | required |
    | select_one yesno | boiler | Boiler |              |                     |     |
    | begin group | heat    | Heat    | ${boiler} = 'yes' |                     |     |
    | decimal     | fuel    | Fuel    |                   |                     | yes |
    | integer     | age     | Age     | ${fuel} > 10      |                     |     |
    | begin group | inner   | Inner   |                   |                     |     |
    | text        | brand   | Brand   |                   |                     |     |
    | end group   |         |         |                   |                     |     |
    | end group   |         |         |                   |                     |     |
    | calculate   | shown   |         |                   | concat('<', ${brand}, '>') | |
    choices
    | list_name | name | label |
    | yesno     | yes  | Yes   |
    | yesno     | no   | No    |
"""


def test_a_group_passes_its_relevance_on(open_form: Open) -> None:
    session = open_form(BOILER)
    refs = ("/data/heat", "/data/heat/fuel", "/data/heat/inner", "/data/heat/inner/brand")
    assert [session.node(ref).relevant for ref in refs] == [False] * 4
    delta = session.set("/data/boiler", "yes")
    assert [session.node(ref).relevant for ref in refs] == [True] * 4
    assert [node.ref for node in delta.nodes] == ["/data/boiler", "/data/heat", *refs[1:2], *refs[2:]]
    assert not session.node("/data/heat/age").relevant


def test_an_irrelevant_answer_is_kept_but_reads_as_empty_and_is_not_submitted(open_form: Open) -> None:
    session = open_form(BOILER)
    session.set("/data/boiler", "yes")
    session.set("/data/heat/inner/brand", "Bosch")
    assert session.node("/data/shown").value == "<Bosch>"
    delta = session.set("/data/boiler", "no")
    assert delta.answers == {"/data/boiler": "no"}
    assert session.node("/data/heat/inner/brand").value == "Bosch"
    assert session.node("/data/shown").value == "<>"
    assert "<heat>" not in session.instance_xml()
    session.set("/data/boiler", "yes")
    assert session.node("/data/shown").value == "<Bosch>"
    assert "<brand>Bosch</brand>" in session.instance_xml()


def test_what_is_irrelevant_does_not_stop_a_form_from_being_valid(open_form: Open) -> None:
    session = open_form(BOILER)
    assert session.valid
    session.set("/data/boiler", "yes")
    assert not session.valid
    assert not session.node("/data/heat/fuel").required_ok
    session.set("/data/heat/fuel", "12")
    assert session.valid
    assert session.node("/data/heat/age").relevant


def test_counts_and_sums_pass_over_irrelevant_instances(open_form: Open) -> None:
    session = open_form("""
        survey
        | type         | name   | label | relevant    | calculation        |
        | begin repeat | meter  | Meter |             |                    |
        | integer      | use    | Use   |             |                    |
        | integer      | loss   | Loss  | ${use} > 10 |                    |
        | end repeat   |        |       |             |                    |
        | calculate    | losses |       |             | sum(${loss})       |
        | calculate    | many   |       |             | count(${loss})     |
    """)
    session.add("/data/meter")
    for position, use in ((1, "20"), (2, "30")):
        session.set(f"/data/meter[{position}]/use", use)
        session.set(f"/data/meter[{position}]/loss", "5")
    assert (session.node("/data/losses").value, session.node("/data/many").value) == ("10", "2")
    session.set("/data/meter[1]/use", "1")
    assert (session.node("/data/losses").value, session.node("/data/many").value) == ("5", "1")


@pytest.mark.parametrize(
    ("formula", "answer", "relevant"),
    [
        ("${flag}", "1", True),
        ("${flag}", "0", False),
        ("${flag}", "", False),
        ("${truth}", "1", True),
        ("${truth}", "0", False),
        ("${truth} = 'true'", "1", True),
        ("${truth} = true()", "0", False),
        ("not(${truth})", "0", True),
        ("${number}", "0", False),
        ("${number}", "2", True),
        ("${either}", "1", True),
        ("${either}", "0", False),
    ],
)
def test_a_calculation_read_as_a_condition_keeps_its_type(
    open_form: Open, formula: str, answer: str, relevant: bool
) -> None:
    session = open_form(f"""
        survey
        | type      | name   | label | relevant  | calculation              |
        | integer   | flag   | Flag  |           |                          |
        | calculate | truth  |       |           | ${{flag}} = 1            |
        | calculate | number |       |           | coalesce(${{flag}}, 0) * 2 |
        | calculate | either |       |           | if(${{flag}} = 1, 1, 0)  |
        | text      | told   | Told  | {formula} |                          |
    """)
    session.set("/data/flag", answer)
    assert session.node("/data/told").relevant is relevant
