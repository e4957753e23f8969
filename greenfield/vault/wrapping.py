"""Making and opening slots: a slot holds the data key, encrypted by AES-256-GCM with a key of its own.

What the slot says about itself (workspace, id, kind, salt, cost) is authenticated with it, so that a slot
of one workspace, or one whose cost was lowered, does not open in another's place.
"""

import base64
import secrets
from datetime import UTC, datetime
from typing import TypeAlias

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from greenfield.vault.datakey import DataKey
from greenfield.vault.keyfile import KeyStoreSlot, KnownSlot, PassphraseSlot, RecoverySlot
from greenfield.vault.keystore import KeyStore
from greenfield.vault.passphrase import Cost, Passphrase
from greenfield.vault.recovery import RecoveryCode

Secret: TypeAlias = Passphrase | RecoveryCode | KeyStore

_NONCE_LENGTH = 12
_SALT_LENGTH = 16
_KEY_LENGTH = 32
_NOT_YET = bytes(48)


def new_workspace_id() -> str:
    """Return the random id of a new workspace, which is also the salt at the start of its database."""
    return secrets.token_hex(_SALT_LENGTH)


def new_slot_id() -> str:
    """Return the random id of a slot: short enough to type."""
    return secrets.token_hex(4)


def make_slot(
    secret: Secret, key: DataKey, workspace: str, slot_id: str, *, label: str = "", cost: Cost | None = None
) -> KnownSlot:
    """Return a slot from which `secret` gets `key` back; a KeyStore is given a random secret to keep.

    `cost` is that of a try of a passphrase. Raises ProblemError as `KeyStore.keep` does.
    """
    slot = _empty_slot(secret, slot_id, label, cost or Cost())
    if isinstance(secret, KeyStore):
        secret.keep(workspace, slot_id, base64.b64encode(secrets.token_bytes(_KEY_LENGTH)).decode())
    wrapping_key = _wrapping_key(slot, secret, workspace)
    if wrapping_key is None:
        msg = "a new slot fits its own secret"
        raise AssertionError(msg)
    wrapped = AESGCM(wrapping_key).encrypt(slot.nonce, key.secret, _bound(slot, workspace))
    return msgspec.structs.replace(slot, wrapped=wrapped)


def open_slot(slot: KnownSlot, secret: Secret, workspace: str) -> DataKey | None:
    """Return the data key, or None if the secret does not open this slot; raises as `KeyStore.read` does."""
    wrapping_key = _wrapping_key(slot, secret, workspace)
    if wrapping_key is None:
        return None
    try:
        return DataKey(AESGCM(wrapping_key).decrypt(slot.nonce, slot.wrapped, _bound(slot, workspace)))
    except InvalidTag:
        return None


def opens(secret: Secret, slot: KnownSlot) -> bool:
    """Tell whether a slot is of the kind that a secret may open."""
    match slot:
        case PassphraseSlot():
            return isinstance(secret, Passphrase)
        case RecoverySlot():
            return isinstance(secret, RecoveryCode)
        case KeyStoreSlot():
            return isinstance(secret, KeyStore)


def _empty_slot(secret: Secret, slot_id: str, label: str, cost: Cost) -> KnownSlot:
    created = datetime.now(UTC).isoformat(timespec="seconds")
    nonce = secrets.token_bytes(_NONCE_LENGTH)
    salt = secrets.token_bytes(_SALT_LENGTH)
    match secret:
        case Passphrase():
            return PassphraseSlot(
                id=slot_id,
                created=created,
                label=label,
                nonce=nonce,
                wrapped=_NOT_YET,
                salt=salt,
                memory_kib=cost.memory_kib,
                iterations=cost.iterations,
                lanes=cost.lanes,
            )
        case RecoveryCode():
            return RecoverySlot(
                id=slot_id, created=created, label=label, nonce=nonce, wrapped=_NOT_YET, salt=salt
            )
        case KeyStore():
            return KeyStoreSlot(id=slot_id, created=created, label=label, nonce=nonce, wrapped=_NOT_YET)


def _wrapping_key(slot: KnownSlot, secret: Secret, workspace: str) -> bytes | None:
    match slot, secret:
        case PassphraseSlot(), Passphrase():
            return Cost(slot.memory_kib, slot.iterations, slot.lanes).derive(secret, slot.salt)
        case RecoverySlot(), RecoveryCode():
            # 140 random bits need no slow derivation: nobody guesses them.
            derivation = HKDF(SHA256(), _KEY_LENGTH, slot.salt, b"greenfield recovery code 1")
            return derivation.derive(secret.characters.encode())
        case KeyStoreSlot(), KeyStore():
            kept = secret.read(workspace, slot.id)
            return _decoded(kept) if kept else None
        case _:
            return None


def _decoded(kept: str) -> bytes | None:
    try:
        secret = base64.b64decode(kept, validate=True)
    except ValueError:
        return None
    return secret if len(secret) == _KEY_LENGTH else None


def _bound(slot: KnownSlot, workspace: str) -> bytes:
    fields = msgspec.to_builtins(slot)
    for name in ("nonce", "wrapped", "label", "created"):
        del fields[name]
    return msgspec.json.encode({**fields, "workspace": workspace}, order="sorted")
