"""A verified copy of a workspace, while it is closed or open, and the way back."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from greenfield.base.problem import fail
from greenfield.vault import driver
from greenfield.vault.damage import damaged_pages, find_damage, name_database_failure
from greenfield.vault.driver import Connection, open_file
from greenfield.vault.files import DATABASE, new_folder, sync_file
from greenfield.vault.keyfile import read_key_file, write_key_file
from greenfield.vault.opening import Vault, open_vault
from greenfield.vault.wrapping import Secret

Progress = Callable[[int, int], None]

_PAGES_A_STEP = 2_500  # 10 MB


def backup(vault: Vault, target: Path, progress: Progress | None = None) -> None:
    """Copy a workspace to the folder `target`, as it is at this moment; others may write meanwhile.

    The copy is read whole before it gets its name, and opens with the same passphrase, code or key store.
    `progress` is called with the pages done and all pages, and may raise to stop. Never overwrites
    (`workspace.exists`); after a failure nothing is left of the copy. Raises ProblemError
    `workspace.backup_damaged` if the workspace's own pages are, and as `create` does.
    """
    keys = read_key_file(vault.folder)
    with new_folder(target) as partial:
        _refuse_damage(vault)
        write_key_file(partial, keys)
        with closing(vault.connect()) as source:
            try:
                _copy(source, partial, vault, keys.workspace, progress)
            except driver.DatabaseError as error:
                raise name_database_failure(error, target) or error from error
        sync_file(partial / DATABASE)
        with open_vault(partial, vault.key, read_only=True) as copy, closing(copy.connect()) as connection:
            damage = find_damage(connection)
        if damage:
            raise fail("workspace.backup_damaged", str(vault.folder), count=len(damage))


def restore(source: Path, secret: Secret, target: Path, progress: Progress | None = None) -> None:
    """Make the workspace `target` from a backup that `secret` opens; the backup may be on read-only media.

    Raises ProblemError as `open_vault` and `backup` do.
    """
    with open_vault(source, secret, read_only=True) as vault:
        backup(vault, target, progress)


def _refuse_damage(vault: Vault) -> None:
    """Look at every page before copying: the copy of a damaged one would be zeros that verify well."""
    pages: frozenset[int] | None = None
    for _ in range(2):  # a page that a writer is just moving looks damaged once, not twice
        with closing(vault.connect()) as connection:
            found = damaged_pages(connection)
        pages = found if pages is None else pages & found
        if not pages:
            return
    raise fail("workspace.backup_damaged", str(vault.folder), count=len(pages or ()))


def _copy(source: Connection, folder: Path, vault: Vault, workspace: str, progress: Progress | None) -> None:
    source.isolation_level = None
    with closing(open_file(folder / DATABASE, vault.key, "rwc", salt=workspace)) as target:
        # One reading transaction over all steps: a writer beside it neither shows in the copy nor starts
        # it again from the beginning.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()

        def tell(_status: int, remaining: int, total: int) -> None:
            if progress:
                progress(total - remaining, total)

        source.backup(target, pages=_PAGES_A_STEP, progress=tell)
        source.execute("COMMIT")
