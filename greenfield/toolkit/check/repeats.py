"""Checks of repeat counts and triggers: what else a question follows from."""

import re
from collections.abc import Iterator

from greenfield.base.problem import Problem
from greenfield.forms.expression.tree import Number, Reference, Text
from greenfield.forms.recompute import MOST_INSTANCES
from greenfield.toolkit.check.formulas import Formulas
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.outline import outline_of
from greenfield.toolkit.sheets import Sheets

_NEVER_NUMBERS = frozenset({"date", "time", "dateTime", "image", "geopoint", "geotrace", "geoshape", "note"})
_TRIGGERS = re.compile(r"\s*\$\{[^{}]+\}(\s*,\s*\$\{[^{}]+\})*\s*\Z")
_REFERENCE = re.compile(r"\$\{[^{}]*\}")


def check_counts(sheets: Sheets, formulas: Formulas) -> Iterator[Problem]:
    """Yield repeat counts that are no number, or far too large."""
    names = outline_of(sheets).by_name
    for formula in formulas.readable:
        if formula.column != "repeat_count":
            continue
        match formula.tree:
            case Number(value=value) if value > MOST_INSTANCES:
                yield formula.cell.problem("survey.count_large", value=f"{value:.0f}", limit=MOST_INSTANCES)
            case Text(value=value):
                yield formula.cell.problem("survey.count_not_number", value=value)
            case Reference(name=name) if name in names and names[name].kind in _NEVER_NUMBERS:
                yield formula.cell.problem("survey.count_not_number", value=f"${{{name}}}")
            case _:
                continue


def check_triggers(sheets: Sheets) -> Iterator[Problem]:
    """Yield triggers that are not written as `${name}`; whether there is such a question is another check."""
    survey = sheets.sheet("survey")
    columns = columns_of(survey)
    for row in survey:
        text = columns.get(row, "trigger")
        if text and not _TRIGGERS.match(text):
            yield sheets.problem(
                *("survey.trigger_form", "survey", row.number, columns.header("trigger")),
                value=text,
                example=next(iter(_REFERENCE.findall(text)), f"${{{text}}}" if text.isidentifier() else ""),
            )
