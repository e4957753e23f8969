"""Checks of the files that a form names: they lie beside it, nowhere else."""

import re
from collections.abc import Iterator

from greenfield.base.problem import Problem
from greenfield.toolkit.columns import MEDIA_COLUMNS, columns_of, split_header
from greenfield.toolkit.sheets import Sheets

_OUTSIDE = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:[/\\]|^(?!jr:)\w+://")


def leaves_folder(name: str) -> bool:
    r"""Tell whether a file's name leads out of the folder of the form: `../x`, `/etc/x`, `C:\x`, an address."""
    return _OUTSIDE.search(name.strip()) is not None


def check_media(sheets: Sheets) -> Iterator[Problem]:
    """Yield media files that lie elsewhere, and large images without a small one."""
    for name in ("survey", "choices"):
        sheet = sheets.sheet(name)
        columns = columns_of(sheet)
        for row in sheet:
            for header, text in row.cells.items():
                if split_header(header)[0] in MEDIA_COLUMNS and leaves_folder(text):
                    yield sheets.problem("survey.file_elsewhere", name, row.number, header, file=text)
            if columns.texts(row, "big-image") and not columns.texts(row, "image"):
                header = columns.header("big-image")
                yield sheets.problem("survey.big_image", name, row.number, header)
