"""A hub's folder: `keys.json` and an encrypted database, as a workspace has them; making, opening, copying, restoring it."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import delete, insert, select, update

from greenfield.sync.hub import tables
from greenfield.sync.hub.administration import begin_epochs
from greenfield.sync.hub.certificate import Certificate, make_certificate
from greenfield.sync.hub.database import Database, open_database
from greenfield.sync.hub.surroundings import Surroundings
from greenfield.vault import backup as copying
from greenfield.vault.creating import create
from greenfield.vault.files import new_folder
from greenfield.vault.opening import Vault, open_vault
from greenfield.vault.passphrase import Cost
from greenfield.vault.wrapping import Secret

_CERTIFICATE: Final = "certificate"
_KEY: Final = "certificate_key"
_NAME: Final = "name"
_ADDRESS: Final = "address"


def create_hub(
    folder: Path,
    secrets: Sequence[Secret],
    name: str,
    surroundings: Surroundings,
    *,
    cost: Cost | None = None,
) -> None:
    """Make a hub's folder that each of `secrets` opens, with tables and a certificate; raises as `vault.creating.create`."""
    key = create(folder, secrets, cost=cost)
    with open_vault(folder, key) as vault, closing(open_database(vault.connect)) as database:
        made = make_certificate(name, surroundings.clock())
        with database.writing() as connection:
            rows = {_CERTIFICATE: made.der, _KEY: made.key, _NAME: name.encode()}
            connection.execute(
                insert(tables.meta), [{"name": each, "value": value} for each, value in rows.items()]
            )


@contextmanager
def opened_hub(folder: Path, secret: Secret) -> Iterator[tuple[Database, Vault]]:
    """Open a hub for as long as the context lasts; other programs may have it open too, a serving one say.

    Raises ProblemError as `vault.opening.open_vault` and `open_database` do. In one process a hub is opened once.
    """
    with (
        open_vault(folder, secret, shared=True) as vault,
        closing(open_database(vault.connect)) as database,
    ):
        yield database, vault


def certificate_of(database: Database) -> tuple[Certificate, str]:
    """Return the hub's certificate and name."""
    with database.reading() as connection:
        found: dict[str, bytes] = {
            row.name: bytes(row.value)
            for row in connection.execute(select(tables.meta.c.name, tables.meta.c.value))
        }
    return Certificate(found[_CERTIFICATE], found[_KEY]), found[_NAME].decode()


def note_address(database: Database, url: str) -> None:
    """Keep where devices reach the hub, for the next invitations."""
    row = {"name": _ADDRESS, "value": url.encode()}
    with database.writing() as connection:
        connection.execute(delete(tables.meta).where(tables.meta.c.name == _ADDRESS))
        connection.execute(insert(tables.meta), row)


def address_of(database: Database) -> str:
    """Return where devices reached the hub when it served last, or nothing."""
    with database.reading() as connection:
        found = connection.execute(select(tables.meta.c.value).where(tables.meta.c.name == _ADDRESS)).scalar()
        return bytes(found).decode() if found else ""


def backup_hub(database: Database, vault: Vault, target: Path) -> None:
    """Copy a hub while it serves, open the copy and read it whole; only then devices hear that it holds their changes.

    Raises ProblemError as `vault.backup.backup` does.
    """
    copying.backup(vault, target)
    with open_vault(target, vault.key, read_only=True) as copy, closing(copy.connect()) as connection:
        heads = connection.execute("SELECT org, head, epoch FROM organisation").fetchall()
    for org, head, epoch in heads:
        note_backup(database, int(org), int(head), str(epoch))


def note_backup(database: Database, org: int, head: int, epoch: str) -> None:
    """Note that a verified backup holds everything up to a position of an epoch; never goes back."""
    found = tables.organisation.c
    with database.writing() as connection:
        connection.execute(
            update(tables.organisation)
            .where(found.org == org, found.epoch == epoch, found.durable_upto < head)
            .values(durable_upto=head)
        )


def restore_hub(source: Path, secret: Secret, target: Path, surroundings: Surroundings) -> None:
    """Make the hub `target` from a backup, with new epochs, so that devices bring back what it lacks.

    It gets its name with the new epochs in it: a hub that was set back without them would lose what it lacks. Raises
    ProblemError as `vault.backup.restore` does, and `hub.none_there` for the backup of a workspace.
    """
    with new_folder(target) as partial:
        copy = partial / "copy"
        copying.restore(source, secret, copy)
        with opened_hub(copy, secret) as (database, _vault):
            begin_epochs(database, surroundings)
        for path in sorted(copy.iterdir()):
            path.rename(partial / path.name)
        copy.rmdir()
