"""Sheets as a package stores them: JSON with headers, and rows with their numbers."""

import msgspec

from greenfield.base.problem import fail
from greenfield.toolkit.sheets import Row, Sheet, Sheets


class _StoredSheet(msgspec.Struct, frozen=True):
    headers: list[str]
    rows: list[tuple[int, dict[str, str]]]


def encode_sheets(sheets: Sheets) -> bytes:
    """Return the sheets as JSON; the same sheets give the same bytes."""
    stored = {
        name: _StoredSheet(
            list(sheet.headers),
            [(row.number, {h: row.cells[h] for h in sheet.headers if h in row.cells}) for row in sheet],
        )
        for name, sheet in sorted(sheets.sheets.items())
        if sheet
    }
    return msgspec.json.encode(stored)


def decode_sheets(content: bytes, name: str) -> Sheets:
    """Return the sheets that a package stores; ProblemError `package.damaged` if they are none."""
    try:
        stored = msgspec.json.decode(content, type=dict[str, _StoredSheet])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise fail("package.damaged", name) from error
    return Sheets(
        name,
        {
            key: Sheet(key, tuple(sheet.headers), tuple(Row(number, cells) for number, cells in sheet.rows))
            for key, sheet in stored.items()
        },
    )
