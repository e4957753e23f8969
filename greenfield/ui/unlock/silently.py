"""Opening a workspace without asking anybody: by a passphrase file, or by the key store of the account."""

from pathlib import Path

from greenfield.base.problem import fail
from greenfield.services import workspaces
from greenfield.ui.frame.door import Door, Opened
from greenfield.vault.passphrase import read_passphrase_file


def open_silently(door: Door, folder: Path, passphrase_file: Path | None) -> Opened:
    """Open a workspace by what is at hand.

    Raises ProblemError `keystore.none` where somebody has to type something, and as `Door.open` does.
    """
    if passphrase_file is not None:
        return door.open(folder, read_passphrase_file(passphrase_file))
    if not workspaces.has_key_store_slot(folder):
        raise fail("keystore.none", str(folder))
    return door.open(folder, workspaces.key_store())
