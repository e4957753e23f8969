"""All checks of a form or toolkit that is written as sheets."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from greenfield.base.problem import Problem
from greenfield.toolkit.check.appearances import check_appearances
from greenfield.toolkit.check.choices import check_choices, check_practice
from greenfield.toolkit.check.comparisons import check_comparisons
from greenfield.toolkit.check.convert import check_conversion
from greenfield.toolkit.check.cycles import check_cycles
from greenfield.toolkit.check.defaults import check_defaults
from greenfield.toolkit.check.entities import check_entities
from greenfield.toolkit.check.expressions import (
    check_bare_names,
    check_calls,
    check_filters,
    check_no_calculation,
    check_references,
    check_written_references,
)
from greenfield.toolkit.check.flows import check_flows, check_profile
from greenfield.toolkit.check.formulas import formulas_of
from greenfield.toolkit.check.indicators import check_indicators
from greenfield.toolkit.check.languages import check_languages
from greenfield.toolkit.check.library import check_library
from greenfield.toolkit.check.lists import check_lists
from greenfield.toolkit.check.losses import check_losses
from greenfield.toolkit.check.measures import check_measures
from greenfield.toolkit.check.media import check_media
from greenfield.toolkit.check.package_sheet import check_package_sheet
from greenfield.toolkit.check.parameters import check_parameters
from greenfield.toolkit.check.patterns import check_patterns
from greenfield.toolkit.check.periods import check_periods
from greenfield.toolkit.check.repeats import check_counts, check_triggers
from greenfield.toolkit.check.settings import check_settings
from greenfield.toolkit.check.survey import check_depth, check_survey
from greenfield.toolkit.check.workbook import check_workbook
from greenfield.toolkit.reference import Reference
from greenfield.toolkit.sheets import HEADER_ROW, Sheets
from greenfield.toolkit.xform import OUR_SHEETS

_ORDER = (
    *("package", "survey", "choices", "external_choices", "settings", "entities"),
    *("flows", "losses", "indicators", "profile", "measures", "library"),
)

MOST_PROBLEMS = 500
_UNREADABLE = frozenset({"workbook.no_survey", "workbook.no_column", "survey.too_deep"})
_OF_CHOICES = frozenset(
    {"survey.unknown_list", "survey.no_lists", "survey.no_such_choice", "survey.no_choice_column"}
)


def check_sheets(sheets: Sheets, reference: Reference) -> list[Problem]:
    """Return every problem of all sheets, errors and warnings, in the order of sheets and rows.

    A form without our sheets is a plain XLSForm: then only what makes it one is checked.
    """
    found = list(islice(check_workbook(sheets), MOST_PROBLEMS)) or list(check_depth(sheets))
    broken = {problem.place.sheet for problem in found if problem.code in _UNREADABLE}
    if "survey" not in broken:
        told = (problem for problem in _survey_problems(sheets) if not _follows(problem, broken))
        found += islice(told, MOST_PROBLEMS)
        if not broken and len(found) < MOST_PROBLEMS:
            found += check_conversion(sheets, found)
        if not broken and any(sheets.has(name) for name in OUR_SHEETS):
            found += islice(_toolkit_problems(sheets, reference), MOST_PROBLEMS)
    listed = [sheets.at_origin(problem) for problem in sorted(_once(found), key=_position)]
    if len(listed) < MOST_PROBLEMS:
        return listed
    return [*listed[:MOST_PROBLEMS], sheets.problem("check.more", "survey", count=MOST_PROBLEMS)]


def _follows(problem: Problem, broken: Collection[str]) -> bool:
    """Tell whether a problem only follows from a sheet that cannot be read."""
    return problem.place.sheet in broken or ("choices" in broken and problem.code in _OF_CHOICES)


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """Drop what two checks found at one cell."""
    seen: dict[object, Problem] = {}
    for problem in problems:
        seen.setdefault((problem.code, problem.place, repr(sorted(problem.values.items()))), problem)
    return list(seen.values())


def _position(problem: Problem) -> tuple[int, int]:
    sheet = problem.place.sheet
    order = _ORDER.index(sheet) if sheet in _ORDER else len(_ORDER)
    return order, problem.place.row or HEADER_ROW


def _survey_problems(sheets: Sheets) -> Iterator[Problem]:
    formulas = formulas_of(sheets)
    yield from check_survey(sheets)
    yield from check_lists(sheets)
    yield from check_choices(sheets)
    yield from check_settings(sheets)
    yield from check_entities(sheets)
    yield from check_media(sheets)
    yield from check_parameters(sheets)
    yield from check_appearances(sheets)
    yield from check_defaults(sheets)
    yield from check_triggers(sheets)
    yield from check_references(sheets)
    yield from check_written_references(sheets)
    yield from check_no_calculation(sheets)
    yield from formulas.problems
    yield from check_calls(formulas)
    yield from check_bare_names(sheets, formulas)
    yield from check_filters(sheets, formulas)
    yield from check_comparisons(sheets, formulas)
    yield from check_patterns(formulas)
    yield from check_counts(sheets, formulas)
    yield from check_cycles(sheets)
    yield from check_languages(sheets)


def _toolkit_problems(sheets: Sheets, reference: Reference) -> Iterator[Problem]:
    yield from check_package_sheet(sheets)
    yield from check_practice(sheets)
    yield from check_periods(sheets)
    yield from check_flows(sheets, reference)
    yield from check_losses(sheets, reference)
    yield from check_indicators(sheets, reference)
    yield from check_profile(sheets)
    yield from check_measures(sheets, reference)
    yield from check_library(sheets)
