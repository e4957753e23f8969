"""What the tests of accidents share: small disks that can be pulled out, and programs that are killed."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from ui_program import SECRET


class Disk:
    """A file system of its own, as on a stick."""

    def __init__(self, place):
        self.place = place
        self.is_in = True

    def fill(self):
        """Leave not one free byte."""
        with (self.place / "filler").open("wb", buffering=0) as file:
            for size in (65_536, 512, 1):
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError:
                    continue

    def empty(self):
        (self.place / "filler").unlink()

    def protect(self):
        subprocess.run(["mount", "-o", "remount,ro", self.place], check=True)

    def unprotect(self):
        subprocess.run(["mount", "-o", "remount,rw", self.place], check=True)

    def pull_out(self):
        """Take it away from under whoever uses it."""
        subprocess.run(["umount", "-l", self.place], check=True)
        self.is_in = False


@contextmanager
def disk_at(place, kilobytes):
    """Mount a small disk; skips where this account may not."""
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", place], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip(f"no small disk can be made here: {made.stderr.decode().strip()}")
    disk = Disk(place)
    try:
        yield disk
    finally:
        if disk.is_in:
            subprocess.run(["umount", "-l", place], check=False)


def open_on(program, empty_workspace, place):
    """A window over a fresh workspace in a place."""
    folder = Path(shutil.copytree(empty_workspace, place / "visits.greenfield"))
    made = program()
    made.crashed = []
    made.crashes.caught.connect(made.crashed.append)
    made.context.door.enter(made.context.door.open(folder, SECRET))
    return made


CHILD = Path(__file__).parent / "ui_killed_child.py"


class Child:
    """The program in a process of its own, as `ui_killed_child.py` drives it."""

    def __init__(self, mode, **given):
        self.process = subprocess.Popen(
            [sys.executable, CHILD, mode, json.dumps({name: str(value) for name, value in given.items()})],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )

    def says(self):
        """The next thing that it says; what went wrong if it says nothing more."""
        line = self.process.stdout.readline()
        if not line:
            self.process.wait(timeout=120)
            raise AssertionError(self.process.stderr.read())
        return line.strip()

    def kill(self):
        """End it as a power cut does; what it still said."""
        self.process.kill()
        said = self.process.stdout.read().split()
        self.process.wait(timeout=120)
        self.process.stdout.close()
        self.process.stderr.close()
        return said
