"""Computers of several people and one hub, on which anything may happen, and a check of it all at the end."""

from sync_world_edits import Edits
from sync_world_proof import Proof


class World(Edits, Proof):
    """All of it; `unique` values make the oracle exact, few values make equal ones meet."""
