"""Histories in which pages and batches are small, and each next one is under way before this one is written."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from sync_many import AT_ONCE, play_one
from sync_world import World

CHANGES, MORE_CHANGES, BYTES = 2, 8, 2000


def at_once(work: Callable[[], Any]) -> Callable[[], Any]:
    """Do a piece of work now and tell later what came of it, as a line does that is faster than this device's disk."""
    found: Any = None
    torn: BaseException | None = None
    try:
        found = work()
    except BaseException as error:  # noqa: BLE001  raised again where somebody waits for it
        torn = error

    def wait() -> Any:
        if torn is not None:
            raise torn
        return found

    return wait


def at_last(work: Callable[[], Any]) -> Callable[[], Any]:
    """Do a piece of work when somebody waits for it."""
    return work


@contextmanager
def ahead(begun: Callable[[Callable[[], Any]], Callable[[], Any]], changes: int = CHANGES) -> Iterator[None]:
    """Let all devices work ahead in this way, in small steps of so many changes, in tables where there are two of a shape."""
    with (
        mock.patch("greenfield.sync.device.pushing.begun", begun),
        mock.patch("greenfield.sync.device.pulling.begun", begun),
        mock.patch("greenfield.sync.device.pushing.MOST_CHANGES", changes),
        mock.patch("greenfield.sync.tabling.LEAST", 2),
        mock.patch("greenfield.sync.tabling.ALIKE", 1),
        mock.patch("greenfield.sync.device.pulling._START", BYTES),
        mock.patch("greenfield.sync.device.pulling._SMALLEST", BYTES),
        mock.patch.object(World, "ahead", new=True),
    ):
        yield


def play_ahead(seed: int) -> str:
    """Play the history of a seed with devices that work ahead; return what went wrong, empty if nothing did."""
    with ahead(at_last if seed % 4 == 0 else at_once, MORE_CHANGES if seed % 3 == 0 else CHANGES):
        return play_one(seed)


def play_many_ahead(count: int, first: int = 0) -> list[str]:
    """Play many, in as many processes as there are processors; return the complaints."""
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        return [
            each for each in pool.imap_unordered(play_ahead, range(first, first + count), AT_ONCE) if each
        ]
