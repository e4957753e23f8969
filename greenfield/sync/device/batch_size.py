"""How much is sent at once: little on a bad line, much on a good one."""

from typing import Final

SMALLEST: Final = 1024
START: Final = 32 * 1024
LARGEST: Final = 256 * 1024
SLOW_SECONDS: Final = 10.0
"""A request that takes longer is large enough: a cut would lose as much again."""


class BatchSize:
    """Bytes to send with the next request: doubled after a success, halved after a failure.

    A size that failed is tried again only after some successes below it, so that a line which always breaks
    at the same place does not waste half of what it carries.
    """

    def __init__(self, start: int = START, largest: int = LARGEST, smallest: int = SMALLEST) -> None:
        """Begin with `start` bytes, or whatever is counted."""
        self.size = start
        self._smallest = smallest
        self._largest = largest
        self._ceiling = largest
        self._successes = 0

    def went_well(self, seconds: float) -> None:
        """Take the next one twice as large, unless this one took long."""
        self._successes += 1
        if self._successes >= 8:
            self._ceiling, self._successes = min(self._ceiling * 2, self._largest), 0
        if seconds < SLOW_SECONDS:
            self.size = min(self.size * 2, self._ceiling)

    def failed(self, tried: int | None = None) -> None:
        """Take the next one half as large as what was tried, the whole size if nothing else is said."""
        self._ceiling = max(min(tried or self.size, self.size) // 2, self._smallest)
        self.size = self._ceiling
        self._successes = 0
