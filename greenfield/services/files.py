"""Writing a file that somebody else may be reading: whole, or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from greenfield.base.problem import ProblemError, fail


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole, in place of the one before; `file.unwritable` leaves the one before untouched."""
    with staged(path, content) as file:
        file.place()


class StagedFile:
    """A file that is written beside its place, and moved there by `place`."""

    def __init__(self, path: Path, new: Path) -> None:
        """Know where the file is, and where it shall be."""
        self.path, self.new = path, new
        self._before: Path | None = None
        self._is_placed = False

    def place(self) -> None:
        """Put the file in its place; `file.in_use` if another program holds the one there, `file.unwritable`."""
        try:
            if self.path.exists():
                # the name always has a whole file, the old or the new one, whenever the program is killed
                self._before = _same_again(self.path, self.new.with_suffix(".before"))
            self.new.replace(self.path)
            self._is_placed = True
        except PermissionError as error:
            if self.path.is_file():
                raise fail("file.in_use", str(self.path)) from error
            raise _unwritable(self.path, error) from error
        except OSError as error:
            raise _unwritable(self.path, error) from error

    def undo(self) -> None:
        """Put back the file that was there before, or none."""
        with suppress(OSError):
            if self._is_placed and self._before is not None:
                self._before.replace(self.path)
                self._before = None
            elif self._is_placed:
                self.path.unlink()

    def tidy(self) -> None:
        """Remove what is left beside the file."""
        with suppress(OSError):
            self.new.unlink(missing_ok=True)
            if self._before is not None:
                self._before.unlink(missing_ok=True)


@contextmanager
def staged(path: Path, content: bytes) -> Iterator[StagedFile]:
    """Write a file beside its place; what fails inside puts everything back as it was.

    Raises ProblemError `file.unwritable`.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    file = StagedFile(path, Path(name))
    try:
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            if os.name == "posix":
                _open_to_others(file.new)
        except OSError as error:
            raise _unwritable(path, error) from error
        yield file
    except BaseException:
        file.undo()
        raise
    finally:
        file.tidy()


def _same_again(path: Path, other: Path) -> Path:
    """Give a file a second name, or copy it where the disk knows no second names."""
    try:
        other.hardlink_to(path)
    except OSError:
        shutil.copy2(path, other)
    return other


def _open_to_others(path: Path) -> None:
    """Give a file the rights that a new one has; a temporary file is closed to everybody else."""
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(0o666 & ~mask)


def _unwritable(path: Path, error: OSError) -> ProblemError:
    return fail("file.unwritable", str(path), reason=error.strerror or str(error))
