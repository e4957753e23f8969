"""Colours by what they are for, for a light and a dark window."""

from enum import StrEnum
from typing import Final


class Colour(StrEnum):
    """What a colour is for. Those that charts use have the names of `greenfield.charts.shapes.Role`.

    `*_TEXT` is read as words, the plain role is seen as line, bar or icon, `*_SOFT` lies behind ink.
    """

    PAPER = "paper"
    FIELD = "field"
    RAIL = "rail"
    LINE = "line"
    EDGE = "edge"
    INK = "ink"
    QUIET = "quiet"
    MAIN = "main"
    MAIN_TEXT = "main_text"
    MAIN_HOVER = "main_hover"
    MAIN_PRESSED = "main_pressed"
    MAIN_SOFT = "main_soft"
    ON_MAIN = "on_main"
    HOVER = "hover"
    FOCUS = "focus"
    WARNING = "warning"
    WARNING_TEXT = "warning_text"
    WARNING_SOFT = "warning_soft"
    ERROR = "error"
    ERROR_TEXT = "error_text"
    ERROR_SOFT = "error_soft"
    INFO = "info"
    INFO_TEXT = "info_text"
    INFO_SOFT = "info_soft"
    SECOND = "second"
    THIRD = "third"
    STATUS_1 = "status_1"
    STATUS_2 = "status_2"
    STATUS_3 = "status_3"
    STATUS_4 = "status_4"
    STATUS_5 = "status_5"


LIGHT: Final[dict[Colour, str]] = {
    Colour.PAPER: "#FBFAF7",
    Colour.FIELD: "#FFFFFF",
    Colour.RAIL: "#F3F1EB",
    Colour.LINE: "#DDD9D0",
    Colour.EDGE: "#8A938F",
    Colour.INK: "#1B2A27",
    Colour.QUIET: "#5C6B67",
    Colour.MAIN: "#1F6F54",
    Colour.MAIN_TEXT: "#1F6F54",
    Colour.MAIN_HOVER: "#1A5F48",
    Colour.MAIN_PRESSED: "#154F3C",
    Colour.MAIN_SOFT: "#DFECE5",
    Colour.ON_MAIN: "#FFFFFF",
    Colour.HOVER: "#EAE7DF",
    Colour.FOCUS: "#1F6F54",
    Colour.WARNING: "#B26A00",
    Colour.WARNING_TEXT: "#8A5200",
    Colour.WARNING_SOFT: "#FBF0DC",
    Colour.ERROR: "#A63D2F",
    Colour.ERROR_TEXT: "#A63D2F",
    Colour.ERROR_SOFT: "#F9E7E3",
    Colour.INFO: "#2B5F9E",
    Colour.INFO_TEXT: "#2B5F9E",
    Colour.INFO_SOFT: "#E4EDF7",
    Colour.SECOND: "#6D9BCB",
    Colour.THIRD: "#C3C8CC",
    Colour.STATUS_1: "#B4560F",
    Colour.STATUS_2: "#DB8A3C",
    Colour.STATUS_3: "#8F969E",
    Colour.STATUS_4: "#6D9BCB",
    Colour.STATUS_5: "#2B5F9E",
}

DARK: Final[dict[Colour, str]] = {
    Colour.PAPER: "#161D1B",
    Colour.FIELD: "#1D2624",
    Colour.RAIL: "#121816",
    Colour.LINE: "#33403C",
    Colour.EDGE: "#71807B",
    Colour.INK: "#E9ECE8",
    Colour.QUIET: "#A3B0AB",
    Colour.MAIN: "#2A8262",
    Colour.MAIN_TEXT: "#6CC7A4",
    Colour.MAIN_HOVER: "#257457",
    Colour.MAIN_PRESSED: "#1F644B",
    Colour.MAIN_SOFT: "#20382F",
    Colour.ON_MAIN: "#FFFFFF",
    Colour.HOVER: "#25302D",
    Colour.FOCUS: "#6CC7A4",
    Colour.WARNING: "#E0A04A",
    Colour.WARNING_TEXT: "#E9B468",
    Colour.WARNING_SOFT: "#362B19",
    Colour.ERROR: "#E07A68",
    Colour.ERROR_TEXT: "#F0988A",
    Colour.ERROR_SOFT: "#3B2320",
    Colour.INFO: "#7FAEE3",
    Colour.INFO_TEXT: "#93BCEB",
    Colour.INFO_SOFT: "#1E2C3D",
    Colour.SECOND: "#5A87B5",
    Colour.THIRD: "#596660",
    Colour.STATUS_1: "#D9772B",
    Colour.STATUS_2: "#E5A45F",
    Colour.STATUS_3: "#8C949B",
    Colour.STATUS_4: "#7FAEDC",
    Colour.STATUS_5: "#4F87CC",
}
