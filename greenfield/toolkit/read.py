"""Reading a form from a file: text, workbook or XForm."""

from dataclasses import dataclass
from pathlib import Path

from greenfield.base.problem import Problem, fail
from greenfield.toolkit.archive import MEGABYTE
from greenfield.toolkit.limits import MAX_BINDS, MAX_FILE_CELLS, MAX_FILE_ROWS, MAX_INSTANCE_TAGS, MAX_TAGS
from greenfield.toolkit.markdown import read_markdown
from greenfield.toolkit.parts import with_parts
from greenfield.toolkit.sheets import Sheets
from greenfield.toolkit.sniff import kind_of
from greenfield.toolkit.workbook import notes_on, read_workbook

MAX_FILE_BYTES = 20 * MEGABYTE
_SAME = ({".xlsx", ".xlsm"},)
FORM_SUFFIXES = (".md", ".xlsx", ".xlsm", ".xml")


@dataclass(frozen=True, slots=True)
class FormSource:
    """A form as its author keeps it: sheets, or ready XForm XML; one of both is there.

    `notes` are warnings about what the file holds besides.
    """

    name: str
    sheets: Sheets | None = None
    xform: bytes | None = None
    notes: tuple[Problem, ...] = ()


def read_file(path: Path) -> bytes:
    """Return a file's bytes; ProblemError `file.unreadable`, or `file.too_large` above 20 MB."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise fail("file.too_large", path.name, megabytes=MAX_FILE_BYTES // MEGABYTE)
        return path.read_bytes()
    except OSError as error:
        raise fail("file.unreadable", str(path), reason=error.strerror or type(error).__name__) from error


def read_table(path: Path) -> bytes:
    """Return the bytes of a file that a form reads choices from; `file.too_many_rows` for what is no list."""
    content = read_file(path)
    cells = sum(content.count(sign) for sign in (b",", b";", b"\t", b"\n", b"<"))
    if content.count(b"\n") > MAX_FILE_ROWS or cells > MAX_FILE_CELLS:
        raise fail("file.too_many_rows", path.name, rows=MAX_FILE_ROWS)
    return content


def read_form(path: Path) -> FormSource:
    """Return the form in a file; the suffix says how it is written.

    Raises ProblemError `file.unreadable`, `file.too_large`, `workbook.kind` for another suffix,
    `workbook.other_kind` for content that its suffix does not say, `form.too_large`, or what the reader of that
    kind raises.
    """
    suffix = path.suffix.lower()
    content = read_file(path)
    if suffix == ".xls":
        found = kind_of(content)
        if found not in {"", ".xls"}:
            raise fail("workbook.other_kind", path.name, found=found)
        raise fail("workbook.old_format", path.name)
    if suffix not in FORM_SUFFIXES:
        raise fail("workbook.kind", path.name, known=" ".join(FORM_SUFFIXES))
    found = kind_of(content)
    if found and found != suffix and {found, suffix} not in _SAME and (found, suffix) != (".xls", ".xlsx"):
        raise fail("workbook.other_kind", path.name, found=found)
    if suffix == ".xml":
        return FormSource(path.name, xform=_bounded(content, path.name))
    if suffix == ".md":
        return FormSource(path.name, sheets=with_parts(_tables(content, path.name), path, _part))
    sheets = read_workbook(content, path.name)
    return FormSource(path.name, sheets=sheets, notes=tuple(notes_on(content, sheets)))


def _bounded(content: bytes, name: str) -> bytes:
    """Return XML that has no more elements than a form may have, by counting before it is read."""
    start = content.find(b"<instance")
    end = content.find(b"</instance>", start)
    if (
        content.count(b"<") > MAX_TAGS
        or content.count(b"<bind") > MAX_BINDS
        or (start >= 0 and content.count(b"<", start, end if end > 0 else None) > MAX_INSTANCE_TAGS)
    ):
        raise fail("form.too_large", name)
    return content


def _tables(content: bytes, name: str) -> Sheets:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise fail("workbook.not_text", name) from error
    return read_markdown(text, name)


def _part(path: Path) -> Sheets:
    return _tables(read_file(path), path.name)
