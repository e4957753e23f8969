"""Work done in a copy of this process that is not allowed everything."""

import json
import os
import signal
import traceback
from collections.abc import Callable
from pathlib import Path

NOBODY = 65534


def in_child(prepare: Callable[[], None], work: Callable[[], object]) -> object:
    """Run `work` in a copy of this process that `prepare` restricted; what it returns comes back by JSON."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            prepare()
            os.write(writing, json.dumps(work()).encode())
            status = 0
        except BaseException:  # noqa: BLE001  nothing may leave the copy of pytest
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    assert os.waitpid(child, 0)[1] == 0, "the child failed"
    return json.loads(answer)


def as_reader_only(root: Path, work: Callable[[], object]) -> object:
    """Run `work` as someone who may read everything below `root` and write nothing.

    Rights do not bind root, so it becomes nobody; another account has its own rights taken away.
    """
    folders = [path for path in (root, *root.rglob("*")) if path.is_dir()]
    for folder in folders:
        folder.chmod(0o555)
    above = [(path, path.stat().st_mode) for path in root.parents if path.owner() == root.owner()]
    for path, mode in above:
        path.chmod(mode | 0o055)

    def drop() -> None:
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)

    try:
        return in_child(drop, work)
    finally:
        for folder in folders:
            folder.chmod(0o755)
        for path, mode in above:
            path.chmod(mode)


def with_limit(size: int, work: Callable[[], object]) -> object:
    """Run `work` where no file may grow beyond `size` bytes, as on a disk that fills up."""
    import resource  # noqa: PLC0415  not on Windows

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return in_child(limit, work)
