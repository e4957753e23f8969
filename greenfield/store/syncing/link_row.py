"""What a workspace knows of its hub, as texts by name."""

from typing import Any

_FORGOTTEN = (
    "DELETE FROM sync_state",
    "DELETE FROM sync_tray",
    "DELETE FROM sync_seal",
    "DELETE FROM sync_file",
    "DELETE FROM sync_kept",
    "UPDATE change SET rev = NULL WHERE rev IS NOT NULL",
)


def read_state(connection: Any, name: str) -> str:
    """Return what is known by a name, or an empty text."""
    found = connection.execute("SELECT value FROM sync_state WHERE name = ?", (name,)).fetchone()
    return "" if found is None else str(found[0])


def write_state(connection: Any, name: str, value: str) -> None:
    """Keep what is known by a name; nothing is written where it is known already."""
    if read_state(connection, name) != value:
        connection.execute("INSERT OR REPLACE INTO sync_state VALUES (?, ?)", (name, value))


def forget_hub(connection: Any) -> None:
    """Forget the hub, its numbers, what it held or refused, its seals, and files under way; records stay."""
    for statement in _FORGOTTEN:
        connection.execute(statement)
