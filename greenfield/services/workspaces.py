"""Making and opening a workspace, and saying who works in it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from greenfield.store.migrating import refuse_hub
from greenfield.store.workspace import Workspace, open_workspace
from greenfield.vault.backup import backup
from greenfield.vault.creating import create
from greenfield.vault.keystore import KeyStore
from greenfield.vault.opening import open_vault
from greenfield.vault.passphrase import Cost
from greenfield.vault.recovery import RecoveryCode
from greenfield.vault.slots import list_slots
from greenfield.vault.wrapping import Secret

SUFFIX = ".greenfield"
Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the time of this machine, for people to read; nothing ever compares it."""
    return datetime.now(UTC)


def create_workspace(
    folder: Path, secrets: Sequence[Secret], *, with_recovery_code: bool = False, cost: Cost | None = None
) -> str | None:
    """Make a workspace with its tables that each of `secrets` opens, and a recovery code if wanted.

    Returns the recovery code, which is kept nowhere. Raises as `vault.creating.create` does.
    """
    code = RecoveryCode.new() if with_recovery_code else None
    key = create(folder, [*secrets, code] if code else secrets, cost=cost)
    with open_vault(folder, key) as vault, open_workspace(vault.connect, folder, now):
        return str(code) if code else None


def backup_workspace(folder: Path, secret: Secret, target: Path) -> None:
    """Copy a workspace, open or closed, and read the copy whole; raises as `vault.backup.backup` does."""
    with open_vault(folder, secret, read_only=True) as vault:
        backup(vault, target)


def restore_workspace(source: Path, secret: Secret, target: Path) -> None:
    """Make a workspace from a backup; raises as `vault.backup.backup` does.

    Raises also ProblemError `workspace.is_hub`: a hub that came back in this way would not tell devices that it was set back.
    """
    with open_vault(source, secret, read_only=True) as vault:
        with closing(vault.connect()) as connection:
            refuse_hub(connection, source)
        backup(vault, target)


@contextmanager
def opened(folder: Path, secret: Secret, *, writing: bool, clock: Clock = now) -> Iterator[Workspace]:
    """Open a workspace for as long as the context lasts.

    Raises as `vault.opening.open_vault` and `store.workspace.open_workspace` do: `workspace.in_use` when
    another program writes, `passphrase.wrong`, `workspace.damaged`, `workspace.newer` and more.
    """
    with (
        open_vault(folder, secret, read_only=not writing) as vault,
        open_workspace(vault.connect, folder, clock, read_only=not writing) as workspace,
    ):
        yield workspace


def has_key_store_slot(folder: Path) -> bool:
    """Tell whether the workspace says that a key store may open it."""
    return any(slot.kind == "key-store" for slot in list_slots(folder))


def key_store() -> KeyStore:
    """Return the key store of this account."""
    return KeyStore()


def introduce(workspace: Workspace, name: str, role: str = "") -> str:
    """Make the person who works here, whose id stands in every change from now on; return the id."""
    with workspace.unit() as unit:
        person = unit.create("person", {"name": name, "role": role})
    workspace.set_author(person)
    return person
