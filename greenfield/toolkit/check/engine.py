"""What our own engine says about a form: an XForm, or the one that pyxform made of sheets."""

from collections.abc import Iterator
from dataclasses import replace

from greenfield.base.problem import Place, Problem, ProblemError
from greenfield.forms.parse import parse_form
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.outline import outline_of
from greenfield.toolkit.sheets import Sheets

# What depends on the folder in which the form lies, not on what its author wrote.
_OF_THE_FOLDER = frozenset({"form.file_missing", "form.file_unreadable"})


def check_xform(xform: bytes, name: str) -> Iterator[Problem]:
    """Yield the problems of the XForm in a file of this name, at the paths where they stand."""
    for problem in _problems(xform):
        where = " ".join(part for part in (name, problem.place.name) if part)
        yield replace(problem, place=replace(problem.place, name=where))


def check_converted(xform: bytes, sheets: Sheets) -> Iterator[Problem]:
    """Yield the problems of the XForm that sheets became, at the rows of the survey."""
    for problem in _problems(xform):
        yield replace(problem, place=_cell(problem.place, sheets))


def _problems(xform: bytes) -> Iterator[Problem]:
    try:
        parse_form(xform)
    except ProblemError as error:
        yield from (problem for problem in error.problems if problem.code not in _OF_THE_FOLDER)


def _cell(place: Place, sheets: Sheets) -> Place:
    question = outline_of(sheets).by_name.get(place.name.rsplit("/", 1)[-1])
    columns = columns_of(sheets.sheet("survey"))
    column = columns.header({"calculate": "calculation"}.get(place.column, place.column))
    return sheets.place("survey", question.row if question else None, column)
