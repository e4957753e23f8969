"""All checks of a form or toolkit that is written as sheets."""

from collections.abc import Iterable, Iterator

from greenfield.base.problem import Problem, has_error
from greenfield.toolkit.check.choices import check_choices, check_practice
from greenfield.toolkit.check.convert import check_conversion
from greenfield.toolkit.check.expressions import check_cycles, check_expressions, check_references
from greenfield.toolkit.check.flows import check_flows, check_profile
from greenfield.toolkit.check.languages import check_languages
from greenfield.toolkit.check.library import check_library
from greenfield.toolkit.check.measures import check_measures
from greenfield.toolkit.check.package_sheet import check_package_sheet
from greenfield.toolkit.check.survey import check_survey
from greenfield.toolkit.check.workbook import check_workbook
from greenfield.toolkit.reference import Reference
from greenfield.toolkit.sheets import HEADER_ROW, Sheets
from greenfield.toolkit.xform import OUR_SHEETS

_ORDER = ("package", "survey", "choices", "settings", "flows", "profile", "measures", "library")


def check_sheets(sheets: Sheets, reference: Reference) -> list[Problem]:
    """Return every problem of all sheets, errors and warnings, in the order of sheets and rows.

    A form without our sheets is a plain XLSForm: then only what makes it one is checked.
    """
    found = list(check_workbook(sheets))
    if not has_error(found):
        found += _survey_problems(sheets)
        found += check_conversion(sheets, found)
        if any(sheets.has(name) for name in OUR_SHEETS):
            found += _toolkit_problems(sheets, reference)
    return [sheets.at_origin(problem) for problem in sorted(_once(found), key=_position)]


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
    yield from check_survey(sheets)
    yield from check_choices(sheets)
    yield from check_references(sheets)
    yield from check_expressions(sheets)
    yield from check_cycles(sheets)
    yield from check_languages(sheets)


def _toolkit_problems(sheets: Sheets, reference: Reference) -> Iterator[Problem]:
    yield from check_package_sheet(sheets)
    yield from check_practice(sheets)
    yield from check_flows(sheets, reference)
    yield from check_profile(sheets)
    yield from check_measures(sheets, reference)
    yield from check_library(sheets)
