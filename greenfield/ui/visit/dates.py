"""Dates as the visitor writes them, and as they are stored: `2026-03-10`."""

import re
import unicodedata
from datetime import date

from greenfield.base.formats import Formats

_PART = re.compile(r"\d+|[^\W\d_]+")
_FIELD = re.compile(r"y+|M+|d+", re.ASCII)
_CENTURY = 2000


def read_date(text: str, formats: Formats) -> str | None:
    """Return what somebody typed as it is stored, None if it is no date; empty stays empty.

    Taken are the format that is shown, ISO, and numbers in the order of the number format; months may be
    named. A year of two digits lies in this century.
    """
    plain = "".join(_digit(character) for character in text.strip())
    if not plain:
        return ""
    parts = _PART.findall(plain.casefold())
    months = _months(formats)
    named = [months[part] for part in parts if part in months]
    numbers = [part for part in parts if part.isdecimal()]
    if len(named) > 1 or len(numbers) + len(named) != 3:
        return None
    if named:
        return _by_name(numbers, named[0])
    order = "yMd" if len(numbers[0]) > 2 else _order(formats)
    found = dict(zip(order, numbers, strict=True))
    return _stored(found["y"], int(found["M"]), found["d"])


def _by_name(numbers: list[str], month: int) -> str | None:
    day, year = sorted(numbers, key=len) if len(numbers[0]) != len(numbers[1]) else numbers
    return _stored(year, month, day)


def _stored(year: str, month: int, day: str) -> str | None:
    number = int(year) + (_CENTURY if len(year) <= 2 else 0)
    try:
        return date(number, month, int(day)).isoformat()
    except ValueError:
        return None


def _order(formats: Formats) -> str:
    """Return in which order the number format writes year, month and day: `dMy`."""
    pattern = str(formats.locale.date_formats["short"].pattern)
    return "".join(found[0] for found in _FIELD.findall(pattern))


def _months(formats: Formats) -> dict[str, int]:
    """Return the months by their names and short names in the language of the number format."""
    found: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in formats.locale.months[context][width].items():
                parts = _PART.findall(str(name).casefold())
                if len(parts) == 1 and not parts[0].isdecimal():
                    found.setdefault(parts[0], int(number))
    return found


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
