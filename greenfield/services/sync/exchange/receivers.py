"""For whom a file is sealed: a recipient key as it is typed, or in a file that was saved."""

from pathlib import Path
from typing import Final

from greenfield.base.problem import fail
from greenfield.sync.exchange.sealing import check_recipient

_BEGINNING: Final = "age1"
_LONGEST: Final = 4096


def read_recipient(text: str) -> str:
    """Return the recipient key that a person gave: the key itself, or a file with it in its first line.

    Raises ProblemError `exchange.recipient`, `file.unreadable`.
    """
    if text.strip().startswith(_BEGINNING):
        return check_recipient(text)
    try:
        with Path(text).open("rb") as file:
            line = file.readline(_LONGEST)
    except OSError as error:
        raise fail("file.unreadable", text, reason=error.strerror or str(error)) from error
    return check_recipient(line.decode("utf-8", "replace").lstrip("\ufeff"))
