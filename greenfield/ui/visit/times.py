"""Times as the visitor writes them, and as ODK Collect stores them: `10:30:00.000+01:00`, with the local offset."""

import re
import unicodedata
from datetime import UTC, date, datetime, time

from babel.dates import format_time

from greenfield.base.formats import Formats

_TYPED = re.compile(r"(\d{1,2})(?:\s*[:.h٫时時点點]\s*(\d{1,2}))?(?:\s*[:.分]\s*(\d{2}))?\s*[h分]?")
_TOGETHER = re.compile(r"(\d{2})(\d{2})")
_STORED = re.compile(r"(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?")
_PERIODS = {"am": ("am", "a.m."), "pm": ("pm", "p.m.")}
_NOON = 12


def read_time(text: str, formats: Formats) -> time | None:
    """Return the time that somebody typed, None if it is none: `10:30`, `10h30`, `1030`, `10.30`, `10:30 PM`."""
    plain = "".join(_digit(character) for character in text.strip().casefold())
    period = ""
    for name, words in _periods(formats).items():
        for word in words:
            if plain.endswith(word) or plain.startswith(word):
                plain, period = plain.removesuffix(word).removeprefix(word).strip(), name
                break
    found = _TOGETHER.fullmatch(plain) or _TYPED.fullmatch(plain)
    if found is None:
        return None
    hour, minute, second = (int(part or 0) for part in (*found.groups(), None, None)[:3])
    if period:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if period == "pm" else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def show_time(moment: time, formats: Formats) -> str:
    """Return a time as the visitor writes it, with its seconds if it has any."""
    return format_time(moment, "medium" if moment.second else "short", locale=formats.locale)


def stored_time(stored: str) -> time | None:
    """Return the time on the clock of the place where an answer was given; None if it is no time."""
    found = _STORED.fullmatch(stored)
    if found is None:
        return None
    try:
        return time(int(found[1]), int(found[2]), int(found[3] or 0))
    except ValueError:
        return None


def as_stored(day: date | None, moment: time) -> str:
    """Return a time as it is stored, of a day (and with it) or of today, with the offset of this computer."""
    on = day or datetime.now(UTC).astimezone().date()
    local = datetime.combine(on, moment).astimezone()
    whole = local.isoformat(timespec="milliseconds")
    return whole if day is not None else whole.partition("T")[2]


def _periods(formats: Formats) -> dict[str, list[str]]:
    """Return the words for the halves of the day in the language of the number format, the longest first."""
    found: dict[str, list[str]] = {}
    for name, usual in _PERIODS.items():
        own = [
            str(formats.locale.day_periods["format"].get(width, {}).get(name, "")).casefold()
            for width in ("wide", "abbreviated")
        ]
        found[name] = sorted({*usual, *filter(None, own)}, key=len, reverse=True)
    return found


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
