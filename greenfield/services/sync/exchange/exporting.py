"""Writing an exchange file for a USB stick."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from greenfield import __version__
from greenfield.base.ids import new_id
from greenfield.base.problem import fail
from greenfield.records.change import ERASE, AnyChange, ErasedChange, encode
from greenfield.services.companies import find_company_by
from greenfield.services.sync.workspace_store import WorkspaceStore
from greenfield.services.workspaces import Clock, now
from greenfield.store.reading.carried import (
    Choice,
    chosen_changes,
    files_to_carry,
    pieces_of,
    read_changes,
    seals_of,
    unsent_changes,
)
from greenfield.store.reading.people import name_of
from greenfield.store.reading.visits import find_visit
from greenfield.store.workspace import Workspace
from greenfield.sync.exchange.frames import Opening
from greenfield.sync.exchange.sealing import Recipients
from greenfield.sync.exchange.writing import Carried, CarriedFile, write_exchange
from greenfield.sync.messages import PROTO
from greenfield.vault.files import name_write_failure, sync_folder
from greenfield.vault.passphrase import Cost, Passphrase

SUFFIX = ".greenfield-exchange"
Progress = Callable[[int, int], None]
"""What is done and all that there is; may raise to stop."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall go into a file: everything, what is unsent, or one company or visit, which `record` names."""

    choice: Choice = Choice.EVERYTHING
    record: str = ""
    photos: bool = True


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: counts, and the length of the file in bytes."""

    path: Path
    changes: int
    files: int
    size: int


def wish_for(
    workspace: Workspace, *, company: str = "", visit: str = "", unsent: bool = False, photos: bool = True
) -> Wish:
    """Return what shall go into a file; `company` is a name or the beginning of an id, `visit` of an id.

    Raises ProblemError `company.unknown`, `.ambiguous`, `visit.unknown`, `.ambiguous`.
    """
    if visit:
        with workspace.read() as connection:
            return Wish(Choice.VISIT, find_visit(connection, visit).id, photos)
    if company:
        return Wish(Choice.COMPANY, find_company_by(workspace, company).id, photos)
    return Wish(Choice.UNSENT if unsent else Choice.EVERYTHING, "", photos)


def recipient_of_organisation(workspace: Workspace) -> str:
    """Return the key to which a file for the organisation is sealed; `exchange.no_organisation` without one.

    This is how work comes home from a device that the hub does not let in any more.
    """
    link = WorkspaceStore(workspace).link()
    if link is None or not link.recipient:
        raise fail("exchange.no_organisation")
    return link.recipient


def export_file(
    workspace: Workspace,
    path: Path,
    wish: Wish,
    to: Recipients | Passphrase,
    *,
    clock: Clock = now,
    cost: Cost | None = None,
    progress: Progress | None = None,
) -> Exported:
    """Write an exchange file, whole or not at all; a file of that name is replaced, and works beside an open window.

    Raises ProblemError `exchange.no_recipient`, `.recipient`, `.too_many`, `file.unwritable`, `workspace.disk_full`.
    """
    if isinstance(to, Recipients) and not to.keys:
        raise fail("exchange.no_recipient")
    link = WorkspaceStore(workspace).link()
    with workspace.read() as connection, connection.begin():
        opening = Opening(
            proto=PROTO,
            device=workspace.device,
            author=name_of(connection, workspace.author),
            made_at=clock().isoformat(timespec="seconds"),
            program=__version__,
            choice=wish.choice,
            photos=wish.photos,
            organisation=link.organisation if link else "",
            organisation_name=link.organisation_name if link else "",
        )
        load = _Load(connection, wish, progress)
        with _written_whole(path) as file:
            written = write_exchange(file, to, opening, load.changes(), load.files(), cost=cost)
            size = file.tell()
    return Exported(path, written.changes, written.files, size)


class _Load:
    """What goes into a file, read from the workspace while it is written."""

    def __init__(self, connection: Any, wish: Wish, progress: Progress | None) -> None:
        self._connection = connection
        self._wish = wish
        self._progress = progress or (lambda _done, _all: None)
        self._records: set[str] = set()
        self._done = self._all = 0

    def changes(self) -> Iterator[Carried]:
        for change in self._chosen():
            self._records.add(change.record)
            is_erased = change.op == ERASE or isinstance(change, ErasedChange)
            seals = seals_of(self._connection, [change.cid]) if is_erased else {}
            self._tell()
            yield Carried(change.cid, encode(change), seals.get(change.cid, ""))

    def files(self) -> Iterator[CarriedFile]:
        unsent = self._wish.choice is Choice.UNSENT
        found = files_to_carry(self._connection, self._records, photos=self._wish.photos, unsent=unsent)
        self._all += len(found)
        for sha256, size in found:
            self._tell()
            yield CarriedFile(sha256, size, pieces_of(self._connection, sha256))

    def _chosen(self) -> Iterator[AnyChange]:
        if self._wish.choice is Choice.UNSENT:
            return unsent_changes(self._connection)
        places = chosen_changes(self._connection, self._wish.choice, self._wish.record)
        self._all = len(places)
        return read_changes(self._connection, places)

    def _tell(self) -> None:
        self._done += 1
        self._progress(self._done, max(self._done, self._all))


@contextmanager
def _written_whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write that gets its name when all of it is on the disk; nothing is left after a failure."""
    partial = path.with_name(f".{path.name}.{new_id()[:8]}")
    try:
        with partial.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        named = name_write_failure(error, path)
        if named.code == "workspace.disk_full":
            raise named from error
        raise fail("file.unwritable", str(path), reason=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            partial.unlink()
