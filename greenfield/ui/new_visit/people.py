"""A number of people as somebody types it."""

from babel.numbers import NumberFormatError, get_group_symbol, parse_decimal

from greenfield.base.formats import Formats

_MOST = 1_000_000


def read_people(typed: str, formats: Formats) -> int | None:
    """Return the whole number that was typed, grouped or not; None if it is none, or no sensible one."""
    text = typed.strip()
    if text.isdecimal():
        return _sensible(int(text))
    if any(letter.isalpha() for letter in text):  # 1e3 is a number to a computer only
        return None
    group = get_group_symbol(formats.locale)
    if group.isspace():  # whichever space the keyboard has
        text = "".join(group if letter.isspace() else letter for letter in text)
    try:
        number = parse_decimal(text, locale=formats.locale, strict=True)
    except NumberFormatError:
        return None
    return _sensible(int(number)) if number == int(number) else None


def _sensible(number: int) -> int | None:
    return number if 0 < number <= _MOST else None
