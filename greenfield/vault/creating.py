"""A new workspace: a folder with `keys.json` and an empty encrypted database."""

from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from greenfield.base.problem import ProblemError, fail
from greenfield.vault import driver
from greenfield.vault.damage import name_database_failure
from greenfield.vault.datakey import DataKey
from greenfield.vault.driver import open_file
from greenfield.vault.files import DATABASE, new_folder, sync_file
from greenfield.vault.keyfile import KeyFile, StoredSlot, write_key_file
from greenfield.vault.keystore import KeyStore
from greenfield.vault.passphrase import Cost
from greenfield.vault.wrapping import Secret, make_slot, new_slot_id, new_workspace_id


def create(folder: Path, secrets: Sequence[Secret], *, cost: Cost | None = None) -> DataKey:
    """Make the workspace `folder` that each of `secrets` opens, and return its data key.

    One of them has to be a passphrase or a recovery code, which survive the loss of the laptop: else
    ProblemError `slot.none_survives`. Never overwrites: `workspace.exists`. After a failure nothing is left,
    neither in the folder nor in the key store. Raises also `workspace.no_parent`, `workspace.read_only`,
    `workspace.disk_full`, `file.unwritable`, and as `KeyStore.keep` does.
    """
    if all(isinstance(secret, KeyStore) for secret in secrets):
        raise fail("slot.none_survives", str(folder))
    key, workspace = DataKey.new(), new_workspace_id()
    kept: list[tuple[KeyStore, str]] = []
    try:
        with new_folder(folder) as partial:
            slots = []
            for secret in secrets:
                slot_id = new_slot_id()
                slots.append(StoredSlot(make_slot(secret, key, workspace, slot_id, cost=cost)))
                if isinstance(secret, KeyStore):
                    kept.append((secret, slot_id))
            write_key_file(partial, KeyFile(workspace, key.check_value(workspace), tuple(slots)))
            _create_database(partial, key, workspace)
    except BaseException:
        for store, slot_id in kept:
            with suppress(ProblemError):
                store.forget(workspace, slot_id)
        raise
    return key


def _create_database(folder: Path, key: DataKey, workspace: str) -> None:
    path = folder / DATABASE
    try:
        with closing(open_file(path, key, "rwc", salt=workspace)) as connection:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            connection.execute("PRAGMA user_version = 0")  # writes the first page: an empty file has no key
    except driver.DatabaseError as error:
        raise name_database_failure(error, folder) or error from error
    sync_file(path)
