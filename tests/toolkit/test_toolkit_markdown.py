"""Forms as text: tables as pyxform reads them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyxform.xls2json_backends import md_to_dict
from toolkit_sample import sheets

from greenfield.base.problem import ProblemError


def test_rows_are_numbered_as_in_a_spreadsheet():
    survey = sheets(
        """
        | survey |
        |        | type    | name | label |
        |        | text    | a    |       |
        |        |         |      |       |
        |        | integer | b    | B     |
        """
    ).sheet("survey")
    assert [(row.number, dict(row.cells)) for row in survey] == [
        (2, {"type": "text", "name": "a"}),
        (3, {"type": "integer", "name": "b", "label": "B"}),
    ]
    assert survey.letters == {"type": "A", "name": "B", "label": "C"}


def test_prose_comments_and_rulers_do_not_count():
    book = sheets(
        """
        # A heading

        Some words | with a pipe.

        | Survey |
        |        | type | name |
        |--------|------|------|
        # | | text | out |
        |        | text | in   |  # a remark
        """
    )
    assert [row.get("name") for row in book.sheet("survey")] == ["in"]


def test_an_escaped_pipe_is_part_of_the_cell():
    survey = sheets("| survey |\n| | type | name | label |\n| | text | a | this \\| that |").sheet("survey")
    assert survey.rows[0].get("label") == "this | that"


def test_the_header_may_stand_beside_the_name_of_the_sheet():
    survey = sheets("| survey | type | name |\n|  | text | a |").sheet("survey")
    assert survey.headers == ("type", "name")


def test_the_same_cells_as_pyxform():
    text = "| survey |\n| | type | name | label |\n| | text | a | x \\| y |\n| | note | b |  |\n"
    ours = [dict(row.cells) for row in sheets(text).sheet("survey")]
    assert ours == md_to_dict(text)["survey"]


cells = st.text(alphabet="ab. |\\'\"${}é-", max_size=6).map(lambda text: text.replace("|", "\\|"))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(cells, min_size=2, max_size=2), max_size=5))
def test_any_table_reads_as_pyxform_reads_it(rows):
    drawn = [f"| | text | {' | '.join(row)} |" for row in rows]
    text = "\n".join(["| survey |", "| | type | name | label |", *drawn])
    ours = [dict(row.cells) for row in sheets(text).sheet("survey")]
    theirs = [
        {key: stripped for key, value in row.items() if (stripped := value.strip())}
        for row in md_to_dict(text)["survey"]
    ]
    assert ours == theirs


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("no table at all", "workbook.no_table"),
        ("", "workbook.no_table"),
        ("| survey |\n| | type |\n| | text |\n| survey |\n| | type |\n", "workbook.sheet_twice"),
    ],
)
def test_what_is_no_form_is_a_named_problem(text, code):
    with pytest.raises(ProblemError) as caught:
        sheets(text)
    assert caught.value.code == code
    assert caught.value.problems[0].place.name == "form.md"
