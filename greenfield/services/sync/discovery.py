"""Hubs on the same network, for a person who wants to connect without typing an address."""

from collections.abc import Sequence
from threading import Event

from greenfield.sync.discovery import SECONDS, FoundHub, find_hubs


def hubs_nearby(
    seconds: float = SECONDS, *, interfaces: Sequence[str] = (), stop: Event | None = None
) -> list[FoundHub]:
    """Return the hubs that answer on the network within `seconds`, by name; `stop` ends the search earlier.

    What they say of themselves proves nothing until the fingerprint was compared. Raises ProblemError `discovery.network`.
    """
    return find_hubs(seconds, interfaces=interfaces, stop=stop)
