"""Writing a file that somebody else may be reading: whole, or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from greenfield.base.problem import fail


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole, in place of the one before; `file.unwritable` leaves the one before untouched."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if os.name == "posix":
                umask = os.umask(0)
                os.umask(umask)
                Path(name).chmod(0o666 & ~umask)
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise fail("file.unwritable", str(path), reason=error.strerror or str(error)) from error
