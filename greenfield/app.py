"""The composition root: starts the window, or a command where one is named."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

PASSPHRASE_FILE = "GREENFIELD_PASSPHRASE_FILE"  # noqa: S105  the name of a variable
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or run a command, and return the exit code: 0 fine, 1 an error found, 2 wrong use."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    wanted = _window_words(words)
    if wanted is not None:
        return _open_window(wanted)
    from greenfield.cli.run import run  # noqa: PLC0415  loads everything, which would keep the window waiting

    return run(words)


def _window_words(words: Sequence[str]) -> argparse.Namespace | None:
    """Return what is said to the window; None where a command, help or something else is asked for."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--workspace", type=Path)
    parser.add_argument("--passphrase-file", type=Path)
    parser.add_argument("--language")
    try:
        wanted, rest = parser.parse_known_args(words)
    except argparse.ArgumentError:
        return None
    return None if rest else wanted


def _open_window(wanted: argparse.Namespace) -> int:
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _DISPLAYS):
        return _cannot("window.no_display")
    try:
        from greenfield.ui.window import Arguments, start  # noqa: PLC0415  commands do without Qt
    except ImportError as error:
        return _cannot("window.library_missing", str(error))
    environment = os.environ.get(PASSPHRASE_FILE)
    file: Path | None = wanted.passphrase_file or (Path(environment) if environment else None)
    return start(Arguments(wanted.workspace, file, wanted.language))


def _cannot(code: str, where: str = "") -> int:
    """Say in the terminal why there is no window."""
    from greenfield.cli.run import complain  # noqa: PLC0415  not needed by the window

    return complain(code, where)
