"""Every row of the tables in `tests/forms/tables`: what an expression gives, and whose sentence says so."""

import re

import pytest
from forms_drawn import TABLES, Case, cases

from greenfield.forms.functions.standard import standard_functions
from greenfield.forms.parse import parse_form
from greenfield.forms.session import Context, FormSession

# Those that no table can draw: chance and time are handed in, texts of a form need one (test_forms_languages.py),
# a device has properties (test_forms_events.py).
DRAWN_ELSEWHERE = {"now", "today", "random", "uuid", "jr:itext", "jr:choice-name", "property"}

# ODK XForms specification, XPath functions; `current()` belongs to the compiler, `extract-signed` is left out.
SPECIFIED = (
    *(
        "string",
        "concat",
        "join",
        "substr",
        "substring-before",
        "substring-after",
        "translate",
        "string-length",
        "normalize-space",
        "contains",
        "starts-with",
        "ends-with",
        "uuid",
        "digest",
        "pulldata",
        "base64-decode",
        "if",
        "coalesce",
        "once",
        "true",
        "false",
        "boolean",
        "boolean-from-string",
        "not",
        "regex",
        "checklist",
        "weighted-checklist",
        "number",
        "random",
        "int",
        "sum",
        "max",
        "min",
        "round",
        "pow",
        "log",
        "log10",
        "abs",
        "sin",
        "cos",
        "tan",
        "asin",
        "acos",
        "atan",
        "atan2",
        "sqrt",
        "exp",
        "exp10",
        "pi",
        "count",
        "count-non-empty",
        "position",
        "instance",
        "randomize",
        "today",
        "now",
        "format-date",
        "format-date-time",
        "date",
        "decimal-date-time",
        "decimal-time",
        "selected",
        "selected-at",
        "count-selected",
        "jr:choice-name",
        "jr:itext",
        "indexed-repeat",
        "area",
        "distance",
        "geofence",
        "intersects",
    ),
)


def test_every_function_of_the_specification_is_there() -> None:
    assert sorted(set(SPECIFIED) - set(standard_functions())) == []
    assert len(SPECIFIED) == 71


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.topic}: {case.expression} as {case.type}")
def test_an_expression_gives_what_the_documents_say(case: Case, session_context: Context) -> None:
    session = FormSession(parse_form(case.xform()), session_context)
    assert session.node("/data/result").value == case.result


@pytest.mark.parametrize("name", sorted(standard_functions()))
def test_a_table_has_each_function(name: str) -> None:
    called = re.compile(rf"(?<![\w-]){re.escape(name)}\(")
    has_row = any(called.search(case.expression) for case in cases())
    assert has_row is (name not in DRAWN_ELSEWHERE)


@pytest.mark.parametrize("path", sorted(TABLES.glob("*.md")), ids=lambda path: path.stem)
def test_a_table_names_its_source(path: object) -> None:
    assert "Source: " in path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
