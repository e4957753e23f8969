"""What the devices of the organisation are called, as its hub told; kept with what else is known of the hub."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from greenfield.store.syncing.link_row import read_state, write_state

_NAMES: Final = "device_names"


def names(connection: Any) -> dict[str, str]:
    """Return the names of devices by id."""
    said = read_state(connection, _NAMES)
    return msgspec.json.decode(said, type=dict[str, str]) if said else {}


def keep(connection: Any, told: Mapping[str, str]) -> None:
    """Keep names beside those that are known already."""
    known = {**names(connection), **told}
    write_state(connection, _NAMES, msgspec.json.encode(known, order="sorted").decode())
