"""An error that nobody foresaw: noted with its traceback in a file, told in one line."""

import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_log_path

from greenfield import __version__
from greenfield.base.problem import Place, Problem

LOG = "greenfield.log"
_LONGEST_REASON = 200
_LONGEST_LOG = 1_000_000


def note_unexpected(error: Exception, command: str) -> Problem:
    """Write an error with its traceback to the log of this account, and return what to tell of it.

    What the person typed is not noted, only the command's words. A log of more than a megabyte begins anew.
    """
    path = user_log_path("greenfield", appauthor=False) / LOG
    reason = " ".join(f"{type(error).__name__}: {error}".split())
    values = {"reason": reason[:_LONGEST_REASON]}
    try:
        _write(path, error, command)
    except OSError:
        return Problem("program.failed_unnoted", Place(str(path)), values)
    return Problem("program.failed", Place(str(path)), values)


def _write(path: Path, error: Exception, command: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    is_long = path.exists() and path.stat().st_size > _LONGEST_LOG
    head = f"{datetime.now(UTC).isoformat(timespec='seconds')} greenfield {__version__} {command}".rstrip()
    system = f"Python {platform.python_version()}, {platform.platform()}, {sys.stdout.encoding}"
    with path.open("w" if is_long else "a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f"{head}\n{system}\n{''.join(traceback.format_exception(error))}\n")
