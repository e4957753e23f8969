"""Numbers in sentences as the reader writes them, never in the form of a machine."""

import re
from collections.abc import Mapping
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING

from greenfield.base.languages import LANGUAGES, SOURCE_LANGUAGE

if TYPE_CHECKING:
    from greenfield.base.formats import Formats

_SPEC = re.compile(r"(?:\.(\d+))?([fg]?)")
_DIGITS = 6
_EXACT = 15  # digits that a float holds
_BEYOND = 1e20  # no amount of anything; nobody reads so many zeros


class Written:
    """A number that a placeholder writes: `{amount:.3g}` with three digits at least, `{amount:.0f}` whole.

    A number never loses digits of its whole part and never gets an exponent below 1e20: 2,453 and not 2.45e+03. A whole number
    without a format stays what it is: a year or a row is not grouped.
    """

    def __init__(self, value: float | Decimal, language: str, formats: "Formats | None") -> None:
        """Write `value` as `formats` does, else as the language does."""
        self.value = value
        self._language = language
        self._formats = formats

    def __format__(self, spec: str) -> str:
        """Return the number by a spec of Python, in the reader's format."""
        if not spec and isinstance(self.value, int):
            return str(self.value)
        if abs(float(self.value)) >= _BEYOND:
            return f"{float(self.value):g}"
        found = _SPEC.fullmatch(spec)
        places, kind = found.groups() if found else (None, "")
        if kind == "f":
            return self._as_read().number(self.value, int(places or _DIGITS))
        whole = len(str(int(abs(float(self.value)))))
        return self._as_read().significant(self.value, max(int(places or _DIGITS), min(whole, _EXACT)))

    def __str__(self) -> str:
        """Return the number with what digits a reader needs."""
        return format(self, "")

    def _as_read(self) -> "Formats":
        if self._formats is None:
            from greenfield.base.formats import Formats  # noqa: PLC0415  babel is slow to load, and rarely needed

            self._formats = Formats(self._language if self._language in LANGUAGES else SOURCE_LANGUAGE)
        return self._formats


def written(
    values: Mapping[str, object], language: str, formats: "Formats | None" = None
) -> dict[str, object]:
    """Return the values of a sentence with its numbers written by `formats`, else as the language does.

    What is not finite, and truth values, stay as they are.
    """
    return {key: _written(value, language, formats) for key, value in values.items()}


def _written(value: object, language: str, formats: "Formats | None") -> object:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return value
    return Written(value, language, formats) if isfinite(value) else value
