"""Lets Python's cycle collector wait while a form is made.

What is made then stays, so that a search through it for garbage finds nothing and takes a third of the time.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_LARGE = 3_000


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the collector from running inside; it goes on afterwards if it did before."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def collect_if_large(definitions: int) -> None:
    """Collect once for a form of thousands of definitions, where a search during an answer would be felt."""
    if definitions > _LARGE:
        gc.collect()
