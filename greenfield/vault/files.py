"""Files of a workspace: their names, and writing that leaves the old or the new, never a half."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from greenfield.base.ids import new_id
from greenfield.base.problem import ProblemError, fail

DATABASE = "data.db"
KEYS = "keys.json"
LOCK = "writer.lock"

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def name_write_failure(error: OSError, path: Path) -> ProblemError:
    """Return the problem that a failed write is: a full disk, a read-only folder, or the system's reason."""
    if error.errno in _FULL:
        return fail("workspace.disk_full", str(path))
    if error.errno in _FORBIDDEN:
        return fail("workspace.read_only", str(path))
    return fail("file.unwritable", str(path), reason=error.strerror or str(error))


def sync_file(path: Path) -> None:
    """Make sure that a file's content is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make sure that a folder's names are on the disk; Windows does that by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Replace a file's content at once; after a failure the old content stands, and nothing else is left.

    A `private` one is readable by nobody else on this computer, where its system knows users (not on Windows). Raises ProblemError `workspace.disk_full`, `workspace.read_only` or `file.unwritable`.
    """
    new = path.with_name(path.name + ".new")
    try:
        with suppress(FileNotFoundError):
            new.unlink()  # whoever may read what was left there may not read this
        with open(new, "wb", opener=partial(os.open, mode=0o600 if private else 0o666)) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            new.unlink()
        raise name_write_failure(error, path) from error


def refuse_taken(target: Path) -> None:
    """Raise ProblemError `workspace.exists` or `workspace.no_parent` where no new folder can be made."""
    if os.path.lexists(target):
        raise fail("workspace.exists", str(target))
    if not target.parent.is_dir():
        raise fail("workspace.no_parent", str(target), parent=str(target.parent))


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Give an empty folder beside `target`, which becomes `target` when the block ends well.

    After a failure it is removed with all that is in it. Raises ProblemError as `refuse_taken` and as
    `write_whole`.
    """
    refuse_taken(target)
    partial = target.with_name(f".{target.name}.{new_id()[:8]}")
    try:
        partial.mkdir()
        yield partial
        sync_folder(partial)
        if os.path.lexists(target):
            raise fail("workspace.exists", str(target))
        partial.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        raise name_write_failure(error, target) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
