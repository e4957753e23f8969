r"""Regular expressions of forms: the whole value, ASCII classes, Java's syntax, and an end to every match.

Authors write for JavaRosa, which matches with Java's `Pattern.matches`. The library `regex` reads what Java's
syntax has beyond Python's (possessive counts, atomic groups, `\p{L}`, intersections of classes), and stops a match
that takes too long: a pattern like `(a+)+` would otherwise hold the window for ever.
"""

from functools import lru_cache
from math import inf
from typing import Protocol

import regex

from greenfield.base.problem import fail

SECONDS = 0.25
MOST_CHARACTERS = 5_000
MOST_COPIES = 100_000
_PATTERNS = 500
_ASCII = {"d": "0-9", "w": "A-Za-z0-9_", "s": r" \t\n\x0b\f\r"}
# Outside of a class a complement is written as one; inside of one, as what is left of Unicode.
_NOT_ASCII = {
    "D": r"\x00-/:-\U0010ffff",
    "W": r"\x00-/:-@\[-\^`{-\U0010ffff",
    "S": r"\x00-\x08\x0e-\x1f!-\U0010ffff",
}


class Matches(Protocol):
    """Tells whether a whole text matches; TimeoutError when that takes longer than `seconds`, `formula.regex_slow` from `SECONDS`."""

    def __call__(self, text: str, seconds: float = SECONDS) -> bool:
        """Match a text; endless seconds are no limit."""


def matcher(pattern: str, offset: int = 0) -> Matches:
    """Return what tells whether a pattern matches a whole text.

    Raises ProblemError `formula.regex` for what cannot be read, `formula.regex_large` for a pattern that would
    become too large; the matcher raises `formula.regex_slow` for a match that takes longer than `SECONDS`.
    """
    compiled = _compiled(pattern)
    where = {"pattern": pattern[:200], "offset": offset, "position": offset + 1}
    if isinstance(compiled, str):
        raise fail(compiled, **where)

    def matches(text: str, seconds: float = SECONDS) -> bool:
        try:
            return compiled.fullmatch(text, timeout=seconds if seconds < inf else None) is not None
        except TimeoutError:
            if seconds < SECONDS:
                raise
            raise fail("formula.regex_slow", **where) from None

    return matches


@lru_cache(maxsize=_PATTERNS)
def _compiled(pattern: str) -> "regex.Pattern[str] | str":
    """Return the compiled pattern, or the code of the problem that keeps it from being one."""
    if len(pattern) > MOST_CHARACTERS or _copies(pattern) > MOST_COPIES:
        return "formula.regex_large"
    flags = regex.VERSION1 if "&&" in pattern else regex.VERSION0
    by_property = r"\p" in pattern.lower()
    try:
        return regex.compile(
            _ascii_classes(pattern) if by_property else pattern, flags | (0 if by_property else regex.ASCII)
        )
    except (regex.error, RecursionError, OverflowError, ValueError, KeyError, IndexError):
        return "formula.regex"


def _ascii_classes(pattern: str) -> str:
    r"""Return a pattern with `\d`, `\w`, `\s` and their complements spelt out, as no flag keeps them ASCII beside `\p{L}`."""
    written: list[str] = []
    inside = False
    position = 0
    while position < len(pattern):
        one = pattern[position]
        if one == "\\":
            letter = pattern[position + 1 : position + 2]
            known = _ASCII.get(letter) or _NOT_ASCII.get(letter)
            written.append((known if inside else f"[{known}]") if known else one + letter)
            position += 2
            continue
        inside = one == "[" or (inside and one != "]")
        written.append(one)
        position += 1
    return "".join(written)


def _copies(pattern: str) -> int:
    """Return how many parts a pattern has once its counts are written out, as the library does when they nest."""
    sums = [0]
    last = 0
    position = 0
    inside = False
    while position < len(pattern):
        one = pattern[position]
        position += 2 if one == "\\" else 1
        if inside:
            inside = one != "]"
        elif one == "(":
            sums.append(0)
        elif one == ")":
            last = max(sums.pop(), 1) if len(sums) > 1 else 1
            sums[-1] += last
        elif one == "{":
            count, position = _count(pattern, position)
            sums[-1] += last * (count - 1)
            last *= count
        else:
            inside, last = one == "[", 1
            sums[-1] += 1
        if sums[-1] > MOST_COPIES:
            return sums[-1]
    return sum(sums)


def _count(pattern: str, start: int) -> tuple[int, int]:
    """Return the larger number of a count like `{2,5}` whose inside starts here, and where the text goes on."""
    end = pattern.find("}", start)
    numbers = [int(part[:9]) for part in pattern[start:end].split(",") if part.strip().isdecimal()]
    return (max(*numbers, 1), end + 1) if end > 0 and numbers else (1, start)
