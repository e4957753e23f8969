"""Any sheets are checked to the end: every problem has a sentence and a cell, none is told twice, none is a crash."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenfield.base.catalogue import sentence
from greenfield.base.texts import texts_for
from greenfield.toolkit.check.sheets import check_sheets
from greenfield.toolkit.reference import load_reference
from greenfield.toolkit.sheets import Sheets, make_sheet

REFERENCE = load_reference()
TEXTS = texts_for("en")
_TYPES = st.sampled_from(
    [
        *(
            "text",
            "integer",
            "date",
            "select_one yn",
            "select_multiple yn or_other",
            "rank yn",
            "calculate",
            "note",
        ),
        *(
            "begin group",
            "end group",
            "begin repeat",
            "end repeat",
            "begin_group",
            "end_groop",
            "txt",
            "select_one",
        ),
        *(
            "select_one_from_file a.csv",
            "select_one ${q1}",
            "audit",
            "range",
            "image",
            "geopoint",
            "start",
            "",
            "osm",
        ),
        *("begin loop over yn", "end loop", "select_one_external town", "csv-external", "hidden", "form_id"),
    ]
)
_NAMES = st.sampled_from(
    ["q1", "q2", "q3", "Q1", "meta", "data", "my name", "1a", "", "audit", "é", "a-b.c", "name"]
)
_FORMULAS = st.sampled_from(
    [
        *(
            "",
            "${q1} = 1",
            "${q1} > 'x'",
            "${nope}",
            "${q2}",
            ". > 1",
            "regex(., '[0-9]+')",
            "regex(., '[')",
            "(",
        ),
        *(
            "yes",
            "maybe",
            "selected(${q1}, 'z')",
            "position(..)",
            "indexed-repeat(${q1}, ${q2}, 1)",
            "count(${q3})",
        ),
        *(
            "${q1",
            "${ q1 }",
            "name = ${q1}",
            "instance('x')/root/item[a = 1]",
            "pulldata('a', 'b')",
            "‘x’ = ${q1}",
        ),
        *(
            "${last-saved#q1}",
            "../q1",
            "1 div 0",
            "jr:choice-name(${q1}, '${q1}')",
            "once(${q1})",
            "frobnicate(1)",
        ),
    ]
)
_WORDS = st.sampled_from(["", "Label", "Label ${q1}", "${", "<b>", "=1+1", "|", "\x0b", "🙂", "a" * 300])
_PARAMETERS = st.sampled_from(
    ["", "rows=3", "start=1 end=5 step=0", "x", "=", "randomize=true", "max-pixels=x"]
)
_SURVEY = ["type", "name", "label", "relevant", "calculation", "constraint", "choice_filter", "repeat_count"]
_SURVEY += ["parameters", "appearance", "default", "trigger", "required", "save_to"]
_ROW = st.tuples(
    *(_TYPES, _NAMES, _WORDS, _FORMULAS, _FORMULAS, _FORMULAS, _FORMULAS, _FORMULAS),
    *(
        _PARAMETERS,
        st.sampled_from(["", "minimal", "numberz", "search('x')"]),
        _FORMULAS,
        _FORMULAS,
        _FORMULAS,
        _NAMES,
    ),
)
_CHOICE = st.tuples(st.sampled_from(["yn", "yn", "other", ""]), _NAMES, _WORDS)
_SETTING = st.tuples(_NAMES, _NAMES, _FORMULAS, st.sampled_from(["", "English (en)", "x"]))
_ENTITY = st.tuples(_NAMES, _FORMULAS, _FORMULAS)


def sheets(survey, choices, settings_rows, entities):
    tables = {
        "survey": [_SURVEY, *survey],
        "choices": [["list_name", "name", "label"], *choices],
        "settings": [["form_id", "name", "instance_name", "default_language"], *settings_rows],
        "entities": [["list_name", "label", "entity_id"], *entities],
    }
    return Sheets(
        "form.xlsx",
        {
            name: make_sheet(name, list(enumerate(rows, 1)))
            for name, rows in tables.items()
            if len(rows) > 1 or name == "survey"
        },
    )


def checked(form):
    problems = check_sheets(form, REFERENCE)
    rows = {name: {1, *(row.number for row in sheet)} for name, sheet in form.sheets.items()}
    told = [(problem.code, problem.place, repr(problem.values)) for problem in problems]
    assert len(told) == len(set(told))
    for problem in problems:
        assert sentence(problem, TEXTS)
        assert problem.place.row is None or problem.place.row in rows[problem.place.sheet]


_GIVEN = given(
    st.lists(_ROW, max_size=6),
    st.lists(_CHOICE, max_size=4),
    st.lists(_SETTING, max_size=2),
    st.lists(_ENTITY, max_size=2),
)
_FEW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_FEW
@_GIVEN
def test_any_sheets_are_checked_to_the_end(survey, choices, settings_rows, entities):
    checked(sheets(survey, choices, settings_rows, entities))


@pytest.mark.long
@settings(_FEW, max_examples=5_000)
@_GIVEN
def test_any_sheets_are_checked_to_the_end_at_full_size(survey, choices, settings_rows, entities):
    checked(sheets(survey, choices, settings_rows, entities))
