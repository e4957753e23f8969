"""Checks of defaults: a fixed one must fit the type of its question."""

import re
from collections.abc import Iterator
from datetime import date

from greenfield.base.problem import Problem
from greenfield.forms.answers import stored
from greenfield.toolkit.check.nearest import suggestion
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.outline import Question, choice_lists, outline_of
from greenfield.toolkit.sheets import Row, Sheets

# What makes pyxform take a default for a formula.
_IS_FORMULA = re.compile(r"\$\{|\(|\[|\s(?:div|mod|\*|\+|-)\s|^\s*\.|[*+|]")
_TYPES = {
    **dict.fromkeys(("integer", "int", "add integer prompt"), "int"),
    **dict.fromkeys(("decimal", "add decimal prompt"), "decimal"),
    **{kind: kind for kind in ("date", "time", "dateTime", "geopoint", "geotrace", "geoshape")},
    "datetime": "dateTime",
}
_MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})([T ].*)?\Z", re.ASCII)


def is_formula(default: str) -> bool:
    """Tell whether a default is worked out, so that it may stand for a calculation."""
    return _IS_FORMULA.search(default) is not None


def is_moment(text: str) -> bool:
    """Tell whether a text is written as a date that there is, or as one with a time."""
    found = _MOMENT.match(text.strip())
    if found is None:
        return False
    try:
        date(*(int(part) for part in found.group(1, 2, 3)))
    except ValueError:
        return False
    return True


def check_defaults(sheets: Sheets) -> Iterator[Problem]:
    """Yield warnings for defaults that no answer of their question can be: they are left out in the field."""
    survey = sheets.sheet("survey")
    columns = columns_of(survey)
    rows = {row.number: row for row in survey}
    lists = choice_lists(sheets.sheet("choices"))
    for question in outline_of(sheets).questions:
        text = columns.get(rows[question.row], "default")
        if not text or is_formula(text):
            continue
        place = ("survey", question.row, columns.header("default"))
        kind = _TYPES.get(question.kind)
        if kind is not None and stored(text, kind) is None:
            yield sheets.warning("survey.default_type", *place, value=text, type=question.kind)
        elif question.kind in {"select_one", "select_multiple", "rank"} and question.list_name in lists:
            yield from _of_choices(sheets, place, text, question, lists[question.list_name])


def _of_choices(
    sheets: Sheets, place: tuple[str, int, str], text: str, question: Question, rows: tuple[Row, ...]
) -> Iterator[Problem]:
    columns = columns_of(sheets.sheet("choices"))
    names = [columns.get(row, "name") for row in rows]
    values = (text,) if question.kind == "select_one" else text.split()
    for value in values:
        if value not in names and not (question.or_other and value == "other"):
            yield sheets.warning(
                *("survey.no_such_choice", *place),
                name=question.name,
                value=value,
                list=question.list_name,
                nearest=suggestion(value, names),
            )
