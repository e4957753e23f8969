"""How a workspace stands with its hub: when it synced, what waits, what was held or refused, and how it shall sync."""

from dataclasses import dataclass
from enum import StrEnum

from greenfield.services.sync.workspace_store import WorkspaceStore
from greenfield.store.reading.belonging import Belonging, belonging_of
from greenfield.store.reading.history import open_conflicts
from greenfield.store.reading.trays import TrayChange, headers_in_trays, tray_changes, tray_counts
from greenfield.store.workspace import Workspace
from greenfield.sync.device.link import Link

MOST_SHOWN = 500


class Mode(StrEnum):
    """When a workspace syncs: whenever there is a connection, by hand only, or never."""

    AUTOMATIC = "automatic"
    BY_HAND = "by_hand"
    NEVER = "never"


class Tray(StrEnum):
    """Where a change waits: not sent yet, kept by the hub for later, or not taken by it."""

    UNSENT = "unsent"
    HELD = "held"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SyncState:
    """How a workspace stands with its hub; `link` is None, and all else nothing, for one that belongs to none.

    The bytes to be fetched are those of which records say how many they are. `has_twin`: a second computer works with a copy
    of this workspace, as the same device (`sync.twin` says what to do).
    """

    link: Link | None = None
    unsent: int = 0
    held: int = 0
    refused: int = 0
    conflicts: int = 0
    files_to_send: int = 0
    files_to_fetch: int = 0
    bytes_to_send: int = 0
    bytes_to_fetch: int = 0
    has_twin: bool = False


@dataclass(frozen=True, slots=True)
class InTray:
    """A change in a tray, and which record of which company and visit it belongs to."""

    change: TrayChange
    belonging: Belonging


def sync_state(workspace: Workspace) -> SyncState:
    """Return how a workspace stands with its hub."""
    store = WorkspaceStore(workspace)
    link = store.link()
    with workspace.read() as connection:
        conflicts = len(open_conflicts(connection))
        trays = tray_counts(connection)
    if link is None:
        return SyncState(conflicts=conflicts)
    to_send, to_fetch = store.count_files()
    bytes_to_send, bytes_to_fetch = store.bytes_of_files() if to_send or to_fetch else (0, 0)
    return SyncState(
        link=link,
        unsent=store.count_unsent(),
        held=trays.get(Tray.HELD, 0),
        refused=trays.get(Tray.REFUSED, 0),
        conflicts=conflicts,
        files_to_send=to_send,
        files_to_fetch=to_fetch,
        bytes_to_send=bytes_to_send,
        bytes_to_fetch=bytes_to_fetch,
        has_twin=store.has_twin(),
    )


def changes_in(workspace: Workspace, tray: Tray, most: int = MOST_SHOWN) -> list[InTray]:
    """Return what lies in a tray, the oldest first."""
    with workspace.read() as connection:
        found = tray_changes(connection, tray, most)
        belongings = {each.record: belonging_of(connection, each.record) for each in found}
    return [InTray(each, belongings[each.record]) for each in found]


def send_again(workspace: Workspace, cids: list[str]) -> None:
    """Take changes out of their trays, so that the next sync sends them again.

    What is left of erased ones goes along: the hub takes it once it knows of the erase, and nobody sees it here to send it.
    """
    with workspace.read() as connection:
        left = headers_in_trays(connection)
    WorkspaceStore(workspace).make_unsent([*cids, *left])


def set_mode(workspace: Workspace, mode: Mode) -> None:
    """Say when a workspace syncs. Raises `sync.not_connected`."""
    WorkspaceStore(workspace).change_link(mode=str(mode))


def set_metered(workspace: Workspace, *, metered: bool) -> None:
    """Say whether files wait until they are asked for. Raises `sync.not_connected`."""
    WorkspaceStore(workspace).change_link(metered=metered)
