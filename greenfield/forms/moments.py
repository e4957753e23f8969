"""Dates and times as answers are stored (ISO 8601), and as numbers of days since 1970-01-01."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

_EPOCH = date(1970, 1, 1)
_EPOCH_DAY = _EPOCH.toordinal()
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z", re.ASCII)
_TIME_PART = r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?"
_MOMENT = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})[T ]{_TIME_PART}\Z", re.ASCII)
_TIME = re.compile(rf"{_TIME_PART}\Z", re.ASCII)
_DAY_SECONDS = 86_400.0


def parse_date(text: str) -> date | None:
    """Return a stored date, None for another text or a day that does not exist."""
    found = _DATE.match(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def parse_moment(text: str, zone: tzinfo) -> datetime | None:
    """Return a stored date with time, or a date as its midnight; `zone` holds where none is written."""
    day = parse_date(text)
    if day is not None:
        return datetime(day.year, day.month, day.day, tzinfo=zone)
    found = _MOMENT.match(text)
    if found is None:
        return None
    try:
        return datetime(
            int(found[1]),
            int(found[2]),
            int(found[3]),
            int(found[4]),
            int(found[5]),
            int(found[6] or 0),
            int((found[7] or "0").ljust(6, "0")[:6]),
            tzinfo=_zone(found[8], zone),
        )
    except ValueError:
        return None


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """Return a moment in a zone; at the ends of the calendar, where that is not possible, as it is."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment


def parse_time(text: str, zone: tzinfo | None = None, day: date = _EPOCH) -> float | None:
    """Return a stored time of day as a fraction of a day.

    With `zone`, a time that has a zone of its own is taken to that one, as it is on `day`.
    """
    found = _TIME.match(text)
    if found is None:
        return None
    hours, minutes, seconds = int(found[1]), int(found[2]), float(f"{found[3] or 0}.{found[4] or 0}")
    if hours > 23 or minutes > 59 or seconds >= 60:
        return None
    fraction = (hours * 3600 + minutes * 60 + seconds) / _DAY_SECONDS
    if zone is None or not found[5]:
        return fraction
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
    own = _zone(found[5], zone).utcoffset(None) or timedelta()
    apart = (noon.utcoffset() or timedelta()) - own
    return (fraction + apart.total_seconds() / _DAY_SECONDS) % 1


def _zone(written: str | None, default: tzinfo) -> tzinfo:
    if not written:
        return default
    if written == "Z":
        return UTC
    digits = written[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if written[0] == "-" else offset)


def days_of(text: str) -> float | None:
    """Return a date, or a date with time (UTC where no zone is written), as days since 1970-01-01."""
    day = parse_date(text)
    if day is not None:
        return float(day.toordinal() - _EPOCH_DAY)
    moment = parse_moment(text, UTC)
    return None if moment is None else moment_days(moment)


def moment_days(moment: datetime) -> float:
    """Return a moment as days since 1970-01-01 00:00 UTC, with the time as a fraction."""
    return moment.timestamp() / _DAY_SECONDS


def write_date(days: float) -> str:
    """Return a number of days since 1970-01-01 as a stored date, empty when no date has it."""
    try:
        return date.fromordinal(int(days // 1) + _EPOCH_DAY).isoformat()
    except (ValueError, OverflowError):
        return ""


def write_moment(moment: datetime) -> str:
    """Return a moment as it is stored: milliseconds and the zone's offset."""
    return moment.isoformat(timespec="milliseconds")
