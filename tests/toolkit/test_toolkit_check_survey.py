"""What the check finds in survey, choices and settings: each problem with its cell."""

import openpyxl
import pytest
from toolkit_sample import check, found, sheets, write

from greenfield.base.catalogue import ENTRIES, sentence
from greenfield.base.problem import Place, Severity
from greenfield.base.texts import texts_for
from greenfield.services.forms import check_form
from greenfield.toolkit.check import convert
from greenfield.toolkit.check.file import check_file
from greenfield.toolkit.check.sheets import check_sheets
from greenfield.toolkit.markdown import read_markdown
from greenfield.toolkit.read import MAX_FILE_BYTES
from greenfield.toolkit.reference import load_reference
from greenfield.toolkit.xform import to_xform


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
    "survey.several_of_repeat": (
        (
            "| survey | type | name |\n| | begin repeat | person |\n| | text | nm |\n| | end repeat | |\n"
            "| | select_one ${nm} | head |\n| | select_multiple ${nm} | adults |"
        ),
        ("survey", 6, "type"),
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


ONE_BY_ONE = """
    | survey |
    |        | type    | name | parameters   | label |
    |        | txt     | a    |              |       |
    |        | range   | r    | start=1 end=5 step=0 | R |
    |        | range   | s    | start=1 end=5 step=9 | S |
    |        | range   | t    | start=1 end=5 tick_interval=0 | T |
    """


def test_what_only_pyxform_finds_is_listed_beside_our_own_findings():
    assert check(ONE_BY_ONE) == [
        ("survey.unknown_type", "survey", 2, "type"),
        ("survey.refused", "survey", 3, "parameters"),
        ("survey.refused", "survey", 4, "parameters"),
        ("survey.refused", "survey", 5, "parameters"),
    ]


def test_how_long_pyxform_is_asked_again_is_counted_in_rows_and_not_in_time(monkeypatch):
    monkeypatch.setattr(convert, "_MOST_ROWS", 2 * 4)
    assert [row for _, _, row, _ in check(ONE_BY_ONE)] == [2, 3, 4]


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


def test_a_workbook_with_the_ending_of_the_old_format_is_not_what_its_ending_says(tmp_path):
    book = openpyxl.Workbook()
    book.save(tmp_path / "new.xlsx")
    (tmp_path / "new.xlsx").rename(tmp_path / "old.xls")
    (problem,) = check_file(tmp_path / "old.xls")
    assert (problem.code, problem.values["found"]) == ("workbook.other_kind", ".xlsx")


MISSING = """
| survey | type | name | label | calculation | appearance |
| | select_one_from_file sites.csv | site | Site | | |
| | select_multiple_from_file zones.geojson | zones | Zones | | |
| | calculate | price | | pulldata('prices', 'p', 'k', ${site}) | |
| | calculate | again | | pulldata("prices", 'q', 'k', ${site}) | |
| | select_one list | found | Found | | search('wells') |
| | csv-external | more | | | |
| choices | list_name | name | label |
| | list | code | label |
"""


def test_a_form_whose_files_do_not_lie_beside_it_is_told_where_it_names_them(tmp_path):
    path = write(tmp_path, MISSING, "form.md")
    told = [p for p in check_form(path) if p.code == "form.file_missing"]
    assert [(p.place.row, p.place.column, p.values["file"]) for p in told] == [
        (2, "type", "sites.csv"),
        (3, "type", "zones.geojson"),
        (4, "calculation", "prices.csv"),
        (6, "appearance", "wells.csv"),
        (7, "type", "more.csv"),
    ]
    assert {p.place.sheet for p in told} == {"survey"}
    for problem in told:
        (tmp_path / problem.values["file"]).write_text("name,label,p,q,k\n", encoding="utf-8")
    assert [p for p in check_form(path) if p.code == "form.file_missing"] == []


def test_an_xform_whose_file_is_missing_is_told_as_well(tmp_path):
    drawn = "| survey | type | name | label |\n| | select_one_from_file sites.csv | site | Site |"
    xform = to_xform(read_markdown(drawn, "form.md")).xform
    (tmp_path / "form.xml").write_bytes(xform)
    assert [p.code for p in check_form(tmp_path / "form.xml")] == ["form.file_missing"]
    (tmp_path / "sites.csv").write_text("name,label\na,A\n", encoding="utf-8")
    assert check_form(tmp_path / "form.xml") == []


def test_a_misspelt_header_is_told_beside_the_right_one(tmp_path):
    text = (
        "| survey | type | name | label | relevant | relevent | label2 |\n"
        "| | text | a | A | | | |\n| | text | b | B | ${a} = 'x' | ${a} = 'y' | mine |"
    )
    assert check(text) == [("workbook.column_name", "survey", 1, "relevent")]


def test_the_column_of_a_label_is_called_as_the_author_calls_it():
    text = "| survey | type | name | label::English (en) |\n| | text | a | |\n| | text | b | B |"
    assert check(text) == [("survey.no_label", "survey", 2, "label::English (en)")]


@pytest.mark.parametrize("day", ["2026-13-45", "2026-02-30", "2025-02-29"])
def test_a_day_that_there_is_not_is_never_compared(day):
    text = (
        "| survey | type | name | label | relevant |\n| | date | a | A | |\n"
        f"| | text | b | B | ${{a}} < '{day}' |"
    )
    assert ("survey.compares_date", "survey", 3, "relevant") in check(text)
    assert check(text.replace(day, "2026-02-28")) == []


def test_sentences_say_what_is_so():
    english = texts_for("en")
    drawn = sheets(
        "| survey | type | name | label::English (en) | label::Français (fr) | calculation |\n"
        "| | select_one_from_file | a | A | AA | |\n| | text | b | B | | |\n| | calculate | c | | | 1 + |"
    )
    said = [sentence(problem, english) for problem in check_sheets(drawn, load_reference())]
    assert said == [
        "“select_one_from_file” needs the name of a file after it, as in “select_one_from_file sites.csv”.",
        "A text is missing in Français (fr) (row 3). It will be shown in the default language.",
        "The formula “1 +” ends too early. Write what is missing at its end: a value, or a closing bracket or quote.",
    ]


@pytest.mark.parametrize(
    "header", ["calculation", "bind::calculate", "calculate", "Calculation", "bind:calculate"]
)
def test_an_empty_calculation_is_told_once(header):
    text = f"| survey | type | name | label | {header} |\n| | text | a | A | |\n| | calculate | c | | |"
    assert [p[0] for p in check(text)].count("survey.refused") == 0
    assert [p[0] for p in check(text) if p[2] == 3] == ["survey.no_calculation"]


def test_a_fixed_default_is_no_calculation():
    text = "| survey | type | name | label | default |\n| | text | a | A | |\n| | calculate | c | | 5 |"
    assert check(text) == [("survey.no_calculation", "survey", 3, "calculation")]
