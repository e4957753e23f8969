"""What our own engine says about a form: an XForm, or the one that pyxform made of sheets."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

from greenfield.base.problem import Place, Problem, ProblemError, Severity
from greenfield.forms.expression.tree import Expression, Number
from greenfield.forms.form import Form
from greenfield.forms.parse import parse_form
from greenfield.forms.reading.xml import read_xml
from greenfield.forms.recompute import MOST_INSTANCES
from greenfield.forms.session import Context, FormSession
from greenfield.toolkit.check.patterns import pattern_problems
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.outline import Outline, Question, outline_of
from greenfield.toolkit.sheets import Sheets

# What depends on the folder in which the form lies, not on what its author wrote.
_OF_THE_FOLDER = frozenset({"form.file_missing", "form.file_unreadable"})
_STOPPED = frozenset({"form.cycle", "form.too_long", "formula.regex_slow", "formula.too_much_work"})
_CONTEXT = Context(now=datetime(2026, 1, 1, tzinfo=UTC), random=lambda: 0.5)


def check_xform(xform: bytes, name: str, files: Mapping[str, bytes] | None = None) -> Iterator[Problem]:
    """Yield the problems of the XForm in a file of this name, at the lines and attributes where they stand.

    `files` are those beside it; without them nothing is said of what it reads from there.
    """
    try:
        form = parse_form(xform, files or {})
    except ProblemError as error:
        ignored = _OF_THE_FOLDER if files is None else frozenset()
        found = [problem for problem in error.problems if problem.code not in ignored]
    else:
        found = list(_in_form(form))
    lines = _lines(xform) if any(problem.place.row is None for problem in found) else {}
    for problem in found:
        place = problem.place
        row = lines.get(place.name) if place.row is None else place.row
        where = " ".join(part for part in (name, place.name) if part and place.row is None) or name
        yield replace(problem, place=replace(place, name=where, row=row))


def _in_form(form: Form) -> Iterator[Problem]:
    """Yield what is wrong with a form that can be opened: patterns that run on, too many repeats; what it cannot here."""
    yield from form.notices
    yield from _when_opened(form)
    for definition in form.questionnaire.definitions:
        control = definition.control
        match control.count if control is not None else None:
            case Number(value=value) if value > MOST_INSTANCES:
                place = Place(definition.path, column="jr:count")
                values = {"value": f"{value:.0f}", "limit": MOST_INSTANCES}
                yield Problem("survey.count_large", place, values)
            case _:
                pass
        for column in ("calculate", "relevant", "readonly", "required", "constraint"):
            tree: Expression | None = getattr(definition, column)
            if tree is not None:
                place = Place(definition.path, column=column)
                yield from pattern_problems(tree, place)


def _when_opened(form: Form) -> Iterator[Problem]:
    """Yield what keeps a form from being opened: formulas that take too much work, patterns that run on."""
    try:
        FormSession(form, _CONTEXT)
    except ProblemError as error:
        yield from (problem for problem in error.problems if problem.code in _STOPPED)


def _lines(xform: bytes) -> dict[str, int]:
    """Return the line of each bind by the path that it is for, else of the first element of the body that is."""
    found: dict[str, int] = {}
    try:
        root = read_xml(xform)
    except ProblemError:
        return found
    for kind in ("bind", "*"):
        for node in root.iter(f"{{*}}{kind}"):
            path = node.get("nodeset") or node.get("ref")
            line = cast(int | None, node.sourceline)  # the stubs do not say
            if path and line:
                found.setdefault(str(path), line)
    return found


def check_converted(xform: bytes, sheets: Sheets) -> Iterator[Problem]:
    """Yield the problems of the XForm that sheets became, at the rows of the survey."""
    outline = outline_of(sheets)
    by_path = {(*one.groups, one.name): one for one in reversed(outline.questions)}
    for problem in _problems(xform):
        place = _cell(problem.place, sheets, outline, by_path)
        if (
            problem.severity is Severity.ERROR
            or place.row is not None
            or not problem.place.name.startswith("/")
        ):
            yield replace(problem, place=place)


def _problems(xform: bytes) -> Iterator[Problem]:
    try:
        form = parse_form(xform)
    except ProblemError as error:
        yield from (problem for problem in error.problems if problem.code not in _OF_THE_FOLDER)
    else:
        yield from form.notices
        yield from _when_opened(form)


def _cell(
    place: Place, sheets: Sheets, outline: Outline, by_path: Mapping[tuple[str, ...], Question]
) -> Place:
    question = by_path.get(tuple(place.name.split("/")[2:])) or outline.by_name.get(
        place.name.rsplit("/", 1)[-1]
    )
    columns = columns_of(sheets.sheet("survey"))
    column = columns.header({"calculate": "calculation"}.get(place.column, place.column))
    return sheets.place("survey", question.row if question else None, column)
