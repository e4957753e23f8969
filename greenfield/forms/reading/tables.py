"""Rows of CSV files that a form reads (ODK XForms specification, secondary instances from CSV)."""

import csv
import io
from collections.abc import Iterator, Mapping

from greenfield.base.problem import Place, fail

_DELIMITERS = ",;\t"


def read_rows(name: str, data: bytes) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a CSV file with a header row by column; a cell that is not there is empty.

    UTF-8; commas, semicolons or tabs between the cells. ProblemError `form.file_unreadable`.
    """
    try:
        text = data.decode("utf-8-sig")
        header_line = text.partition("\n")[0]
        delimiter = max(_DELIMITERS, key=header_line.count)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        header = [column.strip() for column in next(rows, [])]
        empty = [""] * len(header)
        for row in rows:
            if row:
                yield dict(zip(header, [*row, *empty[len(row) :]], strict=False))
    except (UnicodeDecodeError, csv.Error) as error:
        raise fail("form.file_unreadable", Place(name), file=name) from error
