"""How often somebody may ask: a bucket of requests for each, which fills again with time."""

from threading import Lock
from typing import Final

from greenfield.sync.hub.refusal import Refused
from greenfield.sync.hub.surroundings import MINUTE, Surroundings

_MOST: Final = 10_000


class Rate:
    """Lets through so many a minute from each, a minute's worth at once; 0 means any number."""

    def __init__(self, a_minute: int, surroundings: Surroundings) -> None:
        """Begin with full buckets."""
        self._a_minute = a_minute
        self._surroundings = surroundings
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = Lock()

    def take(self, who: str) -> None:
        """Count a request; refuses with 429 `hub.too_often` and says after how many seconds there is room."""
        if not self._a_minute:
            return
        now = self._surroundings.clock().timestamp()
        with self._lock:
            if len(self._left) > _MOST:
                self._left.clear()
            left, since = self._left.get(who, (float(self._a_minute), now))
            left = min(self._a_minute, left + max(0.0, now - since) * self._a_minute / MINUTE)
            if left < 1:
                self._left[who] = (left, now)
                raise Refused(429, "hub.too_often", retry_after=int((1 - left) * MINUTE / self._a_minute) + 1)
            self._left[who] = (left - 1, now)
