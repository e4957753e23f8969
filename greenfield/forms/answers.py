"""Checks that an answer is of the type that its question wants, and writes it as it is stored."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, tzinfo
from types import MappingProxyType

from greenfield.forms.moments import in_zone, parse_date, parse_moment, parse_time, write_moment
from greenfield.forms.values import parse_number, write_number

_FEED = re.compile("[\x0b\x0c]")
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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


def _points(text: str) -> list[str]:
    """Return the points of a line or shape; empty when one of them is none."""
    points = [part.strip() for part in text.split(";") if part.strip()]
    return points if all(_point(point) for point in points) else []


def _trace(text: str) -> str | None:
    return text if len(_points(text)) >= 2 else None


def _shape(text: str) -> str | None:
    """Take at least three points, of which the last is where the first is."""
    points = _points(text)
    return text if len(points) >= 3 and points[0].split()[:2] == points[-1].split()[:2] else None


_CHECKS: Mapping[str, Callable[[str], str | None]] = MappingProxyType(
    {
        "int": _integer,
        "decimal": _decimal,
        "date": _date,
        "dateTime": _moment,
        "time": _time,
        "boolean": _truth,
        "geopoint": _point,
        "geotrace": _trace,
        "geoshape": _shape,
    }
)


def writable(text: str) -> str:
    """Return a text without what XML 1.0 (section 2.2) has no place for; vertical tab and form feed end a line."""
    if _UNWRITABLE.search(text) is None:
        return text
    return _UNWRITABLE.sub("", _FEED.sub("\n", text))


def stored(value: str, kind: str) -> str | None:
    """Return an answer as it is stored, None when it is not of the type; empty stays empty.

    Types are those of binds; one without a rule takes any text, `writable` as it must be.
    """
    value = writable(value)
    check = _CHECKS.get(kind)
    trimmed = value.strip()
    if check is None or not trimmed:
        return value if check is None else ""
    return check(trimmed)


def calculated(value: object, kind: str, zone: tzinfo) -> str:
    """Return what a calculation gives as it is stored: no NaN, and as its type wants it where that can be.

    Numbers are whole for `int`, truths are 1 and 0 for numbers, a moment becomes its day in `zone` for `date`, a
    day its midnight for `dateTime`. A text that is not of the type stays, as in ODK Collect.
    """
    if isinstance(value, bool):
        return ("1" if value else "0") if kind in _NUMBERS else ("true" if value else "false")
    if isinstance(value, float | int):
        if math.isnan(value):
            return ""
        if kind == "boolean":
            return "true" if value else "false"
        return write_number(math.trunc(value) if kind == "int" and math.isfinite(value) else value)
    text = writable((str(value[0].text) if value else "") if isinstance(value, list) else str(value))
    as_type = _TEXTS.get(kind)
    return as_type(text, zone) if as_type is not None and text else text


def _as_integer(text: str, _zone: tzinfo) -> str:
    number = parse_number(text)
    return write_number(math.trunc(number)) if math.isfinite(number) else text


def _as_truth(text: str, _zone: tzinfo) -> str:
    return "false" if text in {"false", "0"} else "true"


def _as_date(text: str, zone: tzinfo) -> str:
    moment = parse_moment(text, zone) if len(text) > _LENGTH_OF_DATE else None
    return in_zone(moment, zone).date().isoformat() if moment is not None else text


def _as_moment(text: str, zone: tzinfo) -> str:
    moment = parse_moment(text, zone) if len(text) <= _LENGTH_OF_DATE else None
    return write_moment(moment) if moment is not None else text


_NUMBERS = frozenset({"int", "decimal"})
_LENGTH_OF_DATE = len("2024-03-05")
_TEXTS: Mapping[str, Callable[[str, tzinfo], str]] = MappingProxyType(
    {"int": _as_integer, "boolean": _as_truth, "date": _as_date, "dateTime": _as_moment}
)
