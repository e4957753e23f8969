"""The sign that two computers work with copies of one workspace: changes of this very device that were not made here.

After this workspace was restored from a backup, its later changes come home with one sync, whether or not somebody worked here
before it. What comes with another sync was made by somebody who is the same device.
"""

import json
from collections.abc import Iterable
from typing import Any, Final

from greenfield.store.syncing import outbox
from greenfield.store.syncing.link_row import read_state, write_state

SYNCS_TOLD: Final = 50
_TWIN: Final = "twin"
_CAME_HOME: Final = "own_came_home"
_WITH_THIS_SYNC: Final = "with this sync"
_WITH_ANOTHER: Final = "with another"


def is_seen(connection: Any) -> bool:
    """Tell whether one of the last syncs met changes of a second computer that is the same device."""
    return bool(read_state(connection, _TWIN))


def has_to_end(connection: Any) -> bool:
    """Tell whether `end_of_sync` has anything to keep of a sync that met nothing."""
    return is_seen(connection) or read_state(connection, _CAME_HOME) == _WITH_THIS_SYNC


def end_of_sync(connection: Any, *, is_met: bool) -> None:
    """Keep what a sync that went to its end met; after so many that met nothing, nobody is told any more."""
    if is_met or is_seen(connection):
        left = SYNCS_TOLD if is_met else int(read_state(connection, _TWIN)) - 1
        write_state(connection, _TWIN, str(left) if left else "")
    if read_state(connection, _CAME_HOME) == _WITH_THIS_SYNC:
        write_state(connection, _CAME_HOME, _WITH_ANOTHER)


def note(connection: Any) -> None:
    """Tell from now on that a second computer was met, also where the sync does not go to its end."""
    write_state(connection, _TWIN, str(SYNCS_TOLD))


def end(connection: Any) -> None:
    """Tell nobody any more: the second computer is a device of its own now."""
    write_state(connection, _TWIN, "")


def is_met(connection: Any, device: str, own: Iterable[tuple[str, int]], *, last: int) -> bool:
    """Tell whether changes of this device (cid, number) that come in were made elsewhere; looked at before they are taken.

    `last` is the number of the last change made here. One sync is what lies between two calls of `end_of_sync`, however
    often its line was cut; no clock has a say.
    """
    named = dict(own)
    unknown = sorted(outbox.lacks(connection, named))
    if not unknown:
        return False
    numbers = json.dumps([named[cid] for cid in unknown])
    query = "SELECT 1 FROM change WHERE device = ? AND dseq IN (SELECT value FROM json_each(?)) LIMIT 1"
    is_taken = connection.execute(query, (device, numbers)).fetchone() is not None
    if not is_taken and all(named[cid] <= last for cid in unknown):
        return False  # of a record that was not to be read here for a while
    if read_state(connection, _CAME_HOME) not in {"", _WITH_THIS_SYNC}:
        return True
    write_state(connection, _CAME_HOME, _WITH_THIS_SYNC)
    return False
