"""What the check finds in survey, choices and settings: each problem with its cell."""

import pytest
from toolkit_sample import check, found, sheets, write

from greenfield.base.catalogue import ENTRIES, sentence
from greenfield.base.problem import Place, Severity
from greenfield.base.texts import texts_for
from greenfield.toolkit.check.file import check_file
from greenfield.toolkit.check.sheets import check_sheets
from greenfield.toolkit.read import MAX_FILE_BYTES
from greenfield.toolkit.reference import load_reference


def labelled(text):
    """Give each row of a survey without labels one, so that labels are no part of a case."""
    lines = text.split("\n")
    if "label" in lines[0]:
        return text
    end = next((i for i, line in enumerate(lines) if i and line.startswith("| ch")), len(lines))
    drawn = [lines[0] + " label |", *(line + " L |" for line in lines[1:end]), *lines[end:]]
    return "\n".join(drawn)


CASES = {
    "survey.no_type": ("| survey | type | name |\n| | text | a |\n| | | b |", ("survey", 3, "type")),
    "survey.unknown_type": ("| survey | type | name |\n| | interger | a |", ("survey", 2, "type")),
    "survey.no_label": (
        "| survey | type | name | label | calculation |\n| | integer | a | | 1 |\n| | integer | b | | |",
        ("survey", 3, "label"),
    ),
    "survey.no_list": ("| survey | type | name |\n| | select_one | a |", ("survey", 2, "type")),
    "survey.no_name": ("| survey | type | name | label |\n| | text | | A |", ("survey", 2, "name")),
    "survey.bad_name": ("| survey | type | name |\n| | text | my name |", ("survey", 2, "name")),
    "survey.duplicate_name": (
        "| survey | type | name |\n| | text | a |\n| | note | b |\n| | text | a |",
        ("survey", 4, "name"),
    ),
    "survey.not_closed": (
        "| survey | type | name |\n| | begin group | g |\n| | text | a |",
        ("survey", 2, "type"),
    ),
    "survey.not_open": (
        "| survey | type | name |\n| | text | a |\n| | end repeat | |",
        ("survey", 3, "type"),
    ),
    "survey.wrong_end": (
        "| survey | type | name |\n| | begin group | g |\n| | text | a |\n| | end repeat | |",
        ("survey", 4, "type"),
    ),
    "survey.unknown_list": (
        (
            "| survey | type | name |\n| | select_one yesno | a |\n"
            "| choices | list_name | name | label |\n| | yes_no | y | Y |"
        ),
        ("survey", 2, "type"),
    ),
    "survey.unknown_question": (
        "| survey | type | name | label | relevant |\n| | text | town | T | |\n| | text | b | B | ${twon}='x' |",
        ("survey", 3, "relevant"),
    ),
    "survey.ambiguous_question": (
        (
            "| survey | type | name | label |\n| | begin group | g | |\n| | text | a | A |\n| | end group | | |\n"
            "| | begin group | h | |\n| | text | a | A |\n| | end group | | |\n| | note | n | ${a} |"
        ),
        ("survey", 8, "label"),
    ),
    "survey.no_calculation": (
        "| survey | type | name | calculation |\n| | text | a | |\n| | calculate | b | |",
        ("survey", 3, "calculation"),
    ),
    "survey.circle": (
        (
            "| survey | type | name | calculation |\n| | calculate | a | ${b} + 1 |\n"
            "| | calculate | b | ${c} |\n| | calculate | c | ${a} * 2 |"
        ),
        ("survey", 2, "calculation"),
    ),
    "survey.refused": (
        "| survey | type | name | parameters |\n| | text | a | |\n| | range | r | start=1 end=5 step=0 |",
        ("survey", 3, "parameters"),
    ),
    "formula.syntax": (
        "| survey | type | name | relevance |\n| | text | a | |\n| | text | b | (${a} = 'x' |",
        ("survey", 3, "relevance"),
    ),
    "choices.no_name": (
        (
            "| survey | type | name |\n| | select_one c | a |\n"
            "| choices | list_name | name | label |\n| | c | x | X |\n| | c | | Y |"
        ),
        ("choices", 3, "name"),
    ),
    "choices.no_list_name": (
        (
            "| survey | type | name |\n| | select_one c | a |\n"
            "| choices | list_name | name | label |\n| | c | x | X |\n| | | y | Y |"
        ),
        ("choices", 3, "list_name"),
    ),
    "choices.duplicate": (
        (
            "| survey | type | name |\n| | select_one c | a |\n"
            "| choices | list_name | name | label |\n| | c | x | X |\n| | c | x | Y |"
        ),
        ("choices", 3, "name"),
    ),
    "choices.space": (
        (
            "| survey | type | name |\n| | select_multiple c | a |\n"
            "| choices | list_name | name | label |\n| | c | x y | X |"
        ),
        ("choices", 2, "name"),
    ),
    "workbook.no_column": ("| survey | kind | name |\n| | text | a |", ("survey", 1, "type")),
    "workbook.column_twice": ("| survey | type | name | name |\n| | text | a | b |", ("survey", 1, "name")),
    "workbook.no_survey": ("| choices | list_name | name | label |\n| | c | x | X |", ("survey", None, "")),
}
WARNINGS = {
    "choices.no_label": (
        "| survey | type | name |\n| | select_one c | a |\n| choices | list_name | name |\n| | c | x |",
        ("choices", 2, "label"),
    ),
    "workbook.sheet_name": (
        "| survey | type | name |\n| | text | a |\n| choises | list_name | name |\n| | c | x |",
        ("choises", None, ""),
    ),
    "workbook.column_name": (
        "| survey | type | name | relevent |\n| | text | a | |\n| | text | b | ${a}='x' |",
        ("survey", 1, "relevent"),
    ),
    "translation.no_column": (
        (
            "| survey | type | name | label::English (en) | label::Français (fr) | hint::English (en) |\n"
            "| | text | a | A | A | Help |"
        ),
        ("survey", 1, "hint::Français (fr)"),
    ),
    "translation.gaps": (
        (
            "| survey | type | name | label::English (en) | label::Français (fr) |\n"
            "| | text | a | A | A |\n| | text | b | B | |\n| | text | c | C | |"
        ),
        ("survey", 3, "label::Français (fr)"),
    ),
    "translation.default_language": (
        (
            "| survey | type | name | label::English (en) | label::Français (fr) |\n| | text | a | A | A |\n"
            "| settings | default_language |\n| | German (de) |"
        ),
        ("settings", 2, "default_language"),
    ),
    "survey.hint": (
        "| survey | type | name |\n| | text | a |\n| | simserial | b |",
        ("survey", 3, ""),
    ),
}


@pytest.mark.parametrize(("code", "case"), CASES.items(), ids=CASES)
def test_an_error_stands_at_its_cell(code, case):
    text, place = case
    assert (code, *place) in check(labelled(text))


@pytest.mark.parametrize(("code", "case"), CASES.items(), ids=CASES)
def test_no_error_is_said_twice(code, case):
    errors = [
        p for p in check_sheets(sheets(labelled(case[0])), load_reference()) if p.severity is Severity.ERROR
    ]
    assert [problem.code for problem in errors] == [code]


@pytest.mark.parametrize(("code", "case"), WARNINGS.items(), ids=WARNINGS)
def test_a_warning_stands_at_its_cell_and_is_no_error(code, case):
    text, place = case
    problems = check_sheets(sheets(labelled(text)), load_reference())
    assert (code, *place) in found(problems)
    assert {problem.severity for problem in problems} == {Severity.WARNING}


def test_every_problem_has_a_sentence_with_its_values():
    texts = texts_for("en")
    for text, _place in [*CASES.values(), *WARNINGS.values()]:
        for problem in check_sheets(sheets(labelled(text)), load_reference()):
            assert problem.code in ENTRIES
            assert sentence(problem, texts)


def test_the_nearest_name_is_offered():
    problems = check_sheets(sheets(CASES["survey.unknown_question"][0]), load_reference())
    assert "“town”" in sentence(problems[0], texts_for("en"))


def test_a_plain_form_of_odk_has_no_problem():
    assert (
        check(
            """
            | survey |
            |        | type               | name   | label::English (en) | relevant | calculation | required | repeat_count |
            |        | start              | start  |                     |          |             |          |              |
            |        | select_multiple c  | colour | Colours             |          |             | yes      |              |
            |        | begin repeat       | person | Person              |          |             |          | ${n} + 1     |
            |        | text               | name   | Name                | position(..) > 1 |     |          |              |
            |        | calculate          | before |                     |          | indexed-repeat(${before}, ${person}, position(..) - 1) | | |
            |        | end repeat         |        |                     |          |             |          |              |
            |        | integer            | n      | How many?           |          |             | true()   |              |
                |        | note               |        | ${n} people         |          |             |          |              |
            |        | acknowledge        | ok     | OK                  |          |             |          |              |
            | choices |
            |        | list_name | name | label::English (en) | area |
            |        | c         | red  | Red                 | 1    |
            |        | c         | blue | Blue                | 2    |
            | settings |
            |        | form_title | form_id |
            |        | Colours    | colours |
            """
        )
        == []
    )


TWELVE = """
| survey |
|        | type             | name   | label | relevant          | calculation | constraint |
|        | txt              | a      | A     |                   |             |            |
|        | integer          | a b    | B     |                   |             |            |
|        | integer          | c      | C     | ${nowhere} = 1    |             |            |
|        | integer          | c      | C     |                   |             |            |
|        | select_one nolst | d      | D     |                   |             |            |
|        | calculate        | e      |       |                   |             |            |
|        | integer          | f      | F     |                   |             | . > (1     |
|        | integer          |        | G     |                   |             |            |
|        | begin group      | g      | G     |                   |             |            |
|        | calculate        | h      |       |                   | ${i}        |            |
|        | calculate        | i      |       |                   | ${h}        |            |
|        | select_one yn    | j      | J     |                   |             |            |
| choices |
|        | list_name | name | label |
|        | yn        | yes  | Yes   |
|        | yn        | yes  | No    |
|        | yn        |      | Maybe |
"""


def test_a_form_with_twelve_faults_lists_twelve():
    assert check(TWELVE) == [
        ("survey.unknown_type", "survey", 2, "type"),
        ("survey.bad_name", "survey", 3, "name"),
        ("survey.unknown_question", "survey", 4, "relevant"),
        ("survey.duplicate_name", "survey", 5, "name"),
        ("survey.unknown_list", "survey", 6, "type"),
        ("survey.no_calculation", "survey", 7, "calculation"),
        ("formula.syntax", "survey", 8, "constraint"),
        ("survey.no_name", "survey", 9, "name"),
        ("survey.not_closed", "survey", 10, "type"),
        ("survey.circle", "survey", 11, "calculation"),
        ("choices.duplicate", "choices", 3, "name"),
        ("choices.no_name", "choices", 4, "name"),
    ]


def test_what_only_pyxform_finds_is_listed_beside_our_own_findings():
    text = """
    | survey |
    |        | type    | name | parameters   | label |
    |        | txt     | a    |              |       |
    |        | range   | r    | start=1 end=5 step=0 | R |
    |        | range   | s    | start=1 end=5 step=9 | S |
    |        | range   | t    | start=1 end=5 tick_interval=0 | T |
    """
    assert check(text) == [
        ("survey.unknown_type", "survey", 2, "type"),
        ("survey.refused", "survey", 3, "parameters"),
        ("survey.refused", "survey", 4, "parameters"),
        ("survey.refused", "survey", 5, "parameters"),
    ]


def test_the_file_is_named(tmp_path):
    problems = check_file(write(tmp_path, "| survey | type | name |\n| | txt | a |", "mine.md"))
    assert problems[0].place == Place("mine.md", "survey", 2, "type")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("form.docx", "", "workbook.kind"),
        ("form.xls", "", "workbook.old_format"),
        ("form.xlsx", "| survey |", "workbook.not_one"),
        ("form.md", "hello", "workbook.no_table"),
        ("form.xml", "<survey/>", "form.not_xform"),
        ("form.xml", "not xml", "form.not_xml"),
    ],
)
def test_a_file_that_is_no_form_is_one_named_problem(tmp_path, name, content, code):
    problems = check_file(write(tmp_path, content, name))
    assert [(problem.code, problem.place.name) for problem in problems] == [(code, name)]


def test_a_file_that_is_not_there_and_one_that_is_too_large(tmp_path):
    assert [problem.code for problem in check_file(tmp_path / "none.md")] == ["file.unreadable"]
    with (tmp_path / "huge.md").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    assert [problem.code for problem in check_file(tmp_path / "huge.md")] == ["file.too_large"]


def test_a_text_in_another_encoding_is_named(tmp_path):
    (tmp_path / "latin.md").write_bytes("| survey | é |".encode("latin-1"))
    assert [problem.code for problem in check_file(tmp_path / "latin.md")] == ["workbook.not_text"]


def test_what_only_the_engine_finds_stands_at_its_row():
    text = "| survey | type | name | label | calculation |\n| | text | a | A | |\n| | text | b | B | /data/nowhere |"
    assert [(row, column) for _code, _sheet, row, column in check(text)] == [(3, "calculation")]


def test_files_that_a_form_names_are_no_matter_of_the_check():
    assert check("| survey | type | name | label |\n| | select_one_from_file towns.csv | a | A |") == []


@pytest.mark.parametrize(
    ("expression", "code"),
    [("shout(${a})", "formula.unknown_function"), ("string-length(${a}, 1)", "formula.arguments")],
)
def test_functions_are_known_by_name_and_number_of_values(expression, code):
    text = f"| survey | type | name | label | constraint |\n| | text | a | A | |\n| | text | b | B | {expression} |"
    assert check(text) == [(code, "survey", 3, "constraint")]
