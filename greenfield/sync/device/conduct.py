"""How one sync behaves: whom it tells, when it gives up, how it waits, and how it is ended."""

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from greenfield.sync.transport import Transport

PUSH, PULL, CHECK, FILES_OUT, FILES_IN = "push", "pull", "check", "files_out", "files_in"


class Progress(NamedTuple):
    """How far a sync is: the step, how much of it is done of how much (changes or files), and bytes on the line.

    `total` is what is known of now and may grow; 0 as long as nothing is known.
    """

    step: str
    done: int
    total: int
    bytes_sent: int
    bytes_received: int


class Retry(NamedTuple):
    """No usable answer came: the next try is this one of at most so many in a row."""

    number: int
    most: int


class CancelledError(Exception):
    """A person ended the sync; all that was agreed with the hub until then stays."""


class Cancel:
    """Ends a sync from another thread, also a request that is under way."""

    def __init__(self) -> None:
        """Begin with nothing to end."""
        self._event = threading.Event()
        self._lines: list[Transport] = []

    def __call__(self) -> None:
        """End the sync as soon as possible; the second time nothing happens."""
        self._event.set()
        for line in tuple(self._lines):
            line.close()

    @property
    def is_set(self) -> bool:
        """Tell whether the sync shall end."""
        return self._event.is_set()

    def watch(self, line: Transport) -> None:
        """Close this line when the sync shall end."""
        self._lines.append(line)
        if self.is_set:
            line.close()

    def wait(self, seconds: float) -> None:
        """Wait, but not longer than until the sync shall end."""
        self._event.wait(seconds)

    def check(self) -> None:
        """Raise CancelledError if the sync shall end."""
        if self.is_set:
            raise CancelledError


ATTEMPTS: Final = 5
PERSON_WAITS: Final = 2
"""Attempts where nothing was begun yet and a person waits for the answer."""
FIRST_WAIT: Final = 1.0
LONGEST_WAIT: Final = 60.0


@dataclass
class Conduct:
    """What whoever starts a sync decides.

    `metered`: of the files only small ones (see `FileTask`), no photos and documents. `attempts` in a row without any success end the sync. `pause` waits some seconds
    (the cancel's own wait where none is given); `chance` gives numbers from 0 to 1 for the jitter. `take_seconds`: pages
    become smaller where taking one keeps the workspace busy for longer, since a window may wait for it.
    `ahead`: the next page is fetched, and the next batch packed and sent, in a thread, while this one is worked on.
    `page_taken` is told the records that a page touched, after its transaction; `retries`, before each wait, which try comes.
    """

    metered: bool = False
    cancel: Cancel = field(default_factory=Cancel)
    progress: Callable[[Progress], None] = lambda _progress: None
    page_taken: Callable[[frozenset[str]], None] = lambda _records: None
    retries: Callable[[Retry], None] = lambda _retry: None
    attempts: int = ATTEMPTS
    pause: Callable[[float], None] | None = None
    chance: Callable[[], float] = random.random
    take_seconds: float | None = None
    ahead: bool = False

    def wait(self, failures: int, retry_after: float = 0) -> None:
        """Wait after so many failures in a row: twice as long each time, by chance down to half of it, or as told."""
        seconds = min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT) * (0.5 + self.chance() / 2)
        self.retries(Retry(failures + 1, self.attempts))
        (self.pause or self.cancel.wait)(max(seconds, retry_after))
        self.cancel.check()
