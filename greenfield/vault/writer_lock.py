"""One writer at a time: a lock of the operating system on a file in the workspace, which says who holds it.

The lock ends with its process, however that ends; a lock file that is left behind blocks nobody.
"""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from filelock import FileLock, Timeout

from greenfield.base.problem import ProblemError, fail
from greenfield.vault.files import LOCK, name_write_failure

_PATIENCE_S = 0.2  # whoever closes just now is done by then


class _Holder(msgspec.Struct, frozen=True):
    process: int
    since: str
    program: str


@dataclass(frozen=True, slots=True)
class WriterLock:
    """The right to write into a workspace, held until `release` or the end of the `with` block."""

    path: Path
    lock: FileLock

    def release(self) -> None:
        """Give the right back and remove the file; nothing happens the second time."""
        if not self.lock.is_locked:
            return
        if os.name != "nt":  # there, filelock removes the file itself
            self.path.unlink(missing_ok=True)
        self.lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def hold_writer_lock(folder: Path, program: str = "Greenfield") -> WriterLock:
    """Take the right to write into a workspace; `program` is shown to whoever else wants it.

    Raises ProblemError `workspace.in_use` with `program`, `process` (its id) and `since`; or
    `workspace.read_only`, `workspace.disk_full`, `file.unwritable`.
    """
    path = folder / LOCK
    holder = _Holder(os.getpid(), datetime.now().astimezone().isoformat(sep=" ", timespec="minutes"), program)

    def sign(descriptor: int) -> None:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, msgspec.json.encode(holder))

    lock = FileLock(
        path,
        timeout=_PATIENCE_S,
        poll_interval=0.02,
        thread_local=False,
        fallback_to_soft=False,  # a soft lock would outlive a killed process
        on_acquired=sign,
    )
    try:
        lock.acquire()
    except Timeout as error:
        raise _in_use(path) from error
    except OSError as error:
        raise name_write_failure(error, folder) from error
    return WriterLock(path, lock)


def held_here(folder: Path) -> bool:
    """Tell whether this very process has the workspace open for writing."""
    holder = _read_holder(folder / LOCK)
    if holder is None or holder.process != os.getpid():
        return False
    try:
        hold_writer_lock(folder).release()  # free: left by a killed process that had the same number
    except ProblemError as error:
        return error.code == "workspace.in_use"
    return False


def _read_holder(path: Path) -> _Holder | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Holder)
    except (OSError, msgspec.DecodeError):
        return None


def _in_use(path: Path) -> ProblemError:
    holder = _read_holder(path) or _Holder(0, "?", "Greenfield")
    return fail(
        "workspace.in_use",
        str(path.parent),
        program=holder.program,
        process=holder.process,
        since=holder.since,
    )
