"""How much is sent at once: little on a bad line, much on a good one."""

from math import isqrt
from typing import Final

SMALLEST: Final = 1024
START: Final = 32 * 1024
LARGEST: Final = 256 * 1024
COST: Final = 3 * 1024
"""Bytes: headers, the answer, and what compression loses with each beginning."""
SLOW_SECONDS: Final = 10.0
"""A request that takes longer is large enough: a cut would lose as much again."""


class BatchSize:
    """Bytes to send with the next request: doubled after a success, halved after a failure.

    A line that breaks again and again wastes least with sqrt(2 c l), for l bytes that it carries between two breaks and c bytes
    that each request costs beside its content (J. W. Young, A first order approximation to the optimum checkpoint interval,
    CACM 17, 1974). So after a failure of a size that went well before, that is the ceiling; of another one, its half is. The
    ceiling doubles after some successes below it.
    """

    def __init__(
        self, start: int = START, largest: int = LARGEST, smallest: int = SMALLEST, cost: int = COST
    ) -> None:
        """Begin with `start` bytes, or whatever is counted; `cost` is what a request costs beside its content."""
        self.size = start
        self._smallest = smallest
        self._largest = largest
        self._cost = cost
        self._ceiling = largest
        self._successes = 0
        self._carried = 0
        self._proven = 0
        self._between_breaks: int | None = None

    def went_well(self, seconds: float) -> None:
        """Take the next one twice as large, unless this one took long."""
        self._carried += self.size
        self._proven = max(self._proven, self.size)
        self._successes += 1
        if self._successes >= 8:
            self._ceiling, self._successes = min(self._ceiling * 2, self._largest), 0
        if seconds < SLOW_SECONDS:
            self.size = min(self.size * 2, self._ceiling)

    def failed(self, tried: int | None = None) -> None:
        """Take the next one half as large as what was tried, the whole size if nothing else is said."""
        size = min(tried or self.size, self.size)
        self._ceiling = half = max(size // 2, self._smallest)
        if size <= self._proven:
            self._ceiling = max(half, self._best(self._carried + half))
        self.size = half
        self._successes = self._carried = 0

    def _best(self, carried: int) -> int:
        """Return what wastes least on a line that carried so much since it broke before."""
        known = self._between_breaks
        self._between_breaks = carried if known is None else (carried + known) // 2
        return min(isqrt(2 * self._cost * self._between_breaks), self._largest)
