"""Takes the pictures of all looks, each look in a process of its own."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory


def main(words: Sequence[str] | None = None) -> int:
    """Take the pictures of the looks that are wanted; return 1 when a page cannot be shown, Qt warns, or a text is cut."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is loaded
    from greenfield.bench.shots.look import all_looks  # noqa: PLC0415  loads Qt

    looks = {look.name: look for look in all_looks()}
    parser = argparse.ArgumentParser(prog="shots", description="pictures of every page of the window")
    parser.add_argument("out", type=Path)
    parser.add_argument("--look", action="append", choices=sorted(looks), metavar="LOOK")
    parser.add_argument("--jobs", type=int, default=min(4, os.cpu_count() or 1))
    given = parser.parse_args(words)
    given.out.mkdir(parents=True, exist_ok=True)
    wanted = given.look or list(looks)
    begun, taken, wrong = time.monotonic(), 0, []
    with ProcessPoolExecutor(min(given.jobs, len(wanted)), mp_context=get_context("spawn")) as workers:
        for name, (count, found) in zip(
            wanted, workers.map(take, wanted, [given.out] * len(wanted)), strict=True
        ):
            taken += count
            wrong += [f"{name}: {one}" for one in found]
            print(f"{name}: {count} pictures" + (f", {len(found)} wrong" if found else ""), flush=True)
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{taken} pictures in {given.out}, {time.monotonic() - begun:.0f} s")
    return 1 if wrong else 0


def take(name: str, out: Path) -> tuple[int, list[str]]:
    """Take the pictures of one look in a process of its own; return how many, and what is wrong."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  each process loads Qt for itself

    from greenfield.bench.shots.journey import take_pictures  # noqa: PLC0415  with the rest
    from greenfield.bench.shots.look import all_looks  # noqa: PLC0415  with the rest

    application = QApplication.instance() or QApplication(["shots"])
    assert isinstance(application, QApplication)
    look = next(one for one in all_looks() if one.name == name)
    with TemporaryDirectory(prefix="greenfield-shots-") as folder:
        return take_pictures(application, look, Path(folder), out)
