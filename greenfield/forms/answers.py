"""Checks that an answer is of the type that its question wants, and writes it as it is stored."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC
from types import MappingProxyType

from greenfield.forms.moments import parse_date, parse_moment, parse_time
from greenfield.forms.values import parse_number, write_number

_INTEGER = re.compile(r"[+-]?\d{1,18}\Z", re.ASCII)


def _integer(text: str) -> str | None:
    return str(int(text)) if _INTEGER.match(text) else None


def _decimal(text: str) -> str | None:
    return text if math.isfinite(parse_number(text)) else None


def _date(text: str) -> str | None:
    day = parse_date(text)
    return day.isoformat() if day else None


def _moment(text: str) -> str | None:
    return text if parse_moment(text, UTC) is not None else None


def _time(text: str) -> str | None:
    return text if parse_time(text) is not None else None


def _truth(text: str) -> str | None:
    return text if text in {"true", "false", "1", "0"} else None


def _point(text: str) -> str | None:
    numbers = [parse_number(part) for part in text.split()]
    if not 2 <= len(numbers) <= 4 or not all(map(math.isfinite, numbers)):
        return None
    return text if abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180 else None


def _points(text: str) -> str | None:
    points = [part for part in text.split(";") if part.strip()]
    return text if points and all(_point(point) for point in points) else None


_CHECKS: Mapping[str, Callable[[str], str | None]] = MappingProxyType(
    {
        "int": _integer,
        "decimal": _decimal,
        "date": _date,
        "dateTime": _moment,
        "time": _time,
        "boolean": _truth,
        "geopoint": _point,
        "geotrace": _points,
        "geoshape": _points,
    }
)


def stored(value: str, kind: str) -> str | None:
    """Return an answer as it is stored, None when it is not of the type; empty stays empty.

    Types are those of binds; one without a rule takes any text.
    """
    check = _CHECKS.get(kind)
    trimmed = value.strip()
    if check is None or not trimmed:
        return value if check is None else ""
    return check(trimmed)


def calculated(value: object, kind: str) -> str:
    """Return what a calculation gives as it is stored: no NaN, whole numbers for the type `int`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | int):
        if math.isnan(value):
            return ""
        return write_number(math.trunc(value) if kind == "int" and math.isfinite(value) else value)
    if isinstance(value, list):
        return str(value[0].text) if value else ""
    return str(value)
