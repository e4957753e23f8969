"""What options take: each reads one kind of value, and says of another one in plain words what it takes."""

import argparse
from collections.abc import Callable
from datetime import date

from greenfield.base.places import alpha2_of
from greenfield.base.sectors import division_of
from greenfield.base.texts import mark
from greenfield.cli.argparse_texts import said

_MOST_PEOPLE = 10**9


def whole(low: int, high: int) -> Callable[[str], int]:
    """Return what reads a whole number of this range."""

    def read(text: str) -> int:
        try:
            found = int(text)
        except ValueError:
            found = low - 1
        if not low <= found <= high:
            raise _unfit(mark("“{text}” is no whole number from {low} to {high}."), text, low=low, high=high)
        return found

    return read


def seconds(high: int) -> Callable[[str], float]:
    """Return what reads a number of seconds, more than none and at most `high`."""

    def read(text: str) -> float:
        try:
            found = float(text)
        except ValueError:
            found = 0.0
        if not 0 < found <= high:
            raise _unfit(mark("“{text}” is no number of seconds above 0 and up to {high}."), text, high=high)
        return found

    return read


def number(text: str) -> float:
    """Read a number."""
    try:
        return float(text)
    except ValueError:
        raise _unfit(mark("“{text}” is no number. Write it as 2.5."), text) from None


def people(text: str) -> int:
    """Read how many people work somewhere."""
    return whole(0, _MOST_PEOPLE)(text)


def iso_date(text: str) -> date:
    """Read a date that was written like 2026-06-30."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _unfit(mark("“{text}” is no date. Write it as 2026-06-30."), text) from None


def sector(text: str) -> str:
    """Read a sector of ISIC Rev. 4."""
    if not division_of(text.upper()):
        raise _unfit(mark("“{text}” is no sector of ISIC Rev. 4. Write it as C10."), text)
    return text.upper()


def country(text: str) -> str:
    """Read a country of ISO 3166."""
    if not alpha2_of(text.upper()):
        raise _unfit(mark("“{text}” is no country of ISO 3166. Write three letters, as in SEN."), text)
    return text.upper()


def _unfit(message: str, text: str, **values: object) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(said(message, text=text, **values))
