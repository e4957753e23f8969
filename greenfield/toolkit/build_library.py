"""Making a library pack from its source: the tables are checked and packed."""

from pathlib import Path

import msgspec

from greenfield.base.languages import LANGUAGES
from greenfield.base.problem import ProblemError, Severity, fail, has_error
from greenfield.toolkit.check.library_pack import check_tables
from greenfield.toolkit.library_pack import ROWS, encode_items
from greenfield.toolkit.library_source import read_tables
from greenfield.toolkit.manifest import manifest_of
from greenfield.toolkit.package import LIBRARY, SUFFIX, pack
from greenfield.toolkit.sheets import Sheets
from greenfield.toolkit.toolkit import library_items


def build_library(source: Path, sheets: Sheets) -> tuple[str, bytes]:
    """Return file name and bytes of the library pack whose source names it in the sheet `package`.

    ProblemError with all problems of the tables beside `source`. The languages of the pack are those of its
    rows; the same rows, in whatever file and order, give the same bytes.
    """
    manifest = manifest_of(sheets, LIBRARY)
    tables = read_tables(source.parent)
    problems = list(check_tables(tables))
    if has_error(problems):
        raise ProblemError(*(problem for problem in problems if problem.severity is Severity.ERROR))
    items = [item for table in tables for item in library_items(table)]
    if not items:
        raise fail("library.no_rows", source.name)
    spoken = {item.language for item in items}
    manifest = msgspec.structs.replace(manifest, languages=[code for code in LANGUAGES if code in spoken])
    return f"{manifest.id}-{manifest.version}{SUFFIX}", pack(manifest, {ROWS: encode_items(items)})
