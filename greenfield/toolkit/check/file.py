"""`form check`: everything that is wrong with a file."""

from collections.abc import Mapping
from pathlib import Path

from greenfield.base.problem import Problem, ProblemError
from greenfield.toolkit.check.engine import check_xform
from greenfield.toolkit.check.files import check_files
from greenfield.toolkit.check.sheets import check_sheets
from greenfield.toolkit.read import FormSource, read_form
from greenfield.toolkit.reference import Reference, load_reference


def check_file(
    path: Path, reference: Reference | None = None, files: Mapping[str, bytes] | None = None
) -> list[Problem]:
    """Return every problem of a form: `.md`, `.xlsx`, or XForm `.xml`; a file that is none is one problem.

    `reference` is read from the program's tables unless given. `files` are those beside the form, by name; a table
    that the form reads and that is not there is a problem then. Without them nothing is said of it.
    """
    try:
        form = read_form(path)
    except ProblemError as error:
        return list(error.problems)
    return check_source(form, reference, files)


def check_source(
    form: FormSource, reference: Reference | None = None, files: Mapping[str, bytes] | None = None
) -> list[Problem]:
    """Return every problem of a form that was read; see `check_file`."""
    if form.sheets is None:
        return list(check_xform(form.xform or b"", form.name, files))
    missing = () if files is None else check_files(form.sheets, files)
    return [*form.notes, *missing, *check_sheets(form.sheets, reference or load_reference())]
