"""From a passphrase, a recovery code or the key store to the data key of a workspace."""

from pathlib import Path

from greenfield.base.problem import ProblemError, fail
from greenfield.vault.datakey import DataKey
from greenfield.vault.keyfile import KeyFile, read_key_file
from greenfield.vault.passphrase import Passphrase
from greenfield.vault.recovery import RecoveryCode
from greenfield.vault.wrapping import Secret, open_slot, opens


def unlock(folder: Path, secret: Secret) -> DataKey:
    """Return the data key of the workspace in `folder`; reads `keys.json` alone and writes nothing.

    Raises ProblemError as `read_key_file` and `KeyStore.read` do; `passphrase.wrong`, `recovery.wrong`,
    `keystore.unknown_here` if the secret opens no slot; `passphrase.none`, `recovery.none`, `keystore.none`
    if there is no slot of its kind; `keyfile.damaged` if what comes out is not this workspace's key.
    """
    return unlock_slots(read_key_file(folder), secret, folder)


def unlock_slots(keys: KeyFile, secret: Secret, folder: Path) -> DataKey:
    """Return the data key that a secret gets out of a key file; raises as `unlock` does."""
    candidates = [slot for slot in keys.known_slots() if opens(secret, slot)]
    if not candidates:
        raise _no_slot(secret, folder)
    for slot in candidates:
        key = open_slot(slot, secret, keys.workspace)
        if key is None:
            continue
        if key.check_value(keys.workspace) != keys.key_check:
            raise fail("keyfile.damaged", str(folder))
        return key
    raise _wrong(secret, folder)


def _no_slot(secret: Secret, folder: Path) -> ProblemError:
    if isinstance(secret, Passphrase):
        return fail("passphrase.none", str(folder))
    if isinstance(secret, RecoveryCode):
        return fail("recovery.none", str(folder))
    return fail("keystore.none", str(folder))


def _wrong(secret: Secret, folder: Path) -> ProblemError:
    if isinstance(secret, Passphrase):
        return fail("passphrase.wrong", str(folder))
    if isinstance(secret, RecoveryCode):
        return fail("recovery.wrong", str(folder))
    return fail("keystore.unknown_here", str(folder))
