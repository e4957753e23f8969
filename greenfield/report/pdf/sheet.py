"""The sheet: A4, margins of 20 mm, twelve columns. Points; y downwards, x from the reader's start edge."""

from typing import Final

MM: Final = 72 / 25.4
PAGE_WIDTH: Final = 210 * MM
PAGE_HEIGHT: Final = 297 * MM
MARGIN: Final = 20 * MM
GUTTER: Final = 12.0
COLUMNS: Final = 12
FOOTER_HEIGHT: Final = 30.0

TEXT_WIDTH: Final = PAGE_WIDTH - 2 * MARGIN
TEXT_TOP: Final = MARGIN
TEXT_BOTTOM: Final = PAGE_HEIGHT - MARGIN - FOOTER_HEIGHT
TEXT_HEIGHT: Final = TEXT_BOTTOM - TEXT_TOP

_COLUMN: Final = (TEXT_WIDTH - (COLUMNS - 1) * GUTTER) / COLUMNS


def span(columns: int) -> float:
    """Return how wide so many columns of the grid are, with the gutters between them."""
    return columns * _COLUMN + (columns - 1) * GUTTER


def column_start(column: int) -> float:
    """Return where a column (counted from 0) begins, from the start edge of the text."""
    return column * (_COLUMN + GUTTER)
