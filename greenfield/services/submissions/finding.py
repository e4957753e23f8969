"""Finding submissions: in one file, in a folder of many, in an export's tables, in a zip file of either."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from greenfield.base.problem import Problem, ProblemError, fail
from greenfield.services.submissions.instance_xml import (
    XmlSubmission,
    is_form,
    is_instance,
    read_document,
    read_instance,
)
from greenfield.services.submissions.known_forms import KnownForms
from greenfield.services.submissions.places import Archive, Folder, Nearby, Place
from greenfield.services.submissions.submission import Submission
from greenfield.services.submissions.table_rows import Export, is_main, is_repeat, rows_of
from greenfield.services.submissions.tables import Table, read_csv, read_tables

SUFFIXES = (".xml", ".csv", ".xlsx", ".zip")
_TABLES = (".csv", ".xlsx")


def find_submissions(path: Path, known: KnownForms) -> Iterator[Submission | Problem]:
    """Yield the submissions that a file or a folder holds, and a problem for each file that cannot be read.

    A folder may be an instance of Collect with its media, many of them, Briefcase's storage, or an export of
    Central or KoboToolbox; questionnaires and other files in it are passed over. Raises ProblemError
    `file.unreadable`, `submission.kind` for another suffix, `submission.none_found`, and for a single file what
    its reader raises.
    """
    if path.is_dir():
        yield from _in_place(Folder(path), known, str(path))
        return
    suffix = path.suffix.lower()
    if suffix == ".zip":
        yield from _in_place(Archive(path), known, path.name)
        return
    if suffix not in SUFFIXES:
        raise fail("submission.kind", path.name, known=" ".join(SUFFIXES))
    folder = Folder(path.parent, deep=False)
    content = folder.read(path.name)
    if suffix == ".xml":
        yield _with_ids(read_instance(content, path.name, Nearby(folder, "")), folder)
        return
    tables = _tables(content, path.name)
    if suffix == ".csv":
        if is_repeat(tables[0]):
            raise fail("submission.repeat_table", path.name)
        beside = sorted(each for each in path.parent.glob(f"{_escaped(path.stem)}-*.csv") if each.is_file())
        tables += [table for each in beside for table in _tables(folder.read(each.name), each.name)]
    yield from _in_export(tables, folder, "", known, path.name)


def _in_place(place: Place, known: KnownForms, name: str) -> Iterator[Submission | Problem]:
    found = False
    for each in (*_instances(place), *_exports(place, known)):
        found = True
        yield each
    if not found:
        raise fail("submission.none_found", name)


def _instances(place: Place) -> Iterator[Submission | Problem]:
    for name in place.names:
        if not name.lower().endswith(".xml"):
            continue
        try:
            content = place.read(name)
            root = read_document(content, name)
            if is_form(root) or not is_instance(root):
                continue
            folder = PurePosixPath(name).parent.as_posix()
            nearby = Nearby(place, "" if folder == "." else folder)
            yield _with_ids(read_instance(content, name, nearby), place)
        except ProblemError as error:
            yield from error.problems


def _exports(place: Place, known: KnownForms) -> Iterator[Submission | Problem]:
    by_folder: dict[str, list[Table]] = {}
    for name in place.names:
        if not name.lower().endswith(_TABLES):
            continue
        folder, _, _ = name.rpartition("/")
        try:
            tables = _tables(place.read(name), name)
        except ProblemError as error:
            yield from error.problems
            continue
        by_folder.setdefault(folder if name.lower().endswith(".csv") else name, []).extend(tables)
    for key, tables in by_folder.items():
        folder = key if not key.lower().endswith(".xlsx") else key.rpartition("/")[0]
        yield from _in_export(
            [each for each in tables if is_main(each) or is_repeat(each)], place, folder, known, ""
        )


def _in_export(
    tables: list[Table], place: Place, folder: str, known: KnownForms, name: str
) -> Iterator[Submission | Problem]:
    """Yield the rows of each main table; the tables of its repeats are those named after it, or all of a workbook."""
    mains = [table for table in tables if is_main(table)]
    if not mains and name:
        raise fail("submission.not_export", name)
    for main in mains:
        others = tuple(
            table
            for table in tables
            if is_repeat(table) and (table.name.startswith(f"{main.name}-") or table.file == main.file)
        )
        stem = PurePosixPath(main.file).stem
        export = Export(
            main, others, known.named_by(stem) or known.named_by(main.name), Nearby(place, folder)
        )
        yield from rows_of(export)


def _with_ids(found: XmlSubmission, place: Place) -> XmlSubmission:
    folder = PurePosixPath(found.source).parent.as_posix()
    return replace(found, files=Nearby(place, "" if folder == "." else folder, found.ids))


def _tables(content: bytes, name: str) -> list[Table]:
    return [read_csv(content, name)] if name.lower().endswith(".csv") else read_tables(content, name)


def _escaped(stem: str) -> str:
    """Return a name for `glob` in which nothing has a meaning of its own."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in stem)
