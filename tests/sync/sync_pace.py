"""In which portions a sync goes over the line, and how far it works ahead: drawn for each sync of a history.

The program asks for the next page and packs the next batch in a thread while it works on this one. Here the order of the two is drawn:
the request is answered before the work that goes on beside it, or after.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from greenfield.sync import folding, tabling
from greenfield.sync.device import going_on, pulling, pushing
from greenfield.sync.device.batch_size import BatchSize
from greenfield.sync.device.conduct import Conduct
from greenfield.sync.hub import resuming

PAGE_BYTES = 900
BATCH_CHANGES = 4


@contextmanager
def pace(chance: random.Random) -> Iterator[Conduct]:
    """Let the syncs in this block have small pages and batches or large ones, and work ahead or not."""
    small, ahead, early = (chance.random() < 0.5 for _ in range(3))
    with ExitStack() as stack:
        for module, name in ((going_on, "LEAST"), (resuming, "LEAST_OF_A_PAGE")):
            stack.enter_context(patch.object(module, name, 1))
        if small:
            stack.enter_context(patch.object(pulling, "_START", PAGE_BYTES))
            stack.enter_context(patch.object(pushing, "MOST_CHANGES", BATCH_CHANGES))
            stack.enter_context(patch.object(tabling, "LEAST", 2))
            stack.enter_context(patch.object(tabling, "ALIKE", 1))
            stack.enter_context(patch.object(folding, "OFTEN", 1))
            stack.enter_context(patch.object(BatchSize, "went_well", lambda _size, _seconds: None))
        for module in (pulling, pushing):
            stack.enter_context(patch.object(module, "begun", _at_once if early else _at_last))
        yield Conduct(pause=lambda _seconds: None, chance=lambda: 0.5, ahead=ahead)


def _at_once(work: Callable[[], object]) -> Callable[[], object]:
    """Do the work before anything else goes on."""
    try:
        found = work()
    except Exception as error:  # noqa: BLE001  raised again where somebody waits for it
        problem = error
    else:
        return lambda: found

    def wait() -> object:
        raise problem

    return wait


def _at_last(work: Callable[[], object]) -> Callable[[], object]:
    """Do the work when somebody waits for it, which may be never."""
    return work
