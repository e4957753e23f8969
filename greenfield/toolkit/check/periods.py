"""Checks of the column `period` of the survey: which numbers belong to the period of a visit."""

from collections.abc import Iterator

from greenfield.base.problem import Problem
from greenfield.toolkit.annual import ALWAYS, NEVER
from greenfield.toolkit.check.nearest import suggestion
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.outline import outline_of
from greenfield.toolkit.sheets import Sheets
from greenfield.toolkit.toolkit import flow_rows


def check_periods(sheets: Sheets) -> Iterator[Problem]:
    """Yield problems of the column `period`: it says `yes`, `no`, or the name of a flow."""
    column = columns_of(sheets.sheet("survey")).header("period")
    flows = [row.name for row in flow_rows(sheets) if row.name]
    known = [ALWAYS, NEVER, *flows]
    for question in outline_of(sheets).questions:
        if question.period and question.period not in known:
            yield sheets.problem(
                "survey.period",
                "survey",
                question.row,
                column,
                period=question.period,
                nearest=suggestion(question.period, known),
            )
