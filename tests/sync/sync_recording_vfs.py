"""Writes down every write and every fsync that SQLite asks of the system, so that a power cut can be replayed.

The driver's own file system layer (VFS) stays in charge of the files. A copy of its table, in which opening is ours,
is made the default one; a file that is opened through it gets a copy of its methods in which writing, cutting,
syncing and closing are ours as well: they note what is done and pass it on. So it is the program itself that is
recorded, with its encryption, and no other SQLite library touches its files.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import NamedTuple

from sqlcipher3 import _sqlite3

LIBRARY = ctypes.CDLL(_sqlite3.__file__)
LIBRARY.sqlite3_vfs_find.restype = c_void_p
LIBRARY.sqlite3_vfs_find.argtypes = [c_char_p]
LIBRARY.sqlite3_vfs_register.argtypes = [c_void_p, c_int]
LIBRARY.sqlite3_vfs_unregister.argtypes = [c_void_p]

OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
CLOSE = CFUNCTYPE(c_int, c_void_p)
WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class Methods(Structure):
    """`sqlite3_io_methods`, version 3."""

    _fields_ = (
        ("version", c_int),
        *((name, c_void_p) for name in ("close", "read", "write", "truncate", "sync")),
        ("rest", c_void_p * 13),
    )


class Vfs(Structure):
    """`sqlite3_vfs`, version 3."""

    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("path_size", c_int),
        *((name, c_void_p) for name in ("next", "name", "data", "open", "delete")),
        ("rest", c_void_p * 14),
    )


class File(Structure):
    """`sqlite3_file`: what stands first in every open file."""

    _fields_ = (("methods", POINTER(Methods)),)


class Step(NamedTuple):
    """What was done to a file; a `mark` is a word of the recorded program, at its place between the steps."""

    what: str
    path: str
    offset: int = 0
    content: bytes = b""


class Recorder:
    """The steps so far; `mark` puts a word between them."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._paths: dict[int, str] = {}
        self._tables: dict[int, tuple[Methods, Methods]] = {}
        self._callbacks: list[object] = []
        self._whole = Vfs.from_address(LIBRARY.sqlite3_vfs_find(None))
        self._vfs = Vfs.from_buffer_copy(self._whole)
        self._name = ctypes.create_string_buffer(b"recording")
        self._vfs.name = ctypes.cast(self._name, c_void_p)
        self._vfs.open = self._kept(OPEN(self._open))
        self._vfs.delete = self._kept(DELETE(self._delete))

    def mark(self, word: str) -> None:
        self.steps.append(Step("mark", word))

    def begin(self) -> None:
        LIBRARY.sqlite3_vfs_register(ctypes.addressof(self._vfs), 1)

    def end(self) -> None:
        LIBRARY.sqlite3_vfs_unregister(ctypes.addressof(self._vfs))
        LIBRARY.sqlite3_vfs_register(ctypes.addressof(self._whole), 1)

    def _kept(self, callback: object) -> c_void_p:
        self._callbacks.append(callback)
        return ctypes.cast(callback, c_void_p)

    def _open(self, _vfs, name, file, flags, out) -> int:
        result = OPEN(self._whole.open)(ctypes.addressof(self._whole), name, file, flags, out)
        here = File.from_address(file)
        if result == 0 and name and here.methods:
            self._paths[file] = ctypes.string_at(name).decode()
            here.methods = ctypes.pointer(self._recording(here.methods))
        return result

    def _recording(self, pointer) -> Methods:
        """Return the table of methods for a kind of file, made once."""
        address = ctypes.addressof(pointer.contents)
        if address not in self._tables:
            whole = pointer.contents
            ours = Methods.from_buffer_copy(whole)
            ours.close = self._kept(CLOSE(lambda file: self._close(whole, file)))
            ours.write = self._kept(WRITE(lambda *given: self._write(whole, *given)))
            ours.truncate = self._kept(TRUNCATE(lambda *given: self._truncate(whole, *given)))
            ours.sync = self._kept(SYNC(lambda *given: self._sync(whole, *given)))
            self._tables[address] = (whole, ours)
        return self._tables[address][1]

    def _close(self, whole, file) -> int:
        self._paths.pop(file, None)
        return CLOSE(whole.close)(file)

    def _write(self, whole, file, content, size, offset) -> int:
        self.steps.append(Step("write", self._paths[file], offset, ctypes.string_at(content, size)))
        return WRITE(whole.write)(file, content, size, offset)

    def _truncate(self, whole, file, size) -> int:
        self.steps.append(Step("truncate", self._paths[file], size))
        return TRUNCATE(whole.truncate)(file, size)

    def _sync(self, whole, file, flags) -> int:
        result = SYNC(whole.sync)(file, flags)
        self.steps.append(Step("sync", self._paths[file]))
        return result

    def _delete(self, _vfs, name, sync_folder) -> int:
        self.steps.append(Step("delete", ctypes.string_at(name).decode()))
        return DELETE(self._whole.delete)(ctypes.addressof(self._whole), name, sync_folder)


@contextmanager
def recording() -> Iterator[Recorder]:
    """Record all databases that are opened meanwhile, in this process."""
    recorder = Recorder()
    recorder.begin()
    try:
        yield recorder
    finally:
        recorder.end()


def names(steps: list[Step]) -> set[str]:
    """Return the names of the files that were written."""
    return {Path(step.path).name for step in steps if step.what != "mark"}
