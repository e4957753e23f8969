"""What a file is, by its first bytes, whatever its name says."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

_SIGNATURES = (
    (b"%PDF-", ".pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"Rar!", ".rar"),
    (b"7z\xbc\xaf", ".7z"),
    (b"\x1f\x8b", ".gz"),
    (b"MZ", ".exe"),
    (b"\x7fELF", ".exe"),
    (b"SQLite format 3\x00", ".db"),
    (b"{\\rtf", ".rtf"),
)
_INSIDE_ZIP = (
    ("xl/workbook.xml", ".xlsx"),
    ("word/document.xml", ".docx"),
    ("ppt/presentation.xml", ".pptx"),
    ("content.xml", ".ods"),
    ("manifest.json", ".gfpack"),
)
_MARKUP = ((b"<!doctype html", ".html"), (b"<html", ".html"), (b"<?xml", ".xml"), (b"<h:html", ".xml"))
_HEAD = 512


def kind_of(content: bytes) -> str:
    """Return the ending that fits a file's content, empty if nothing tells; never unpacks anything."""
    for signature, ending in _SIGNATURES:
        if content.startswith(signature):
            return ending
    if content.startswith(b"PK"):
        return _in_zip(content)
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((ending for start, ending in _MARKUP if head.startswith(start)), "")


def _in_zip(content: bytes) -> str:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return ""
    return next((ending for name, ending in _INSIDE_ZIP if name in names), ".zip")
