"""Colours of paper for the roles of colour: what a role looks like in print."""

from typing import Final

from greenfield.charts.shapes import Role

COLOURS: Final[dict[Role, str]] = {
    Role.MAIN: "#1F6F54",
    Role.SECOND: "#6D9BCB",
    Role.THIRD: "#C3C8CC",
    Role.INK: "#1B2A27",
    Role.QUIET: "#5C6B67",
    Role.LINE: "#DDD9D0",
    Role.PAPER: "#FFFFFF",
    Role.STATUS_1: "#B4560F",
    Role.STATUS_2: "#DB8A3C",
    Role.STATUS_3: "#8F969E",
    Role.STATUS_4: "#6D9BCB",
    Role.STATUS_5: "#2B5F9E",
}
