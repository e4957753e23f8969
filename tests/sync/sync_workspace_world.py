"""The same histories with real workspaces in place of stores in memory."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from sync_workspace_machine import WorkspaceMachine
from sync_world import World

from greenfield.services.workspaces import create_workspace
from greenfield.store.workspace import Workspace, open_workspace
from greenfield.vault.datakey import DataKey
from greenfield.vault.driver import open_file
from greenfield.vault.opening import open_vault
from greenfield.vault.passphrase import Cost, Passphrase

SECRET = Passphrase("floor full of flour")
CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)


@cache
def empty_workspace() -> tuple[bytes, DataKey]:
    """Return a new workspace's database and its key, to be copied: making the tables takes half a second."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "empty"
        create_workspace(place, [SECRET], cost=CHEAP)
        with open_vault(place, SECRET) as vault:
            key = vault.key
            connection = vault.connect()
            connection.execute("DELETE FROM meta WHERE name IN ('workspace', 'device', 'noted')")
            connection.commit()
            connection.close()
        return (place / "data.db").read_bytes(), key


def connecting(path: Path, key: DataKey) -> Callable[[], Any]:
    """Return a function that opens a database as the vault does, but for waiting for the disk."""

    def connect() -> Any:
        connection = open_file(path, key, "rwc")
        for pragma in (
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "journal_mode = WAL",
            "synchronous = OFF",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        return connection

    return connect


def open_copy(folder: Path, device: str, clock: Callable[[], datetime]) -> Workspace:
    """Open the workspace in a folder, a new one of this device if there is none."""
    content, key = empty_workspace()
    path = folder / "data.db"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        connection = connecting(path, key)()
        rows = (("workspace", "f" * 32), ("device", device), ("noted", "0 0"))
        connection.executemany("INSERT INTO meta VALUES (?, ?)", rows)
        connection.commit()
        connection.close()
    return open_workspace(connecting(path, key), folder, clock)


class WorkspaceWorld(World):
    """A `World` whose computers have workspaces in a temporary folder, which `close` removes."""

    def __init__(self, machines: int, members: int, *, unique: bool = True, seed: int = 0) -> None:
        self._folder = Path(tempfile.mkdtemp())
        super().__init__(machines, members, unique=unique, seed=seed)

    def add_machine(self, member: int) -> Any:
        device, link = self.hub.link(len(self.machines), member)
        machine = self._machine(member, device)
        machine.store.save_link(link)
        self.machines.append(machine)
        return machine

    def make_twin(self, origin: Any, image: Any) -> Any:
        twin = self._machine(origin.member, origin.store.device)
        twin.go_back(image)
        return twin

    def close(self) -> None:
        for machine in self.machines:
            machine.close()
        super().close()
        shutil.rmtree(self._folder)

    def _machine(self, member: int, device: str) -> Any:
        number = len(self.machines)
        folder = self._folder / f"machine-{number}"
        return WorkspaceMachine(
            number, member, folder, lambda place, clock: open_copy(place, device, clock), self.chance
        )
