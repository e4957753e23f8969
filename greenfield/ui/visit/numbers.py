"""Numbers as the visitor writes them, and as they are stored: with a point, without grouping."""

import re
import unicodedata

from babel.numbers import get_decimal_symbol, get_group_symbol

from greenfield.base.formats import Formats

_SPACES = "\u00a0\u202f\u2009\u2007 "
_APOSTROPHES = "'\u2019"
_MINUS = "-\u2212\u2013"
_SIGN = "\x00"
_GROUPED = re.compile(r"\d{1,3}(?:\x00\d{2,3})*\x00\d{3}|\d+")
_GROUP_OF_THREE = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def read_number(text: str, formats: Formats) -> str | None:
    """Return what somebody typed as it is stored (`12345.6`), None if it is no number; empty stays empty.

    The decimal sign and the grouping are those of the number format. A point counts as the decimal sign
    where it does not group, and any space groups. What may mean two things is no number and is asked about:
    `12,5` in English, and `1.234` in French, where some group by points.
    """
    plain = "".join(_digit(character) for character in text.strip())
    if not plain:
        return ""
    sign = "-" if plain[0] in _MINUS else ""
    plain = plain[1:].strip() if plain[0] in "+" + _MINUS else plain
    decimal = get_decimal_symbol(formats.locale)
    grouping = get_group_symbol(formats.locale)
    groups = {grouping, "٬", *_SPACES, *_APOSTROPHES} - {decimal}
    marks = {decimal, "٫"} | ({"."} - groups)
    if _is_space(grouping):
        marks |= {",", "."}
    places = [index for index, character in enumerate(plain) if character in marks]
    if len(places) > 1:
        return None
    whole, fraction = (plain[: places[0]], plain[places[0] + 1 :]) if places else (plain, "")
    if places and plain[places[0]] == "." != decimal and _GROUP_OF_THREE.fullmatch(plain):
        return None
    digits = _whole_digits(whole, groups)
    if digits is None or (fraction and not fraction.isdecimal()) or not (digits or fraction):
        return None
    number = digits.lstrip("0") or "0"
    return sign + number + (f".{fraction}" if fraction else "")


def _digit(character: str) -> str:
    """Return a digit of any script as one of ours."""
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _whole_digits(text: str, groups: set[str]) -> str | None:
    """Return the digits of the part before the decimal sign, None if they are grouped oddly."""
    used = {character for character in text if character in groups}
    if len({" " if _is_space(one) else one for one in used}) > 1:
        return None
    even = "".join(_SIGN if character in groups else character for character in text)
    if even and not (_GROUPED.fullmatch(even) and even.replace(_SIGN, "").isdecimal()):
        return None
    return even.replace(_SIGN, "")


def _is_space(character: str) -> bool:
    return character in _SPACES
