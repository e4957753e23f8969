"""Places on the earth as the visitor writes them, and as ODK stores them: `14.79 -16.93 60.0 4.5`.

A stored point is latitude and longitude in degrees (WGS 84), altitude and accuracy in metres; what is not known is
0.0. The points of a line or an area are separated by semicolons; an area ends where it began.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum

from greenfield.base.formats import Formats
from greenfield.services.stored_words import show_number
from greenfield.ui.visit.numbers import read_number

UNKNOWN = "0.0"
_MOST = (90, 180)


class Fault(Enum):
    """Why something is no point."""

    NO_NUMBER = "no number"
    MISSING = "missing"
    OUTSIDE = "outside"


def read_point(texts: Sequence[str], formats: Formats) -> str | tuple[int, Fault]:
    """Return a point as it is stored, empty for nothing at all; else which of the four texts is wrong, and why."""
    read = [read_number(text, formats) for text in (*texts, "", "")[:4]]
    numbers = [number or "" for number in read]
    for index, number in enumerate(read):
        if number is None:
            return index, Fault.NO_NUMBER
    if not any(numbers):
        return ""
    for index, most in enumerate(_MOST):
        if not numbers[index]:
            return index, Fault.MISSING
        if abs(Decimal(numbers[index])) > most:
            return index, Fault.OUTSIDE
    if numbers[3].startswith("-"):
        return 3, Fault.OUTSIDE
    return " ".join(number or UNKNOWN for number in numbers)


def show_point(stored: str, formats: Formats) -> list[str]:
    """Return the four texts of a stored point; altitude and accuracy are empty where neither is known."""
    parts = [*stored.split(), "", "", "", ""][:4]
    if not any(part.strip("0.") for part in parts[2:]):
        parts[2:] = ["", ""]
    return [show_number(part, formats) for part in parts]


def read_points(text: str, formats: Formats, *, is_area: bool) -> str | int:
    """Return the points of a line or an area, one on each line of a text, as they are stored; else the wrong line.

    The wrong line counts from 1; 0 says that there are too few points. Numbers stand apart by blanks, semicolons or
    tabs, or by a comma with a blank.
    """
    points = []
    for number, line in enumerate(text.splitlines(), start=1):
        parts = line.replace(";", " ").replace(", ", " ").replace("\t", " ").split()
        if not parts:
            continue
        point = read_point(parts, formats) if len(parts) <= 4 else (0, Fault.NO_NUMBER)
        if isinstance(point, tuple):
            return number
        points.append(point)
    if not points:
        return ""
    if is_area and points[0] != points[-1]:
        points.append(points[0])
    if len(points) < (4 if is_area else 2):
        return 0
    return "; ".join(points)


def show_points(stored: str, formats: Formats, *, is_area: bool) -> str:
    """Return stored points one on each line; an area without the point at which it ends, where it began."""
    points = [part.strip() for part in stored.split(";") if part.strip()]
    if is_area and len(points) > 1 and points[0] == points[-1]:
        points.pop()
    shown = (filter(None, show_point(point, formats)) for point in points)
    return "\n".join("  ".join(parts) for parts in shown)
