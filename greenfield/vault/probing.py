"""Looking whether a database can be opened with a key, without changing a byte.

SQLite itself is no way to find out: a connection with a wrong key already replays and removes the `-wal`
file of a program that was killed. So the file's start is looked at, then read with `immutable`, and where
only the `-wal` file can tell, a copy of both is opened.
"""

import os
import shutil
import tempfile
from contextlib import closing
from pathlib import Path

from greenfield.base.problem import ProblemError, fail
from greenfield.vault import driver
from greenfield.vault.datakey import DataKey
from greenfield.vault.driver import Mode, open_file
from greenfield.vault.files import DATABASE

_SALT_LENGTH = 16
_TRIES = 3
# 4,096 random bytes hold 236 or more of the 256 values in all but one of 10^9 cases; text far fewer.
_LEAST_VALUES = 200


def unfinished(folder: Path) -> bool:
    """Tell whether there is a `-wal` file with content: a writer is at work, or one was killed."""
    log = folder / f"{DATABASE}-wal"
    try:
        return log.stat().st_size > 0
    except OSError:
        return False


def check_database(folder: Path, key: DataKey, workspace: str) -> None:
    """See that the database is there, whole at its start and its declared length, and fits the key.

    Raises ProblemError `workspace.database_missing`, `workspace.database_unreadable`,
    `workspace.not_a_database`, `workspace.other_key`, `workspace.database_truncated` or
    `workspace.database_damaged`. Writes nothing into the folder.
    """
    path = folder / DATABASE
    if _check_start(path, workspace) % driver.PAGE_SIZE and not unfinished(folder):
        raise fail("workspace.database_truncated", str(path))
    problem = None
    for _ in range(_TRIES):  # a writer may just be moving pages from the -wal file
        problem = _try(path, key, "immutable")
        if problem is None:
            return
    if problem and not (unfinished(folder) and _copy_opens(path, key)):
        raise problem


def _check_start(path: Path, workspace: str) -> int:
    """Return the size of a file that begins as the database of this workspace does."""
    try:
        with path.open("rb") as file:
            start = file.read(driver.PAGE_SIZE)
            size = file.seek(0, os.SEEK_END)
    except FileNotFoundError as error:
        raise fail("workspace.database_missing", str(path)) from error
    except OSError as error:
        raise fail("workspace.database_unreadable", str(path)) from error
    ours = start.startswith(bytes.fromhex(workspace))
    if len(start) < driver.PAGE_SIZE and (ours or not start):
        raise fail("workspace.database_truncated", str(path))
    if not ours:
        encrypted = len(start) == driver.PAGE_SIZE and len(set(start)) >= _LEAST_VALUES
        raise fail("workspace.other_key" if encrypted else "workspace.not_a_database", str(path))
    return size


def _try(path: Path, key: DataKey, mode: Mode) -> ProblemError | None:
    try:
        with closing(open_file(path, key, mode)) as connection:
            # Reads page 1 alone: an error of it says that the page is not what was written with this key,
            # or that the file is shorter than the page declares.
            try:
                connection.execute("PRAGMA user_version").fetchone()
            except driver.DatabaseError as error:
                half = driver.error_code(error) == driver.CORRUPT
                code = "workspace.database_truncated" if half else "workspace.database_damaged"
                return fail(code, str(path))
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except driver.DatabaseError:
        return fail("workspace.database_damaged", str(path))
    return None


def _copy_opens(path: Path, key: DataKey) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        shutil.copyfile(path, copy)
        shutil.copyfile(path.with_name(f"{DATABASE}-wal"), copy.with_name(f"{DATABASE}-wal"))
        return _try(copy, key, "rw") is None
