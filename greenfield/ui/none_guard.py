"""Keeps the program alive under PySide6 6.12.0 on Python 3.11 (docs/decisions/none-guard.md).

That wheel gives back `None` from every method without a result and does not count the reference, as is right
from Python 3.12 on only. After some ten thousand calls Python 3.11 ends with "deallocating None". Counting
`None` very high once makes it as immortal as it is in 3.12.
"""

import ctypes
import sys

import PySide6

_BROKEN = (6, 12, 0)
_MANY = 1 << 40


def keep_none() -> bool:
    """Make `None` immortal where that is needed, and tell whether it was."""
    needed = sys.version_info < (3, 12) and tuple(PySide6.__version_info__[:3]) == _BROKEN
    if needed:
        ctypes.c_ssize_t.from_address(id(None)).value += _MANY
    return needed
