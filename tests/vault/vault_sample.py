"""A small workspace to try things on, and a key store that lives as long as a test."""

import hashlib
import threading
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from greenfield.vault.datakey import DataKey
from greenfield.vault.opening import open_vault
from greenfield.vault.passphrase import Cost, Passphrase

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)


@dataclass(frozen=True)
class Sample:
    """A closed workspace with twenty visits."""

    folder: Path
    key: DataKey
    passphrase: Passphrase

    def contents(self) -> dict[str, tuple[int, str]]:
        return contents(self.folder)

    def count(self) -> int:
        with open_vault(self.folder, self.key, read_only=True) as vault, closing(vault.connect()) as database:
            return database.execute("SELECT count(*) FROM visit").fetchone()[0]


class MemoryStore(KeyringBackend):
    """A key store of the library's own interface that lives as long as the test."""

    priority = -2  # never chosen by itself: the library knows every backend class of the process

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class LockedStore(MemoryStore):
    """Its owner dismissed the prompt."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(service + username)


class PromptStore(MemoryStore):
    """Waits for a person who never comes."""

    def get_password(self, service: str, username: str) -> str | None:
        threading.Event().wait()
        return super().get_password(service, username)


class ForgetfulStore(MemoryStore):
    """Says yes to everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password)
        self.kept.clear()


class BrokenStore(MemoryStore):
    """Keeps some secrets, then fails."""

    def __init__(self, failing_from: int = 1) -> None:
        super().__init__()
        self.left = failing_from - 1

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self.left:
            message = "no bus"
            raise OSError(message)
        self.left -= 1
        super().set_password(service, username, password)


def contents(folder: Path) -> dict[str, tuple[int, str]]:
    """Each file's time of change and content; equal before and after means untouched."""
    return {
        path.name: (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in sorted(folder.iterdir())
    }
