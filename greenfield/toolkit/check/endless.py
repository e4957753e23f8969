"""Tells which regular expressions can run nearly for ever: by growing a text that is hard for them.

A pattern with repeats inside of repeats, `(a+)+` say, may take twice as long with each further letter. Python's own
`re` has no defence against that, as Java and browsers have none, so it shows what would happen in the field.
"""

import re
import warnings
from functools import lru_cache
from time import thread_time

_REPEATED_GROUP = re.compile(r"\)(?:[*+]|\{\d+,\d*\})(?![+])")
_DEEP = re.compile(r"\)[*+?]?\)[*+?]?\)[*+?]?\)[*+]")
_LENGTHS = range(8, 46, 2)
_LONG_SECONDS = 0.02
_LETTERS = 12


@lru_cache(maxsize=500)
def may_run_on(pattern: str) -> bool:
    """Tell whether a match of a pattern may take for ever on a text of ordinary length."""
    if not _REPEATED_GROUP.search(pattern):
        return False
    if _DEEP.search(pattern):
        return True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about syntax that later versions of Python may read otherwise
            compiled = re.compile(pattern, re.ASCII)
    except (re.error, RecursionError, OverflowError):
        return False
    letters = list(dict.fromkeys((*(one for one in pattern if one.isalnum()), *"a0 A")))
    return any(_grows(compiled, letter) for letter in letters[:_LETTERS])


def _grows(compiled: "re.Pattern[str]", letter: str) -> bool:
    """Tell whether short texts of one letter already take long, twice in a row; it stops at the first that does."""
    return any(
        all(_seconds(compiled, letter * length + "\x00") > _LONG_SECONDS for _ in range(2))
        for length in _LENGTHS
    )


def _seconds(compiled: "re.Pattern[str]", text: str) -> float:
    """Return how long this thread itself works on a match, whatever else the machine does."""
    begun = thread_time()
    compiled.fullmatch(text)
    return thread_time() - begun
