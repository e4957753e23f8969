"""Recovery codes: 140 random bits to print and lock away, made to be read aloud and typed again.

Six groups of five characters of Crockford's base 32 (no I, L, O, U). The last two characters are the rest
of the other 28 divided by 1021: as 1021 is prime, every single wrong character and every swap of two
neighbours is noticed before the code is tried.
"""

import re
import secrets
import unicodedata
from dataclasses import dataclass, field

from greenfield.base.problem import fail

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DIGIT = {character: value for value, character in enumerate(_ALPHABET)}
_DATA_LENGTH = 28
_LENGTH = _DATA_LENGTH + 2
_GROUP = 5
_MODULUS = 1021
_LOOKALIKES = str.maketrans("OIL", "011")
_BETWEEN = re.compile(r"[\s\-‐‑‒–—.·_]+")


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """A code that is whole and free of typing errors; `str(code)` is what is printed."""

    characters: str = field(repr=False)

    @classmethod
    def new(cls) -> "RecoveryCode":
        """Make a random code."""
        data = "".join(secrets.choice(_ALPHABET) for _ in range(_DATA_LENGTH))
        return cls(data + _check(data))

    @classmethod
    def parse(cls, typed: str) -> "RecoveryCode":
        """Read a code as a person types it: any case, spaces or dashes anywhere, O for 0, I or L for 1.

        Raises ProblemError `recovery.incomplete` if characters are missing or too many, `recovery.mistyped`
        if one cannot be right.
        """
        upper = unicodedata.normalize("NFKC", typed).upper()
        characters = _BETWEEN.sub("", upper).translate(_LOOKALIKES)
        if len(characters) != _LENGTH:
            raise fail("recovery.incomplete", wanted=_LENGTH, found=len(characters))
        data = characters[:_DATA_LENGTH]
        if not _DIGIT.keys() >= set(characters) or _check(data) != characters[_DATA_LENGTH:]:
            raise fail("recovery.mistyped")
        return cls(characters)

    def __str__(self) -> str:
        """`XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`."""
        return "-".join(self.characters[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def _check(data: str) -> str:
    number = 0
    for character in data:
        number = (number * 32 + _DIGIT[character]) % _MODULUS
    return _ALPHABET[number // 32] + _ALPHABET[number % 32]
