"""No search for garbage while a push or a page is taken: that makes a hundred thousand objects without a circle, and the search doubles its time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class CollectingLater:
    """Holds Python's cyclic garbage collector off for as long as somebody is inside; limits of a push bound the memory."""

    def __init__(self) -> None:
        """Begin with nobody inside."""
        self._lock = Lock()
        self._inside = 0
        self._was_on = False

    @contextmanager
    def hold_off(self) -> Iterator[None]:
        """Collect nothing inside; where collecting was off before, it stays off."""
        with self._lock:
            if self._inside == 0:
                self._was_on = gc.isenabled()
                gc.disable()
            self._inside += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1
                if self._inside == 0 and self._was_on:
                    gc.enable()
