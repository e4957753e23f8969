"""The slots of an open workspace: listing, adding, changing and removing the ways to open it."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from greenfield.base.problem import ProblemError, fail
from greenfield.vault.keyfile import (
    KeyFile,
    KeyStoreSlot,
    PassphraseSlot,
    RecoverySlot,
    StoredSlot,
    read_key_file,
    write_key_file,
)
from greenfield.vault.keystore import KeyStore
from greenfield.vault.opening import Vault
from greenfield.vault.passphrase import Cost, Passphrase
from greenfield.vault.wrapping import Secret, make_slot, new_slot_id


@dataclass(frozen=True, slots=True)
class SlotInfo:
    """What may be shown of a slot. `survives`: it opens the workspace after the loss of the laptop.

    `outdated`: its passphrase is protected less than a new one would be; changing it, to itself even, helps.
    """

    id: str
    kind: str
    label: str
    created: str
    survives: bool
    outdated: bool


def list_slots(folder: Path) -> tuple[SlotInfo, ...]:
    """Return what is known of a workspace's slots, without a key; raises as `read_key_file` does."""
    return tuple(_info(slot) for slot in read_key_file(folder).slots)


def add_slot(vault: Vault, secret: Secret, *, label: str = "", cost: Cost | None = None) -> str:
    """Add a way to open the workspace and return the slot's id; the data stays encrypted as it is.

    Raises ProblemError `workspace.opened_to_read` if the vault may not write, as `write_key_file` does, and
    as `KeyStore.keep` does.
    """
    keys = _keys_to_change(vault)
    slot_id = new_slot_id()
    slot = make_slot(secret, vault.key, keys.workspace, slot_id, label=label, cost=cost)
    try:
        write_key_file(vault.folder, replace(keys, slots=(*keys.slots, StoredSlot(slot))))
    except BaseException:
        if isinstance(secret, KeyStore):
            with suppress(ProblemError):
                secret.forget(keys.workspace, slot_id)
        raise
    return slot_id


def change_passphrase(vault: Vault, slot_id: str, new: Passphrase, *, cost: Cost | None = None) -> None:
    """Give a passphrase slot another passphrase, at today's cost of a try; the old one opens no more.

    A copy of the workspace that was made before still opens with the old one. Raises ProblemError
    `slot.unknown`, `slot.not_a_passphrase`, and as `add_slot` does.
    """
    keys = _keys_to_change(vault)
    old = _find(keys, slot_id)
    if not isinstance(old.known, PassphraseSlot):
        raise fail("slot.not_a_passphrase", slot_id)
    slot = make_slot(new, vault.key, keys.workspace, slot_id, label=old.known.label, cost=cost)
    changed = replace(old, known=slot)
    write_key_file(vault.folder, replace(keys, slots=tuple(changed if s is old else s for s in keys.slots)))


def remove_slot(vault: Vault, slot_id: str, store: KeyStore | None = None) -> None:
    """Remove a way to open the workspace; what a key store keeps for it is forgotten where `store` has it.

    Raises ProblemError `slot.unknown`; `slot.last` if no passphrase and no recovery code would be
    left; and as `add_slot` does.
    """
    keys = _keys_to_change(vault)
    slot = _find(keys, slot_id)
    rest = tuple(s for s in keys.slots if s is not slot)
    if not _one_survives(rest):
        raise fail("slot.last", slot_id)
    write_key_file(vault.folder, replace(keys, slots=rest))
    if isinstance(slot.known, KeyStoreSlot):
        with suppress(ProblemError):  # it may be the key store of another computer
            (store or KeyStore()).forget(keys.workspace, slot_id)


def _one_survives(slots: Iterable[StoredSlot]) -> bool:
    return any(isinstance(slot.known, PassphraseSlot | RecoverySlot) for slot in slots)


def _keys_to_change(vault: Vault) -> KeyFile:
    if vault.read_only:
        raise fail("workspace.opened_to_read", str(vault.folder))
    return read_key_file(vault.folder)


def _find(keys: KeyFile, slot_id: str) -> StoredSlot:
    for slot in keys.slots:
        if slot.id == slot_id:
            return slot
    raise fail("slot.unknown", slot_id)


def _info(slot: StoredSlot) -> SlotInfo:
    known, today = slot.known, Cost()
    return SlotInfo(
        id=slot.id,
        kind=slot.kind,
        label=known.label if known else "",
        created=known.created if known else "",
        survives=_one_survives([slot]),
        outdated=isinstance(known, PassphraseSlot)
        and (known.memory_kib < today.memory_kib or known.iterations < today.iterations),
    )
