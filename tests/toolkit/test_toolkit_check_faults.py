"""What the check finds in formulas, defaults, parameters, settings, entities and files: each fault once, at its cell."""

from io import BytesIO

import openpyxl
import pytest
from toolkit_real_forms import FORMS
from toolkit_sample import check, found, sheets

from greenfield.base.catalogue import sentence
from greenfield.base.problem import Severity
from greenfield.base.texts import texts_for
from greenfield.toolkit.check.file import check_file
from greenfield.toolkit.check.sheets import check_sheets
from greenfield.toolkit.reference import load_reference

YES_NO = "| choices | list_name | name | label |\n| | yn | yes | Yes |\n| | yn | no | No |"


def survey(columns: str, *rows: str, more: str = "") -> str:
    lines = [f"| survey | type | name | label | {columns} |", *(f"| | {row} |" for row in rows), more]
    return "\n".join(line for line in lines if line)


# Code, sheet, row and column of the one problem; whether it is only a warning; the form.
FAULTS = [
    ("survey.default_type", "survey", 2, "default", True, survey("default", "integer | a | A | many")),
    ("survey.default_type", "survey", 2, "default", True, survey("default", "decimal | a | A | 1,5")),
    ("survey.default_type", "survey", 2, "default", True, survey("default", "date | a | A | 31/12/2026")),
    ("survey.default_type", "survey", 2, "default", True, survey("default", "geopoint | a | A | here")),
    (
        *("survey.no_such_choice", "survey", 2, "default", True),
        survey("default", "select_one yn | a | A | perhaps", more=YES_NO),
    ),
    (
        "survey.compares_number",
        "survey",
        2,
        "constraint",
        True,
        survey("constraint", "integer | a | A | . > 'x'"),
    ),
    (
        *("survey.compares_number", "survey", 3, "relevant", True),
        survey("relevant", "integer | a | A | ", "text | b | B | ${a} = 'old'"),
    ),
    (
        "survey.compares_date",
        "survey",
        2,
        "constraint",
        True,
        survey("constraint", "date | a | A | . < 'soon'"),
    ),
    (
        *("survey.no_such_choice", "survey", 3, "relevant", True),
        survey("relevant", "select_one yn | a | A | ", "text | b | B | ${a} = 'yess'", more=YES_NO),
    ),
    (
        *("survey.no_such_choice", "survey", 3, "relevant", True),
        survey(
            "relevant", "select_multiple yn | a | A | ", "text | b | B | selected(${a}, 'maybe')", more=YES_NO
        ),
    ),
    (
        *("survey.no_choice_column", "survey", 3, "choice_filter", False),
        survey("choice_filter", "text | z | Z | ", "select_one yn | a | A | region = ${z}", more=YES_NO),
    ),
    (
        *("formula.regex_unanchored", "survey", 2, "constraint", True),
        survey("constraint", "text | a | A | regex(., '[0-9]{4}')"),
    ),
    (
        *("formula.regex_endless", "survey", 2, "constraint", True),
        survey("constraint", "text | a | A | regex(., '^(a+)+$')"),
    ),
    (
        *("formula.regex_large", "survey", 2, "constraint", False),
        survey("constraint", "text | a | A | regex(., '^(((a{999}){999}){999}){999}$')"),
    ),
    (
        "formula.regex",
        "survey",
        2,
        "constraint",
        False,
        survey("constraint", "text | a | A | regex(., '^[0-9$')"),
    ),
    ("survey.appearance", "survey", 2, "appearance", True, survey("appearance", "text | a | A | numberz")),
    (
        *("survey.unknown_question", "survey", 2, "trigger", False),
        survey("trigger | calculation", "calculate | b | | ${nope} | 1"),
    ),
    (
        *("survey.trigger_form", "survey", 3, "trigger", False),
        survey("trigger | calculation", "text | a | A | | ", "calculate | b | | a | 1"),
    ),
    (
        *("survey.count_large", "survey", 2, "repeat_count", False),
        survey("repeat_count", "begin repeat | r | R | 1000000000", "text | a | A | ", "end repeat | | | "),
    ),
    (
        *("survey.count_not_number", "survey", 3, "repeat_count", False),
        survey(
            "repeat_count",
            "date | d | D | ",
            "begin repeat | r | R | ${d}",
            "text | a | A | ",
            "end repeat | | | ",
        ),
    ),
    ("survey.bare_name", "survey", 2, "required", False, survey("required", "text | a | A | maybe")),
    (
        *("survey.bare_name", "survey", 3, "relevant", False),
        survey("relevant", "integer | a | A | ", "text | b | B | a > 3"),
    ),
    (
        "survey.reference_form",
        "survey",
        3,
        "label",
        False,
        survey("hint", "text | a | A | ", "note | b | ${ a } | "),
    ),
    (
        "survey.reference_form",
        "survey",
        3,
        "label",
        False,
        survey("hint", "text | a | A | ", "note | b | by ${a | "),
    ),
    ("formula.syntax", "survey", 2, "relevant", False, survey("relevant", "text | a | A | ${a = 1")),
    (
        *("survey.circle", "survey", 2, "relevant", False),
        survey("relevant", "begin group | g | G | ${a} = 1", "integer | a | A | ", "end group | | | "),
    ),
    (
        *("survey.circle", "survey", 2, "choice_filter", False),
        survey(
            "choice_filter",
            "select_one yn | a | A | name = ${b}",
            "select_one yn | b | B | name = ${a}",
            more=YES_NO,
        ),
    ),
    ("survey.reserved_name", "survey", 2, "name", False, survey("hint", "text | meta | A | ")),
    (
        *("survey.root_name", "survey", 2, "name", False),
        survey("hint", "begin repeat | data | R | ", "text | a | A | ", "end repeat | | | "),
    ),
    (
        "survey.alike_name",
        "survey",
        3,
        "name",
        True,
        survey("hint", "text | town | A | ", "text | Town | B | "),
    ),
    ("survey.audit_name", "survey", 2, "name", False, survey("hint", "audit | log | | ", "text | a | A | ")),
    ("survey.empty", "survey", None, "", False, survey("hint")),
    (
        "survey.unknown_type",
        "survey",
        4,
        "type",
        False,
        survey("hint", "begin_group | g | G | ", "text | a | A | ", "end_groop | | | "),
    ),
    (
        "survey.parameter_form",
        "survey",
        2,
        "parameters",
        False,
        survey("parameters", "text | a | A | four rows"),
    ),
    ("survey.parameter", "survey", 2, "parameters", False, survey("parameters", "range | a | A | begin=1")),
    (
        "survey.parameter_value",
        "survey",
        2,
        "parameters",
        False,
        survey("parameters", "image | a | A | max-pixels=big"),
    ),
    (
        "survey.file_elsewhere",
        "survey",
        2,
        "image",
        False,
        survey("image", "text | a | A | ../../etc/passwd"),
    ),
    (
        "survey.file_elsewhere",
        "survey",
        2,
        "type",
        False,
        survey("hint", "select_one_from_file ../towns.csv | a | A | "),
    ),
    ("survey.file_kind", "survey", 2, "type", False, survey("hint", "select_one_from_file towns | a | A | ")),
    ("survey.big_image", "survey", 2, "big-image", False, survey("big-image", "text | a | A | x.png")),
    (
        *("survey.no_external_list", "survey", 3, "type", False),
        survey("choice_filter", "text | s | S | ", "select_one_external towns | a | A | state=${s}"),
    ),
    (
        *("survey.other_with_filter", "survey", 2, "choice_filter", False),
        survey("choice_filter", "select_one yn or_other | a | A | name != ''", more=YES_NO),
    ),
    ("entities.no_list", "survey", 2, "save_to", False, survey("save_to", "text | a | A | species")),
    (
        *("entities.no_label", "entities", 2, "label", False),
        survey("save_to", "text | a | A | species", more="| entities | list_name |\n| | trees |"),
    ),
    (
        *("entities.column", "entities", 1, "lable", False),
        survey(
            "save_to", "text | a | A | species", more="| entities | list_name | lable |\n| | trees | ${a} |"
        ),
    ),
    (
        *("workbook.column_name", "settings", 1, "form_titel", True),
        survey("hint", "text | a | A | ", more="| settings | form_titel |\n| | X |"),
    ),
    (
        *("settings.unknown_column", "settings", 1, "colour", True),
        survey("hint", "text | a | A | ", more="| settings | form_title | colour |\n| | X | red |"),
    ),
    (
        *("settings.second_row", "settings", 3, "", True),
        survey("hint", "text | a | A | ", more="| settings | form_title |\n| | X |\n| | Y |"),
    ),
    (
        *("settings.style", "settings", 2, "style", True),
        survey("hint", "text | a | A | ", more="| settings | style |\n| | pagez |"),
    ),
    (
        *("settings.yes_no", "settings", 2, "allow_choice_duplicates", True),
        survey("hint", "text | a | A | ", more="| settings | allow_choice_duplicates |\n| | often |"),
    ),
    (
        *("survey.bad_name", "settings", 2, "name", False),
        survey("hint", "text | a | A | ", more="| settings | name |\n| | my form |"),
    ),
    (
        *("formula.syntax", "settings", 2, "instance_name", False),
        survey("hint", "text | a | A | ", more="| settings | instance_name |\n| | concat(${a} |"),
    ),
    (
        *("survey.unknown_question", "settings", 2, "instance_name", False),
        survey("hint", "text | a | A | ", more="| settings | instance_name |\n| | ${nobody} |"),
    ),
    (
        *("choices.header_space", "choices", 1, "my column", True),
        survey(
            "hint",
            "select_one c | a | A | ",
            more="| choices | list_name | name | label | my column |\n| | c | x | X | 1 |",
        ),
    ),
    (
        *("translation.no_code", "survey", 1, "label::Wolof", True),
        "| survey | type | name | label::English (en) | label::Wolof |\n| | text | a | A | B |",
    ),
    (
        *("survey.other_untranslated", "survey", 2, "type", True),
        (
            "| survey | type | name | label::English (en) | label::French (fr) |\n| | select_one yn or_other | a | A | B |\n"
            "| choices | list_name | name | label::English (en) | label::French (fr) |\n| | yn | yes | Yes | Oui |"
        ),
    ),
]


@pytest.mark.parametrize(
    "case", FAULTS, ids=[f"{code} {column} {index}" for index, (code, _, _, column, *_) in enumerate(FAULTS)]
)
def test_a_fault_is_told_once_at_its_cell(case):
    code, sheet, row, column, is_warning, text = case
    problems = check_sheets(sheets(text), load_reference())
    assert found(problems) == [(code, sheet, row, column)]
    assert problems[0].severity is (Severity.WARNING if is_warning else Severity.ERROR)
    assert "nearest one is “”" not in sentence(problems[0], texts_for("en"))


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_is_right_has_no_problem(name):
    assert check(FORMS[name]) == []


@pytest.mark.parametrize(
    ("expression", "nearest"),
    [
        ("slected(${a}, 'x')", "selected"),
        ("cuont(${a})", "count"),
        ("indexed_repeat(${a}, 1)", "indexed-repeat"),
    ],
)
def test_an_unknown_function_offers_the_nearest_one(expression, nearest):
    text = survey("calculation", "text | a | A | ", f"calculate | b | | {expression}")
    (problem,) = check_sheets(sheets(text), load_reference())
    assert (problem.code, problem.values["nearest"]) == ("formula.unknown_function", nearest)
    assert sentence(problem, texts_for("en")).endswith(f"The nearest one is “{nearest}”.")


@pytest.mark.parametrize(
    ("kind", "nearest"),
    [
        ("interger", "integer"),
        ("number", "integer"),
        ("dropdown yn", "select_one"),
        ("datetimee", "dateTime"),
        ("Text", "text"),
    ],
)
def test_an_unknown_type_offers_what_its_author_may_have_meant(kind, nearest):
    (problem,) = check_sheets(sheets(survey("hint", f"{kind} | a | A | ")), load_reference())
    assert (problem.code, problem.values["nearest"]) == ("survey.unknown_type", nearest)


def test_nothing_is_offered_where_nothing_is_near():
    text = survey("relevant", "text | household_members | A | ", "text | b | B | ${xyz} = 1")
    (problem,) = check_sheets(sheets(text), load_reference())
    assert sentence(problem, texts_for("en")) == "There is no question “xyz”."


def test_a_calculation_that_is_set_by_a_trigger_may_read_what_it_sets():
    assert (
        check(survey("calculation | trigger", "text | a | A | | ", "calculate | n | | ${n} + 1 | ${a}")) == []
    )


def test_a_list_that_has_no_column_of_names_is_one_problem_and_the_rest_is_still_checked():
    text = survey(
        "relevant",
        "select_one yn | a | A | ",
        "text | b | B | ${nowhere} = 1",
        more="| choices | list_name | title |\n| | yn | Yes |",
    )
    assert check(text) == [
        ("survey.unknown_question", "survey", 3, "relevant"),
        ("workbook.no_column", "choices", 1, "name"),
    ]


TWELVE = {
    "survey": [
        [
            "type",
            "name",
            "label::English (en)",
            "label::Français (fr)",
            "relevant",
            "calculation",
            "constraint",
            "default",
        ],
        ["text", "town", "Town", "Ville", "${nowhere} = 'x'", None, None, None],
        ["calculate", "a", None, None, None, "${b} + 1", None, None],
        ["calculate", "b", None, None, None, "${a} * 2", None, None],
        ["integer", "age", "Age", "Âge", None, None, None, "young"],
        ["text", "code", "Code", "Code", "slected(${town}, 'x')", None, None, None],
        ["text", "people", "People", None, None, None, None, None],
        ["text", "town", "Town again", "Ville encore", None, None, None, None],
        ["select_one yes_no", "agrees", "Agrees?", "D'accord ?", None, None, None, None],
        ["text", "zip", "Zip", "Code postal", None, None, "regex(., '[0-9]{5}')", None],
        ["txet", "notes", "Notes", "Notes", None, None, None, None],
        ["text", "my name", "Name", "Nom", None, None, None, None],
        ["text", "late", "Late", "Tard", "if(${age})", None, None, None],
    ],
    "choices": [
        ["list_name", "name", "label::English (en)", "label::Français (fr)"],
        ["yn", "yes", "Yes", "Oui"],
        ["yn", None, "No", "Non"],
    ],
}


def workbook(tables, arrange=None):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if arrange:
            arrange(sheet)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_workbook_with_twelve_faults_lists_all_twelve_and_no_more(tmp_path):
    path = tmp_path / "twelve.xlsx"
    path.write_bytes(workbook(TWELVE))
    assert [(p.code, p.place.row, p.place.column) for p in check_file(path)] == [
        ("survey.unknown_question", 2, "relevant"),
        ("survey.circle", 3, "calculation"),
        ("survey.default_type", 5, "default"),
        ("formula.unknown_function", 6, "relevant"),
        ("translation.gap", 7, "label::Français (fr)"),
        ("survey.duplicate_name", 8, "name"),
        ("survey.unknown_list", 9, "type"),
        ("formula.regex_unanchored", 10, "constraint"),
        ("survey.unknown_type", 11, "type"),
        ("survey.bad_name", 12, "name"),
        ("formula.arguments", 13, "relevant"),
        ("choices.no_name", 3, "name"),
    ]


def test_rows_are_right_with_blank_rows_and_columns_and_merged_cells(tmp_path):
    def arrange(sheet):
        if sheet.title == "survey":
            sheet.insert_rows(2, 2)
            sheet.insert_cols(2)
            sheet.merge_cells("A2:D2")

    tables = {
        "survey": [
            ["type", "name", "label", "relevant"],
            ["text", "a", "A", "${nowhere} = 1"],
            ["txet", "b", "B", None],
        ]
    }
    path = tmp_path / "gaps.xlsx"
    path.write_bytes(workbook(tables, arrange))
    assert [(p.code, p.place.row, p.place.column) for p in check_file(path)] == [
        ("survey.unknown_question", 4, "relevant"),
        ("survey.unknown_type", 5, "type"),
    ]
