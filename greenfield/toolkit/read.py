"""Reading a form from a file: text, workbook or XForm."""

from dataclasses import dataclass
from pathlib import Path

from greenfield.base.problem import fail
from greenfield.toolkit.archive import MEGABYTE
from greenfield.toolkit.markdown import read_markdown
from greenfield.toolkit.parts import with_parts
from greenfield.toolkit.sheets import Sheets
from greenfield.toolkit.workbook import read_workbook

MAX_FILE_BYTES = 20 * MEGABYTE
FORM_SUFFIXES = (".md", ".xlsx", ".xlsm", ".xml")


@dataclass(frozen=True, slots=True)
class FormSource:
    """A form as its author keeps it: sheets, or ready XForm XML; one of both is there."""

    name: str
    sheets: Sheets | None = None
    xform: bytes | None = None


def read_file(path: Path) -> bytes:
    """Return a file's bytes; ProblemError `file.unreadable`, or `file.too_large` above 20 MB."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise fail("file.too_large", path.name, megabytes=MAX_FILE_BYTES // MEGABYTE)
        return path.read_bytes()
    except OSError as error:
        raise fail("file.unreadable", str(path), reason=error.strerror or type(error).__name__) from error


def read_form(path: Path) -> FormSource:
    """Return the form in a file; the suffix says how it is written.

    Raises ProblemError `file.unreadable`, `file.too_large`, `workbook.kind` for another suffix, or what
    the reader of that kind raises.
    """
    suffix = path.suffix.lower()
    content = read_file(path)
    if suffix == ".xls":
        raise fail("workbook.old_format", path.name)
    if suffix not in FORM_SUFFIXES:
        raise fail("workbook.kind", path.name, known=" ".join(FORM_SUFFIXES))
    if suffix == ".xml":
        return FormSource(path.name, xform=content)
    if suffix == ".md":
        return FormSource(path.name, sheets=with_parts(_tables(content, path.name), path, _part))
    return FormSource(path.name, sheets=read_workbook(content, path.name))


def _tables(content: bytes, name: str) -> Sheets:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise fail("workbook.not_text", name) from error
    return read_markdown(text, name)


def _part(path: Path) -> Sheets:
    return _tables(read_file(path), path.name)
