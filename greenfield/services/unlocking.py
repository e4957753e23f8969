"""The ways to unlock a workspace: passphrases, a recovery code, the key store of the account."""

from pathlib import Path

from greenfield.base.problem import ProblemError, fail
from greenfield.vault.keystore import KeyStore
from greenfield.vault.opening import open_vault
from greenfield.vault.passphrase import Passphrase
from greenfield.vault.recovery import RecoveryCode
from greenfield.vault.slots import add_slot, list_slots, remove_slot
from greenfield.vault.unlocking import unlock
from greenfield.vault.wrapping import Secret

KINDS = ("passphrase", "recovery-code", "key-store")
_DOES_NOT_OPEN = frozenset({"passphrase.wrong", "passphrase.none", "recovery.wrong", "recovery.none"})


def secret_of(folder: Path, typed: Passphrase) -> Secret:
    """Return what a person typed to open a workspace as what it is: its recovery code, or a passphrase.

    A workspace that has a recovery code takes a text whose check characters fit as one, unless it opens as a
    passphrase. Where the code is the only way in, a typing error is named: `recovery.incomplete`,
    `recovery.mistyped`. Raises also as `vault.keyfile.read_key_file` does; opening tells whether it is right.
    """
    kinds = {slot.kind for slot in list_slots(folder)}
    if "recovery-code" not in kinds:
        return typed
    try:
        code = RecoveryCode.parse(typed.text)
    except ProblemError:
        if "passphrase" in kinds:
            return typed
        raise
    return typed if not _opens(folder, code) and _opens(folder, typed) else code


def _opens(folder: Path, secret: Secret) -> bool:
    try:
        unlock(folder, secret)
    except ProblemError as error:
        if error.code in _DOES_NOT_OPEN:
            return False
        raise
    return True


def add_way(folder: Path, secret: Secret, kind: str, added: Secret | None = None) -> tuple[str, str | None]:
    """Add a way to unlock a workspace that `secret` opens; return its slot, and the new recovery code if it is one.

    A passphrase is handed in as `added`. Raises as `vault.slots.add_slot` does.
    """
    code = RecoveryCode.new() if kind == "recovery-code" else None
    new = code or (KeyStore() if kind == "key-store" else added)
    if new is None:
        raise fail("passphrase.empty")
    with open_vault(folder, secret) as vault:
        return add_slot(vault, new), str(code) if code else None


def remove_way(folder: Path, secret: Secret, slot: str) -> None:
    """Remove a way to unlock a workspace; raises as `vault.slots.remove_slot` does."""
    with open_vault(folder, secret) as vault:
        remove_slot(vault, slot, KeyStore())
