"""The ways to unlock a workspace: passphrases, a recovery code, the key store of the account."""

from pathlib import Path

from greenfield.base.problem import fail
from greenfield.vault.keystore import KeyStore
from greenfield.vault.opening import open_vault
from greenfield.vault.recovery import RecoveryCode
from greenfield.vault.slots import add_slot, remove_slot
from greenfield.vault.wrapping import Secret

KINDS = ("passphrase", "recovery-code", "key-store")


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
