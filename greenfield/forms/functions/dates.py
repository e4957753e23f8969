"""Functions of dates and times. A date is a text `2024-03-05`, or a number of days since 1970-01-01."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from types import MappingProxyType

from greenfield.forms.evaluation.builder import Builder, Function, Registry
from greenfield.forms.evaluation.convert import Value, as_number, as_text
from greenfield.forms.evaluation.scope import Closure, Scope
from greenfield.forms.expression.tree import Call
from greenfield.forms.functions.date_names import date_names
from greenfield.forms.moments import (
    in_zone,
    moment_days,
    parse_date,
    parse_moment,
    parse_time,
    write_moment,
)
from greenfield.forms.values import NAN

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def functions() -> Registry:
    """Return the family by name."""
    return {
        "now": Function(lambda _builder, _call: lambda scope: write_moment(scope.world.now), "text", 0, 0),
        "today": Function(lambda _builder, _call: _today, "text", 0, 0),
        "date": Function(_build_date, "text", 1, 1),
        "date-time": Function(_build_moment, "text", 1, 1),
        "decimal-date-time": Function(_build_decimal, "number", 1, 1),
        "decimal-time": Function(_build_decimal_time, "number", 1, 1),
        "format-date": Function(_build_format, "text", 2, 2),
        "format-date-time": Function(_build_format, "text", 2, 2),
    }


def _today(scope: Scope) -> str:
    return scope.world.now.date().isoformat()


def _moment(value: Value, zone: tzinfo) -> datetime | None:
    """Return the moment that a text or a number of days means; a number without fraction is a local day."""
    moment = parse_moment(as_text(value).strip(), zone) if not isinstance(value, float) else None
    days = as_number(value) if moment is None else NAN
    if not math.isfinite(days) or abs(days) > 2_900_000:
        return moment
    try:
        made = _EPOCH + timedelta(days=days)
        return made.replace(tzinfo=zone) if days == int(days) else made.astimezone(zone)
    except (OverflowError, ValueError):
        return None


def _since_1970(days: float) -> datetime | None:
    """Return the moment so many days after 1970-01-01 00:00 UTC: the inverse of `decimal-date-time`."""
    return _EPOCH + timedelta(days=days) if math.isfinite(days) and abs(days) <= 700_000 else None


def _build_date(builder: Builder, call: Call) -> Closure:
    value = builder.value(call.arguments[0])

    def as_date(scope: Scope) -> str:
        moment = _moment(value(scope), scope.world.zone)
        return in_zone(moment, scope.world.zone).date().isoformat() if moment else ""

    return as_date


def _build_moment(builder: Builder, call: Call) -> Closure:
    value = builder.value(call.arguments[0])

    def as_moment(scope: Scope) -> str:
        found = value(scope)
        moment = _since_1970(found) if isinstance(found, float) else _moment(found, scope.world.zone)
        return write_moment(in_zone(moment, scope.world.zone)) if moment else ""

    return as_moment


def _build_decimal(builder: Builder, call: Call) -> Closure:
    value = builder.value(call.arguments[0])

    def as_days(scope: Scope) -> float:
        found = value(scope)
        if isinstance(found, float):
            return found
        moment = _moment(found, scope.world.zone)
        return moment_days(moment) if moment else NAN

    return as_days


def _build_decimal_time(builder: Builder, call: Call) -> Closure:
    text = builder.text(call.arguments[0])

    def as_fraction(scope: Scope) -> float:
        found = text(scope)
        day, _, time = found.rpartition("T")
        world = scope.world
        fraction = parse_time(time, world.zone, parse_date(day) or world.now.date())
        return NAN if fraction is None else fraction

    return as_fraction


def _build_format(builder: Builder, call: Call) -> Closure:
    value, pattern = builder.value(call.arguments[0]), builder.text(call.arguments[1])

    def formatted(scope: Scope) -> str:
        moment = _moment(value(scope), scope.world.zone)
        if moment is None:
            return ""
        return format_moment(in_zone(moment, scope.world.zone), pattern(scope), scope.world.language)

    return formatted


def format_moment(moment: datetime, pattern: str, language: str) -> str:
    """Return a moment in a pattern of ODK's `format-date-time`; an escape that is none of these stays."""
    months, days = date_names(language)
    parts: Mapping[str, str] = MappingProxyType(
        {
            "Y": f"{moment.year:04}",
            "y": f"{moment.year % 100:02}",
            "m": f"{moment.month:02}",
            "n": str(moment.month),
            "b": months[moment.month - 1],
            "d": f"{moment.day:02}",
            "e": str(moment.day),
            "H": f"{moment.hour:02}",
            "h": str(moment.hour),
            "M": f"{moment.minute:02}",
            "S": f"{moment.second:02}",
            "3": f"{moment.microsecond // 1000:03}",
            "a": days[moment.weekday()],
            "W": str(moment.isocalendar().week),
            "%": "%",
        }
    )
    pieces = pattern.replace("%%", "%\0").split("%")
    shown = [pieces[0]]
    for piece in pieces[1:]:
        if piece.startswith("\0"):
            shown.append("%" + piece[1:])
        else:
            shown.append(parts.get(piece[:1], "%" + piece[:1]) + piece[1:])
    return "".join(shown)
