"""Distances of the window in pixels: a grid of 8."""

from typing import Final

GRID: Final = 8
NEAR: Final = 8
"""Between fields that belong together."""
GAP: Final = 16
MARGIN: Final = 24
RADIUS: Final = 6
RAIL: Final = 200
RAIL_FOLDED: Final = 56
COLUMN: Final = 720
"""The widest that a column of questions or of text gets."""
SIDE: Final = 320
TARGET: Final = 34
"""How high a button or field is; 44 in touch mode."""
TOUCH_TARGET: Final = 44
MOTION_MS: Final = 120
