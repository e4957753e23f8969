"""`form check`: everything that is wrong with a file."""

from collections.abc import Mapping
from pathlib import Path

from greenfield.base.problem import Problem, ProblemError
from greenfield.toolkit.check.engine import check_xform
from greenfield.toolkit.check.files import check_files
from greenfield.toolkit.check.library_pack import check_tables
from greenfield.toolkit.check.package_sheet import check_package_sheet
from greenfield.toolkit.check.sheets import check_sheets
from greenfield.toolkit.library_source import is_library, read_tables
from greenfield.toolkit.package import LIBRARY
from greenfield.toolkit.read import FormSource, read_form
from greenfield.toolkit.reference import Reference, load_reference


def check_file(
    path: Path, reference: Reference | None = None, files: Mapping[str, bytes] | None = None
) -> list[Problem]:
    """Return every problem of a form: `.md`, `.xlsx`, or XForm `.xml`; a file that is none is one problem.

    Of the source of a library pack, those of the tables beside it.
    `reference` is read from the program's tables unless given. `files` are those beside the form, by name; a table
    that the form reads and that is not there is a problem then. Without them nothing is said of it.
    """
    try:
        form = read_form(path)
        if form.sheets is not None and is_library(form.sheets):
            return [*check_package_sheet(form.sheets, LIBRARY), *check_tables(read_tables(path.parent))]
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
