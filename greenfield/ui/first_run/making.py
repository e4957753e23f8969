"""The work behind the first run: the workspace is made, opened, and told who works in it."""

from dataclasses import dataclass, field
from pathlib import Path

from greenfield.services import workspaces
from greenfield.ui.frame.door import Door, Opened
from greenfield.vault.passphrase import Cost, Passphrase
from greenfield.vault.wrapping import Secret


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person chose; without a passphrase the key store of the computer opens the workspace."""

    folder: Path
    name: str
    passphrase: Passphrase | None = field(repr=False)
    with_recovery_code: bool

    @property
    def secret(self) -> Secret:
        """What opens the workspace from now on."""
        return self.passphrase or workspaces.key_store()


@dataclass(frozen=True, slots=True)
class Made:
    """The workspace, open, and its recovery code, which is kept nowhere else."""

    opened: Opened
    recovery_code: str | None = field(repr=False)


def make_workspace(door: Door, wanted: Wanted, cost: Cost | None = None) -> Made:
    """Make the workspace and open it; raises as `create_workspace` and `Door.open` do.

    After a failure of making it nothing is left. The key store alone never survives the loss of the laptop,
    so a recovery code goes with it.
    """
    needs_code = wanted.with_recovery_code or wanted.passphrase is None
    secret = wanted.secret
    code = workspaces.create_workspace(wanted.folder, [secret], with_recovery_code=needs_code, cost=cost)
    opened = door.open(wanted.folder, secret)
    workspaces.introduce(opened.workspace, wanted.name)
    return Made(opened, code)
