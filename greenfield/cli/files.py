"""Reading the files that the command line names."""

import json
import sys
from pathlib import Path

from greenfield.base.problem import fail


def read_json(path: Path) -> object:
    """Return the JSON document in a file (`-` is standard input).

    Raises ProblemError `file.unreadable` or `file.not_json`.
    """
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise fail("file.unreadable", str(path), reason=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise fail("file.not_json", str(path), reason=str(error)) from error
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise fail("file.not_json", str(path), reason=str(error)) from error
