"""Reading a form from a file: text, workbook or XForm."""

from dataclasses import dataclass
from pathlib import Path

from greenfield.base.problem import fail
from greenfield.toolkit.archive import MEGABYTE
from greenfield.toolkit.markdown import read_markdown
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
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise fail("workbook.not_text", path.name) from error
        return FormSource(path.name, sheets=read_markdown(text, path.name))
    return FormSource(path.name, sheets=read_workbook(content, path.name))
