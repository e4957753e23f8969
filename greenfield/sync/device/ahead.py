"""Work begun while something else goes on: the next page comes in while this one is written."""

import queue
import threading
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def begun(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin a piece of work in a thread of its own; the returned function waits for it, and raises what it raised."""
    told: queue.SimpleQueue[tuple[Result, None] | tuple[None, BaseException]] = queue.SimpleQueue()

    def run() -> None:
        try:
            told.put((work(), None))
        except BaseException as error:  # noqa: BLE001  raised again where somebody waits for it
            told.put((None, error))

    def wait() -> Result:
        found, error = told.get()
        if error is not None:
            raise error
        return found  # type: ignore[return-value]  # without an error there is one

    threading.Thread(target=run, name="sync ahead", daemon=True).start()
    return wait
