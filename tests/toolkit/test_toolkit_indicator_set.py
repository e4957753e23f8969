"""Indicator sets: a table over the park toolkit, each indicator with its value and threshold, each bad row named."""

from dataclasses import replace
from pathlib import Path

import pytest
from session_answers import answered

from greenfield.assess.thresholds import Threshold, read_threshold
from greenfield.base import resources
from greenfield.base.catalogue import sentence
from greenfield.base.problem import ProblemError, Severity
from greenfield.base.texts import texts_for
from greenfield.forms.parse import parse_form
from greenfield.toolkit.answers import SessionAnswers
from greenfield.toolkit.build import build_form
from greenfield.toolkit.check.indicator_set import COLUMNS, check_set
from greenfield.toolkit.check.sheets import check_sheets
from greenfield.toolkit.conversion import conversion
from greenfield.toolkit.evaluate import Evaluation
from greenfield.toolkit.factors import load_factors
from greenfield.toolkit.indicator_set import is_indicator_set, question_name, with_indicators
from greenfield.toolkit.read import FormSource, read_form
from greenfield.toolkit.reference import load_reference
from greenfield.toolkit.tables import read_tables
from greenfield.toolkit.toolkit import open_toolkit
from greenfield.toolkit.translation import with_languages
from greenfield.toolkit.versions import version_key

CSV = (Path(__file__).parent / "indicator_set.csv").read_text(encoding="utf-8")
TEMPLATE = resources.source("samples", "indicator-set.csv")
PARK = resources.source("toolkits", "park", "toolkit.md")


def table(text=CSV):
    (found,) = read_tables(text.encode(), "set.csv")
    return found


@pytest.fixture(scope="module")
def base():
    return with_languages(read_form(PARK).sheets, {})


@pytest.fixture(scope="module")
def opened(base):
    name, content = build_form(FormSource("set.csv", sheets=with_indicators(base, table())))
    return open_toolkit(content, name)


def indicators(toolkit, answers):
    session = answered(parse_form(toolkit.form_xml), answers)
    inventory = Evaluation(toolkit, conversion(load_factors())).inventory(SessionAnswers(session))
    return {one.row.name: one for one in inventory.indicators if one.row.kind}


def judged(found):
    threshold = read_threshold(found.row.threshold)
    return None if threshold is None else threshold.is_met(found.value)


def test_a_set_is_a_toolkit_of_its_own_over_that_for_parks(opened):
    assert opened.manifest.id == "test-set"
    assert opened.manifest.version == "1.0-park1.0.0"
    assert opened.manifest.title == {"en": "Made-up framework", "fr": "Cadre inventé"}
    assert (opened.manifest.publisher, opened.manifest.licence) == ("A test centre", "CC0-1.0")
    assert {"road_lights_led", "tenant_data"} <= {measure.name for measure in opened.measures}


def test_versions_of_a_set_are_ordered_by_the_set_first_and_then_by_the_toolkit():
    rising = ["1-park2.0.0", "1.1-park1.0.0", "1.1-park1.0.1", "1.10-park1.0.0"]
    assert sorted(rising, key=version_key) == rising


def test_each_indicator_has_value_threshold_and_verdict(opened):
    answers = {"tenants": "20", "tenants_report": "16", "ind_A_1": "yes", "ind_B_1": "50", "ind_B_2": "12"}
    found = indicators(opened, answers)
    assert {name: (one.value, one.row.threshold, judged(one)) for name, one in found.items()} == {
        "ind_A_1": (1.0, "= 1", True),
        "ind_A_2": (80.0, ">= 80", True),
        "ind_B_1": (50.0, "< 50", False),
        "ind_B_2": (12.0, "", None),
    }
    assert found["ind_A_2"].row.source == "Made up for tests, 2026"
    assert dict(found["ind_B_1"].row.topic) == {"en": "Environment", "fr": "Environnement"}


def test_what_was_not_answered_is_not_known_and_not_unmet(opened):
    found = indicators(opened, {"tenants": "20", "ind_B_1": "10"})
    assert {name: (one.value, judged(one)) for name, one in found.items()} == {
        "ind_A_1": (None, None),
        "ind_A_2": (None, None),
        "ind_B_1": (10.0, True),
        "ind_B_2": (None, None),
    }
    assert found["ind_A_1"].missing == ("ind_A_1",)


def test_a_prerequisite_that_is_answered_with_no_is_not_met(opened):
    assert judged(indicators(opened, {"ind_A_1": "no"})["ind_A_1"]) is False


def test_the_same_table_gives_the_same_bytes(base):
    made = [build_form(FormSource("set.csv", sheets=with_indicators(base, table())))[1] for _ in range(2)]
    assert made[0] == made[1]


def test_the_template_has_every_column_and_no_indicator():
    found = table(TEMPLATE.read_text(encoding="utf-8"))
    assert found.columns == COLUMNS
    assert found.rows == ()
    assert is_indicator_set(found)
    assert [problem.code for problem in check_set(found)] == ["indicator_set.rows"]


BAD = (
    (">=,80", ">=,80 %", "indicator_set.value", 3, "value"),
    (">=,80", ">=,", "indicator_set.half", 3, "value"),
    (">=,80", ",80", "indicator_set.half", 3, "comparison"),
    (">=,80", "=>,80", "indicator_set.sign", 3, "comparison"),
    (">=,80", '>=,"80,5"', "indicator_set.value", 3, "value"),
    ("=,yes", "=,1", "indicator_set.yes_no", 2, "value"),
    ("=,yes", ">=,yes", "indicator_set.yes_no", 2, "comparison"),
    ("B-1,", "A_1,", "indicator_set.duplicate", 4, "id"),
    ("B-1,", "é1,", "indicator_set.id", 4, "id"),
    ("B-1,", ",", "indicator_set.empty", 4, "id"),
    (",prerequisite,", ",prerequisit,", "indicator_set.word", 2, "kind"),
    (",yes_no,,Is", ",ja,,Is", "indicator_set.word", 2, "input"),
    ("Made up for tests,2026\ntest-set,1.0,A test centre,CC0-1.0,Made-up framework,Cadre inventé,A.2", None, "indicator_set.empty", 2, "source"),
    ("<,50,Made up for tests,2026", "<,50,Made up for tests,21", "indicator_set.year", 4, "year"),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "row", "column"), BAD)
def test_a_bad_row_is_named_with_its_cell_and_what_to_do(old, new, code, row, column):
    if new is None:
        new = old.replace("Made up for tests", "", 1)
    assert old in CSV
    problems = list(check_set(table(CSV.replace(old, new, 1))))
    assert [(one.code, one.place.name, one.place.row, one.place.column) for one in problems] == [
        (code, "set.csv", row, column)
    ]
    assert sentence(problems[0], texts_for("en")).count(".") >= 1


def test_all_bad_rows_are_named_at_once(base):
    text = CSV.replace(">=,80", "=>,80").replace("=,yes", "=,1").replace("<,50", "<,half")
    with pytest.raises(ProblemError) as caught:
        with_indicators(base, table(text))
    assert [(one.code, one.place.row) for one in caught.value.problems] == [
        ("indicator_set.yes_no", 2),
        ("indicator_set.sign", 3),
        ("indicator_set.value", 4),
    ]


def test_a_table_as_a_french_excel_writes_it_is_the_same_set(base):
    with_semicolons = CSV.replace(",", ";")
    assert list(check_set(table(with_semicolons))) == []
    made = [
        build_form(FormSource("set.csv", sheets=with_indicators(base, table(text))))[1]
        for text in (CSV, with_semicolons)
    ]
    assert made[0] == made[1]


def test_rows_of_two_sets_in_one_file_are_refused():
    lines = CSV.splitlines()
    lines[2] = lines[2].replace("test-set,1.0", "other-set,1.0")
    (problem,) = check_set(table("\n".join(lines)))
    assert (problem.code, problem.place.row, problem.place.column) == ("indicator_set.mixed", 3, "set")


def test_a_column_that_is_misspelt_is_named_with_the_nearest():
    (problem,) = check_set(table(CSV.replace(",hint,", ",hints,", 1)))
    assert (problem.code, problem.values["column"], problem.values["nearest"]) == (
        "indicator_set.column",
        "hints",
        "hint",
    )


def test_a_formula_with_an_unknown_question_stands_at_the_line_of_the_set(base):
    sheets = with_indicators(base, table(CSV.replace("div ${tenants}", "div ${tenantz}")))
    problems = check_sheets(sheets, load_reference())
    (problem,) = [one for one in problems if one.severity is Severity.ERROR]
    place = problem.place
    assert (problem.values["nearest"], place.name, place.row, place.column) == (
        "tenants",
        "set.csv",
        3,
        "formula",
    )


def test_a_set_over_a_newer_toolkit_is_another_version(base):
    package = base.sheet("package")
    (row,) = package.rows
    newer = base.with_sheet(replace(package, rows=(replace(row, cells={**row.cells, "version": "1.1.0"}),)))
    versions = [
        with_indicators(sheets, table()).sheet("package").rows[0].get("version") for sheets in (base, newer)
    ]
    assert versions == ["1.0-park1.0.0", "1.0-park1.1.0"]


@pytest.mark.parametrize(
    ("text", "value", "met"),
    [
        (">= 25", 25.0, True), (">= 25", 24.9, False), ("> 25", 25.0, False), ("<= 0.3", 0.1 + 0.2, True),
        ("< 0.3", 0.1 + 0.2, False), ("= 1", 1.0, True), ("= 1", 0.0, False), ("<=-2", -3.0, True), (">= 1", None, None),
    ],
)  # fmt: skip
def test_a_threshold_is_met_at_its_value_whatever_the_rounding(text, value, met):
    assert read_threshold(text).is_met(value) is met


@pytest.mark.parametrize("text", ["", "25", ">= 25 %", "≥ 25", ">= 2,5", "=> 2"])
def test_what_is_no_threshold_is_none(text):
    assert read_threshold(text) is None


def test_names_of_questions_follow_from_the_ids():
    assert [question_name(one) for one in ("PM 1.2", "A-3", "7")] == ["ind_PM_1_2", "ind_A_3", "ind_7"]
    assert read_threshold(">= 12.5") == Threshold(">=", 12.5)
